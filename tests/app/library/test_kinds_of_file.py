"""Which files are taken for their sound and with which length; which are skipped, and why."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from app.core.errors import AudioUnreadable
from app.library.reader import ReadFile, read_file
from app.library.scan import FoundFile, find_audio
from app.library.skipped import NoMusic, SkippedKind
from app.library.tags import TrackTags
from tests.support.tag_files import (
    dsdiff,
    dsf,
    element,
    encode,
    matroska,
    matroska_tag,
    module,
    nsf,
    spc,
    vgm,
)


def found_file(path: Path) -> FoundFile:
    (found,) = find_audio([path])
    return found


def read(path: Path) -> ReadFile:
    return read_file(found_file(path))


RARE = (
    *(".mp2", ".m4b", ".mka", ".mkv", ".webm", ".tta", ".ac3", ".eac3", ".dts", ".caf", ".au"),
    *(".aifc", ".wv", ".voc", ".oga"),
)
OPTIONS = {
    ".m4b": ("-f", "ipod"),
    ".dts": ("-strict", "-2"),
    ".aifc": ("-f", "aiff", "-c:a", "pcm_mulaw"),
}


@pytest.mark.parametrize("suffix", RARE)
def test_sound_of_every_kind_is_taken_with_its_length(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("vlc")
    from app.player.vlc_metadata import read_metadata

    path = encode(tmp_path / f"a{suffix}", *OPTIONS.get(suffix, ()), seconds=2)
    got = read_file(found_file(path), read_metadata)
    assert got.tags.duration_ms == pytest.approx(2000, abs=100)
    assert got.tags.codec


@pytest.mark.parametrize(
    ("suffix", "data", "ms"),
    [
        (".vgm", vgm("Aria"), 3000),
        (".spc", spc("Aria", "Opera", "Nobuo"), 3000),
        (".mod", module("Aria"), 7680),
    ],
)
def test_game_music_and_modules_are_taken_with_their_length(
    tmp_path: Path, suffix: str, data: bytes, ms: int
) -> None:
    pytest.importorskip("vlc")
    from app.player.vlc_metadata import read_metadata

    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    got = read_file(found_file(path), read_metadata)
    assert got.tags.duration_ms == pytest.approx(ms, abs=100)


def test_sound_that_doesnt_say_how_long_it_is_is_taken(tmp_path: Path) -> None:
    fragmented = encode(tmp_path / "a.m4a", "-movflags", "frag_keyframe+empty_moov", title="Live")
    plain = encode(tmp_path / "plain.wav")
    command = ["ffmpeg", "-v", "error", "-i", plain, "-f", "wv", "-"]
    streamed = tmp_path / "b.wv"
    streamed.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    # A WavPack that says nothing is decoded later.
    for path, codec, length_ms in ((fragmented, "aac", 1021), (streamed, "wavpack", 0)):
        got = read(path).tags
        assert (got.duration_ms, got.codec) == (length_ms, codec)


@pytest.mark.parametrize("data", [dsf(b""), dsdiff(b"")], ids=["dsf", "dsdiff"])
def test_dsd_which_vlc_plays_in_silence_is_skipped(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.dsf"
    path.write_bytes(data)
    with pytest.raises(NoMusic) as told:
        read(path)
    assert told.value.kind is SkippedKind.OTHER_AUDIO


def test_speex_is_skipped_for_its_reason(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.spx")
    with pytest.raises(NoMusic) as told:
        read(path)
    assert told.value.kind is SkippedKind.SPEEX


def test_game_music_without_a_length_is_skipped_and_with_one_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.nsf"
    path.write_bytes(nsf("Opera", "Nobuo"))
    with pytest.raises(NoMusic) as told:
        read_file(found_file(path), lambda _path: None)
    assert told.value.kind is SkippedKind.NO_LENGTH
    got = read_file(found_file(path), lambda _path: TrackTags(title="", duration_ms=900))
    assert (got.tags.album, got.tags.duration_ms) == ("Opera", 900)


def test_words_of_the_fallback_are_taken_only_where_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.mka"
    path.write_bytes(
        matroska(element("1254c367", matroska_tag(0, ARTIST="Yoko", TITLE="Aria")), seconds=0)
    )

    def confused(_path: Path) -> TrackTags:
        return TrackTags(title="", album_artist="Yoko", duration_ms=1000)

    got = read_file(found_file(path), confused).tags
    assert (got.artist, got.album_artist, got.duration_ms) == ("Yoko", "", 1000)


def test_a_file_of_the_system_that_never_ends_is_not_read_to_its_end() -> None:
    """It says that it is empty, and gives hundreds of gigabytes."""
    pagemap = Path("/proc/self/pagemap")
    if not pagemap.exists():
        pytest.skip("only Linux has such files")
    with pytest.raises(AudioUnreadable, match="pagemap"):
        read_file(FoundFile(pagemap, 0, 0))


def test_a_file_of_terabytes_is_refused_instead_of_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE")
    os.truncate(path, 1 << 40)
    with pytest.raises(AudioUnreadable) as told:
        read(path)
    assert told.value.why == "It is larger than 65,536 MB."
