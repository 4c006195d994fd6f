"""The steps: a listener's first quarter of an hour with the demo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from app.core.timecode import Span
from app.player.records import PlayState
from ui.shell.page_spec import PageSpec
from ui.style.theme import current_theme
from ui.tour.probes import (
    cue_count,
    first_match,
    newest_intensity,
    notes,
    open_calibration,
    open_chooser,
    tag_count,
)
from ui.tour.stage import Script, Stage, Step, Until

_Key = Qt.Key
_SMALL = (1000, 640)
_SCENE = Span(47_000, 58_000)
_SCENE_LETTERS = "rain"
_SCENE_TITLE = "Rain on the rooftop garden"
_NOTE = "the horns answer her"
_INBOX_NOTE = "so quiet, and then the whole sky"
_HELD_MS = 2200


# --- listening ----------------------------------------------------------------------------------


def open_library(stage: Stage) -> Script:
    table = stage.pages.library.table
    yield Until("the demo’s tracks are not listed", lambda: table.model().rowCount() == 3)


def play_opening(stage: Stage) -> Script:
    table = stage.pages.library.table
    row = stage.services.library.tracks()[0]
    table.select_ids([row.id])
    middle = table.visualRect(table.model().index(table.currentIndex().row(), 1)).center()
    stage.driver.double_click(table.viewport(), middle)
    yield stage.on_page("listen")
    yield Until("it does not play", lambda: stage.playback.state is PlayState.PLAYING)
    yield Until("another track plays", lambda: stage.playback.track is not None
                and stage.playback.track.id == row.id)  # fmt: skip
    yield stage.heard(600)
    yield Until("no waveform was drawn", lambda: stage.desk.track_view.peaks is not None)


def go_forward(stage: Stage) -> Script:
    for _ in range(6):
        stage.driver.tap(_Key.Key_Right)
    yield stage.heard(31_000)


# --- marking ------------------------------------------------------------------------------------


def mark_wonder(stage: Stage) -> Script:
    before = tag_count(stage, "wonder")
    stage.driver.tap(_Key.Key_1)
    yield Until("no tag was kept", lambda: tag_count(stage, "wonder") == before + 1)
    yield stage.heard(stage.playback.position_ms + 1200)


def draw_nostalgia(stage: Stage) -> Script:
    before = tag_count(stage, "nostalgia", drawn=True)
    stage.driver.press(_Key.Key_4)
    yield stage.heard(stage.playback.position_ms + _HELD_MS)
    stage.driver.release(_Key.Key_4)
    yield Until(
        "no span was drawn", lambda: tag_count(stage, "nostalgia", drawn=True) == before + 1
    )


def raise_tension(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_8)
    first = newest_intensity(stage)
    stage.driver.tap(_Key.Key_8)
    yield Until("it was not raised", lambda: newest_intensity(stage) == first + 1)
    yield stage.heard(stage.playback.position_ms + 900)


def keep_favourite(stage: Stage) -> Script:
    before = len(stage.timeline.moments)
    stage.driver.tap(_Key.Key_F)
    yield Until("no favourite was kept", lambda: len(stage.timeline.moments) == before + 1)


def write_note(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_N)
    stage.driver.write(_NOTE)
    stage.driver.tap(_Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield Until(
        "the note was not kept",
        lambda: any(moment.note == _NOTE for moment in stage.timeline.moments),
    )


def look_around(stage: Stage) -> Script:
    view = stage.pages.listen.timeline
    view.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the mark is still selected", lambda: view.marks.selection is None)
    yield stage.heard(stage.playback.position_ms + 2500)


def open_inbox(stage: Stage) -> Script:
    """A new mark that has no note yet is heard again, and gets one."""
    card = stage.pages.listen.side.inbox
    stage.driver.tap(_Key.Key_I)
    yield Until("the inbox did not open", lambda: card.isVisible() and card.item is not None)
    item = card.item
    assert item is not None
    stage.driver.ctrl(_Key.Key_H)
    yield Until(
        "its mark is not heard", lambda: stage.playback.position_ms <= item.span.start_ms + 1000
    )
    stage.driver.write(_INBOX_NOTE)
    yield Until("nothing was written", lambda: card.note.toPlainText() == _INBOX_NOTE)


def keep_and_close(stage: Stage) -> Script:
    card = stage.pages.listen.side.inbox
    stage.driver.tap(_Key.Key_Return)
    yield Until("the note was not kept", lambda: _INBOX_NOTE in notes(stage))
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the inbox stayed open", lambda: not card.isVisible())
    stage.pages.listen.timeline.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the mark is still selected", lambda: stage.pages.listen.selection is None)


# --- scenes -------------------------------------------------------------------------------------


def ask_for_scene(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Space)
    yield Until("it goes on playing", lambda: stage.playback.state is PlayState.PAUSED)
    view = stage.pages.listen.timeline
    stage.driver.drag(view.canvas, *stage.stretch(_SCENE))
    yield Until("no stretch was chosen", lambda: view.marks.selected_span is not None)
    stage.driver.tap(_Key.Key_S)
    yield Until("the chooser did not open", lambda: open_chooser() is not None)
    stage.driver.write(_SCENE_LETTERS)
    yield Until("the scene was not found", lambda: _SCENE_TITLE in first_match())


def choose_scene(stage: Stage) -> Script:
    before = cue_count(stage, _SCENE_TITLE)
    stage.driver.tap(_Key.Key_Return)
    yield Until("the scene was not kept", lambda: cue_count(stage, _SCENE_TITLE) == before + 1)
    yield stage.at_keyboard()


def take_back(stage: Stage) -> Script:
    before = cue_count(stage, _SCENE_TITLE)
    stage.driver.ctrl(_Key.Key_Z)
    yield Until("it was not undone", lambda: cue_count(stage, _SCENE_TITLE) == before - 1)
    stage.driver.ctrl(_Key.Key_Z, shift=True)
    yield Until("it was not redone", lambda: cue_count(stage, _SCENE_TITLE) == before)


# --- looking back -------------------------------------------------------------------------------


def open_journal(stage: Stage) -> Script:
    journal = stage.pages.journal
    yield Until("the journal is empty", lambda: journal.model.items)
    if not journal.year.isVisible():
        stage.driver.click(journal.calendar_toggle)
    yield Until("the calendar did not open", journal.year.isVisible)


def search_journal(stage: Stage) -> Script:
    journal = stage.pages.journal
    stage.driver.ctrl(_Key.Key_F)
    stage.driver.write("horns")
    yield Until(
        "the note was not found",
        lambda: journal.model.items and journal.model.items[0].text == _NOTE,
    )


def hear_again(stage: Stage) -> Script:
    journal = stage.pages.journal
    item = journal.model.items[0]
    span = item.span
    assert span is not None
    journal.list.setFocus()
    stage.driver.tap(_Key.Key_Home)
    stage.driver.tap(_Key.Key_Return)
    yield Until("it is not heard", lambda: stage.playback.state is PlayState.PLAYING)
    yield Until(
        "it begins elsewhere",
        lambda: span.start_ms - 4000 < stage.playback.position_ms <= span.start_ms + 1000,
    )


def open_story(stage: Stage) -> Script:
    tree = stage.pages.story.tree
    tree.setFocus()
    for _ in range(2):
        stage.driver.tap(_Key.Key_Down)
    yield Until("no scene opened", lambda: tree.ref is not None and tree.ref.kind == "scene")


def match_sound(stage: Stage) -> Script:
    stage.desk.actions["calibrate"].trigger()
    yield Until("the calibration did not open", lambda: open_calibration() is not None)
    stage.driver.tap(_Key.Key_Right)
    yield Until("no flash came", lambda: (found := open_calibration()) and found.dot.light == 1)


# --- the look -----------------------------------------------------------------------------------


def go_dark(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_Escape)
    yield stage.at_keyboard()
    stage.driver.click(stage.pages.settings.appearance.themes["dark"])
    yield Until("it did not get dark", lambda: current_theme().name == "dark")
    yield Until("the choice was not kept", lambda: stage.services.settings.current.theme == "dark")


def listen_in_the_dark(stage: Stage) -> Script:
    view = stage.pages.listen.timeline
    view.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the stretch is still chosen", lambda: view.marks.selected_span is None)
    if stage.playback.state is not PlayState.PLAYING:
        stage.driver.tap(_Key.Key_Space)
    yield Until("it does not play on", lambda: stage.playback.state is PlayState.PLAYING)


def make_small(stage: Stage) -> Script:
    stage.window.resize(*_SMALL)
    yield Until("it does not fit", lambda: (stage.window.width(), stage.window.height()) == _SMALL)


STEPS = (
    Step("library-light", "The library: three tracks of the demo", open_library, page="library"),
    Step("playing-light", "A double click plays the opening theme", play_opening),
    Step("forward-light", "Right, six times: on by half a minute", go_forward, settles=False),
    Step("wonder-light", "1 marks wonder", mark_wonder, settles=False),
    Step("nostalgia-light", "4, held, draws nostalgia", draw_nostalgia, settles=False),
    Step("tension-light", "8, twice: tension, and more of it", raise_tension, settles=False),
    Step("marking-light", "F keeps a favourite moment", keep_favourite, settles=False),
    Step("note-light", "N writes a note on it", write_note),
    Step("listen-light", "The music goes on", look_around),
    Step("inbox-light", "I: a mark without a note is heard, and gets one", open_inbox),
    Step("inbox-kept-light", "Enter keeps it, Esc closes the inbox", keep_and_close),
    Step("scene-light", "A dragged stretch, S, some letters: which scene?", ask_for_scene),
    Step("cue-light", "Enter takes the scene", choose_scene),
    Step("undo-light", "Ctrl+Z takes it back, Ctrl+Shift+Z brings it again", take_back),
    Step("journal-light", "The journal, and the year in colours", open_journal, page="journal"),
    Step("search-light", "Ctrl+F finds the note by its words", search_journal),
    Step("again-light", "Enter plays its own seconds again", hear_again),
    Step("story-light", "The story: episodes, scenes, characters", open_story, page="story"),
    Step("settings-light", "The settings", page="settings"),
    Step(
        "sound-light",
        "A click and a flash, for headphones that are late",
        match_sound,
        settles=False,
    ),
    Step("settings-dark", "A click on Dark", go_dark),
    Step("listen-dark", "Listening in the dark", listen_in_the_dark, page="listen"),
    Step("small-dark", "In a small window", make_small),
)


def all_steps(pages: Sequence[PageSpec[Any]]) -> tuple[Step, ...]:
    """With a visit to each page that has no step of its own, before the look is changed."""
    visited = {step.page for step in STEPS}
    visits = [
        Step(f"{spec.key}-light", f"The page “{spec.title}”", page=spec.key)
        for spec in pages
        if spec.key not in visited
    ]
    place = [step.name for step in STEPS].index("settings-light")
    return (*STEPS[:place], *visits, *STEPS[place:])
