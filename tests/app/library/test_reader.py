"""One file, read once: tags, length, cover and identity, or a plain reason why not."""

from __future__ import annotations

import base64
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, ID3, TALB, TDRC, TIT2, TPE1, TPE2, TPOS, TRCK
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from app.core.errors import AudioUnreadable
from app.library import reader
from app.library.covers import FolderPictures
from app.library.identity import payload_hash
from app.library.reader import ReadFile, read_file
from app.library.scan import FoundFile, find_audio
from app.library.tags import TrackTags
from tests.support.audio import tone, write_audio
from tests.support.pictures import jpeg, png

COVER = png(0, 160, 160)
WORDS = {
    "title": "Forbidden Friendship",
    "artist": "John Powell",
    "album": "How to Train Your Dragon",
    "albumartist": "Various",
    "date": "2010-03-23",
    "tracknumber": "7",
    "discnumber": "1",
}


def found_file(path: Path) -> FoundFile:
    (found,) = find_audio([path])
    return found


def read(path: Path) -> ReadFile:
    return read_file(found_file(path))


def picture() -> Picture:
    made = Picture()
    made.type, made.mime, made.data = 3, "image/png", COVER
    return made


def tagged(path: Path) -> Path:
    write_audio(path, tone(3, rate_hz=48000), rate_hz=48000)
    match path.suffix:
        case ".mp3":
            tags = ID3()
            frames = [TIT2, TPE1, TALB, TPE2, TDRC]
            for frame, word in zip(frames, WORDS.values(), strict=False):
                tags.add(frame(encoding=3, text=word))
            tags.add(TRCK(encoding=3, text="07/24"))
            tags.add(TPOS(encoding=3, text="1/2"))
            tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=COVER))
            tags.save(path)
        case ".m4a":
            file = MP4(path)
            for atom, word in {
                "nam": "title",
                "ART": "artist",
                "alb": "album",
                "day": "date",
            }.items():
                file["\xa9" + atom] = WORDS[word]
            file["aART"] = WORDS["albumartist"]
            file["trkn"], file["disk"] = [(7, 24)], [(1, 2)]
            file["covr"] = [MP4Cover(COVER, MP4Cover.FORMAT_PNG)]
            file.save()
        case ".flac":
            flac = FLAC(path)
            flac.update(WORDS)
            flac.add_picture(picture())
            flac.save()
        case _:
            ogg = {".ogg": OggVorbis, ".opus": OggOpus}[path.suffix](path)
            ogg.update(WORDS)
            ogg["metadata_block_picture"] = [base64.b64encode(picture().write()).decode()]
            ogg.save()
    return path


CODECS = {".mp3": "mp3", ".ogg": "vorbis", ".opus": "opus", ".flac": "flac", ".m4a": "aac"}


@pytest.mark.parametrize("suffix", CODECS)
def test_everything_is_read_from_every_format(tmp_path: Path, suffix: str) -> None:
    path = tagged(tmp_path / f"a{suffix}")
    got = read(path)
    assert got.tags == TrackTags(
        title="Forbidden Friendship",
        artist="John Powell",
        album="How to Train Your Dragon",
        album_artist="Various",
        disc_number=1,
        track_number=7,
        year=2010,
        duration_ms=got.tags.duration_ms,
        codec=CODECS[suffix],
        has_cover=True,
    )
    assert got.tags.duration_ms == pytest.approx(3000, abs=80)
    assert got.cover == COVER
    assert got.payload_hash == payload_hash(path)


@pytest.mark.parametrize("suffix", CODECS)
def test_large_files_are_streamed_with_the_same_result(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tagged(tmp_path / f"a{suffix}")
    whole = read(path)
    monkeypatch.setattr(reader, "READ_WHOLE_BYTES", 1000)
    assert read(path) == whole


@pytest.mark.parametrize("suffix", [".wav", ".aiff", ".flac", ".ogg", ".opus", ".mp3", ".m4a"])
@pytest.mark.parametrize("name", ["wrong.mp3", "wrong.ogg", "wrong.flac", "none"])
def test_the_content_decides_not_the_name(tmp_path: Path, suffix: str, name: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone(1, rate_hz=48000), rate_hz=48000)
    right = read(path)
    wrong = read(path.rename(tmp_path / name))
    assert wrong.tags.duration_ms == right.tags.duration_ms == pytest.approx(1000, abs=80)
    assert wrong.tags.codec == right.tags.codec
    assert wrong.payload_hash == right.payload_hash
    assert wrong.tags.title == name.partition(".")[0]


def test_untagged_files_are_named_after_the_file(tmp_path: Path) -> None:
    plain = write_audio(tmp_path / "a.flac", tone(0.05))
    got = read(plain.rename(tmp_path / os.fsdecode(b"01 caf\xe9.flac")))
    assert got.tags.title == "01 caf�"
    assert got.tags.duration_ms == 50
    assert got.cover is None


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.mp3", b"", "It is empty (0 bytes)."),
        ("a.ogg", b"OggS" + bytes(200), "damaged or cut short"),
        ("a.flac", b"fLaC" + bytes(3), "damaged or cut short"),
        ("a.m4a", b"\0\0\0\x18ftypM4A " + bytes(600), "the part that says how to play it"),
        ("a.mp3", b"<html>404</html>" * 99, "doesn’t contain any known audio"),
        ("a.wav", np.random.default_rng(3).bytes(99_000), "doesn’t contain any known audio"),
        ("a.mp3", np.random.default_rng(4).bytes(999_000), "doesn’t contain any known audio"),
        ("a.mp3", b"ID3\x04\0\0\0\0\x0f\x7f" + bytes(300), "doesn’t contain any known audio"),
    ],
)
def test_a_file_without_audio_gives_a_reason(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AudioUnreadable) as caught:
        read(path)
    assert why in caught.value.why
    assert caught.value.what == f"“{name}” couldn’t be read."


def test_a_missing_file_gives_a_reason(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    found = found_file(path)
    path.unlink()
    with pytest.raises(AudioUnreadable, match="no longer there"):
        read_file(found)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_forbidden_file_gives_a_reason(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    path.chmod(0)
    with pytest.raises(AudioUnreadable, match="not allowed"):
        read(path)


@pytest.mark.parametrize("suffix", CODECS)
def test_a_file_cut_anywhere_gives_tags_or_a_reason(tmp_path: Path, suffix: str) -> None:
    path = tagged(tmp_path / f"a{suffix}")
    data = path.read_bytes()
    for part in range(40):
        path.write_bytes(data[: len(data) * part // 40])
        try:
            assert read(path).tags.title
        except AudioUnreadable as fault:
            assert fault.why


@pytest.mark.parametrize("suffix", CODECS)
def test_damage_anywhere_gives_tags_or_a_reason(tmp_path: Path, suffix: str) -> None:
    path = tagged(tmp_path / f"a{suffix}")
    data = path.read_bytes()
    random = np.random.default_rng(6)
    for _ in range(60):
        harmed = bytearray(data)
        for _ in range(8):
            harmed[int(random.integers(0, min(2000, len(data))))] = int(random.integers(0, 256))
        path.write_bytes(harmed)
        try:
            tags = read(path).tags
            assert tags.title
            assert "\0" not in tags.title
            assert tags.duration_ms >= 0
        except AudioUnreadable as fault:
            assert fault.why


def test_nuls_odd_numbers_and_long_texts_are_cleaned(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    file = FLAC(path)
    file["title"] = "One\0Summer’s\r\nDay\u200b "
    file["artist"] = ["Joe Hisaishi", "New Japan Philharmonic"]
    file["album"] = "x" * 100_000
    file["tracknumber"] = "99999999999"
    file["discnumber"] = "0"
    file["date"] = "around 0"
    file.save()
    tags = read(path).tags
    assert tags.title == "One Summer’s Day"
    assert tags.artist == "Joe Hisaishi, New Japan Philharmonic"
    assert len(tags.album) == 500
    assert (tags.track_number, tags.disc_number, tags.year) == (None, None, None)


def test_utf8_in_latin1_fields_is_repaired(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.mp3", tone(1, rate_hz=48000), rate_hz=48000)
    body = b"\0" + "千と千尋の神隠し".encode()
    frame = b"TIT2" + struct.pack(">I", len(body)) + b"\0\0" + body
    header = b"ID3\x03\0\0" + bytes([0, 0, len(frame) >> 7, len(frame) & 127])
    path.write_bytes(header + frame + path.read_bytes())
    assert read(path).tags.title == "千と千尋の神隠し"


def test_a_huge_cover_is_left_out_and_the_track_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.library.covers.MAX_COVER_BYTES", 1000)
    got = read(tagged(tmp_path / "a.flac"))
    assert got.cover is None
    assert not got.tags.has_cover
    assert got.tags.title == "Forbidden Friendship"


def test_the_folder_picture_is_used_without_an_embedded_one(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    (tmp_path / "cover.png").write_bytes(COVER)
    got = read_file(found_file(path), None, FolderPictures())
    assert got.cover == COVER
    assert got.tags.has_cover


def test_ten_hours_are_read_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    size = 10 * 3600 * 8000 * 2
    header = b"RIFF" + struct.pack("<I", size + 36) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
    with path.open("wb") as file:
        file.write(header + b"data" + struct.pack("<I", size))
        file.truncate(44 + size)
    assert read(path).tags.duration_ms == 36_000_000


def test_chained_oggs_add_their_lengths(tmp_path: Path) -> None:
    a = write_audio(tmp_path / "a.ogg", tone(2)).read_bytes()
    b = write_audio(tmp_path / "b.ogg", tone(3, 500)).read_bytes()
    (tmp_path / "c.ogg").write_bytes(a + b)
    assert read(tmp_path / "c.ogg").tags.duration_ms == 5000


def test_the_fallback_is_used_only_for_unknown_files(tmp_path: Path) -> None:
    asked: list[str] = []

    def fallback(path: Path) -> TrackTags | None:
        asked.append(path.name)
        return TrackTags(title="\0 From VLC ", duration_ms=1234, codec="WVPK")

    read_file(found_file(write_audio(tmp_path / "a.flac", tone(1))), fallback)
    assert asked == []
    (tmp_path / "b.wv").write_bytes(b"wvpk" + bytes(500))
    got = read_file(found_file(tmp_path / "b.wv"), fallback)
    assert asked == ["b.wv"]
    assert got.tags == TrackTags(title="From VLC", duration_ms=1234, codec="wavpack")


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes these files")
@pytest.mark.parametrize("suffix", [".wv", ".aac", ".wma"])
def test_rare_formats_are_read_through_libvlc(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("vlc")
    from app.player.vlc_metadata import read_metadata

    source = write_audio(tmp_path / "a.wav", tone(3))
    path = tmp_path / f"b{suffix}"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-i", source, "-metadata", "title=Tío", path], check=True
    )
    got = read_file(found_file(path), read_metadata)
    assert got.tags.title == ("b" if suffix == ".aac" else "Tío")
    if suffix != ".aac":  # bare frames say nothing of their length
        assert got.tags.duration_ms == pytest.approx(3000, abs=100)


def test_broken_tags_dont_cost_the_music(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.mp3", tone(2, rate_hz=48000), rate_hz=48000)
    right = read(path).payload_hash
    frame = b"APIC" + struct.pack(">I", 3) + b"\0\0" + b"\x01ab"  # a picture cut off in its type
    header = b"ID3\x03\0\0" + bytes([0, 0, 0, len(frame)])
    path.write_bytes(header + frame + path.read_bytes())
    got = read(path)
    assert got.tags.title == "a"
    assert got.tags.duration_ms == pytest.approx(2000, abs=80)
    assert got.payload_hash == right


@pytest.mark.parametrize("harm", [b"\xff\xff\xff\x7f", b"\0\0\0\0"])
def test_an_odd_layout_costs_neither_the_music_nor_its_length(tmp_path: Path, harm: bytes) -> None:
    path = tagged(tmp_path / "a.m4a")
    data = bytearray(path.read_bytes())
    at = data.index(b"udta") - 4
    data[at : at + 4] = harm
    path.write_bytes(data)
    assert read(path).tags.duration_ms == pytest.approx(3000, abs=80)


@pytest.mark.parametrize("version", [3, 4])
@pytest.mark.parametrize("encoding", [1, 3])
def test_every_text_encoding_of_id3_is_read(tmp_path: Path, version: int, encoding: int) -> None:
    path = write_audio(tmp_path / "a.mp3", tone(2))
    tags = ID3()
    tags.add(TIT2(encoding=encoding, text="千と千尋の神隠し"))
    tags.add(TPE1(encoding=encoding, text=["久石譲", "Märchen"]))
    tags.add(APIC(encoding=encoding, mime="image/png", type=3, desc="表紙", data=COVER))
    tags.save(path, v2_version=version, v23_sep=None, v1=0)
    got = read(path)
    assert got.tags.title == "千と千尋の神隠し"
    assert got.tags.artist == "久石譲, Märchen"
    assert got.cover == COVER


def test_importing_loads_neither_numpy_nor_soundfile() -> None:
    look = (
        "import sys, app.library.reader\n"
        "print([name for name in ('numpy', 'soundfile') if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", look], cwd=root, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_a_broken_embedded_cover_doesnt_hide_a_good_picture_beside_the_music(
    tmp_path: Path,
) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    good = png(5)
    (tmp_path / "cover.png").write_bytes(good)
    for broken in (COVER[:-3000], jpeg()[:-40], COVER[:8] + b"?" * 99, b"GIF89a", b"<html>"):
        file = FLAC(path)
        file.clear_pictures()
        made = picture()
        made.data = broken
        file.add_picture(made)
        file.save()
        assert read_file(found_file(path), None, FolderPictures()).cover == good


def test_a_broken_front_cover_doesnt_hide_a_good_back(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    file = FLAC(path)
    front, back = picture(), picture()
    front.data, back.data, back.type = COVER[:-1], png(6), 4
    file.add_picture(back)
    file.add_picture(front)
    file.save()
    assert read(path).cover == png(6)
