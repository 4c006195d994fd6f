"""The `import` command: what it prints where, and its exit code."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.jobs import JobContext, Progress
from app.library.cli import ASK, NO, YES, ProgressLine, import_command
from app.library.importing import ImportService
from app.library.records import ImportReport
from tests.app.library.conftest import Shelf, write_wav
from tests.support.special_files import KINDS, lay
from tests.support.tag_files import matroska


def run(
    shelf: Shelf,
    *paths: Path,
    answer: str = ASK,
    as_json: bool = False,
    out: io.StringIO | None = None,
) -> int:
    places = paths or (shelf.music,)
    out = out or io.StringIO()
    return import_command(shelf.importing, shelf.same_tracks, places, answer, as_json, out)


def two_encodings(shelf: Shelf) -> None:
    for sound, seconds in ((1, 0.5), (2, 0.6)):
        write_wav(shelf.music / f"{sound}.wav", sound=sound, seconds=seconds, title="Theme")


def test_the_report_says_what_was_imported(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    out = io.StringIO()
    assert run(shelf, out=out) == 0
    assert out.getvalue() == "1 added.\n"


def test_json_contains_counts_and_reasons(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    write_wav(shelf.music / "a.wav")
    (shelf.music / "bad.flac").write_bytes(b"?")
    out = io.StringIO()
    assert run(shelf, as_json=True, out=out) == 0
    report = json.loads(out.getvalue())
    assert (report["added"], len(report["unreadable"])) == (1, 1)
    assert "bad.flac" in capsys.readouterr().err


def test_it_fails_if_nothing_can_be_read(shelf: Shelf) -> None:
    assert run(shelf, shelf.music / "nowhere") == 1


def test_ctrl_c_says_how_to_go_on(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted(ImportService):
        def run(
            self, paths: Iterable[Path], job: JobContext, *, is_rescan: bool = False
        ) -> ImportReport:
            raise KeyboardInterrupt

    importing = Interrupted(shelf.ledger, shelf.music)
    assert run(replace(shelf, importing=importing)) == 130
    assert "run the same command" in capsys.readouterr().err


def test_progress_is_shown_only_on_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        line = ProgressLine(out)
        line.show(Progress(25, 100, "a.ogg"))
        line.clear()
    assert "25 of 100" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_what_may_be_the_same_stays_open_and_is_counted(shelf: Shelf) -> None:
    two_encodings(shelf)
    out = io.StringIO()
    assert run(shelf, out=out) == 0
    assert "1 question is open" in out.getvalue() and "--same yes" in out.getvalue()
    again = io.StringIO()
    run(shelf, as_json=True, out=again)
    assert json.loads(again.getvalue())["same_track"] == {
        "open": 1,
        "merged": 0,
        "refused": 0,
        "different": 0,
    }
    assert len(shelf.library.tracks()) == 2


def test_every_field_of_the_report_is_documented(shelf: Shelf) -> None:
    out = io.StringIO()
    write_wav(shelf.music / "a.wav")
    run(shelf, as_json=True, out=out)
    page = Path(__file__).parents[3] / "docs" / "import-report.md"
    documented = re.findall(r"^\| `(\w+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert documented == list(json.loads(out.getvalue()))


def test_yes_merges_also_what_an_earlier_import_left_open(shelf: Shelf) -> None:
    two_encodings(shelf)
    run(shelf)
    out = io.StringIO()
    assert run(shelf, answer=YES, out=out) == 0
    assert out.getvalue() == "2 unchanged.\n1 track was merged with one that you had.\n"
    assert len(shelf.library.tracks()) == 1 and shelf.same_tracks.count() == 0


def test_yes_answers_only_about_the_music_there(shelf: Shelf) -> None:
    two_encodings(shelf)
    run(shelf)
    elsewhere = write_wav(shelf.music.parent / "elsewhere" / "b.wav", sound=7)
    assert run(shelf, elsewhere.parent, answer=YES) == 0
    assert shelf.same_tracks.count() == 1


def test_no_keeps_both_and_is_never_asked_again(shelf: Shelf) -> None:
    two_encodings(shelf)
    out = io.StringIO()
    assert run(shelf, answer=NO, as_json=True, out=out) == 0
    assert json.loads(out.getvalue())["same_track"] == {
        "open": 0,
        "merged": 0,
        "refused": 1,
        "different": 0,
    }
    out = io.StringIO()
    run(shelf, out=out)
    assert out.getvalue() == "2 unchanged.\n"
    assert len(shelf.library.tracks()) == 2


def test_what_is_skipped_is_counted_and_listed_by_kind(
    shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf.music / "b.mid").write_bytes(b"MThd")
    (shelf.music / "a.mid").write_bytes(b"MThd")
    (shelf.music / "film.mkv").write_bytes(matroska(kinds=(1,)))
    out = io.StringIO()
    assert run(shelf, out=out) == 0
    assert out.getvalue() == "3 skipped (1 video without sound, 2 MIDI files).\n"
    assert "film.mkv: It is a video without sound." in capsys.readouterr().err
    out = io.StringIO()
    run(shelf, as_json=True, out=out)
    silent, midi = json.loads(out.getvalue())["skipped"]
    assert (silent["kind"], silent["paths"]) == ("silent_video", [str(shelf.music / "film.mkv")])
    assert midi["paths"] == [str(shelf.music / name) for name in ("a.mid", "b.mid")]
    assert midi["reason"] == "It has notes, but no sound: MIDI can’t be played here."


def test_chapters_are_told_of(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    write_wav(shelf.music / "album.wav")
    sheet = 'FILE "album.wav" WAVE\n TRACK 01 AUDIO\n TRACK 02 AUDIO\n'
    (shelf.music / "album.cue").write_text(sheet)
    out = io.StringIO()
    assert run(shelf, out=out) == 0
    assert out.getvalue() == "1 added, 1 with chapters.\n"
    assert "album.wav: It has chapters. It was imported as one track." in capsys.readouterr().err
    write_wav(shelf.music / "album.wav", sound=2)
    out = io.StringIO()
    run(shelf, as_json=True, out=out)
    assert json.loads(out.getvalue())["with_chapters"] == [str(shelf.music / "album.wav")]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
def test_what_is_no_file_is_refused_when_it_is_named(
    shelf: Shelf, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = lay(shelf.music / "sound.flac", kind)
    assert run(shelf, path) == 1
    assert "not a file." in capsys.readouterr().err
