"""Keys that answer the selected candidate, or a mark left open, in the lanes and in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.themes.records import Answer
from ui.listen.candidates import Candidates
from ui.widgets.enter_keys import ENTER_KEYS

_ANSWERS = {
    Qt.Key.Key_Y: Answer.YES,
    Qt.Key.Key_N: Answer.NO,
    Qt.Key.Key_Question: Answer.NOT_SURE,
}
_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class CandidateKeys(QObject):
    """Y, N and ? answer, Enter opens a candidate's menu; with anything else selected they are
    untouched.

    places: where these keys are pressed.
    """

    def __init__(self, candidates: Candidates, places: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._candidates = candidates
        for place in places:
            place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or _is_editing(watched):
            return False
        verb = self._verb_of(event)
        if verb is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if not event.isAutoRepeat():
                verb()
            return True
        return False

    def _verb_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        found, key = self._candidates.to_answer, Qt.Key(event.key())
        if found is None or event.modifiers() & ~_HARMLESS:
            return None
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in ENTER_KEYS and is_plain and self._candidates.chosen is not None:
            return lambda: self._candidates.menu_wanted.emit(found.ref)
        answer = _ANSWERS.get(key)
        if answer is None or not (is_plain or answer is Answer.NOT_SURE):
            return None
        return lambda: self._candidates.answer_chosen(answer)


def _is_editing(watched: QObject) -> bool:
    editing = QAbstractItemView.State.EditingState
    return isinstance(watched, QAbstractItemView) and watched.state() == editing
