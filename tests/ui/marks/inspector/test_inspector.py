"""The inspector reports each edit, and never loses typed text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from tests.ui.timeline.builders import EMOTIONS, cue, moment, occurrence, scene, tagged
from ui.marks.inspector.inspector import MarkInspector

TAG = tagged(1, 20_000, 40_000, emotion=2, intensity=3, note="the horns")
OTHER = tagged(2, 50_000)
HEART = moment(1, 50_000, label="The oboe")

Edits = list[tuple[MarkRef, str, object]]


@pytest.fixture
def inspector(qtbot: QtBot) -> MarkInspector:
    inspector = MarkInspector(lambda: EMOTIONS)
    qtbot.addWidget(inspector)
    inspector.resize(320, 560)
    with qtbot.waitActive(inspector):
        inspector.show()
        inspector.activateWindow()
    return inspector


def test_in_a_narrow_card_both_times_are_readable(inspector: MarkInspector, qtbot: QtBot) -> None:
    inspector.show_mark(TAG)
    fields = (inspector.span.start, inspector.span.end)
    inspector.resize(sum(field.text_room_px() for field in fields), 560)

    qtbot.waitUntil(lambda: inspector.span.row.is_folded)
    qtbot.waitUntil(lambda: all(field.width() >= field.text_room_px() for field in fields))


@pytest.fixture
def edits(inspector: MarkInspector) -> Edits:
    heard: Edits = []
    inspector.field_edited.connect(lambda ref, name, value: heard.append((ref, name, value)))
    return heard


def test_a_passage_says_where_in_its_scene_it_begins(
    inspector: MarkInspector, edits: Edits, qtbot: QtBot
) -> None:
    plain = cue(1, 10_000, 20_000)
    inspector.show_mark(plain)
    assert inspector.offset.say.isVisible() and not inspector.offset.time.isVisible()
    inspector.offset.say.click()
    inspector.show_mark(replace(plain, scene_offset_ms=0))
    inspector.offset.time.setText("1:05")
    qtbot.keyClick(inspector.offset.time, Qt.Key.Key_Return)
    inspector.show_mark(replace(plain, scene_offset_ms=65_000))
    inspector.offset.away.click()
    assert [(name, value) for _ref, name, value in edits] == [
        *(("scene_offset_ms", 0), ("scene_offset_ms", 65_000), ("scene_offset_ms", None)),
    ]
    inspector.show_mark(HEART)
    assert not inspector.offset.isVisible()


def test_showing_marks_reports_no_edit(inspector: MarkInspector, edits: Edits) -> None:
    for mark in (TAG, HEART, cue(1, 0, 10), occurrence(1, 0, 10), OTHER):
        inspector.show_mark(mark)
    inspector.clear()
    assert edits == []


def test_each_kind_shows_its_own_fields(inspector: MarkInspector) -> None:
    inspector.show_mark(TAG)
    assert inspector.heading.title.text() == "Tenderness"
    assert inspector.feeling.emotion.currentText() == "Tenderness"
    assert inspector.feeling.felt.isChecked()
    assert inspector.note.toPlainText() == "the horns"
    assert inspector.memory.isVisible() and not inspector.label.isVisible()
    inspector.show_mark(HEART)
    assert inspector.label.text() == "The oboe"
    assert not inspector.feeling.isVisible() and not inspector.memory.isVisible()
    inspector.show_mark(cue(1, 0, 10, scene(1, "Low water")))
    assert inspector.heading.title.text() == "Low water"
    assert inspector.change_scene.isVisible() and not inspector.note.isVisible()
    assert not inspector.find_returns.isVisible()
    inspector.show_mark(occurrence(1, 0, 10))
    assert inspector.heading.title.text() == "Theme “My heart”"
    assert inspector.find_returns.isVisible() and not inspector.change_scene.isVisible()
    inspector.clear()
    assert not inspector.span.isVisible() and not inspector.note.isVisible()


def test_emotion_fields_report_their_values(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    qtbot.mouseClick(inspector.feeling.expressed, Qt.MouseButton.LeftButton)
    inspector.feeling.intensity.setFocus()
    qtbot.keyClick(inspector.feeling.intensity, Qt.Key.Key_Right)
    inspector.feeling.emotion.setFocus()
    qtbot.keyClick(inspector.feeling.emotion, Qt.Key.Key_Down)
    assert edits == [
        (TAG.ref, "mode", Mode.EXPRESSED),
        (TAG.ref, "intensity", 4),
        (TAG.ref, "emotion_id", EMOTIONS[3].id),
    ]


def test_a_typed_time_becomes_a_span(qtbot: QtBot, inspector: MarkInspector, edits: Edits) -> None:
    inspector.set_duration_ms(100_000)
    inspector.show_mark(TAG)
    inspector.span.start.setFocus()
    inspector.span.start.selectAll()
    qtbot.keyClicks(inspector.span.start, "0:21.5")
    qtbot.keyClick(inspector.span.start, Qt.Key.Key_Return)
    assert edits == [(TAG.ref, "span", Span(21_500, 40_000))]
    qtbot.keyClick(inspector.span.start, Qt.Key.Key_Up)
    assert edits[-1] == (TAG.ref, "span", Span(21_510, 40_000))


def test_a_point_moves_as_a_whole(qtbot: QtBot, inspector: MarkInspector, edits: Edits) -> None:
    inspector.show_mark(HEART)
    inspector.span.start.setFocus()
    qtbot.keyClick(inspector.span.start, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert edits == [(MarkRef(MarkKind.MOMENT, 1), "span", Span.point(51_000))]


def test_a_note_is_committed_after_a_pause(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    inspector.focus_note()
    qtbot.keyClicks(inspector.note, ", far away")
    assert edits == []
    qtbot.waitUntil(lambda: bool(edits), timeout=2_000)
    assert edits == [(TAG.ref, "note", "the horns, far away")]


def test_ctrl_enter_commits_a_note_at_once(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    inspector.focus_note()
    qtbot.keyClicks(inspector.note, "!")
    qtbot.keyClick(inspector.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edits == [(TAG.ref, "note", "the horns!")]


def test_a_note_being_typed_is_saved_on_its_own_mark_when_the_selection_changes(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    inspector.focus_note()
    qtbot.keyClicks(inspector.note, "!")
    inspector.show_mark(OTHER)
    assert edits == [(TAG.ref, "note", "the horns!")]
    assert inspector.note.toPlainText() == ""


def test_a_name_being_typed_is_saved_on_its_own_mark_when_nothing_is_selected(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(HEART)
    inspector.label.setFocus()
    qtbot.keyClicks(inspector.label, " alone")
    inspector.clear()
    assert edits == [(MarkRef(MarkKind.MOMENT, 1), "label", "The oboe alone")]


def test_fresh_data_does_not_overwrite_what_is_being_typed(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    inspector.focus_note()
    qtbot.keyClicks(inspector.note, "!")
    inspector.show_mark(tagged(1, 20_000, 41_000, emotion=2, note="the horns"))
    assert inspector.note.toPlainText() == "the horns!"
    assert inspector.span.end.value_ms() == 41_000
    inspector.commit()
    assert edits == [(TAG.ref, "note", "the horns!")]


def test_undone_text_comes_back(inspector: MarkInspector, edits: Edits) -> None:
    inspector.show_mark(TAG)
    inspector.show_mark(tagged(1, 20_000, 40_000, emotion=2, note="before"))
    assert inspector.note.toPlainText() == "before"
    assert edits == []


def test_hiding_commits_what_was_typed(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(TAG)
    inspector.memory.setFocus()
    qtbot.keyClicks(inspector.memory, "Lisbon")
    inspector.hide()
    assert edits == [(TAG.ref, "memory", "Lisbon")]


def test_buttons_report_the_mark(qtbot: QtBot, inspector: MarkInspector) -> None:
    inspector.show_mark(cue(4, 0, 10))
    ref = MarkRef(MarkKind.CUE, 4)
    for button, signal in (
        (inspector.hear, inspector.hear_requested),
        (inspector.delete, inspector.delete_requested),
        (inspector.change_scene, inspector.scene_change_requested),
    ):
        with qtbot.waitSignal(signal) as asked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [ref]


def test_an_archived_emotion_is_offered_for_the_mark_that_has_it(qtbot: QtBot) -> None:
    inspector = MarkInspector(lambda: EMOTIONS[:2])
    qtbot.addWidget(inspector)
    inspector.show_mark(TAG)
    assert inspector.feeling.emotion.currentText() == "Tenderness"
    assert inspector.feeling.emotion.count() == 3


def test_a_mark_has_the_lead_in_of_the_settings_until_it_gets_its_own(
    qtbot: QtBot, inspector: MarkInspector, edits: Edits
) -> None:
    inspector.show_mark(HEART)
    assert inspector.preroll.isVisible()
    assert inspector.preroll.currentText() == "As in Settings"
    inspector.preroll.setFocus()
    qtbot.keyClick(inspector.preroll, Qt.Key.Key_Down)
    qtbot.keyClick(inspector.preroll, Qt.Key.Key_Up)
    ref = MarkRef(MarkKind.MOMENT, HEART.id)
    assert edits == [(ref, "preroll_ms", 0), (ref, "preroll_ms", None)]
    inspector.show_mark(replace(HEART, preroll_ms=4500))
    assert inspector.preroll.currentText() == "4.5 s before it"
    inspector.clear()
    assert not inspector.preroll.isVisible()


def test_a_long_emotion_name_gets_a_line_of_its_own(inspector: MarkInspector, qtbot: QtBot) -> None:
    fields = inspector.feeling
    for number in range(len(EMOTIONS)):
        inspector.show_mark(tagged(10 + number, 1_000, emotion=number))
        qtbot.waitUntil(lambda: fields.emotion.width() >= fields.emotion.room_px())


def test_an_emotion_name_without_room_is_elided_not_cut(inspector: MarkInspector) -> None:
    inspector.show_mark(TAG)
    combo = inspector.feeling.emotion
    name = combo.currentText()
    option = QStyleOptionComboBox()
    combo.resize(400, combo.height())
    combo.initStyleOption(option)
    assert option.currentText == name
    combo.resize(130, combo.height())
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    assert option.currentText.endswith("…") and name.startswith(option.currentText[:3])


def test_a_carried_mark_says_from_where(inspector: MarkInspector) -> None:
    carried = replace(moment(3, 1_000), carried_from="uid")
    inspector.show_mark(carried, "Letter")
    assert inspector.made.text().startswith("Carried over from “Letter”.\nMade ")
    inspector.show_mark(carried)
    assert inspector.made.text().startswith("Carried over from another version.\nMade ")
    inspector.show_mark(moment(3, 1_000))
    assert "Carried" not in inspector.made.text()
