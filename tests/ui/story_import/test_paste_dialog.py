"""A list that is pasted: what it would become, and the button that does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import WorkId
from app.story.covering import HIDDEN, HIDDEN_CHARACTER
from app.story.records import WorkKind
from app.story_import.lines import LinesAre
from tests.support.window_parts import WindowParts
from ui.story_import.opening import paste_list
from ui.story_import.paste_dialog import PasteDialog
from ui.story_import.preview_model import DETAILS, STATE, TITLE
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.question_dialog import QuestionDialog
from ui.words.spoilers import spoilers

LIST = "S1E1 Away\n- 0:30–2:10 The pier [Mira]\n- The star\nS1E2 Back"


class Pasting:
    """The dialog, and what its preview says."""

    def __init__(self, parts: WindowParts, qtbot: QtBot, work_id: int | None = None) -> None:
        self.parts, self._qtbot = parts, qtbot
        parts.window.show()
        self.went_to: list[int] = []
        self.dialog: PasteDialog = paste_list(
            parts.context, parts.window, work_id, self.went_to.append
        )

    def write(self, text: str) -> None:
        self.dialog.text.setPlainText(text)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.dialog.is_looking)

    def rows(self) -> list[tuple[str, str, str]]:
        model = self.dialog.preview.model_of_rows
        columns = (STATE, TITLE, DETAILS)
        return [
            tuple(str(model.index(row, at).data()).strip() for at in columns)  # type: ignore[misc]
            for row in range(model.rowCount())
        ]

    def titles(self) -> list[str]:
        scenes = self.parts.context.services.scenes
        return [scene.title for scene in scenes.scenes()]

    def ends(self) -> None:
        self._qtbot.waitUntil(lambda: bool(self.went_to))


def test_a_pasted_list_is_seen_from_its_beginning(parts: WindowParts, qtbot: QtBot) -> None:
    pasting = Pasting(parts, qtbot)
    text = pasting.dialog.text
    lines = "\n".join(f"S1E{n} A long title, " + "so long " * 40 for n in range(1, 90))
    QApplication.clipboard().setText(lines)
    QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    pasting.settle()
    assert text.toPlainText() == lines
    assert (text.verticalScrollBar().value(), text.horizontalScrollBar().value()) == (0, 0)
    text.undo()
    assert text.toPlainText() == ""
    pasting.dialog.close()


@pytest.fixture
def work(parts: WindowParts) -> WorkId:
    return parts.context.services.scenes.add_work(WorkKind.SERIES, "Tidewatch", 2019)


def test_the_preview_says_what_is_new_what_stays_and_what_is_left_out(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    parts.context.services.scenes.add_episode(work, 1, 1, "Mine")
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST + "\n- 3:00–2:00 Backwards")
    assert pasting.rows() == [
        ("Left out", "Line 5 · “- 3:00–2:00 Backwards”", "It ends before it starts."),
        ("Unchanged", "Tidewatch", ""),
        ("Unchanged", "S1 E1 · Mine", "Keeps your title"),
        ("New", "The pier", "0:30–2:10 · Mira"),
        ("New", "The star", ""),
        ("New", "S1 E2 · Back", ""),
        ("New", "Mira", ""),
    ]
    said = pasting.dialog.summary.text()
    assert said == (
        "New: 1 episode, 2 scenes, 1 character. Unchanged: 1 work, 1 episode. 1 left out."
    )
    assert pasting.dialog.row_line.text().endswith("It ends before it starts.")


def test_it_is_imported_and_can_be_undone(parts: WindowParts, qtbot: QtBot, work: WorkId) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST)
    pasting.dialog.import_button.click()
    pasting.ends()
    assert pasting.went_to == [work] and pasting.titles() == ["The pier", "The star"]
    assert parts.said == "Added to “Tidewatch”: 2 episodes, 2 scenes, 1 character."
    parts.take_offer()
    assert pasting.titles() == []


def test_ctrl_enter_imports_what_was_written(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST)
    QTest.keyClick(pasting.dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    pasting.ends()
    assert pasting.titles() == ["The pier", "The star"]


def test_a_second_time_there_is_nothing_to_import(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    first = Pasting(parts, qtbot, work)
    first.write(LIST)
    first.dialog.import_button.click()
    first.ends()
    second = Pasting(parts, qtbot, work)
    second.write(LIST)
    assert not second.dialog.import_button.isEnabled()
    assert second.dialog.summary.text() == "All of it is in your story already."


def test_a_new_work_is_named_by_the_lists_first_line(parts: WindowParts, qtbot: QtBot) -> None:
    pasting = Pasting(parts, qtbot)
    pasting.write(LIST)
    assert not pasting.dialog.import_button.isEnabled()
    assert pasting.dialog.summary.text().endswith("Type the title of the new work.")
    pasting.write("Tidewatch (2019)\n" + LIST)
    assert pasting.dialog.aim.title.text() == "Tidewatch"
    pasting.dialog.import_button.click()
    pasting.ends()
    (made,) = parts.context.services.scenes.works()
    assert (made.title, made.year, made.kind) == ("Tidewatch", 2019, WorkKind.SERIES)


def test_a_title_that_was_typed_stays(parts: WindowParts, qtbot: QtBot) -> None:
    pasting = Pasting(parts, qtbot)
    QTest.keyClicks(pasting.dialog.aim.title, "Mine")
    pasting.write("Tidewatch (2019)\n" + LIST)
    assert pasting.dialog.aim.title.text() == "Mine"
    assert pasting.rows()[0][1] == "Mine"


def test_one_can_say_what_the_lines_are(parts: WindowParts, qtbot: QtBot, work: WorkId) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write("Away\nBack")
    assert [row[1] for row in pasting.rows()] == ["Tidewatch", "Away", "Back"]
    box = pasting.dialog.lines_are
    box.setCurrentIndex(box.findData(LinesAre.EPISODES))
    pasting.settle()
    assert [row[1] for row in pasting.rows()] == ["Tidewatch", "S1 E1 · Away", "S1 E2 · Back"]


def test_names_that_are_ahead_of_the_listener_are_covered(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    services = parts.context.services
    services.story_progress.set_at_episode(services.scenes.add_episode(work, 1, 1))
    pasting = Pasting(parts, qtbot, work)
    pasting.write("S1E1\n- The pier [Mira]\nS1E2\n- The end [Sefa]")
    shown = [row[1] for row in pasting.rows()]
    assert shown == [
        "Tidewatch",
        "S1 E1",
        "The pier",
        "S1 E2",
        str(HIDDEN),
        "Mira",
        str(HIDDEN_CHARACTER),
    ]
    model = pasting.dialog.preview.model_of_rows
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    said = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in roles
    ]
    assert not any("The end" in text or "Sefa" in text for text in said)
    spoilers().set_covered(False)
    try:
        assert [row[1] for row in pasting.rows()][-3:] == ["The end", "Mira", "Sefa"]
    finally:
        spoilers().set_covered(True)


def test_a_list_isnt_discarded_without_a_question(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST)
    QTest.keyClick(pasting.dialog, Qt.Key.Key_Escape)
    (question,) = pasting.dialog.findChildren(QuestionDialog)
    assert pasting.dialog.isVisible()
    question.yes.click()
    assert not pasting.dialog.isVisible() and pasting.titles() == []


def test_an_empty_field_is_left_at_once(parts: WindowParts, qtbot: QtBot) -> None:
    pasting = Pasting(parts, qtbot)
    QTest.keyClick(pasting.dialog, Qt.Key.Key_Escape)
    assert not pasting.dialog.isVisible()


def test_a_work_that_is_deleted_meanwhile_gets_nothing(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST)
    parts.context.services.scenes.remove("work", work)
    pasting.settle()
    assert pasting.dialog.aim.is_nameless and not pasting.dialog.import_button.isEnabled()
    assert pasting.titles() == []


def test_all_of_it_is_reached_by_tab_and_named(
    parts: WindowParts, qtbot: QtBot, work: WorkId
) -> None:
    pasting = Pasting(parts, qtbot, work)
    pasting.write(LIST)
    dialog = pasting.dialog
    seen = []
    for _step in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {dialog.text, dialog.lines_are, dialog.preview, dialog.import_button}
    assert wanted <= set(seen) and dialog.aim.works in seen
    for widget in (dialog.text, dialog.lines_are, dialog.preview, dialog.aim.works):
        assert widget.accessibleName()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_a_small_screen(
    parts: WindowParts, qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, LIGHT, scale)
    try:
        pasting = Pasting(parts, qtbot)
        pasting.write(LIST)
        least = pasting.dialog.minimumSizeHint()
        assert least.width() <= 968 and least.height() <= 576
    finally:
        apply_theme(qapp, LIGHT)
