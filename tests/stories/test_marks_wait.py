"""The journal can't be written while music plays: marks wait beside it, and none is lost."""

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
from tests.support.house import House, Visit, kept_rows, with_services
from tests.support.lock_holder import held
from ui.bridge.news import waiting_keeper
from ui.words.marks import told_in_words


def test_a_key_waits_at_most_a_quarter_second_and_its_mark_is_kept_when_the_journal_is_free(
    house: House,
) -> None:
    visit = house.playing(5000)
    stillness = Stillness()
    with held(house.paths.database):
        stillness.begin()
        visit.hands.tap(Qt.Key.Key_1)
        assert stillness.stop() < LONGEST_MS
        (waiting,) = visit.timeline.tags
        assert waiting.tag.is_waiting and "waits for the journal" in told_in_words(waiting)
        assert "waits for your journal" in visit.said
        assert house.paths.pending.read_bytes().count(b"\n") == 1, "it is on disk"
    visit.until(lambda: not _waits(visit))
    (kept,) = visit.timeline.tags
    assert not kept.tag.is_waiting and kept.tag.id > 0
    assert (kept.tag.uid, kept.span, kept.tag.raw) == (
        waiting.tag.uid,
        waiting.span,
        waiting.tag.raw,
    )
    (row,) = kept_rows(house.paths)["emotional_tag"]
    assert (row["uid"], row["made_at"]) == (waiting.tag.uid, waiting.tag.made_at_ms)
    assert not house.paths.pending.exists()
    visit.desk.context.undo()
    assert visit.timeline.tags == (), "it can be undone as any other"
    visit.desk.context.redo()
    assert len(visit.timeline.tags) == 1


def test_pressing_again_holding_and_writing_reach_the_mark_that_waits(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        visit.turn(300)
        visit.hands.tap(Qt.Key.Key_1)
        visit.turn(3000)
        visit.hands.press(Qt.Key.Key_F)
        visit.turn(2000)
        visit.hands.release(Qt.Key.Key_F)
        (tag,), (moment,) = visit.timeline.tags, visit.timeline.moments
        assert tag.tag.intensity == 4
        assert 1500 <= moment.span.duration_ms <= 2100
        visit.pages.listen.editing.edit((tag.ref,), "note", "The horns come in")
        assert visit.timeline.tags[0].tag.note == "The horns come in"
    visit.until(lambda: not _waits(visit))
    (row,), (loved,) = (kept_rows(house.paths)[t] for t in ("emotional_tag", "favourite_moment"))
    assert (row["intensity"], row["note"]) == (4, "The horns come in")
    assert loved["end_ms"] - loved["start_ms"] == moment.span.duration_ms
    for _ in range(4):
        visit.desk.context.undo()
    assert (visit.timeline.tags, visit.timeline.moments) == ((), ())


def test_undo_redo_and_backspace_work_on_marks_that_wait(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        visit.turn(3000)
        visit.hands.tap(Qt.Key.Key_2)
        visit.desk.context.undo()
        assert [tag.emotion.shortcut for tag in visit.timeline.tags] == ["1"]
        visit.desk.context.redo()
        assert [tag.emotion.shortcut for tag in visit.timeline.tags] == ["1", "2"]
        visit.hands.tap(Qt.Key.Key_Backspace)
        assert [tag.emotion.shortcut for tag in visit.timeline.tags] == ["1"]
        visit.desk.context.undo()
        assert len(visit.timeline.tags) == 2
        visit.hands.tap(Qt.Key.Key_Backspace)
    visit.until(lambda: not _waits(visit))
    assert len(kept_rows(house.paths)["emotional_tag"]) == 1


def test_raising_and_noting_a_kept_mark_waits_and_is_shown(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        (tag,) = visit.timeline.tags
        assert (tag.tag.intensity, tag.tag.is_waiting) == (4, True)
        assert kept_rows(house.paths)["emotional_tag"][0]["intensity"] == 3
    visit.until(lambda: not _waits(visit))
    assert kept_rows(house.paths)["emotional_tag"][0]["intensity"] == 4
    visit.desk.context.undo()
    assert visit.timeline.tags[0].tag.intensity == 3


def test_what_a_killed_window_left_is_kept_at_the_next_start(house: House, tmp_path: Path) -> None:
    theme = house.record("theme.wav", seconds=60)
    house.take_in()
    with _program(house, theme) as process, held(house.paths.database):
        answers = [_mark(house, word) for word in ("wonder", "power")]
        assert all(answer["ok"] and "waits" in answer["message"] for answer in answers)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert kept_rows(house.paths)["emotional_tag"] == []
    visit = house.open()
    visit.until(lambda: not _waits(visit))
    rows = kept_rows(house.paths)["emotional_tag"]
    assert sorted(row["note"] for row in rows) == ["power", "wonder"]
    assert not house.paths.pending.exists()


def test_a_mark_is_kept_once_however_often_its_line_is_read(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        left = house.paths.pending.read_bytes()
    visit.until(lambda: not _waits(visit))
    visit.close()
    house.paths.pending.write_bytes(left)  # killed between the commit and taking the line out
    again = house.open()
    again.until(lambda: not _waits(again))
    assert len(kept_rows(house.paths)["emotional_tag"]) == 1
    assert not house.paths.pending.exists()


def test_marks_wait_while_the_journal_is_deleted(house: House) -> None:
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_1)
    aside = house.paths.database.with_name("elsewhere.db")
    with closing(sqlite3.connect(house.paths.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    house.paths.database.rename(aside)
    visit.turn(3000)
    visit.hands.tap(Qt.Key.Key_2)
    assert visit.timeline.tags[-1].tag.is_waiting
    assert house.paths.pending.exists()


def test_without_a_file_to_wait_in_the_mark_is_refused_aloud(house: House) -> None:
    visit = house.playing(5000)
    house.paths.pending.mkdir()
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        assert "journal is busy" in visit.said
        assert visit.timeline.tags == ()


@pytest.mark.parametrize("word", ["wonder", "favourite"])
def test_an_export_holds_what_waited(house: House, word: str) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1 if word == "wonder" else Qt.Key.Key_F)
        left = house.paths.pending.read_bytes()
    visit.until(lambda: not _waits(visit))
    visit.close()
    waits = replace(deed_of(left), key=new_uid(), mark=new_uid())
    house.paths.pending.write_bytes(line_of(waits))
    target = house.profile / "export.json"
    command = [sys.executable, "main.py", "--profile", str(house.profile), "export", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    assert waits.mark in target.read_text(encoding="utf-8")


def _waits(visit: Visit) -> bool:
    return bool(visit.services.waiting.waiting)


def _mark(house: House, word: str) -> dict[str, Any]:
    return ask_window(house.paths, {"verb": "mark", "emotion": word, "note": word})


class _program:  # noqa: N801 - read as a block
    """The real program, playing into nothing; it answers before the block begins."""

    def __init__(self, house: House, music: Path, *, is_answering: bool = True) -> None:
        self._house = house
        self._is_answering = is_answering
        words = ["--silent", "--profile", str(house.profile), str(music)]
        main = Path(__file__).resolve().parents[2] / "main.py"
        self._process = subprocess.Popen([sys.executable, str(main), *words], env=os.environ)

    def __enter__(self) -> subprocess.Popen[bytes]:
        house = self._house
        if self._is_answering:
            house.qtbot.waitUntil(lambda: _answers(house), timeout=40_000)
        return self._process

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()


def _answers(house: House) -> bool:
    """It plays: a mark that can't be is refused with other words."""
    from app.core.errors import Problem

    try:
        answer = ask_window(house.paths, {"verb": "mark", "emotion": "no such word"})
    except Problem:
        return False
    return "vocabulary" in str(answer["message"])


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_while_what_waited_is_put_in_each_mark_is_there_once(
    house: House, seed: int
) -> None:
    theme = house.record("theme.wav", seconds=60)
    house.take_in()
    uids = _leave_waiting(house, 150)
    moments = random.Random(seed)
    for _ in range(4):
        wanted = moments.randint(min(_put_in(house) + 1, len(uids)), len(uids))
        _kill_after(house, theme, wanted)
        kept = [row["uid"] for row in kept_rows(house.paths)["favourite_moment"]]
        assert len(set(kept)) == len(kept), "none is there twice"
        waiting = {deed.mark for deed in PendingFile(house.paths.pending).read().deeds}
        assert uids <= set(kept) | waiting, "none is lost"
    visit = house.open()
    visit.until(lambda: not _waits(visit), within_ms=30_000)
    assert {row["uid"] for row in kept_rows(house.paths)["favourite_moment"]} == uids
    assert not house.paths.pending.exists()


def _leave_waiting(house: House, count: int) -> set[str]:
    """As a window leaves them whose journal could never be written."""
    found: list[TrackName] = []

    def look(services: Services) -> None:
        track = services.library.track(services.library.tracks()[0].id)
        found.append(TrackName(track.uid, ()))

    with_services(house.paths, look)
    spans = [Span.point(10 * number) for number in range(count)]
    deeds = [
        pressed(kind=MarkKind.MOMENT, word=None, track=found[0], span=span, raw=span)
        for span in spans
    ]
    PendingFile(house.paths.pending).add(deeds)
    return {deed.mark for deed in deeds}


def _kill_after(house: House, theme: Path, count: int) -> None:
    """As soon as so many marks are in the journal."""
    with _program(house, theme, is_answering=False) as process:
        house.qtbot.waitUntil(lambda: _put_in(house) >= count, timeout=40_000)
        process.kill()
        process.wait()


def _put_in(house: House) -> int:
    return len(kept_rows(house.paths)["favourite_moment"])


def test_a_note_that_is_being_typed_stays_in_hand_when_its_mark_is_kept(house: House) -> None:
    visit = house.playing(5000)
    inspector = visit.pages.listen.side.inspector
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        visit.hands.tap(Qt.Key.Key_N)
        visit.until(inspector.note.hasFocus)
        inspector.note.insertPlainText("half a thou")
    visit.until(lambda: not _waits(visit))
    (tagged,) = visit.timeline.tags
    assert visit.pages.listen.selection == tagged.ref and tagged.tag.id > 0
    visit.until(inspector.note.hasFocus)
    inspector.note.moveCursor(QTextCursor.MoveOperation.End)
    inspector.note.insertPlainText("ght")
    inspector.note.commit()
    visit.until(lambda: kept_rows(house.paths)["emotional_tag"][0]["note"] == "half a thought")


def test_other_changes_to_a_mark_that_waits_are_declined_in_words(house: House) -> None:
    visit = house.playing(5000)
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        (tagged,) = visit.timeline.tags
        visit.pages.listen.select(tagged.ref)
        visit.pages.listen.editing.move({tagged.ref: Span(0, 500)})
        assert "waits for the journal" in visit.said
        visit.pages.listen.editing.delete()
        assert visit.timeline.tags == ()
    visit.until(lambda: not visit.desk.context.postponed.is_waiting)
    assert kept_rows(house.paths)["emotional_tag"] == []


def test_what_stands_behind_marks_that_are_kept_slowly_is_done_and_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_keeper, "AT_ONCE_MS", 0)  # a slow disk: one mark at a time
    visit = house.playing(5000)
    visit.hands.tap(Qt.Key.Key_2)
    (kept,) = visit.timeline.tags
    with held(house.paths.database):
        visit.hands.tap(Qt.Key.Key_1)
        visit.pages.listen.editing.edit((kept.ref,), "memory", "The horns come in")
        assert len(visit.desk.context.postponed) == 1
    visit.until(lambda: not _waits(visit))
    visit.until(lambda: not len(visit.desk.context.postponed))
    memories = [row["memory"] for row in kept_rows(house.paths)["emotional_tag"]]
    assert set(memories) - {None, ""} == {"The horns come in"} and len(memories) == 2
    assert "kept in your journal now" in visit.said


def test_a_long_job_of_this_window_makes_marks_wait_too(house: House) -> None:
    visit = house.playing(5000)
    has_begun, may_end = threading.Event(), threading.Event()

    def work(_job: object) -> None:
        with visit.services.store.write():
            has_begun.set()
            may_end.wait(20)

    visit.desk.context.jobs.run("A long restore", work)
    visit.until(has_begun.is_set)
    stillness = Stillness()
    visit.hands.tap(Qt.Key.Key_1)
    assert stillness.stop() < LONGEST_MS
    assert [tag.tag.is_waiting for tag in visit.timeline.tags] == [True]
    may_end.set()
    visit.until(lambda: not _waits(visit))
    assert len(kept_rows(house.paths)["emotional_tag"]) == 1


def test_marks_left_for_music_that_is_not_here_are_said_and_kept_when_it_comes(
    house: House,
) -> None:
    house.record("theme.wav", seconds=60)
    house.take_in()
    stranger = pressed(kind=MarkKind.MOMENT, word=None, track=TrackName(new_uid(), ("nobody",)))
    PendingFile(house.paths.pending).add([stranger])
    visit = house.open()
    visit.until(lambda: "no place in this journal" in visit.said)
    assert house.paths.pending.exists()
    visit.close()
    assert PendingFile(house.paths.pending).read().deeds == (stranger,)
