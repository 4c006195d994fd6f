"""Rows of the journal where the window reads from the right: the mirror of those from the left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import EmotionId, EmotionSetId
from app.core.marks import MarkKind
from app.core.search_text import terms_of
from app.emotions.records import Emotion
from app.journal.entry_parts import EntryPicture
from app.journal.records import ENTRY, EntryLinks, JournalItem, JournalPage
from tests.ui.journal.test_rows import HOUR, NOON, TRACK, item, no_emotion
from ui.journal.list_model import JournalModel
from ui.journal.list_view import JournalList
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import DayRow, ItemRow, Row, rows_of
from ui.journal.year_calendar import YearCalendar
from ui.style.theme import colour
from ui.style.tokens import SPACE

FROM_LEFT, FROM_RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WIDE, HIGH = 600, 140
HEBREW = "שיר הים"
COMFORT = Emotion(
    EmotionId(1), "comfort", EmotionSetId(1), "comfort", "Comfort", "", 0.6, -0.3, "#a05a48",
    "leaf", "dots", "5", False, 0,
)  # fmt: skip
MARK = replace(item(1, NOON), text="A hand on the table")
FELT = replace(MARK, kind=MarkKind.TAG, emotion_id=COMFORT.id, intensity=2)
ENTERED = replace(item(2, NOON, ENTRY, "Words of that evening"), title="Quiet evening")


def painted(made: JournalItem | Row, direction: Qt.LayoutDirection, typed: str = "") -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("paper"))
    painter = QPainter(image)
    row = made
    if isinstance(made, JournalItem):
        row = next(one for one in rows_of([made]) if isinstance(one, ItemRow))
    paints = RowPainter(lambda _id: COMFORT)
    paints.show_terms(terms_of(typed))
    paints.paint(painter, QRectF(0, 0, WIDE, HIGH), row, RowState(), direction)  # type: ignore[arg-type]
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> QRect:
    """The box of all pixels that differ."""
    places = [
        (x, y) for x in range(WIDE) for y in range(HIGH) if one.pixel(x, y) != other.pixel(x, y)
    ]
    assert places
    xs, ys = zip(*places, strict=True)
    return QRect(QPoint(min(xs), min(ys)), QPoint(max(xs), max(ys)))


def where(one: JournalItem | Row, other: JournalItem | Row, way: Qt.LayoutDirection) -> QRect:
    """Of what the two have otherwise."""
    return differing(painted(one, way), painted(other, way))


def lit(made: JournalItem, typed: str, way: Qt.LayoutDirection) -> QRect:
    return differing(painted(made, way, typed), painted(made, way))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(FELT, replace(FELT, is_waiting=True, intensity=None), id="badge"),
        pytest.param(FELT, replace(FELT, intensity=3), id="dots"),
        pytest.param(MARK, replace(MARK, track=replace(TRACK, is_available=False)), id="play"),
        pytest.param(ENTERED, replace(ENTERED, kind=MarkKind.MOMENT, track=TRACK), id="an entry"),
        pytest.param(DayRow(date(2026, 5, 1), 0, 0), DayRow(date(2026, 5, 1), 8, 0), id="count"),
    ],
)
def test_what_is_painted_is_on_the_other_side(
    qapp: QApplication, one: JournalItem | Row, other: JournalItem | Row
) -> None:
    """Words are mirrored as a whole: only the outer edge of what they share is compared."""
    left, right = where(one, other, FROM_LEFT), where(one, other, FROM_RIGHT)
    assert abs(left.top() - right.top()) <= 1 and abs(left.bottom() - right.bottom()) <= 1
    nearer = left.center().x() < WIDE / 2
    if nearer:
        assert abs(left.left() - (WIDE - 1 - right.right())) <= 2
    else:
        assert abs(left.right() - (WIDE - 1 - right.left())) <= 2


def test_the_time_is_at_the_left(qapp: QApplication) -> None:
    later = replace(MARK, made=replace(MARK.made, utc_ms=NOON + HOUR))
    left, right = where(MARK, later, FROM_LEFT), where(MARK, later, FROM_RIGHT)
    assert left.left() > WIDE * 0.8 and right.right() < WIDE * 0.2


@pytest.mark.parametrize("said", ["A hand on the table", HEBREW, f"{HEBREW}, the hand", "א"])
def test_words_begin_where_the_picture_ends(qapp: QApplication, said: str) -> None:
    """Whatever they are written in."""
    measures = RowPainter(no_emotion).measures
    box = where(replace(MARK, text=said), replace(MARK, text="—"), FROM_RIGHT)
    assert abs(WIDE - measures.text_left - (box.right() + 1)) <= 3


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("A hand on the table", "hand"),
        (HEBREW, "הים"),
        (f"The hand of {HEBREW}, again", "הים"),
        (f"{HEBREW} and the hand", "hand"),
        ("long words " * 8 + "hand " + "and more of them " * 6, "hand"),
    ],
)
def test_a_hit_is_lit_behind_its_letters(qapp: QApplication, said: str, typed: str) -> None:
    """As wide as it is in a window from the left, and none of its letters moves."""
    made = replace(MARK, text=said)
    box, plain = lit(made, typed, FROM_RIGHT), painted(made, FROM_RIGHT)
    found = painted(made, FROM_RIGHT, typed)
    ink = colour("ink").rgb()
    letters, kept = (
        {
            (x, y)
            for x in range(box.left(), box.right() + 1)
            for y in range(box.top(), box.bottom() + 1)
            if image.pixel(x, y) == ink
        }
        for image in (plain, found)
    )
    assert letters and letters == kept
    assert abs(lit(made, typed, FROM_LEFT).width() - box.width()) <= 1  # places are fractions


def test_the_hit_of_a_short_word_ends_where_its_line_begins(qapp: QApplication) -> None:
    measures = RowPainter(no_emotion).measures
    box = lit(replace(MARK, text="hand"), "hand", FROM_RIGHT)
    assert abs(WIDE - measures.text_left - (box.right() + 1)) <= 2


# --- by pointer ---------------------------------------------------------------------------------

LINKED = "[here](ost-my-heart:moment/0192) and some more words"
PICTURES = EntryLinks(pictures=(EntryPicture("one.png"), EntryPicture("two.png")))


def opened(qtbot: QtBot, entry: JournalItem, way: Qt.LayoutDirection) -> JournalList:
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    made = JournalList(model, no_emotion)  # type: ignore[arg-type]
    model.setParent(made)
    made.setLayoutDirection(way)
    qtbot.addWidget(made)
    model.show(JournalPage((MARK, entry), None))
    made.resize(WIDE, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def journal(qtbot: QtBot) -> JournalList:
    return opened(qtbot, replace(ENTERED, text=LINKED, links=PICTURES), FROM_RIGHT)


def rect_of(journal: JournalList, made: JournalItem) -> QRect:
    row = journal.model().row_of(made.uid)  # type: ignore[attr-defined]
    return journal.visualRect(journal.model().index(row, 0))


def test_rows_begin_at_the_right_edge(journal: JournalList) -> None:
    rect, view = rect_of(journal, MARK), journal.viewport().rect()
    assert rect.right() == view.right() and rect.left() == SPACE.m


def test_a_row_is_played_at_its_left(journal: JournalList, qtbot: QtBot) -> None:
    rect = rect_of(journal, MARK)
    button = journal.play_rect(journal.indexAt(rect.center()))
    assert button.right() < rect.left() + rect.width() / 4
    with qtbot.waitSignal(journal.hear_requested):
        qtbot.mouseClick(
            journal.viewport(), Qt.MouseButton.LeftButton, pos=button.center().toPoint()
        )
    other_side = QPoint(rect.left() + rect.right() - round(button.center().x()), rect.center().y())
    assert not journal._is_on_play(other_side.toPointF())


def test_the_first_picture_of_an_entry_is_at_the_right(journal: JournalList, qtbot: QtBot) -> None:
    rect = rect_of(journal, ENTERED)
    places = {
        x: journal._picture_at(QPoint(x, rect.bottom() - 30).toPointF())
        for x in range(rect.left(), rect.right(), 4)
    }
    first, second = ([x for x, place in places.items() if place == number] for number in (0, 1))
    assert min(first) > max(second) > rect.center().x()
    with qtbot.waitSignal(journal.look_requested) as asked:
        at = QPoint(first[len(first) // 2], rect.bottom() - 30)
        qtbot.mouseClick(journal.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args[1] == 0


@pytest.mark.parametrize("way", [FROM_LEFT, FROM_RIGHT])
@pytest.mark.parametrize("links", [EntryLinks(), PICTURES], ids=["short", "tall"])
def test_a_link_is_pressed_where_its_words_are(
    qtbot: QtBot, way: Qt.LayoutDirection, links: EntryLinks
) -> None:
    """The words of a short entry are in the middle beside its picture: their tops are pressed,
    too.
    """
    journal = opened(qtbot, replace(ENTERED, text=LINKED, links=links), way)
    rect = rect_of(journal, ENTERED)
    picture = journal.viewport().grab().toImage()
    accented = [
        (x, y)
        for y in range(rect.top(), rect.bottom())
        for x in range(rect.left(), rect.right())
        if picture.pixelColor(x, y).red() - picture.pixelColor(x, y).green() > 80
    ]
    xs, ys = zip(*accented, strict=True)
    for y in (min(ys), max(ys)):
        with qtbot.waitSignal(journal.link_activated) as asked:
            at = QPoint((min(xs) + max(xs)) // 2, y)
            qtbot.mouseClick(journal.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert asked.args == ["ost-my-heart:moment/0192"]


# --- the year -----------------------------------------------------------------------------------


def test_the_calendar_runs_from_the_right(qtbot: QtBot) -> None:
    calendar = YearCalendar(no_emotion)  # type: ignore[arg-type]
    calendar.setLayoutDirection(FROM_RIGHT)
    qtbot.addWidget(calendar)
    calendar.resize(calendar.sizeHint())
    year = calendar.here().year
    january, february = (calendar.day_rect(date(year, month, 10)) for month in (1, 2))
    assert january.left() > february.right()
    for number in range(1, 29):
        day = date(year, 7, number)
        assert calendar.day_at(calendar.day_rect(day).center().toPoint()) == day
    calendar.go_to(date(year, 7, 10))
    qtbot.keyClick(calendar, Qt.Key.Key_Left)
    assert calendar.here() == date(year, 7, 11), "the next day is left of it"
