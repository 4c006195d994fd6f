"""CUE sheets beside the music: which files they divide."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.library import cue_sheets
from app.library.cue_sheets import CueSheets
from tests.app.library.conftest import Shelf, write_wav
from tests.support.special_files import KINDS, lay

SHEET = """PERFORMER "Square"
FILE "{file}" WAVE
  TRACK 01 AUDIO
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    INDEX 01 00:00:20
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_sheet_divides_the_file_that_it_names(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "any.cue").write_bytes(SHEET.format(file="Opéra.wav").encode(encoding))
    sheets = CueSheets()
    assert sheets.divide(tmp_path / "Opéra.flac"), "it was a WAV before it was a FLAC"
    assert not sheets.divide(tmp_path / "Other.flac")


def test_a_sheet_divides_the_file_of_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "Opera.CUE").write_text(SHEET.format(file="CDImage.ape"))
    assert CueSheets().divide(tmp_path / "Opera.ape")


def test_a_sheet_with_a_file_for_every_track_divides_none(tmp_path: Path) -> None:
    one = 'FILE "{n}.wav" WAVE\n  TRACK {n} AUDIO\n'
    (tmp_path / "album.cue").write_text(one.format(n="01") + one.format(n="02"))
    sheets = CueSheets()
    assert not sheets.divide(tmp_path / "01.wav")
    assert not sheets.divide(tmp_path / "album.flac")


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_that_is_no_plain_file_is_passed_over(tmp_path: Path, kind: str) -> None:
    lay(tmp_path / "a.cue", kind)
    (tmp_path / "b.cue").write_text(SHEET.format(file="b.wav"))
    assert CueSheets().divide(tmp_path / "b.flac")


def test_a_sheet_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cue_sheets, "MAX_CUE_BYTES", 20)
    (tmp_path / "a.cue").write_text(SHEET.format(file="a.wav"))
    assert not CueSheets().divide(tmp_path / "a.wav")


def test_the_report_names_the_files_that_hold_several_tracks(shelf: Shelf) -> None:
    album = write_wav(shelf.music / "album.wav")
    write_wav(shelf.music / "single.wav", sound=2)
    (shelf.music / "album.cue").write_text(SHEET.format(file="album.wav"))
    report = shelf.take_in()
    assert report.added == 2
    assert report.with_chapters == (album,)


def test_a_sheet_that_is_put_beside_the_music_later_is_seen(tmp_path: Path) -> None:
    sheets = CueSheets()
    assert not sheets.divide(tmp_path / "a.wav")
    (tmp_path / "a.cue").write_text(SHEET.format(file="a.wav"))
    os.utime(tmp_path, ns=(1, 1))  # file systems’ clocks are coarse
    assert sheets.divide(tmp_path / "a.wav")
