"""The companion card announces a theme that returns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import OccurrenceId, TagId, ThemeId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode, Tag, TaggedEmotion
from app.returns.records import EarlierFeeling, KnownReturn
from app.themes.difference import Difference
from app.themes.records import Occurrence, OccurrenceStatus, Theme
from app.timeline.records import Companion, FeltBefore, Returning
from tests.ui.timeline.builders import EMOTIONS, MADE_AT_MS, scene
from ui.bridge.places import ThemePlace
from ui.companion.card import CompanionCard
from ui.companion.parts import FeltLine
from ui.companion.returning_part import ReturnLine
from ui.style.contrast import contrast_ratio
from ui.style.theme import current_theme
from ui.words.changes import found_in_words

HARBOUR = scene(1, "Low water")
TAG, WHERE = MarkRef(MarkKind.TAG, 7), Span.point(1_000)
FELT = FeltBefore(TAG, "felt", EMOTIONS[0], WHERE, 4, Mode.FELT, "", MADE_AT_MS, 60)


def known(key: int = 1, name: str = "The heart", variation: str = "", felt: int = 0) -> KnownReturn:
    theme = Theme(ThemeId(key), f"theme {key}", None, name, "#c2476a", "")
    mark = Occurrence(
        OccurrenceId(key), str(key), theme, TrackId(1), Span(10_000, 20_000),
        OccurrenceStatus.CONFIRMED, -4, 0.5, variation, "",
    )  # fmt: skip
    return KnownReturn(mark, 3, 10, False, Difference(-4, 0.5), tuple(map(earlier, range(felt))))


def earlier(place: int) -> EarlierFeeling:
    span = Span.point(1_000)
    tag = Tag(
        TagId(place), str(place), TrackId(1), EMOTIONS[place].id, None, span, span, 3, Mode.FELT,
        "", "", MADE_AT_MS, 60,
    )  # fmt: skip
    return EarlierFeeling(TrackId(1), span, TaggedEmotion(tag, EMOTIONS[place]))


def telling(*returns: KnownReturn, in_ms: int = 0, felt: tuple[FeltBefore, ...] = ()) -> Companion:
    return Companion(HARBOUR, felt, (), tuple(Returning(each, in_ms) for each in returns))


NOTHING = telling()


@pytest.fixture
def card(qtbot: QtBot) -> CompanionCard:
    card, side = CompanionCard("Y"), QWidget()
    column = QVBoxLayout(side)
    column.addWidget(card)
    column.addStretch(1)
    qtbot.addWidget(side)
    side.resize(340, 900)
    card.show_companion(NOTHING)
    with qtbot.waitExposed(side):
        side.show()
    return card


def words(card: CompanionCard) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def lines(card: CompanionCard) -> list[ReturnLine]:
    QApplication.processEvents()
    return [line for line in card.findChildren(ReturnLine) if line.isVisible()]


def test_it_says_what_is_different_and_what_was_felt_before(card: CompanionCard) -> None:
    card.show_companion(telling(known(felt=2), in_ms=4_200))
    shown = words(card)
    assert {"A theme returns", "The heart", "in 5 s", "lower, half as fast"} <= set(shown)
    assert {"Return 3 of 10", "Felt at earlier returns"} <= set(shown)
    assert {f"{EMOTIONS[n].name} · 14 Nov 2023" for n in range(2)} <= set(shown)
    (line,) = lines(card)
    assert line.accessibleName() == (
        "“The heart” returns · Return 3 of 10 · lower, half as fast · felt at earlier returns: "
        f"{EMOTIONS[0].name} · 14 Nov 2023, {EMOTIONS[1].name} · 14 Nov 2023"
    )
    assert line.countdown == "in 5 s"


def test_where_a_theme_is_stated_is_no_return_of_it(card: CompanionCard) -> None:
    card.show_companion(telling(replace(known(), is_home=True, number=1)))
    assert {"Return 1 of 10 · stated here", "as it was first heard"} <= set(words(card))
    (line,) = lines(card)
    assert line.accessibleName().startswith("“The heart” is stated here")


def test_the_listeners_own_words_win(card: CompanionCard) -> None:
    card.show_companion(telling(known(variation="a single cello")))
    assert "a single cello" in words(card) and "lower, half as fast" not in words(card)


def test_its_name_is_readable_in_its_own_colour(card: CompanionCard) -> None:
    card.show_companion(telling(known()))
    name = next(label for label in card.findChildren(QLabel) if label.text() == "The heart")
    image, area = card.grab().toImage(), name.rect().translated(place_of(name, card))
    inks = {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }
    ground = current_theme().raised
    strongest = max(inks, key=lambda ink: contrast_ratio(ink, ground))
    assert contrast_ratio(strongest, ground) >= 4.5
    assert QColor(strongest).hslSaturation() > 60


def test_pressed_it_opens_the_theme_at_this_return(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(telling(known(4)))
    (line,) = lines(card)
    with qtbot.waitSignal(card.place_wanted) as wanted:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert wanted.args == [ThemePlace(4, 4)]
    with qtbot.waitSignal(card.place_wanted) as wanted:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wanted.args == [ThemePlace(4, 4)]


def test_counting_down_changes_nothing_but_the_text(card: CompanionCard) -> None:
    card.show_companion(telling(known(), known(2, "Star"), in_ms=4_200))
    before = lines(card)
    card.show_companion(telling(known(), known(2, "Star"), in_ms=1_200))
    assert lines(card) == before
    assert "in 2 s" in words(card) and "in 5 s" not in words(card)
    card.show_companion(telling(known(2, "Star")))
    assert lines(card) == before[1:], "it stays when another one is over"


def test_it_goes_by_itself(card: CompanionCard) -> None:
    card.show_companion(telling(known()))
    assert len(lines(card)) == 1
    card.show_companion(NOTHING)
    assert not lines(card) and "A theme returns" not in words(card)


def test_a_line_that_has_the_keyboard_stays_until_it_leaves(
    qtbot: QtBot, card: CompanionCard
) -> None:
    card.window().activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.show_companion(telling(known()))
    (line,) = lines(card)
    line.setFocus()
    card.show_companion(NOTHING)
    assert lines(card) == [line]
    line.clearFocus()
    card.show_companion(telling())
    card.show_companion(NOTHING)
    assert not lines(card)


def place_of(part: QWidget, card: CompanionCard) -> QPoint:
    QApplication.processEvents()
    return part.mapTo(card, QPoint())


def rest_on(part: QWidget, qtbot: QtBot) -> None:
    """The pointer lies there, and hasn't moved for long."""
    QTest.mouseMove(part, part.rect().center())
    qtbot.waitUntil(part.underMouse)


def test_nothing_moves_under_a_resting_pointer(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(telling(felt=(FELT,)))
    (line,) = card.findChildren(FeltLine)
    before = place_of(line, card)
    rest_on(line, qtbot)
    qtbot.waitUntil(lambda: not card.is_held, timeout=5_000)
    card.show_companion(telling(known(), felt=(FELT,)))
    assert len(lines(card)) == 1, "it is announced all the same"
    assert place_of(line, card) == before
    card.show_companion(telling(felt=(FELT,)))
    assert place_of(line, card) == before and not lines(card)


def test_it_leaves_no_gap_to_close_under_the_pointer(qtbot: QtBot, card: CompanionCard) -> None:
    alone = telling(felt=(FELT,))
    card.show_companion(alone)
    (line,) = card.findChildren(FeltLine)
    before = place_of(line, card)
    card.show_companion(replace(alone, returning=(Returning(known(), 0),)))
    moved = place_of(line, card)
    assert moved.y() > before.y(), "it stands above what was felt here before"
    rest_on(line, qtbot)
    qtbot.waitUntil(lambda: not card.is_held, timeout=5_000)
    card.show_companion(alone)
    assert not lines(card) and place_of(line, card) == moved
    QTest.mouseMove(card, QPoint(2, 2))
    qtbot.waitUntil(lambda: not line.underMouse())
    card.show_companion(alone)
    qtbot.waitUntil(lambda: place_of(line, card) == before)


def test_a_name_that_gives_something_away_is_told_nowhere(card: CompanionCard) -> None:
    open_one = known(name="Elio’s farewell")
    theme = replace(open_one.occurrence.theme, is_spoiler=True)
    covered = replace(open_one, occurrence=replace(open_one.occurrence, theme=theme))
    card.show_companion(telling(covered))
    (line,) = lines(card)
    said = [*words(card), line.accessibleName(), line.toolTip(), found_in_words(covered.occurrence)]
    assert "A later theme" in said
    assert not any("Elio" in one for one in said)
