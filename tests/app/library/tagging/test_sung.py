"""What tags say is sung, in every kind of tag."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from mutagen import flac, mp4, oggvorbis

from app.library.tagging.sung import synchronised_lyrics
from app.spoken_files.line import FileWords, Line
from tests.app.library.tagging.conftest import ReadBytes
from tests.support.audio import tone, write_audio
from tests.support.tag_files import apev2, element, encode, id3v2, matroska, matroska_tag, text

PLAIN = (Line("Aimer"), Line("c’est 愛する"))
WORDS = "\n".join(line.text for line in PLAIN)


def uslt(words: str, language: bytes = b"fra") -> bytes:
    return b"\3" + language + b"about it\0" + words.encode()


def sylt(*pieces: tuple[str, int], kind: int = 1, counted: int = 2) -> bytes:
    timed = b"".join(
        piece.encode("utf-16") + b"\0\0" + struct.pack(">I", ms) for piece, ms in pieces
    )
    return b"\1eng" + bytes((counted, kind)) + "x".encode("utf-16") + b"\0\0" + timed


@pytest.mark.parametrize(("version", "name"), [(2, b"ULT"), (3, b"USLT"), (4, b"USLT")])
def test_lyrics_of_id3_have_their_language(
    read: ReadBytes, mp3: bytes, version: int, name: bytes
) -> None:
    got = read(id3v2([(name, uslt(WORDS)), (name, uslt("Love", b"eng"))], version=version) + mp3)
    assert got.lyrics == (FileWords(PLAIN, "fr"), FileWords((Line("Love"),), "en"))


def test_timed_lyrics_of_id3_go_before_plain_ones(read: ReadBytes, mp3: bytes) -> None:
    timed = sylt(("No ", 1_000), ("wish", 1_400), ("\nYou hold", 2_000), (" the key", 2_300))
    tag = id3v2([(b"USLT", uslt("No wish", b"eng")), (b"SYLT", timed)])
    lines = (Line("No wish", 1_000), Line("You hold the key", 2_000))
    assert read(tag + mp3).lyrics == (FileWords(lines, "en"),)


def test_pieces_without_line_ends_are_lines() -> None:
    (found,) = synchronised_lyrics(sylt(("One", 500), ("Two", 900)))
    assert found.lines == (Line("One", 500), Line("Two", 900))


def test_times_in_frames_are_no_times_and_chords_no_words() -> None:
    (found,) = synchronised_lyrics(sylt(("One", 5), counted=1))
    assert found.lines == (Line("One"),)
    assert synchronised_lyrics(sylt(("Am7", 5), kind=5)) == []


def test_a_tag_in_a_text_may_be_timed(read: ReadBytes, tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.ogg", tone(1))
    tags = oggvorbis.OggVorbis(path)
    tags["LYRICS"] = "No wish"
    tags["SYNCEDLYRICS"] = "[la:en]\n[00:01.00]No wish"
    tags.save()
    assert read(path).lyrics == (
        FileWords((Line("No wish", 1_000),), "en"),
        FileWords((Line("No wish"),)),
    )


def test_lyrics_of_flac_mp4_ape_and_matroska_are_read(
    read: ReadBytes, tmp_path: Path, mp3: bytes
) -> None:
    path = write_audio(tmp_path / "a.flac", tone(1))
    kept = flac.FLAC(path)
    kept["UNSYNCEDLYRICS"] = WORDS
    kept.save()
    assert read(path).lyrics == (FileWords(PLAIN),)
    assert read(mp3 + apev2(Lyrics=WORDS)).lyrics == (FileWords(PLAIN),)
    film = matroska(element("1254c367", matroska_tag(30, LYRICS=WORDS)))
    assert read(film, ".mka").lyrics == (FileWords(PLAIN),)
    song = encode(tmp_path / "a.m4a")
    tagged = mp4.MP4(song)
    tagged["\xa9lyr"] = [WORDS]
    tagged.save()
    assert read(song).lyrics == (FileWords(PLAIN),)


@pytest.mark.parametrize("body", [b"", b"\3", b"\7engx\0y", b"\1eng", b"\3eng" + b"x" * 300_000])
def test_a_broken_frame_costs_only_itself(read: ReadBytes, mp3: bytes, body: bytes) -> None:
    got = read(id3v2([(b"USLT", body), (b"SYLT", body), (b"TIT2", text("Reset"))]) + mp3)
    assert (got.lyrics, got.tags.title) == ((), "Reset")


@pytest.mark.parametrize("encoding", [b"\0", b"\1", b"\3"])
def test_frames_of_many_pieces_are_soon_read(read: ReadBytes, mp3: bytes, encoding: bytes) -> None:
    body = encoding + b"eng\2\1" + b"\0\0" + (b"\0\0" + bytes(4)) * 200_000
    began = time.process_time()
    read(id3v2([(b"SYLT", body)] * 3 + [(b"USLT", uslt("[00:01]" * 20_000))] * 30) + mp3)
    assert time.process_time() - began < 2
