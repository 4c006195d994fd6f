"""Tags that are at home in their container, format by format."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from mutagen.asf import ASF, ASFUnicodeAttribute

from app.library.skipped import NoMusic, SkippedKind
from tests.app.library.tagging.conftest import ReadBytes
from tests.support.pictures import png
from tests.support.tag_files import (
    chunk,
    element,
    encode,
    id3v2,
    info,
    matroska,
    matroska_tag,
    module,
    nsf,
    run_ffmpeg,
    spc,
    text,
    vgm,
    wav,
)

WORDS = {
    "title": "Aria di Mezzo Carattere",
    "artist": "Yoko Kanno",
    "album": "Opera",
    "composer": "Nobuo Uematsu",
    "track": "7",
    "date": "1994",
}
FULL = [".mp3", ".flac", ".ogg", ".opus", ".m4a", ".m4b", ".wma", ".wv", ".tta", ".caf"]
FULL += [".mka", ".mkv", ".webm", ".oga"]


@pytest.mark.parametrize("suffix", FULL)
def test_every_format_says_who_composed_and_the_rest(
    read: ReadBytes, tmp_path: Path, suffix: str
) -> None:
    as_m4b = ("-f", "ipod") if suffix == ".m4b" else ()
    got = read(encode(tmp_path / f"a{suffix}", *as_m4b, **WORDS)).tags
    assert (got.title, got.artist, got.album) == (WORDS["title"], "Yoko Kanno", "Opera")
    assert (got.composer, got.album_artist) == ("Nobuo Uematsu", "")
    assert (got.track_number, got.year) == (7, 1994)
    assert got.duration_ms == pytest.approx(1000, abs=80)


@pytest.mark.parametrize("suffix", [".mov", ".au"])
def test_formats_with_fewer_words_keep_what_they_have(
    read: ReadBytes, tmp_path: Path, suffix: str
) -> None:
    got = read(encode(tmp_path / f"a{suffix}", **WORDS)).tags
    assert (got.title, got.artist, got.album) == (WORDS["title"], "Yoko Kanno", "Opera")


# --- Matroska -----------------------------------------------------------------------------------


def test_in_matroska_the_album_and_the_track_speak_each_for_itself(read: ReadBytes) -> None:
    tags = element(
        "1254c367",
        matroska_tag(50, TITLE="Opera", ARTIST="Square", PART_NUMBER="2", DATE_RELEASED="1994-04"),
        matroska_tag(30, TITLE="Aria", ARTIST="Yoko", COMPOSER="Nobuo", PART_NUMBER="7"),
    )
    got = read(matroska(tags), ".mka").tags
    assert (got.title, got.artist, got.composer) == ("Aria", "Yoko", "Nobuo")
    assert (got.album, got.album_artist, got.year) == ("Opera", "Square", 1994)
    assert (got.disc_number, got.track_number) == (2, 7)
    assert (got.duration_ms, got.codec) == (2000, "opus")


def test_tags_of_a_chapter_or_an_attachment_are_not_the_tracks(read: ReadBytes) -> None:
    of = element("63c0", element("63c4", b"\1"))
    name = element("67c8", element("45a3", b"TITLE"), element("4487", b"Act one"))
    tags = element("1254c367", element("7373", of, name), matroska_tag(30, TITLE="Aria"))
    assert read(matroska(tags), ".mka").tags.title == "Aria"


def test_tags_behind_the_sound_are_found_by_the_seek_head(read: ReadBytes) -> None:
    tags = element("1254c367", matroska_tag(0, TITLE="Aria"))
    sound = bytes.fromhex("1f43b675") + b"\xff" + bytes(500)  # a live cluster: of unknown length

    def with_seek_head(place: int) -> bytes:
        ident = element("53ab", bytes.fromhex("1254c367"))
        seek = element("4dbb", ident, element("53ac", place.to_bytes(4, "big")))
        return matroska(element("114d9b74", seek), sound, tags)

    data = with_seek_head(0)
    segment = data.index(bytes.fromhex("1549a966"))
    assert read(with_seek_head(data.index(tags) - segment), ".mka").tags.title == "Aria"


def test_the_attached_cover_is_the_picture(read: ReadBytes) -> None:
    def attached(name: bytes, data: bytes) -> bytes:
        return element(
            "61a7",
            element("466e", name), element("4660", b"image/png"), element("465c", data),
        )  # fmt: skip

    files = element("1941a469", attached(b"back.png", png(1)), attached(b"cover.png", png(2)))
    assert read(matroska(files), ".mka").cover == png(2)


def test_a_film_is_taken_for_its_sound_and_a_silent_one_is_not(
    read: ReadBytes, tmp_path: Path
) -> None:
    assert read(matroska(kinds=(1, 2)), ".mkv").tags.duration_ms == 2000
    with pytest.raises(NoMusic) as told:
        read(matroska(kinds=(1,)), ".mkv")
    assert told.value.kind is SkippedKind.SILENT_VIDEO


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".webm", ".mkv", ".ogv", ".wmv"])
def test_a_video_is_taken_for_its_sound_whatever_its_format(
    read: ReadBytes, tmp_path: Path, suffix: str
) -> None:
    picture = ("-f", "lavfi", "-i", "testsrc=d=1:s=32x32")
    sound = ("-f", "lavfi", "-i", "sine=440:d=1")
    run_ffmpeg(*picture, *sound, str(tmp_path / f"film{suffix}"))
    got = read(tmp_path / f"film{suffix}").tags
    assert got.codec
    assert got.duration_ms == pytest.approx(1000, abs=150)
    run_ffmpeg(*picture, str(tmp_path / f"silent{suffix}"))
    with pytest.raises(NoMusic) as told:
        read(tmp_path / f"silent{suffix}")
    assert told.value.kind is SkippedKind.SILENT_VIDEO


# --- Windows Media ------------------------------------------------------------------------------


def test_windows_media_keeps_the_order_of_names_and_counts_from_one(
    read: ReadBytes, tmp_path: Path
) -> None:
    path = encode(tmp_path / "a.wma")
    file = ASF(path)
    file["Author"] = [ASFUnicodeAttribute(name) for name in ("Zoë", "Anna", "Mika")]
    file["WM/Composer"] = [ASFUnicodeAttribute(name) for name in ("Yoko", "Akira")]
    file["WM/Track"] = "6"
    file["WM/PartOfSet"] = "2/3"
    file["WM/Picture"] = _picture_of_windows_media(png(1))
    file.save()
    got = read(path)
    assert (got.tags.artist, got.tags.composer) == ("Zoë, Anna, Mika", "Yoko, Akira")
    assert (got.tags.track_number, got.tags.disc_number) == (7, 2)
    assert got.cover == png(1)


def _picture_of_windows_media(data: bytes) -> object:
    from mutagen.asf import ASFByteArrayAttribute

    texts = "image/png\0Cover\0".encode("utf-16-le")
    return ASFByteArrayAttribute(struct.pack("<BI", 3, len(data)) + texts + data)


# --- chunks -------------------------------------------------------------------------------------


def test_id3_and_info_in_a_wav_say_the_same_once(read: ReadBytes) -> None:
    words = info(INAM="Aria", IART="Yoko / Nobuo", IPRD="Opera", IMUS="Nobuo", ITRK="7")
    tag = chunk(b"id3 ", id3v2([(b"TPE1", text("Yoko\0Nobuo"))]))
    for data in (wav(words, tag), wav(tag, words)):
        got = read(data, ".wav").tags
        assert (got.title, got.album, got.track_number) == ("Aria", "Opera", 7)
        assert (got.artist, got.composer) == ("Yoko, Nobuo", "Nobuo")
        assert got.duration_ms == 1000


@pytest.mark.parametrize("name", ["IMUS", "ICMP"])
def test_a_wavs_own_name_for_the_composer_is_known(read: ReadBytes, name: str) -> None:
    assert read(wav(info(**{name: "Nobuo"})), ".wav").tags.composer == "Nobuo"


def test_aiffs_own_texts_are_read(read: ReadBytes) -> None:
    rate = bytes.fromhex("400bfa00000000000000")  # 8 kHz
    parts = chunk(b"COMM", struct.pack(">hIh", 1, 8000, 16) + rate, ">")
    parts += chunk(b"NAME", b"Aria", ">") + chunk(b"AUTH", b"Nobuo", ">")
    parts += chunk(b"SSND", bytes(8 + 16000), ">")
    got = read(b"FORM" + struct.pack(">I", 4 + len(parts)) + b"AIFF" + parts, ".aiff").tags
    assert (got.title, got.artist, got.duration_ms) == ("Aria", "Nobuo", 1000)


# --- game music ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "suffix", "title", "album", "artist"),
    [
        (vgm("Star Light", "", "Sonic", "", "", "", "Masato", "", "1991"), ".vgm",
         "Star Light", "Sonic", "Masato"),
        (vgm("", "星明", "", "野牛", "", "", "", "中村", ""), ".vgm", "星明", "野牛", "中村"),
        (spc("Aria", "Opera", "Nobuo"), ".spc", "Aria", "Opera", "Nobuo"),
        (nsf("Opera", "Nobuo"), ".nsf", "file", "Opera", "Nobuo"),
        (module("Aria"), ".mod", "Aria", "", ""),
        (b"IMPMAria" + bytes(1000), ".it", "Aria", "", ""),
        (b"Extended Module: Aria" + bytes(1000), ".xm", "Aria", "", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_game_music_names_its_composer(
    read: ReadBytes, data: bytes, suffix: str, title: str, album: str, artist: str
) -> None:
    got = read(data, suffix).tags
    assert (got.title, got.album, got.artist) == (title, album, artist)
    assert got.composer == artist


# --- chapters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".m4b", ".mka"])
def test_chapters_are_noticed(read: ReadBytes, tmp_path: Path, suffix: str) -> None:
    parts = "".join(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={at}\nEND={at + 300}\ntitle=Part\n" for at in (0, 300)
    )
    (tmp_path / "parts.txt").write_text(f";FFMETADATA1\n{parts}")
    plain = encode(tmp_path / "plain.wav")
    as_m4b = ("-f", "ipod") if suffix == ".m4b" else ()
    path = tmp_path / f"a{suffix}"
    chapters = ("-i", str(tmp_path / "parts.txt"), "-map_metadata", "1", "-map", "0:a")
    run_ffmpeg("-i", str(plain), *chapters, *as_m4b, str(path))
    assert read(path).tags.has_chapters
    assert not read(plain).tags.has_chapters


@pytest.mark.parametrize(
    "words",
    [
        {"CHAPTER001": "00:00:00.000", "CHAPTER001NAME": "One", "CHAPTER002": "00:00:00.500"},
        {"CUESHEET": 'FILE "a.flac" WAVE\n  TRACK 01 AUDIO\n'},
    ],
)
def test_chapters_in_comments_are_noticed(
    read: ReadBytes, tmp_path: Path, words: dict[str, str]
) -> None:
    assert read(encode(tmp_path / "a.flac", **words)).tags.has_chapters
    assert read(encode(tmp_path / "b.ogg", **words)).tags.has_chapters
