"""The steps that look back: the journal and the story."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.player.records import PlayState
from ui.first_notes.game import Stage as GameStage
from ui.keepsake.dialog import KeepsakeDialog
from ui.tour.marking import NOTE
from ui.tour.stage import Script, Stage, Until

_Key = Qt.Key


def open_journal(stage: Stage) -> Script:
    journal = stage.pages.journal
    yield Until("the journal is empty", lambda: journal.model.items)
    if not journal.year.isVisible():
        stage.driver.click(journal.head.calendar)
    yield Until("the calendar didn’t open", journal.year.isVisible)


def search_journal(stage: Stage) -> Script:
    journal = stage.pages.journal
    stage.driver.ctrl(_Key.Key_F)
    stage.driver.write("horns")
    yield Until(
        "the note wasn’t found",
        lambda: journal.model.items and journal.model.items[0].text == NOTE,
    )


def hear_again(stage: Stage) -> Script:
    journal = stage.pages.journal
    item = journal.model.items[0]
    span = item.span
    assert span is not None
    journal.list.setFocus()
    stage.driver.tap(_Key.Key_Home)
    stage.driver.tap(_Key.Key_Space)
    yield Until("it isn’t played", lambda: stage.playback.state is PlayState.PLAYING)
    yield Until(
        "it starts somewhere else",
        lambda: span.start_ms - 4000 < stage.playback.position_ms <= span.start_ms + 1000,
    )


def open_years(stage: Stage) -> Script:
    page = stage.pages.same_moment
    yield Until("no moment is shown", lambda: page.shown is not None and not page.is_reading)


def see_keepsake(stage: Stage) -> Script:
    """Of the last choice: a work."""
    stage.driver.ctrl(_Key.Key_E, shift=True)
    yield Until("no keepsake was offered", lambda: _ready_keepsake() is not None)
    stage.driver.tap(_Key.Key_End)
    yield Until("nothing goes in", lambda: _ready_keepsake() is not None)


def leave_keepsake(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the keepsake stayed open", lambda: _ready_keepsake() is None)
    yield stage.at_keyboard()


def _ready_keepsake() -> KeepsakeDialog | None:
    """The dialog, once it has read what goes in."""
    dialog = QApplication.activeModalWidget()
    return dialog if isinstance(dialog, KeepsakeDialog) and not dialog.is_looking else None


def open_year(stage: Stage) -> Script:
    page = stage.pages.years
    yield Until("the year wasn’t read", lambda: page.year.felt.marks > 0 and not page.is_reading)


def open_letters(stage: Stage) -> Script:
    page = stage.pages.letters
    yield Until("no letter is shown", lambda: page.shown is not None and page.shown.letter)


def open_comfort(stage: Stage) -> Script:
    page = stage.pages.comfort
    yield Until("nothing comforts", lambda: page.answer is not None and page.shelf.cards)
    stage.driver.tap(_Key.Key_Right)
    yield Until("no path is shown", lambda: page.panel.ribbon.many > 0)


def play_first_notes(stage: Stage) -> Script:
    page = stage.pages.first_notes
    yield Until("nothing can be asked", lambda: page.game.pieces and page.game.pieces.are_enough)
    stage.driver.tap(_Key.Key_Return)
    yield Until("nothing is asked", lambda: page.game.stage is GameStage.ASKING)
    yield Until("the first seconds don’t sound", lambda: page.game.sounding.heard_ms > 0)


def open_story(stage: Stage) -> Script:
    tree = stage.pages.story.tree
    tree.setFocus()
    for _time in range(2):
        stage.driver.tap(_Key.Key_Down)
    yield Until("no scene opened", lambda: tree.ref is not None and tree.ref.kind == "scene")


def open_work(stage: Stage) -> Script:
    page = stage.pages.work
    yield Until("no work opened", lambda: page.work_id is not None and not page.is_reading)
    for _time in range(3):
        stage.driver.tap(_Key.Key_Right)
    yield Until("no scene was selected", lambda: page.line.selection is not None)


def open_afterlives(stage: Stage) -> Script:
    page = stage.pages.afterlives
    yield Until("no afterlives are shown", lambda: page.shown is not None and page.shown.lives)


def open_role(stage: Stage) -> Script:
    page = stage.pages.roles
    yield Until("no track is shown", lambda: page.shown is not None and not page.is_reading)
    stage.driver.tap(_Key.Key_Right)
    yield Until("no mark was selected", lambda: page.parts.impression.picture.mark is not None)
