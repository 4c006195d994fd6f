"""Fields for times, searches, new names and Markdown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.words import Text
from tests.support.keyboard import take_keyboard
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.calm_inputs import CalmCombo, CalmSlider, CalmSpin, ElidingCombo
from ui.widgets.markdown_edit import MarkdownEdit
from ui.widgets.match_row import Match
from ui.widgets.search_field import SearchField
from ui.widgets.time_edit import TimeEdit
from ui.widgets.type_ahead import TypeAhead, offering

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def time_edit(qtbot: QtBot) -> TimeEdit:
    edit = TimeEdit("Start")
    qtbot.addWidget(edit)
    edit.set_maximum_ms(90_000)
    edit.set_value_ms(65_250)
    edit.show()
    return edit


def heard_times(edit: TimeEdit) -> list[int]:
    heard: list[int] = []
    edit.time_edited.connect(heard.append)
    return heard


def test_a_time_is_shown_with_milliseconds(time_edit: TimeEdit) -> None:
    assert time_edit.text() == "1:05.250"


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 65_260),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 65_240),
        (Qt.Key.Key_Up, SHIFT, 65_350),
        (Qt.Key.Key_Down, CTRL, 64_250),
    ],
)
def test_arrows_nudge(
    qtbot: QtBot,
    time_edit: TimeEdit,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    expected: int,
) -> None:
    heard = heard_times(time_edit)
    qtbot.keyClick(time_edit, key, modifier)
    assert heard == [expected]
    assert time_edit.value_ms() == expected


def test_a_nudge_stays_inside_the_track(qtbot: QtBot, time_edit: TimeEdit) -> None:
    time_edit.set_value_ms(89_995)
    heard = heard_times(time_edit)
    qtbot.keyClick(time_edit, Qt.Key.Key_Up)
    qtbot.keyClick(time_edit, Qt.Key.Key_Up)
    assert heard == [90_000]
    time_edit.set_value_ms(5)
    qtbot.keyClick(time_edit, Qt.Key.Key_Down)
    assert time_edit.value_ms() == 0


def test_enter_commits_a_typed_time(qtbot: QtBot, time_edit: TimeEdit) -> None:
    heard = heard_times(time_edit)
    time_edit.selectAll()
    qtbot.keyClicks(time_edit, "0:42,5")
    assert heard == []
    qtbot.keyClick(time_edit, Qt.Key.Key_Return)
    assert heard == [42_500]
    assert time_edit.text() == "0:42.500"


def test_a_text_that_is_no_time_is_marked_and_reverted_by_escape(
    qtbot: QtBot, time_edit: TimeEdit
) -> None:
    heard = heard_times(time_edit)
    time_edit.selectAll()
    qtbot.keyClicks(time_edit, "half past")
    qtbot.keyClick(time_edit, Qt.Key.Key_Return)
    assert time_edit.property("invalid") is True
    assert "half past" in time_edit.toolTip()
    qtbot.keyClick(time_edit, Qt.Key.Key_Escape)
    assert time_edit.text() == "1:05.250"
    assert time_edit.property("invalid") is False
    assert heard == []


def test_showing_a_time_emits_nothing(time_edit: TimeEdit) -> None:
    heard = heard_times(time_edit)
    time_edit.set_value_ms(1000)
    assert heard == []


def test_a_search_is_emitted_once_after_a_pause(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    heard: list[str] = []
    field.search_changed.connect(heard.append)
    with qtbot.waitSignal(field.search_changed, timeout=2000):
        qtbot.keyClicks(field, "love ")
    assert heard == ["love"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["love"]


def test_escape_clears_a_search_at_once(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    heard: list[str] = []
    field.search_changed.connect(heard.append)
    field.setText("love")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["love", ""]


def test_down_moves_from_the_search_to_its_results(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.down_pressed):
        qtbot.keyClick(field, Qt.Key.Key_Down)


SCENES = (Match("Lake at dawn", 1), Match("The lantern boat", 2, "Season 1", "clapperboard"))


@pytest.fixture
def type_ahead(qtbot: QtBot) -> TypeAhead:
    find = offering(lambda: SCENES, lambda scene: scene.label, lambda scene: scene)
    finder = TypeAhead(find, "Which scene plays here?", Text("Create scene “{name}”"))
    qtbot.addWidget(finder)
    return finder


def test_enter_chooses_the_best_match(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    qtbot.keyClicks(type_ahead.line, "la")
    with qtbot.waitSignal(type_ahead.chosen) as taken:
        qtbot.keyClick(type_ahead.line, Qt.Key.Key_Return)
    assert taken.args == [1]


def test_down_and_enter_chooses_the_next_match(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    qtbot.keyClicks(type_ahead.line, "la")
    qtbot.keyClick(type_ahead.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(type_ahead.chosen) as taken:
        qtbot.keyClick(type_ahead.line, Qt.Key.Key_Return)
    assert taken.args == [2]


def test_an_unknown_name_can_be_created(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    qtbot.keyClicks(type_ahead.line, "Night train")
    assert type_ahead.list.item(0).text() == "Create scene “Night train”"
    with qtbot.waitSignal(type_ahead.create_requested) as asked:
        qtbot.keyClick(type_ahead.line, Qt.Key.Key_Return)
    assert asked.args == ["Night train"]


def test_a_name_that_exists_is_not_offered_again(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    qtbot.keyClicks(type_ahead.line, "lake at DAWN")
    assert type_ahead.list.count() == 1


def test_escape_in_an_empty_line_cancels(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    qtbot.keyClicks(type_ahead.line, "x")
    qtbot.keyClick(type_ahead.line, Qt.Key.Key_Escape)
    assert type_ahead.text() == ""
    with qtbot.waitSignal(type_ahead.cancelled):
        qtbot.keyClick(type_ahead.line, Qt.Key.Key_Escape)


def test_a_click_chooses_a_match(qtbot: QtBot, type_ahead: TypeAhead) -> None:
    type_ahead.show()
    rect = type_ahead.list.visualItemRect(type_ahead.list.item(1))
    with qtbot.waitSignal(type_ahead.chosen) as taken:
        qtbot.mouseClick(type_ahead.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert taken.args == [2]


def test_markdown_emits_what_was_typed_but_not_what_was_set(qtbot: QtBot) -> None:
    edit = MarkdownEdit()
    qtbot.addWidget(edit)
    heard: list[str] = []
    edit.text_edited.connect(heard.append)
    edit.set_text("old")
    assert heard == []
    qtbot.keyClicks(edit.editor, "a")
    assert heard == ["aold"]


def test_a_no_break_space_in_an_entry_stays_one(qtbot: QtBot) -> None:
    edit = MarkdownEdit()
    qtbot.addWidget(edit)
    edit.set_text("«\u00a0Oui\u00a0»")
    assert edit.text() == "«\u00a0Oui\u00a0»"


def test_the_preview_shows_markdown_and_never_html(qtbot: QtBot) -> None:
    edit = MarkdownEdit()
    qtbot.addWidget(edit)
    edit.set_text("**dear** <b>bold</b>")
    edit.show_preview(True)
    document: QTextDocument = edit.preview.document()
    assert document.toPlainText() == "dear <b>bold</b>"
    assert edit.text() == "**dear** <b>bold</b>"


# --- saved text that changes while somebody types -------------------------------------------------


def test_a_time_being_typed_stays(time_edit: TimeEdit, qtbot: QtBot) -> None:
    heard = heard_times(time_edit)
    take_keyboard(time_edit, qtbot)
    time_edit.selectAll()
    qtbot.keyClicks(time_edit, "0:3")
    time_edit.refresh_value_ms(50_000)
    time_edit.set_maximum_ms(80_000)
    assert time_edit.text() == "0:3"
    qtbot.keyClicks(time_edit, "0")
    qtbot.keyClick(time_edit, Qt.Key.Key_Return)
    assert heard == [30_000]
    time_edit.refresh_value_ms(40_000)
    assert time_edit.value_ms() == 40_000


def wheel(widget: QWidget, notches: int, modifier: Qt.KeyboardModifier = NONE) -> bool:
    """Turns the wheel over a widget, away from the listener. Whether it was taken there."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_the_wheel_nudges_a_time_only_where_the_keyboard_is(
    qtbot: QtBot, time_edit: TimeEdit
) -> None:
    heard = heard_times(time_edit)
    time_edit.clearFocus()
    assert not wheel(time_edit, 1) and heard == []
    take_keyboard(time_edit, qtbot)
    assert wheel(time_edit, 1) and wheel(time_edit, -1, CTRL)
    assert heard == [65_260, 64_260]


def test_a_time_left_as_nonsense_is_as_it_was(qtbot: QtBot, time_edit: TimeEdit) -> None:
    time_edit.setText("soon")
    heard = heard_times(time_edit)
    out = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(time_edit, out)
    assert time_edit.text() == "soon", "its own menu is open over it"
    QApplication.sendEvent(time_edit, QFocusEvent(QEvent.Type.FocusOut))
    assert time_edit.text() == "1:05.250" and heard == []


def test_nonsense_is_nudged_from_the_last_time_that_was_one(
    qtbot: QtBot, time_edit: TimeEdit
) -> None:
    heard = heard_times(time_edit)
    time_edit.setText("soon")
    qtbot.keyClick(time_edit, Qt.Key.Key_Up)
    assert heard == [65_260]


def test_a_page_scrolls_on_over_its_choices(qtbot: QtBot) -> None:
    choice, slider, spin = CalmCombo("Choice"), CalmSlider("Slider", 0, 9), CalmSpin("Number", 0, 9)
    choice.addItems(["a", "b"])
    for widget in (choice, slider, spin):
        qtbot.addWidget(widget)
        widget.show()
        widget.clearFocus()
        assert not wheel(widget, -1)
    assert (choice.currentIndex(), slider.value(), spin.value()) == (0, slider.minimum(), 0)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_choice_is_cut_where_there_is_room(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, LIGHT, scale)
    try:
        combo = ElidingCombo()
        qtbot.addWidget(combo)
        combo.addItems(["Create as a film", "Create as a series"])
        combo.resize(combo.sizeHint())
        for row in range(2):
            combo.setCurrentIndex(row)
            option = QStyleOptionComboBox()
            combo.initStyleOption(option)
            assert option.currentText == combo.itemText(row)
    finally:
        apply_theme(qapp, LIGHT)
