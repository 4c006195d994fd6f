"""What a screen reader says: each thing once, when it changes. What was felt earlier isn't read out
as it drifts by, which would be all the time: it is the picture's description.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.marks import MarkRef
from ui.stage.canvas import StageCanvas
from ui.stage.pill import pill_words
from ui.stage.telling import Told
from ui.widgets.painting import announce, describe
from ui.words.lists import comma_list


class Aloud:
    def __init__(self, canvas: StageCanvas, page: QWidget) -> None:
        self._canvas = canvas
        self._page = page
        self._line = ""

    def begin(self) -> None:
        """Everything is news again."""
        self._line = ""
        self._canvas.setAccessibleName("")

    def tell(self, told: Told) -> None:
        """What is on, and the line that is spoken or sung."""
        name = told.head if told.is_spoken else told.line
        if name != self._canvas.accessibleName():
            self._canvas.setAccessibleName(name)
            describe(self._canvas, comma_list(self._canvas.drift.said))
            self._say(name)
        if told.is_spoken and told.line != self._line:
            self._say(told.line)
        self._line = told.line

    def tell_mark(self, ref: MarkRef) -> None:
        """What the listener has just marked."""
        drift = self._canvas.drift
        new = next((one for one in drift.feelings if one.ref == ref), None)
        if new is not None:
            self._say(pill_words(new).said)
        describe(self._canvas, comma_list(drift.said))

    def _say(self, text: str) -> None:
        announce(self._page, text)
