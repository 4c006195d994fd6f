"""The steps that mark what is heard, and write notes on the marks."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.tour.probes import newest_intensity, notes, tag_count
from ui.tour.stage import Script, Stage, Until

_Key = Qt.Key
NOTE = "the horns answer her"  # not shown
_INBOX_NOTE = "so quiet, and then the whole sky"  # not shown
_HELD_MS = 2200


def mark_wonder(stage: Stage) -> Script:
    before = tag_count(stage, "wonder")
    stage.driver.tap(_Key.Key_1)
    yield Until("no emotion was saved", lambda: tag_count(stage, "wonder") == before + 1)
    yield stage.heard(stage.playback.position_ms + 1200)


def draw_nostalgia(stage: Stage) -> Script:
    before = tag_count(stage, "nostalgia", drawn=True)
    stage.driver.press(_Key.Key_4)
    yield stage.heard(stage.playback.position_ms + _HELD_MS)
    stage.driver.release(_Key.Key_4)
    yield Until(
        "no passage was marked", lambda: tag_count(stage, "nostalgia", drawn=True) == before + 1
    )


def raise_tension(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_8)
    first = newest_intensity(stage)
    stage.driver.tap(_Key.Key_8)
    yield Until("the intensity wasn’t raised", lambda: newest_intensity(stage) == first + 1)
    yield stage.heard(stage.playback.position_ms + 900)


def keep_favourite(stage: Stage) -> Script:
    before = len(stage.timeline.moments)
    stage.driver.tap(_Key.Key_F)
    yield Until("no favourite was saved", lambda: len(stage.timeline.moments) == before + 1)


def write_note(stage: Stage) -> Script:
    stage.driver.tap(_Key.Key_N)
    stage.driver.write(NOTE)
    stage.driver.tap(_Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield Until(
        "the note wasn’t saved",
        lambda: any(moment.note == NOTE for moment in stage.timeline.moments),
    )


def look_around(stage: Stage) -> Script:
    view = stage.pages.listen.timeline
    view.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the mark is still selected", lambda: view.marks.selection is None)
    yield stage.heard(stage.playback.position_ms + 2500)


def open_inbox(stage: Stage) -> Script:
    """A new mark without a note is played again, and gets one."""
    card = stage.pages.listen.side.inbox
    stage.driver.tap(_Key.Key_I)
    yield Until("the inbox didn’t open", lambda: card.isVisible() and card.item is not None)
    item = card.item
    assert item is not None
    stage.driver.ctrl(_Key.Key_H)
    yield Until(
        "its mark isn’t played", lambda: stage.playback.position_ms <= item.span.start_ms + 1000
    )
    stage.driver.write(_INBOX_NOTE)
    yield Until("nothing was written", lambda: card.note.toPlainText() == _INBOX_NOTE)


def keep_and_close(stage: Stage) -> Script:
    card = stage.pages.listen.side.inbox
    stage.driver.tap(_Key.Key_Return)
    yield Until("the note wasn’t saved", lambda: _INBOX_NOTE in notes(stage))
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the inbox stayed open", lambda: not card.isVisible())
    stage.pages.listen.timeline.setFocus()
    stage.driver.tap(_Key.Key_Escape)
    yield Until("the mark is still selected", lambda: stage.pages.listen.selection is None)
