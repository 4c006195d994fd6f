"""“And now?” writes marks of today beside what was felt before, and never over it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, Tag
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts, add_tracks
from ui.and_now.and_now import AndNow
from ui.and_now.small_palette import SmallPalette
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import Marking
from ui.bridge.keys.marking_keys import MarkingKeys

SECONDS = Span(71_000, 77_000)


class Page:
    """A page that asks, with a field one may type into, and the window’s marking keys."""

    def __init__(self, parts: WindowParts, qtbot: QtBot, track: TrackId, *, is_small: bool) -> None:
        self.context, self.track = parts.context, track
        self.part = AndNow(parts.context, parts.window, is_small=is_small)
        self.field, self.rest = QLineEdit(), QWidget()
        self.rest.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(parts.window)
        column.addWidget(self.part)
        column.addWidget(self.field)
        column.addWidget(self.rest)
        keys = MarkingKeys(KeyWatch(parts.window), frozenset())
        context = parts.context
        self.marking = Marking(
            context.services, context.playback, keys, context.do, parts.window, context.now_asked
        )
        self.marking.take_vocabulary()
        keys.may_mark = lambda: context.now_asked.by is not None
        with qtbot.waitExposed(parts.window):
            parts.window.show()
        parts.window.activateWindow()
        self.rest.setFocus()
        qtbot.waitUntil(self.rest.hasFocus)

    def word(self, key: str) -> Emotion:
        found = self.context.services.emotions.by_shortcut(key)
        assert found is not None
        return found

    def tags(self) -> list[Tag]:
        timeline = self.context.services.timelines.timeline(self.track)
        return [one.tag for one in timeline.tags]

    def moments(self) -> int:
        return len(self.context.services.timelines.timeline(self.track).moments)


@pytest.fixture(params=[True, False], ids=["small", "full"])
def page(request: pytest.FixtureRequest, parts: WindowParts, qtbot: QtBot, tmp_path: Path) -> Page:
    track = TrackId(add_tracks(parts.context, tmp_path / "music", ["Opening"])["Opening"])
    return Page(parts, qtbot, track, is_small=request.param)


def test_a_key_adds_a_mark_of_today_on_the_seconds_and_nothing_is_overwritten(
    page: Page, parts: WindowParts, qtbot: QtBot
) -> None:
    old = page.context.services.tagging.add_tag(page.track, page.word("1").id, SECONDS, note="Then")
    page.part.ask(page.track, SECONDS)
    qtbot.keyClick(page.rest, "3")
    first, second = sorted(page.tags(), key=lambda tag: tag.id)
    assert first == old
    assert (second.span, second.emotion_id, second.mode) == (
        SECONDS,
        page.word("3").id,
        Mode.FELT,
    )
    parts.take_offer()  # Undo
    assert page.tags() == [old]


def test_the_same_key_again_makes_it_stronger_and_later_it_is_another_mark(
    page: Page, parts: WindowParts, qtbot: QtBot, clock: HandClock
) -> None:
    page.part.ask(page.track, SECONDS)
    qtbot.keyClick(page.rest, "3")
    qtbot.keyClick(page.rest, "3")
    assert [tag.intensity for tag in page.tags()] == [4]
    clock.turn_ms(5_000)
    qtbot.keyClick(page.rest, "3")
    assert sorted(tag.intensity for tag in page.tags()) == [3, 4]


def test_the_same_key_again_makes_it_stronger_though_the_journal_is_busy(
    page: Page, parts: WindowParts, qtbot: QtBot, clock: HandClock
) -> None:
    """However long both wait: what counts is the time between the presses."""
    page.part.ask(page.track, SECONDS)
    with closing(sqlite3.connect(page.context.services.paths.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        qtbot.keyClick(page.rest, "3")
        qtbot.keyClick(page.rest, "3")
        clock.turn_ms(5_000)
        qtbot.keyClick(page.rest, "3")
        assert page.tags() == []
        other.rollback()
    qtbot.waitUntil(lambda: len(page.tags()) == 2)
    assert sorted(tag.intensity for tag in page.tags()) == [3, 4]


def test_favourite_is_an_answer_too(page: Page, parts: WindowParts, qtbot: QtBot) -> None:
    page.part.ask(page.track, SECONDS)
    qtbot.keyClick(page.rest, "f")
    assert (page.moments(), page.tags()) == (1, [])


def test_whoever_types_answers_nothing(page: Page, parts: WindowParts, qtbot: QtBot) -> None:
    page.part.ask(page.track, SECONDS)
    page.field.setFocus()
    qtbot.keyClicks(page.field, "3f")
    assert page.field.text() == "3f"
    assert (page.tags(), page.moments()) == ([], 0)


def test_once_it_is_withdrawn_keys_answer_nothing(
    page: Page, parts: WindowParts, qtbot: QtBot
) -> None:
    page.part.ask(page.track, SECONDS)
    page.part.withdraw()
    assert not page.part.isVisible() and page.context.now_asked.by is None
    qtbot.keyClick(page.rest, "3")
    page.part.answer(page.word("3"))
    assert page.tags() == []


def test_a_click_is_an_answer(page: Page, qtbot: QtBot) -> None:
    page.part.ask(page.track, SECONDS)
    if isinstance(page.part.feelings, SmallPalette):
        page.part.feelings.chip(int(page.word("2").id)).click()
    else:
        page.part.feelings.emotion_chosen.emit(page.word("2"), False)
    assert [tag.emotion_id for tag in page.tags()] == [page.word("2").id]


def test_the_same_key_after_undoing_is_an_answer_again(page: Page, qtbot: QtBot) -> None:
    """It would have made stronger what is gone, and so nothing."""
    page.part.ask(page.track, SECONDS)
    qtbot.keyClick(page.rest, "3")
    page.context.undo()
    assert page.tags() == []
    qtbot.keyClick(page.rest, "3")
    (again,) = page.tags()
    assert again.span == SECONDS
