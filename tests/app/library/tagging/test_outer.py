"""Tags in front of and behind sound of any kind: they are read, and the one at home there wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.library.tagging.conftest import ReadBytes
from tests.support.tag_files import apev2, encode, id3v1, id3v2, text

ID3 = id3v2([(b"TIT2", text("By ID3")), (b"TCOM", text("Yoko Kanno"))])
APE = apev2(Title="By APE", Artist="Yoko Kanno", Disc="2")
SUFFIXES = {
    ".aac": ("-f", "adts"),
    ".caf": (),
    ".au": (),
    ".tta": (),
    ".wv": (),
    ".flac": (),
    ".mp3": (),
    ".ac3": (),
    ".ogg": (),
}
# No encoder for these is at hand; how they begin is what they are recognised by.
BEGINNINGS = {".mpc": b"MP+\x07", ".mpp": b"MPCK", ".ape": b"MAC \x96\x0f"}


def sound(folder: Path, suffix: str) -> bytes:
    if beginning := BEGINNINGS.get(suffix):
        return beginning + bytes(3000)
    plain = encode(folder / f"plain{suffix}", *SUFFIXES[suffix], "-bitexact", "-map_metadata", "-1")
    return plain.read_bytes()


@pytest.mark.parametrize("suffix", [*SUFFIXES, *BEGINNINGS])
def test_a_foreign_tag_in_front_is_read(read: ReadBytes, tmp_path: Path, suffix: str) -> None:
    got = read(ID3 + sound(tmp_path, suffix), suffix)
    assert (got.tags.title, got.tags.composer) == ("By ID3", "Yoko Kanno")


@pytest.mark.parametrize("suffix", [*SUFFIXES, *BEGINNINGS])
def test_a_foreign_tag_behind_is_read(read: ReadBytes, tmp_path: Path, suffix: str) -> None:
    got = read(sound(tmp_path, suffix) + APE + id3v1("By ID3v1", album="Escaflowne"), suffix)
    assert (got.tags.title, got.tags.artist) == ("By APE", "Yoko Kanno")
    assert (got.tags.disc_number, got.tags.album) == (2, "Escaflowne")


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".wv"])
def test_tags_around_the_sound_change_nothing_of_its_identity(
    read: ReadBytes, tmp_path: Path, suffix: str
) -> None:
    plain = sound(tmp_path, suffix)
    assert read(plain, suffix).payload_hash == read(plain + APE, suffix).payload_hash


@pytest.mark.parametrize(
    ("suffix", "title"),
    [(".mp3", "By ID3"), (".tta", "By ID3"), (".wv", "By APE"), (".ape", "By APE"),
     (".mpc", "By APE")],
)  # fmt: skip
def test_the_tag_at_home_in_a_format_wins(
    read: ReadBytes, tmp_path: Path, suffix: str, title: str
) -> None:
    got = read(ID3 + sound(tmp_path, suffix) + APE, suffix)
    assert got.tags.title == title
    assert (got.tags.artist, got.tags.composer) == ("Yoko Kanno", "Yoko Kanno")


def test_flacs_own_comments_win_over_any_tag_around_it(read: ReadBytes, tmp_path: Path) -> None:
    plain = encode(tmp_path / "a.flac", title="By FLAC").read_bytes()
    assert read(ID3 + plain + APE, ".flac").tags.title == "By FLAC"


def test_an_ape_tag_in_front_hides_nothing(read: ReadBytes, mp3: bytes) -> None:
    got = read(APE + mp3)
    assert got.tags.title == "By APE"
    assert got.tags.duration_ms == pytest.approx(1000, abs=80)
