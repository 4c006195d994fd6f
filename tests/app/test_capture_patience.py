"""Whatever is in the way of a press, it waits no more than a quarter of a second for others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.capture.kept_or_waiting import KeptOrWaiting
from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode
from app.transactions.typed import Typed
from app.waiting.file import PATIENCE_S, PendingFile
from app.waiting.service import WaitingMarks
from db.file.errors import FaultKind, StorageFault
from db.store.engine import Store
from tests.support.opened_profile import OpenedProfile

MAY_WAIT_MS = 250


class Wall:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.ms = 0.0

    def monotonic(self) -> float:
        return self.ms / 1000

    def sleep(self, seconds: float) -> None:
        self.ms += 1000 * seconds


@pytest.fixture
def wall(opened: OpenedProfile) -> Wall:
    """By which the profile waits for its turn at the file."""
    made, services = Wall(), opened.services
    file = PendingFile(services.paths.pending, made.monotonic, made.sleep)
    services.waiting = WaitingMarks(services.ledger, services.emotions, file)
    return made


def nobody_may(wall: Wall, monkeypatch: pytest.MonkeyPatch, *doors: str) -> None:
    """Another process holds the journal: each of these takes as long as it is let."""

    @contextmanager
    def refuse(_store: Store, patience_ms: int | None = None) -> Iterator[Any]:
        assert patience_ms is not None, "it would wait as long as it takes"
        wall.ms += patience_ms
        raise StorageFault(FaultKind.LOCKED, "database is locked")
        yield

    for door in doors:
        monkeypatch.setattr(Store, door, refuse)


@contextmanager
def holding_the_file(opened: OpenedProfile) -> Iterator[None]:
    """Another process takes lines out of the file of marks that wait."""
    import fcntl

    lock = opened.services.paths.pending.with_suffix(".lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


Press = Callable[[OpenedProfile, Emotion], Callable[[], object]]


def feeling(opened: OpenedProfile, word: Emotion) -> Callable[[], object]:
    track, keeping = known(opened)
    at = Span.point(1000)
    return lambda: keeping.add_tag(track, word, at, at, Mode.FELT, None)


def favourite(opened: OpenedProfile, _word: Emotion) -> Callable[[], object]:
    track, keeping = known(opened)
    return lambda: keeping.add_moment(track, Span.point(1000), Span.point(1000), None)


def raised(opened: OpenedProfile, word: Emotion) -> Callable[[], object]:
    track, keeping = known(opened)
    at = Span.point(1000)
    tag = keeping.add_tag(track, word, at, at, Mode.FELT, None)
    return lambda: keeping.raise_intensity(tag)


def noted(opened: OpenedProfile, _word: Emotion) -> Callable[[], object]:
    track, keeping = known(opened)
    moment = keeping.add_moment(track, Span.point(1000), Span.point(1000), None)
    return lambda: keeping.write_note(moment, Typed("The horns", "", is_long=True))


def known(opened: OpenedProfile) -> tuple[TrackId, KeptOrWaiting]:
    """A track that can be named when the journal can't, and what capture does to it."""
    services, track = opened.services, opened.track()
    services.waiting.tracks.know(services.library.track(track))
    rooms = services.tagging, services.moments, services.marks, services.waiting
    return track, KeptOrWaiting(services.ledger, *rooms)


@pytest.mark.parametrize(
    "is_file_held",
    [
        pytest.param(False, id="file free"),
        pytest.param(True, id="file held", marks=pytest.mark.logs("it can’t wait either")),
    ],
)
@pytest.mark.parametrize("press", [feeling, favourite, raised, noted])
def test_a_press_waits_no_longer_than_a_quarter_second_in_all(
    opened: OpenedProfile,
    wall: Wall,
    monkeypatch: pytest.MonkeyPatch,
    press: Press,
    is_file_held: bool,
) -> None:
    word = opened.services.emotions.named("wonder")
    assert word is not None
    do = press(opened, word)
    nobody_may(wall, monkeypatch, "write", "read")
    if is_file_held:
        with holding_the_file(opened), pytest.raises(Problem):
            do()
        assert wall.ms >= 1000 * PATIENCE_S
    else:
        do()
        assert len(opened.services.waiting.waiting) == 1
    assert 0 < wall.ms <= MAY_WAIT_MS
