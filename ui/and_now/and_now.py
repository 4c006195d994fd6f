"""“And now?”: the feelings with their keys, for seconds of a track that were felt before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import _
from app.emotions.records import Mode
from app.transactions.changes import EMOTION
from ui.and_now.answering import Answering
from ui.and_now.small_palette import SmallPalette
from ui.emotions.palette import Palette
from ui.style.tokens import SPACE
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent

    from app.core.ids import TrackId
    from app.core.marks import MarkRef
    from app.core.timecode import Span
    from app.emotions.records import Emotion
    from app.transactions.changes import Change
    from ui.bridge.context import Context


class _Feelings(Protocol):
    """What both palettes are to it."""

    @property
    def emotion_chosen(self) -> SignalInstance: ...
    @property
    def favourite_chosen(self) -> SignalInstance: ...
    def show_emotions(self, emotions: tuple[Emotion, ...]) -> None: ...
    def pulse(self, emotion_id: int | None) -> None: ...


class AndNow(QWidget):
    """Asks about the seconds that were passed to `ask`, as long as it is seen. Keys answer it while
    the page that it is on or the player has the keyboard, never while one is typing; so do clicks.
    Each answer is a mark of its own, with today’s date, and can be undone.

    is_small: one row of icons and keys after the question, for a card; otherwise as high as the
    palette where one listens, with a line that says how.

    Signal: answered(MarkRef), the mark that was just saved.
    """

    answered = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, is_small: bool = False
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._about: tuple[TrackId, Span] | None = None
        self._is_outdated = True
        self._answering = Answering(context, self)
        self._pressed: int | None = None
        self.feelings: Palette | SmallPalette = SmallPalette() if is_small else Palette()
        self.setAccessibleName(_("And now?"))
        self._lay_out(is_small=is_small)
        self._wire(self.feelings)
        asked = context.now_asked
        asked.add(self)
        self.destroyed.connect(lambda: asked.remove(self))
        self.hide()

    # --- for the page ---------------------------------------------------------------------------

    def ask(self, track_id: TrackId, span: Span) -> None:
        """About these seconds from now on; it appears."""
        if self._about != (track_id, span):
            self._about = (track_id, span)
            self._answering.forget()
        self._catch_up()  # first, so that it appears as high as it is
        self.show()

    def withdraw(self) -> None:
        """It disappears."""
        self._about = None
        self._answering.forget()
        self.hide()

    # --- for the keys ---------------------------------------------------------------------------

    @property
    def is_asking(self) -> bool:
        return self._about is not None and self.isVisible()

    def answer(self, emotion: Emotion | None, *, is_expressed: bool = False) -> None:
        """emotion: None for a favourite moment. Without seconds to ask about, nothing happens."""
        if self._about is None:
            return
        track_id, span = self._about
        self._pressed = None if emotion is None else int(emotion.id)
        if emotion is None:
            self._answering.love(track_id, span)
        else:
            mode = Mode.EXPRESSED if is_expressed else Mode.FELT
            self._answering.feel(track_id, span, emotion, mode)

    # --- inside ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _lay_out(self, *, is_small: bool) -> None:
        if is_small:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE.m)
            row.addWidget(TextLabel(_("And now?"), "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self.feelings, 1)
            return
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.feelings)
        how = _("Press a key, or click. Today’s mark joins the others; nothing is overwritten.")
        column.addWidget(TextLabel(how, "caption", wrap=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _wire(self, feelings: _Feelings) -> None:
        feelings.emotion_chosen.connect(
            lambda emotion, is_expressed: self.answer(emotion, is_expressed=is_expressed)
        )
        feelings.favourite_chosen.connect(lambda: self.answer(None))
        self._answering.kept.connect(self._on_kept)
        self._context.relay.changed.connect(self._on_change)

    def _on_kept(self, ref: MarkRef) -> None:
        self.feelings.pulse(self._pressed)
        self.answered.emit(ref)

    def _on_change(self, change: Change) -> None:
        if change.touches(EMOTION):
            self._is_outdated = True
            if self.isVisible():
                self._catch_up()

    def _catch_up(self) -> None:
        if self._is_outdated:
            self._context.look(self._show_emotions)

    def _show_emotions(self) -> None:
        self.feelings.show_emotions(tuple(self._context.services.emotions.emotions()))
        self._is_outdated = False
