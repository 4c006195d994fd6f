"""Marks by key and by name, when something is in their way: it is said, and nothing is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.marks import MarkRef
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import FAVOURITE_KEY, Marking
from ui.bridge.keys.marking_keys import MarkingKeys


class Heard:
    """What the marking said, and what it kept."""

    def __init__(self, marking: Marking) -> None:
        self.news: list[str] = []
        self.problems: list[Problem] = []
        self.kept: list[object] = []
        marking.news.connect(self.news.append)
        marking.problem.connect(self.problems.append)
        marking.kept.connect(self.kept.append)


@pytest.fixture
def marking(evening: Evening, parts: WindowParts) -> Iterator[Marking]:
    keys = MarkingKeys(KeyWatch(parts.window), frozenset())
    made = Marking(evening.services, evening.playback, keys, parts.context.do, parts.window)
    made.take_vocabulary()
    yield made
    made.release_all()


def marks_on(evening: Evening, title: str) -> int:
    timeline = evening.services.timelines.timeline(TrackId(evening.ids[title]))
    return len(timeline.tags) + len(timeline.moments)


def gone(*_args: object) -> None:
    raise LookupError("the track is gone")


def test_without_music_there_is_nothing_to_mark(marking: Marking) -> None:
    heard = Heard(marking)
    marking.press_key("1", is_expressed=False)
    assert marking.mark_now(None) is None
    assert len(heard.news) == 2 and heard.kept == []
    with pytest.raises(Problem):
        marking.mark_by_name({"emotion": "favourite"})


def test_a_track_deleted_elsewhere_is_not_marked_and_that_is_said(
    evening: Evening, marking: Marking, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    heard = Heard(marking)
    monkeypatch.setattr(evening.services.capture, "press_favourite", gone)
    marking.press_key(FAVOURITE_KEY, is_expressed=False)
    assert len(heard.news) == 1 and heard.kept == []
    with pytest.raises(Problem):
        marking.mark_by_name({"emotion": "favourite"})


def test_a_mark_that_goes_while_its_key_is_held_ends_quietly(
    evening: Evening, marking: Marking, parts: WindowParts
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    heard = Heard(marking)
    marking.press_key(FAVOURITE_KEY, is_expressed=False)
    (kept,) = heard.kept
    evening.services.marks.remove(kept.mark)  # type: ignore[attr-defined]
    evening.pass_ms(900)
    marking.release_key(FAVOURITE_KEY)
    assert heard.problems == [] and marks_on(evening, "Dawn") == 0


def test_what_goes_wrong_as_a_key_is_let_go_is_said(
    evening: Evening, marking: Marking, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    heard = Heard(marking)
    marking.press_key(FAVOURITE_KEY, is_expressed=False)
    full = Problem("There is no room.")

    def fail(*_args: object) -> None:
        raise full

    monkeypatch.setattr(evening.services.capture, "release", fail)
    marking.release_key(FAVOURITE_KEY)
    assert heard.problems == [full]


def test_the_newest_mark_that_cannot_be_taken_back_stays(
    evening: Evening, marking: Marking, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    marking.mark_now(None)
    heard = Heard(marking)
    full = Problem("There is no room.")

    def fail(_ref: MarkRef) -> bool:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(evening.services.waiting, "take_back", fail)
        assert marking.remove_newest() is None
    assert heard.problems == [full] and marks_on(evening, "Dawn") == 1
    assert marking.remove_newest() is not None
    assert marks_on(evening, "Dawn") == 0
