"""Marks that waited find their place: in this journal, in another one, once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.core.errors import Problem
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Tag
from app.transactions.typed import Typed
from app.waiting.file import PendingFile
from app.waiting.records import TrackName, What
from app.waiting.service import WaitingMarks
from db.models.all import TrackSource
from db.models.base import new_uid
from db.repositories import rows
from db.store.backup import backup
from db.store.restoring import restore_backup
from tests.app.waiting.test_file import WORD, pressed
from tests.support.opened_profile import OpenedProfile


class Queue:
    """What waits beside an opened profile."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.services: Services = opened.services
        self.track_id = opened.track()
        self.track = self.services.library.track(self.track_id)
        self.name = TrackName(self.track.uid, ())
        self.path: Path = self.services.paths.pending
        self.folder = self.services.paths.data.parent

    def left(self, *deeds: Any) -> WaitingMarks:
        """An earlier run left these."""
        if deeds:
            PendingFile(self.path).add(deeds)
        return WaitingMarks(self.services.ledger, self.services.emotions, PendingFile(self.path))

    @property
    def tags(self) -> Any:
        return self.services.timelines.timeline(self.track_id).tags


def _refuse(*_: object) -> None:
    raise Problem("It is busy.")


@pytest.fixture
def queue(opened: OpenedProfile) -> Queue:
    return Queue(opened)


def test_a_mark_becomes_what_it_was_pressed_as(queue: Queue) -> None:
    deed = pressed(track=queue.name)
    waiting = queue.left(deed)
    waiting.place_all()
    (tagged,) = queue.tags
    tag = tagged.tag
    assert (tag.uid, tag.span, tag.raw) == (deed.mark, deed.span, deed.raw)
    assert (tag.intensity, tag.mode, tagged.emotion.key) == (4, deed.mode, "wonder")
    assert (tag.made_at_ms, tag.made_offset_min) == (1_700_000_000_000, -90)
    assert not queue.path.exists()


def test_placed_twice_is_placed_once(queue: Queue) -> None:
    press = pressed(track=queue.name)
    more = [
        pressed(track=queue.name, mark=press.mark, what=What.RAISE, intensity=5),
        pressed(track=queue.name, mark=press.mark, what=What.EXTEND, span=Span(1, 2)),
        pressed(track=queue.name, mark=press.mark, what=What.NOTE, text="horns"),
    ]
    for _ in range(3):  # as after a kill between a commit and taking the line out
        queue.left(press, *more).place_all()
    (tagged,) = queue.tags
    assert (tagged.tag.intensity, tagged.span, tagged.tag.note) == (5, Span(1, 2), "horns")


@pytest.mark.logs("a mark that was saved is still in the file", "nothing can be placed")
def test_a_line_that_could_not_be_taken_out_is_taken_out_later(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next start would do again what was changed since; what comes after it waits."""
    with monkeypatch.context() as busy:
        busy.setattr(PendingFile, "take_out", _refuse)
        waiting = queue.left(pressed(track=queue.name), pressed(track=queue.name))
        waiting.place_all()
        assert len(queue.tags) == 1
        assert not waiting.sweep()
    assert len(PendingFile(queue.path).read().deeds) == 2
    waiting.place_all()
    assert len(queue.tags) == 2
    assert not queue.path.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from app.waiting.file import PendingFile
from tests.support.opened_profile import OpenedProfile
PendingFile.take_out = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
OpenedProfile(Path(sys.argv[1])).services.waiting.place_all()
"""


def _remove(services: Services, tag: Tag) -> None:
    services.marks.remove(MarkRef(MarkKind.TAG, tag.id))


def _change(services: Services, tag: Tag) -> None:
    words = Typed("strings", tag.note, is_long=True)
    services.marks.edit(MarkRef(MarkKind.TAG, tag.id), intensity=1, note=words)
    services.tagging.extend(tag.id, Span(7, 8), tag.raw)


@pytest.mark.parametrize(
    ("deed", "change"),
    [
        ({}, _remove),
        ({"what": What.RAISE, "intensity": 5}, _change),
        ({"what": What.EXTEND, "span": Span(1, 2)}, _change),
        ({"what": What.NOTE, "text": "horns"}, _change),
    ],
    ids=["press", "raise", "extend", "note"],
)
def test_what_was_changed_after_a_kill_is_not_done_again(
    queue: Queue, deed: dict[str, Any], change: Callable[[Services, Tag], None]
) -> None:
    """Killed between the commit and taking the line out; the mark is changed; the next start."""
    press = pressed(track=queue.name)
    if deed:
        queue.left(press).place_all()
    PendingFile(queue.path).add([pressed(track=queue.name, mark=press.mark, **deed)])
    killed = subprocess.run([sys.executable, "-c", KILLED, str(queue.folder)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (tagged,) = queue.tags
    change(queue.services, tagged.tag)
    as_changed = queue.tags
    waiting = queue.left(other := pressed(track=queue.name))
    waiting.place_all()
    assert [one for one in queue.tags if one.tag.uid != other.mark] == list(as_changed)
    assert other.mark in {one.tag.uid for one in queue.tags}
    assert not queue.path.exists()


def test_a_backup_from_before_gets_what_was_placed_after_it(queue: Queue, tmp_path: Path) -> None:
    """Its line still stands there, and this journal doesn't hold the mark."""
    copy = tmp_path / "earlier.db"
    backup(queue.services.paths.database, copy)
    PendingFile(queue.path).add([pressed(track=queue.name)])
    subprocess.run([sys.executable, "-c", KILLED, str(queue.folder)], check=False)
    assert len(queue.tags) == 1
    restore_backup(queue.services.store, copy, queue.services.paths.backups)
    assert queue.tags == ()
    queue.left().place_all()
    assert len(queue.tags) == 1


def test_the_window_leaves_alone_what_a_command_placed_meanwhile(queue: Queue) -> None:
    deed = pressed(track=queue.name)
    window = queue.left(deed)
    queue.left().place_all()
    (tagged,) = queue.tags
    queue.services.marks.remove(MarkRef(MarkKind.TAG, tagged.tag.id))
    assert window.place_next() and not window.place_next()
    assert queue.tags == ()


def test_a_command_leaves_alone_what_the_window_placed_meanwhile(queue: Queue) -> None:
    deed = pressed(track=queue.name)
    command = queue.left(deed)
    ledger, words = queue.services.ledger, queue.services.emotions
    WaitingMarks(ledger, words, PendingFile(queue.path)).place_all()
    (tagged,) = queue.tags
    queue.services.marks.remove(MarkRef(MarkKind.TAG, tagged.tag.id))
    command.place_all()
    assert queue.tags == ()
    assert not command.waiting and not command.stranded


@pytest.mark.logs("it is written again")
def test_a_file_that_somebody_removed_takes_no_mark_with_it(queue: Queue) -> None:
    press = pressed(track=queue.name)
    raised = pressed(track=queue.name, mark=press.mark, what=What.RAISE, intensity=5)
    window = queue.left(press, raised, pressed(track=queue.name))
    queue.path.unlink()
    window.place_all()
    assert sorted(one.tag.intensity for one in queue.tags) == [4, 5]
    assert not window.waiting and not queue.path.exists()


@pytest.mark.logs("it is written again")
def test_a_file_removed_with_its_lock_takes_no_mark_with_it(queue: Queue) -> None:
    window = queue.left(pressed(track=queue.name))
    for path in (queue.path, queue.path.with_suffix(".lock")):
        path.unlink()
    window.place_all()
    assert len(queue.tags) == 1


def test_another_journal_knows_the_track_by_its_sound(queue: Queue) -> None:
    with queue.services.ledger.write("Add source", "track", is_undoable=False) as writing:
        rows.add(
            writing.session,
            TrackSource,
            track_id=queue.track_id,
            payload_hash="the same sound",
            duration_ms=9000,
        )
    queue.left(pressed(track=TrackName(new_uid(), ("other", "the same sound")))).place_all()
    assert len(queue.tags) == 1


def test_a_word_that_this_journal_lacks_comes_along(queue: Queue) -> None:
    word = WORD | {"uid": new_uid(), "key": "dusk_glow", "name": "Dusk glow"}
    queue.left(pressed(track=queue.name, word=word)).place_all()
    (tagged,) = queue.tags
    assert (tagged.emotion.name, tagged.emotion.colour) == ("Dusk glow", "#aabbcc")


@pytest.mark.logs("no place in this journal")
def test_what_has_no_place_stays_in_the_file_and_is_counted(queue: Queue) -> None:
    stranger = pressed(track=TrackName(new_uid(), ("nobody",)))
    waiting = queue.left(stranger, pressed(track=queue.name))
    waiting.place_all()
    assert (len(queue.tags), waiting.stranded, waiting.waiting) == (1, 1, ())
    assert [deed.key for deed in PendingFile(queue.path).read().deeds] == [stranger.key]
    assert "One mark waits" in waiting.left_in_words()


@pytest.mark.logs("no place in this journal")
def test_what_had_no_place_is_tried_again_when_it_may_have_one(queue: Queue) -> None:
    waiting = queue.left(pressed(track=queue.name, mark=new_uid(), what=What.RAISE))
    waiting.place_all()
    assert waiting.stranded == 1
    assert waiting.forget_stranded()
    waiting.place_all()
    assert waiting.stranded == 1


def test_a_favourite_finds_the_hearing_it_was_made_in(queue: Queue) -> None:
    listening = queue.services.listening
    at_ms = 1_700_000_000_000
    listen = listening.begin(queue.track_id, at_ms - 5_000)
    listening.update(listen, queue.track_id, [Span(0, 20_000)], at_ms - 1_000)
    deed = pressed(track=queue.name, kind=MarkKind.MOMENT, word=None, listen_id=None)
    queue.left(deed).place_all()
    (moment,) = queue.services.timelines.timeline(queue.track_id).moments
    assert moment.listen_id == listen


def test_a_file_that_cannot_be_read_keeps_nobody_from_marking(queue: Queue) -> None:
    queue.path.mkdir()
    waiting = WaitingMarks(queue.services.ledger, queue.services.emotions, PendingFile(queue.path))
    assert waiting.trouble is not None and "can’t be read" in waiting.trouble.what


@pytest.mark.logs("it can’t be placed", "no place in this journal")
def test_one_that_is_declined_keeps_nobody_else_waiting(queue: Queue) -> None:
    press = pressed(track=queue.name)
    words = "x" * 600_000
    notes = [
        pressed(track=queue.name, mark=press.mark, what=What.NOTE, text=f"{n}{words}")
        for n in range(2)
    ]
    waiting = queue.left(press, *notes, pressed(track=queue.name))
    waiting.place_all()
    assert (len(queue.tags), waiting.stranded) == (2, 1)
    assert len(PendingFile(queue.path).read().deeds) == 1, "its words are there"
