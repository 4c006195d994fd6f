"""How one feels before and after: asked once in a session, in one line, and never again if that is
what the listener wants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.ids import EntryId, TrackId
from app.core.words import _
from app.journal.records import EntryDraft, Feeling
from ui.comfort.feeling_popup import FeelingPopup
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.comfort.playing import ComfortPlaying


class _Step(Enum):
    """Where the question is: it goes on by playing, and by being answered or not."""

    NOT_YET = auto()
    BEFORE = auto()
    LISTENING = auto()
    AFTER = auto()
    OVER = auto()


class FeelingQuestion(QWidget):
    """Shown while it asks: before anything is heard, and after it; its room is kept, so that
    nothing moves. The answers are an entry of the journal, which begins with the first.
    """

    def __init__(
        self, context: Context, playing: ComfortPlaying, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._playing = context, playing
        self._step = _Step.NOT_YET
        self._draft = EntryDraft()
        self._entry: EntryId | None = None
        self.words = TextLabel("", "muted")
        self.answer = LinkButton(_("Say how"), "crosshair")
        self.skip = LinkButton(_("Not now"))
        self.never = LinkButton(_("Never ask"))
        self.answer.clicked.connect(self._open)
        self.skip.clicked.connect(self._skip)
        self.never.clicked.connect(self._never)
        self.stops = (self.answer, self.skip, self.never)
        self._lay_out()
        self.hide()
        playing.began.connect(self._on_began)
        playing.ended.connect(self._on_ended)

    @property
    def is_asking(self) -> bool:
        return self._step in (_Step.BEFORE, _Step.AFTER)

    def take(self, feeling: Feeling) -> None:
        """The answer to what is asked."""
        if self._step is _Step.BEFORE:
            self._draft = EntryDraft(title=_("What comforted me"), before=feeling)
            self._go_to(_Step.LISTENING)
            self._write(self._begin_entry)
        elif self._step is _Step.AFTER:
            self._go_to(_Step.OVER)
            self._write(lambda: self._edit_entry(replace(self._draft, after=feeling)))

    # --- the entry ------------------------------------------------------------------------------

    def _write(self, verb: Callable[[], object]) -> None:
        self._context.do(verb, lambda: self._context.say_done(_("Kept in the journal.")))

    def _begin_entry(self) -> None:
        self._entry = self._context.services.journal.write_entry(self._draft)

    def _edit_entry(self, draft: EntryDraft) -> None:
        """What was written in it meanwhile stays; anew if it was deleted."""
        begun, self._draft = self._draft, draft
        if self._entry is not None:
            try:
                self._context.services.journal.edit_entry(self._entry, draft, begun=begun)
            except LookupError:
                self._entry = None
        if self._entry is None:
            self._begin_entry()

    def _link(self) -> None:
        """The entry to what is heard now."""
        tracks = tuple(
            dict.fromkeys(TrackId(one.passage.track_id) for one in self._playing.moments)
        )
        self._context.do(lambda: self._edit_entry(replace(self._draft, track_ids=tracks)))

    # --- asking ---------------------------------------------------------------------------------

    def offer(self) -> None:
        """There is something to hear: before it is heard, it may be asked."""
        is_wanted = self._context.services.settings.current.ask_feelings
        is_quiet = not self._context.playback.is_playing
        if self._step is _Step.NOT_YET and is_wanted and is_quiet:
            self._go_to(_Step.BEFORE)

    def _on_began(self) -> None:
        if self._step is _Step.BEFORE:
            self._go_to(_Step.OVER)
        elif self._step is _Step.LISTENING and not self._draft.track_ids:
            self._link()

    def _on_ended(self) -> None:
        if self._step is _Step.LISTENING:
            self._go_to(_Step.AFTER)

    def _skip(self) -> None:
        self._go_to(_Step.OVER)

    def _never(self) -> None:
        self._context.services.settings.change(ask_feelings=False)
        self._go_to(_Step.OVER)

    def _go_to(self, step: _Step) -> None:
        self._step = step
        is_after = step is _Step.AFTER
        self.words.setText(
            _("And how do you feel now?") if is_after else _("How do you feel, before you listen?")
        )
        self.setAccessibleName(self.words.text())
        self.setVisible(self.is_asking)

    def _open(self) -> None:
        popup = FeelingPopup(self.answer, self.words.text())
        popup.felt.connect(self.take)
        popup.open_under(self.answer)
        popup.grid.setFocus()

    def _lay_out(self) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.words)
        for button in (self.answer, self.skip, self.never):
            row.addWidget(button)
