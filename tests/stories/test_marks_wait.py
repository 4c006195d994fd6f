"""The journal can't be written while music plays: marks wait to be saved, and none is lost."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from app.bootstrap import Services
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.remote.client import ask_window
from app.waiting.file import PendingFile
from app.waiting.records import TrackName, deed_of, line_of
from db.models.base import new_uid
from tests.app.waiting.test_file import pressed
from tests.stories.test_busy_journal import LONGEST_MS, Stillness
from tests.support.app_harness import AppHarness, WindowSession, kept_rows, with_services
from tests.support.lock_holder import held
from ui.bridge.news import waiting_keeper
from ui.widgets.waiting import ONLY_A_NOTE
from ui.words.marks import told_in_words

PATIENCE_MS = 60_000  # for real processes, while all cores are busy


def test_a_key_waits_at_most_a_quarter_second_and_its_mark_is_saved_later(
    harness: AppHarness,
) -> None:
    session = harness.playing(5000)
    stillness = Stillness()
    with held(harness.paths.database):
        stillness.begin()
        session.driver.tap(Qt.Key.Key_1)
        assert stillness.stop() < LONGEST_MS
        (waiting,) = session.timeline.tags
        assert waiting.tag.is_waiting and "waits to be saved" in told_in_words(waiting)
        assert "waits to be saved" in session.said
        assert harness.paths.pending.read_bytes().count(b"\n") == 1, "it is on disk"
    session.until(lambda: not _waits(session))
    (kept,) = session.timeline.tags
    assert not kept.tag.is_waiting and kept.tag.id > 0
    assert (kept.tag.uid, kept.span, kept.tag.raw) == (
        waiting.tag.uid,
        waiting.span,
        waiting.tag.raw,
    )
    (row,) = kept_rows(harness.paths)["emotional_tag"]
    assert (row["uid"], row["made_at"]) == (waiting.tag.uid, waiting.tag.made_at_ms)
    assert not harness.paths.pending.exists()
    session.desk.context.undo()
    assert session.timeline.tags == (), "it can be undone as any other"
    session.desk.context.redo()
    assert len(session.timeline.tags) == 1


def test_pressing_again_holding_and_writing_reach_the_mark_that_waits(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.turn(300)
        session.driver.tap(Qt.Key.Key_1)
        session.turn(3000)
        session.driver.press(Qt.Key.Key_F)
        session.turn(2000)
        session.driver.release(Qt.Key.Key_F)
        (tag,), (moment,) = session.timeline.tags, session.timeline.moments
        assert tag.tag.intensity == 4
        assert 1500 <= moment.span.duration_ms <= 2100
        session.pages.listen.editing.edit((tag.ref,), "note", "The horns come in")
        assert session.timeline.tags[0].tag.note == "The horns come in"
    session.until(lambda: not _waits(session))
    (row,), (loved,) = (kept_rows(harness.paths)[t] for t in ("emotional_tag", "favourite_moment"))
    assert (row["intensity"], row["note"]) == (4, "The horns come in")
    assert loved["end_ms"] - loved["start_ms"] == moment.span.duration_ms
    for _ in range(4):
        session.desk.context.undo()
    assert (session.timeline.tags, session.timeline.moments) == ((), ())


def test_undo_redo_and_backspace_work_on_marks_that_wait(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.turn(3000)
        session.driver.tap(Qt.Key.Key_2)
        session.desk.context.undo()
        assert [tag.emotion.shortcut for tag in session.timeline.tags] == ["1"]
        session.desk.context.redo()
        assert [tag.emotion.shortcut for tag in session.timeline.tags] == ["1", "2"]
        session.driver.tap(Qt.Key.Key_Backspace)
        assert [tag.emotion.shortcut for tag in session.timeline.tags] == ["1"]
        session.desk.context.undo()
        assert len(session.timeline.tags) == 2
        session.driver.tap(Qt.Key.Key_Backspace)
    session.until(lambda: not _waits(session))
    assert len(kept_rows(harness.paths)["emotional_tag"]) == 1


def test_raising_and_noting_a_saved_mark_waits_and_is_shown(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        (tag,) = session.timeline.tags
        assert (tag.tag.intensity, tag.tag.is_waiting) == (4, True)
        assert kept_rows(harness.paths)["emotional_tag"][0]["intensity"] == 3
    session.until(lambda: not _waits(session))
    assert kept_rows(harness.paths)["emotional_tag"][0]["intensity"] == 4
    session.desk.context.undo()
    assert session.timeline.tags[0].tag.intensity == 3


def test_what_a_killed_window_left_is_saved_at_the_next_start(
    harness: AppHarness, tmp_path: Path
) -> None:
    theme = harness.record("theme.wav", seconds=60)
    harness.take_in()
    with _program(harness, theme) as process, held(harness.paths.database):
        answers = [_mark(harness, word) for word in ("wonder", "power")]
        assert all(answer["ok"] and "waits" in answer["message"] for answer in answers)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert kept_rows(harness.paths)["emotional_tag"] == []
    session = harness.open()
    session.until(lambda: not _waits(session))
    rows = kept_rows(harness.paths)["emotional_tag"]
    assert sorted(row["note"] for row in rows) == ["power", "wonder"]
    assert not harness.paths.pending.exists()


def test_an_emotion_that_waits_isnt_changed_and_that_is_said(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    session.turn(3000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_2)
        session.playback.pause()
        session.turn(3000)
        page, waiting = session.pages.listen, session.timeline.tags[-1].ref
        page.timeline.marks.set_selected((waiting,))
        session.driver.tap(Qt.Key.Key_3)
        assert str(ONLY_A_NOTE) in session.news
        page.timeline.marks.set_selected([tag.ref for tag in session.timeline.tags])
        session.driver.tap(Qt.Key.Key_4)
    session.until(lambda: not _waits(session) and "Changed to “Nostalgia”" in session.said)
    names = [tag.emotion.name for tag in session.timeline.tags]
    assert names == ["Nostalgia", "Transcendence"]


def test_a_mark_is_saved_once_however_often_its_line_is_read(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        left = harness.paths.pending.read_bytes()
    session.until(lambda: not _waits(session))
    session.close()
    harness.paths.pending.write_bytes(left)  # killed between the commit and removing the line
    again = harness.open()
    again.until(lambda: not _waits(again))
    assert len(kept_rows(harness.paths)["emotional_tag"]) == 1
    assert not harness.paths.pending.exists()


@pytest.mark.logs("the last listen wasn’t saved")
@pytest.mark.may_log("Your journal’s file can’t be reached")  # whatever is read behind the window
def test_marks_wait_while_the_journal_is_deleted(harness: AppHarness) -> None:
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_1)
    aside = harness.paths.database.with_name("elsewhere.db")
    with closing(sqlite3.connect(harness.paths.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    harness.paths.database.rename(aside)
    session.turn(3000)
    session.driver.tap(Qt.Key.Key_2)
    assert session.timeline.tags[-1].tag.is_waiting
    assert harness.paths.pending.exists()


@pytest.mark.logs("it can’t wait either", "Your journal is busy, so this wasn’t saved")
def test_without_a_file_to_wait_in_the_mark_is_refused_with_a_message(harness: AppHarness) -> None:
    session = harness.playing(5000)
    harness.paths.pending.mkdir()
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        assert "journal is busy" in session.said
        assert session.timeline.tags == ()


@pytest.mark.parametrize("word", ["wonder", "favourite"])
def test_an_export_contains_what_waited(harness: AppHarness, word: str) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1 if word == "wonder" else Qt.Key.Key_F)
        left = harness.paths.pending.read_bytes()
    session.until(lambda: not _waits(session))
    session.close()
    waits = replace(deed_of(left), key=new_uid(), mark=new_uid())
    harness.paths.pending.write_bytes(line_of(waits))
    target = harness.profile / "export.json"
    command = [sys.executable, "main.py", "--profile", str(harness.profile), "export", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    assert waits.mark in target.read_text(encoding="utf-8")


def _waits(session: WindowSession) -> bool:
    return bool(session.services.waiting.waiting)


def _mark(harness: AppHarness, word: str) -> dict[str, Any]:
    return ask_window(harness.paths, {"verb": "mark", "emotion": word, "note": word})


class _program:  # noqa: N801 - reads like a block
    """The real program, playing without a sound device; it answers before the block begins."""

    def __init__(self, harness: AppHarness, music: Path, *, is_answering: bool = True) -> None:
        self._house = harness
        self._is_answering = is_answering
        words = ["--silent", "--profile", str(harness.profile), str(music)]
        main = Path(__file__).resolve().parents[2] / "main.py"
        self._process = subprocess.Popen([sys.executable, str(main), *words], env=os.environ)

    def __enter__(self) -> subprocess.Popen[bytes]:
        harness = self._house
        if self._is_answering:
            harness.qtbot.waitUntil(lambda: _answers(harness), timeout=PATIENCE_MS)
        return self._process

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()


def _answers(harness: AppHarness) -> bool:
    """Whether it plays: a mark that isn't possible is refused with other words."""
    from app.core.errors import Problem

    try:
        answer = ask_window(harness.paths, {"verb": "mark", "emotion": "no such word"})
    except Problem:
        return False
    return "isn’t one of your emotions" in str(answer["message"])


@pytest.mark.parametrize("seed", [1])
def test_killed_while_waiting_marks_are_saved_each_mark_is_there_once(
    harness: AppHarness, seed: int
) -> None:
    theme = harness.record("theme.wav", seconds=60)
    harness.take_in()
    uids = _leave_waiting(harness, 150)
    moments = random.Random(seed)
    for _ in range(4):
        wanted = moments.randint(min(_put_in(harness) + 1, len(uids)), len(uids))
        _kill_after(harness, theme, wanted)
        kept = [row["uid"] for row in kept_rows(harness.paths)["favourite_moment"]]
        assert len(set(kept)) == len(kept), "none is there twice"
        waiting = {deed.mark for deed in PendingFile(harness.paths.pending).read().deeds}
        assert uids <= set(kept) | waiting, "none is lost"
    session = harness.open()
    session.until(lambda: not _waits(session), within_ms=30_000)
    assert {row["uid"] for row in kept_rows(harness.paths)["favourite_moment"]} == uids
    assert not harness.paths.pending.exists()


def _leave_waiting(harness: AppHarness, count: int) -> set[str]:
    """Leaves them as a window does whose journal could never be written."""
    found: list[TrackName] = []

    def look(services: Services) -> None:
        track = services.library.track(services.library.tracks()[0].id)
        found.append(TrackName(track.uid, ()))

    with_services(harness.paths, look)
    spans = [Span.point(10 * number) for number in range(count)]
    deeds = [
        pressed(kind=MarkKind.MOMENT, word=None, track=found[0], span=span, raw=span)
        for span in spans
    ]
    PendingFile(harness.paths.pending).add(deeds)
    return {deed.mark for deed in deeds}


def _kill_after(harness: AppHarness, theme: Path, count: int) -> None:
    """Kills it as soon as so many marks are in the journal."""
    with _program(harness, theme, is_answering=False) as process:
        harness.qtbot.waitUntil(lambda: _put_in(harness) >= count, timeout=PATIENCE_MS)
        process.kill()
        process.wait()


def _put_in(harness: AppHarness) -> int:
    """Asked again and again while the program starts, so it asks for nothing else."""
    with closing(sqlite3.connect(f"{harness.paths.database.as_uri()}?mode=ro", uri=True)) as raw:
        (count,) = raw.execute("SELECT count(*) FROM favourite_moment").fetchone()
        return int(count)


def test_a_note_being_typed_stays_open_when_its_mark_is_saved(
    harness: AppHarness,
) -> None:
    session = harness.playing(5000)
    inspector = session.pages.listen.side.inspector
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.driver.tap(Qt.Key.Key_N)
        session.until(inspector.note.hasFocus)
        inspector.note.insertPlainText("half a thou")
    session.until(lambda: not _waits(session))
    (tagged,) = session.timeline.tags
    assert session.pages.listen.selection == tagged.ref and tagged.tag.id > 0
    session.until(inspector.note.hasFocus)
    inspector.note.moveCursor(QTextCursor.MoveOperation.End)
    inspector.note.insertPlainText("ght")
    inspector.note.commit()
    session.until(lambda: kept_rows(harness.paths)["emotional_tag"][0]["note"] == "half a thought")


def test_other_changes_to_a_mark_that_waits_are_refused_with_a_message(harness: AppHarness) -> None:
    session = harness.playing(5000)
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        (tagged,) = session.timeline.tags
        session.pages.listen.select(tagged.ref)
        session.pages.listen.editing.move({tagged.ref: Span(0, 500)})
        assert "waits to be saved" in session.said
        session.pages.listen.editing.delete()
        assert session.timeline.tags == ()
    session.until(lambda: not session.desk.context.postponed.is_waiting)
    assert kept_rows(harness.paths)["emotional_tag"] == []


def test_what_comes_after_slowly_saved_marks_is_done_and_said(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_keeper, "AT_ONCE_MS", 0)  # a slow disk: one mark at a time
    session = harness.playing(5000)
    session.driver.tap(Qt.Key.Key_2)
    (kept,) = session.timeline.tags
    with held(harness.paths.database):
        session.driver.tap(Qt.Key.Key_1)
        session.pages.listen.editing.edit((kept.ref,), "memory", "The horns come in")
        assert len(session.desk.context.postponed) == 1
    session.until(lambda: not _waits(session))
    session.until(lambda: not len(session.desk.context.postponed))
    memories = [row["memory"] for row in kept_rows(harness.paths)["emotional_tag"]]
    assert set(memories) - {None, ""} == {"The horns come in"} and len(memories) == 2
    assert "been saved in your journal" in session.said


def test_a_long_job_of_this_window_makes_marks_wait_too(harness: AppHarness) -> None:
    session = harness.playing(5000)
    has_begun, may_end = threading.Event(), threading.Event()

    def work(_job: object) -> None:
        with session.services.store.write():
            has_begun.set()
            may_end.wait(20)

    session.desk.context.jobs.run("A long restore", work)
    session.until(has_begun.is_set)
    stillness = Stillness()
    session.driver.tap(Qt.Key.Key_1)
    assert stillness.stop() < LONGEST_MS
    assert [tag.tag.is_waiting for tag in session.timeline.tags] == [True]
    may_end.set()
    session.until(lambda: not _waits(session))
    assert len(kept_rows(harness.paths)["emotional_tag"]) == 1


@pytest.mark.logs("no place in this journal")
def test_marks_for_missing_music_are_reported_and_saved_when_it_comes(
    harness: AppHarness,
) -> None:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    stranger = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(new_uid(), ("nobody",)))
    PendingFile(harness.paths.pending).add([stranger])
    session = harness.open()
    session.until(lambda: "no place in this journal" in session.said)
    assert harness.paths.pending.exists()
    session.close()
    assert PendingFile(harness.paths.pending).read().deeds == (stranger,)
