"""The year as a calendar and as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.core.ids import EmotionId
from app.journal.records import DayOfFeelings, YearOfFeelings
from tests.ui.timeline.builders import EMOTIONS
from ui.journal.year_calendar import YearCalendar
from ui.journal.year_panel import YearPanel
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.text import plain_tip

WONDER, JOY, SADNESS = EMOTIONS[0].id, EMOTIONS[6].id, EMOTIONS[8].id
HELD = date(2025, 3, 14)
YEAR = YearOfFeelings(
    2025,
    (
        DayOfFeelings(date(2025, 1, 5), listens=1, heard_ms=61_000),
        DayOfFeelings(HELD, {WONDER: 3, SADNESS: 1}, marks=5, entries=1, heard_ms=120_000),
        DayOfFeelings(date(2025, 6, 1), {SADNESS: 12}, marks=12),
    ),
)


def find(emotion_id: EmotionId) -> object:
    return next(emotion for emotion in EMOTIONS if emotion.id == emotion_id)


@pytest.fixture
def calendar(qtbot: QtBot) -> YearCalendar:
    widget = YearCalendar(find)  # type: ignore[arg-type]
    qtbot.addWidget(widget)
    widget.show_year(YEAR)
    widget.resize(widget.sizeHint())
    widget.show()
    widget.go_to(HELD)
    return widget


def test_every_day_has_its_own_cell(calendar: YearCalendar) -> None:
    for month, day in ((1, 1), (2, 28), (3, 14), (8, 31), (12, 31)):
        wanted = date(2025, month, day)
        assert calendar.day_at(calendar.day_rect(wanted).center().toPoint()) == wanted
    assert calendar.day_at(QPoint(2, 2)) is None


@pytest.mark.parametrize(
    ("key", "to"),
    [
        (Qt.Key.Key_Left, date(2025, 3, 13)),
        (Qt.Key.Key_Right, date(2025, 3, 15)),
        (Qt.Key.Key_Up, date(2025, 3, 7)),
        (Qt.Key.Key_Down, date(2025, 3, 21)),
        (Qt.Key.Key_PageUp, date(2025, 2, 14)),
        (Qt.Key.Key_PageDown, date(2025, 4, 14)),
        (Qt.Key.Key_Home, date(2025, 1, 1)),
        (Qt.Key.Key_End, date(2025, 12, 31)),
    ],
)
def test_keys_move_between_days(
    calendar: YearCalendar, qtbot: QtBot, key: Qt.Key, to: date
) -> None:
    qtbot.keyClick(calendar, key)
    assert calendar.here() == to


def test_leaving_the_year_asks_for_the_next(calendar: YearCalendar, qtbot: QtBot) -> None:
    calendar.go_to(date(2025, 12, 31))
    with qtbot.waitSignal(calendar.year_wanted) as wanted:
        qtbot.keyClick(calendar, Qt.Key.Key_Right)
    assert wanted.args == [2026]


def test_enter_and_click_choose_a_day(calendar: YearCalendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert chosen.args == [HELD]
    at = calendar.day_rect(date(2025, 6, 1)).center().toPoint()
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [date(2025, 6, 1)]


def test_a_day_is_described_in_words(calendar: YearCalendar) -> None:
    assert calendar.accessibleDescription() == (
        "Friday 14 March 2025: mostly Wonder, 5 marks and 1 entry, 2 minutes heard"
    )


def test_the_leading_emotion_colours_its_day(calendar: YearCalendar) -> None:
    picture = calendar.grab().toImage()
    ratio = picture.devicePixelRatio()

    def mean(day: date) -> tuple[float, float, float]:
        rect = calendar.day_rect(day)
        spots = [(rect.x() + 3 + i % 8, rect.y() + 3 + i // 8) for i in range(64)]
        colours = [picture.pixelColor(round(x * ratio), round(y * ratio)) for x, y in spots]
        count = len(colours)
        return (
            sum(c.red() for c in colours) / count,
            sum(c.green() for c in colours) / count,
            sum(c.blue() for c in colours) / count,
        )

    red, green, blue = mean(HELD)
    assert blue > red + 30 and green > red + 30  # wonder is teal
    empty = mean(date(2025, 3, 15))
    assert max(empty) - min(empty) < 30


def test_the_panel_offers_only_years_with_content(qtbot: QtBot) -> None:
    panel = YearPanel(find)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show_year(YEAR, [2026, 2025])
    assert panel.later.isEnabled() and not panel.earlier.isEnabled()
    with qtbot.waitSignal(panel.year_wanted) as wanted:
        panel.later.click()
    assert wanted.args == [2026]


def test_each_click_moves_one_year_while_the_last_one_is_being_read(qtbot: QtBot) -> None:
    panel = YearPanel(find)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show_year(YEAR, [2027, 2026, 2025])
    wanted: list[int] = []
    panel.year_wanted.connect(wanted.append)
    for _ in range(3):
        panel.later.click()
    assert wanted == [2026, 2027]
    panel.stay()  # the last one could not be read
    panel.later.click()
    assert wanted == [2026, 2027, 2026]


def test_the_table_shows_the_same(qtbot: QtBot) -> None:
    panel = YearPanel(find)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show_year(YEAR, [2025])
    panel.as_table.click()
    model = panel.table.model()
    row = [model.index(1, column).data() for column in range(model.columnCount())]
    assert row == ["14 Mar 2025", "Wonder", "5", "1", "2"]
    with qtbot.waitSignal(panel.day_chosen) as chosen:
        panel.table.activated.emit(model.index(1, 0))
    assert chosen.args == [HELD]


def test_the_pointer_is_told_the_day_it_is_on(calendar: YearCalendar, qtbot: QtBot) -> None:
    def told(at: QPoint) -> str:
        QApplication.sendEvent(
            calendar, QHelpEvent(QEvent.Type.ToolTip, at, calendar.mapToGlobal(at))
        )
        return QToolTip.text()

    assert told(calendar.day_rect(HELD).center().toPoint()) == plain_tip(
        calendar.accessibleDescription()
    )
    told(QPoint(2, 2))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_pointer_is_a_hand_over_days_that_hold_something(
    calendar: YearCalendar, qtbot: QtBot
) -> None:
    def over(at: QPoint, shape: Qt.CursorShape) -> None:
        qtbot.mouseMove(calendar, at)
        qtbot.waitUntil(lambda: calendar.cursor().shape() == shape)

    over(calendar.day_rect(HELD).center().toPoint(), Qt.CursorShape.PointingHandCursor)
    over(calendar.day_rect(date(2025, 3, 15)).center().toPoint(), Qt.CursorShape.ArrowCursor)


def test_between_the_months_there_is_no_day(calendar: YearCalendar) -> None:
    last = calendar.day_rect(date(2025, 2, 28)).center().toPoint()
    pitch = calendar.day_rect(date(2025, 1, 2)).x() - calendar.day_rect(date(2025, 1, 1)).x()
    assert calendar.day_at(last + QPoint(round(pitch), 0)) is None
    assert calendar.day_at(QPoint(calendar.width() - 1, calendar.height() - 1)) is None


def test_a_key_that_the_calendar_has_no_use_for_goes_on(
    calendar: YearCalendar, qtbot: QtBot
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(calendar, event)
    assert not event.isAccepted() and calendar.here() == HELD


def test_the_table_shows_the_sign_of_what_led_a_day(qtbot: QtBot) -> None:
    panel = YearPanel(find)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show_year(YEAR, [2025])
    model = panel.table.model()
    signs = [model.index(row, 1).data(Qt.ItemDataRole.DecorationRole) for row in range(3)]
    assert [sign is not None for sign in signs] == [True, True, False]  # the newest first
    last = model.columnCount() - 1
    head = Qt.Orientation.Horizontal
    assert model.headerData(last, head, Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(0, head, Qt.ItemDataRole.ToolTipRole) is None


def test_the_table_shows_days_and_emotions_whole(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    panel = YearPanel(find)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.show_year(replace(YEAR, days=(replace(YEAR.days[1], by_emotion={JOY: 9}),)), [2025])
    panel.as_table.click()
    panel.resize(panel.sizeHint().width(), 600)
    panel.show()
    table = panel.table
    for column in range(2):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)
    width = sum(table.columnWidth(column) for column in range(table.model().columnCount()))
    assert width <= table.viewport().width()
