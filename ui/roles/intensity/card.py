"""The card of a track's intensity, and what makes it speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import _
from app.intensity.records import EventKind
from ui.roles.intensity.picture import IntensityPicture
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import Card, CardHead
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import ElidedLabel
from ui.words.intensity import counted

if TYPE_CHECKING:
    from app.roles.records import Dynamics

_EMPTY_PX = 200


class IntensityCard(Card):
    """Signals: play_requested(int ms), from there on; wanted(), to be listened through now; those
    of the picture are its own.
    """

    play_requested = Signal(int)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("How it builds"))
        self._dynamics: Dynamics | None = None
        self.counts = ElidedLabel("", "caption")
        self.to_climax = LinkButton(_("Hear the build to its climax"), "play")
        self.to_climax.clicked.connect(self._play_to_climax)
        self.picture = IntensityPicture()
        self.picture.play_requested.connect(self.play_requested)
        self.empty = EmptyState(
            "chart-area",
            _("Not listened through yet"),
            _("The program listens to the track once, and shows where it builds and peaks."),
        )
        self.empty.add_action(_("Listen through it now"), self.wanted.emit, "headphones")
        self._lay_out()

    def show_dynamics(self, dynamics: Dynamics | None, lasts_ms: int) -> None:
        """None: it isn't listened through."""
        self._dynamics = dynamics
        self.empty.setVisible(dynamics is None)
        self.picture.setVisible(dynamics is not None)
        if dynamics is not None:
            self.picture.show_dynamics(dynamics, lasts_ms)
        events = () if dynamics is None else dynamics.events
        nothing = "" if dynamics is None else _("No builds or climaxes.")
        self.counts.setText(counted(events) or nothing)
        self.to_climax.setVisible(self._build_ms() is not None)

    def fit(self, *, is_low: bool) -> None:
        self.picture.set_low(is_low)

    def focus(self) -> None:
        (self.empty if self._dynamics is None else self.picture).setFocus()

    def _play_to_climax(self) -> None:
        at_ms = self._build_ms()
        if at_ms is not None:
            self.play_requested.emit(at_ms)

    def _build_ms(self) -> int | None:
        """Where the build begins that leads to the last climax; None without a climax."""
        events = () if self._dynamics is None else self._dynamics.events
        climax = next((one for one in reversed(events) if one.kind is EventKind.CLIMAX), None)
        if climax is None:
            return None
        before = [
            one.span.start_ms
            for one in events
            if one.kind is EventKind.BUILD and one.span.start_ms <= climax.span.start_ms
        ]
        return before[-1] if before else climax.span.start_ms

    def _lay_out(self) -> None:
        self.body.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.l)
        self.body.setSpacing(SPACE.s)
        head = CardHead(_("How it builds"), self.counts, self.to_climax)
        self.empty.setMinimumHeight(scaled_px(_EMPTY_PX))
        for part in (head, self.picture, self.empty):
            self.body.addWidget(part)
