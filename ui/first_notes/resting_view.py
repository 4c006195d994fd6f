"""What is shown while nothing is asked: an invitation, or what the game needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import Text, _, ngettext
from app.first_notes.records import FEWEST_TRACKS
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.first_notes.records import Pieces

_ASKS = Text("How soon do you know it?")


class RestingView(QWidget):
    """Enter does what is offered. Signals: begin_wanted(); music_wanted(); left()."""

    begin_wanted = Signal()
    music_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: EmptyState | None = None
        self._is_of: tuple[bool, int] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pieces(self, pieces: Pieces) -> None:
        are_of = (pieces.are_enough, min(len(pieces.tracks), FEWEST_TRACKS))
        if are_of == self._is_of:
            return
        before, had_focus = self._shown, self._has_focus()
        self._is_of = are_of
        self._shown = self._invitation() if pieces.are_enough else self._needs(len(pieces.tracks))
        self._column.addWidget(self._shown)
        self.setAccessibleName(self._shown.accessibleName())
        self.setAccessibleDescription(self._shown.accessibleDescription())
        if had_focus:
            self.setFocus()
        if before is not None:
            before.hide()
            before.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._shown is not None:
            self._shown.keyPressEvent(event)

    def _has_focus(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _invitation(self) -> EmptyState:
        shown = EmptyState(
            "music",
            str(_ASKS),
            _(
                "You hear the first seconds of a track or a theme of yours. Name it as soon as"
                " you know it."
            ),
        )
        shown.add_action(_("Begin"), self.begin_wanted.emit, "play")
        return shown

    def _needs(self, count: int) -> EmptyState:
        has = ngettext(
            "You hear the first seconds of a track, and name it. This takes four tracks; one can "
            "be played so far.",
            "You hear the first seconds of a track, and name it. This takes four tracks; {n} can "
            "be played so far.",
            count,
        )
        if not count:
            has = _(
                "You hear the first seconds of a track, and name it. This takes four tracks, and "
                "there is no music here yet."
            )
        shown = EmptyState("music", str(_ASKS), has)
        shown.add_action(_("Go to the library"), self.music_wanted.emit, "library")
        return shown
