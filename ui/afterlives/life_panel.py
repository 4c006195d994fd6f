"""The chosen afterlife: what is known of it, and its version in step with the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from app.core.words import Text, _, dotted
from ui.afterlives.in_step.card import StepPart
from ui.afterlives.links import link_tip
from ui.afterlives.words import date_in_words, kind_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, QuietButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel, TextLabel, on_button, plain_tip

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife
    from ui.afterlives.in_step.shown import ShownStep
    from ui.bridge.context import Context

_LOW_PX = 292
_OF_ALL = Text(
    "It belongs to the whole work. Add it to the track that it is a version of, and you can hear "
    "both in step."
)


class LifePanel(Card):
    """Signals: link_requested(); change_requested(); menu_requested(QPoint global)."""

    link_requested = Signal()
    change_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.life: Afterlife | None = None
        self._is_short = False
        self.step = StepPart(context)
        self.title = TextLabel("", "title")
        self.details = ElidedLabel("", "muted")
        self.link = LinkButton("", "external-link")
        self.link.clicked.connect(self.link_requested)
        self.more = IconButton("ellipsis", _("More"), size=16)
        self.more.clicked.connect(
            lambda: self.menu_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))
        )
        self.note = TextLabel("", "lead", wrap=True)
        self.step.told.connect(self.details.setText)
        self.hint = QuietButton(_("Link it to a track of your library…"), "headphones")
        self.hint.clicked.connect(self.change_requested)
        self.of_all = TextLabel(str(_OF_ALL), "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self.title)
        head.addWidget(self.details, 1)
        for part in (self.step.tools, self.link, self.more):
            head.addWidget(part)
        self.hide()  # until one is known
        # As high as what it tells, also where there is more room.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        self.body.setSpacing(SPACE.xs)
        self.body.addLayout(head)
        self.body.addWidget(self.step)
        self.body.addWidget(self.note)
        self.body.addWidget(self.of_all)
        below = QHBoxLayout()
        below.addWidget(self.hint)
        below.addStretch(1)
        self.body.addLayout(below)
        self.body.addStretch(1)

    def show_life(self, life: Afterlife | None) -> None:
        shown = self.step.step
        if life is None or shown is None or shown.life.echo.id != life.echo.id:
            self.step.leave()  # until both versions are read
        self.life = life
        self.setVisible(life is not None)
        if life is None:
            return
        echo = life.echo
        self.setAccessibleName(echo.title)
        self.title.setText(_("Heard in step") if life.can_be_in_step else echo.title)
        of = life.original.title if life.original is not None else ""
        parts = [kind_words(life), echo.who, date_in_words(echo.date)]
        if of:
            # Translators: title is a track's: what a cover is of
            parts.append(_("of “{title}”", title=of))
        told = dotted(*(part for part in parts if part))
        self.details.setText(echo.title if life.can_be_in_step else told)
        self.details.set_hint(told)
        self.link.setVisible(bool(echo.link))
        self.link.setText(on_button(_host(echo.link)))
        self.link.setToolTip(plain_tip(link_tip(echo.link)) if echo.link else "")
        self.link.setAccessibleDescription(link_tip(echo.link) if echo.link else "")
        # Translators: what the listener wrote, in quotation marks
        self.note.setText(_("“{note}”", note=echo.note) if echo.note else "")
        self._show_note()
        self.step.setVisible(life.can_be_in_step)
        self.hint.setVisible(life.linked is None and life.original is not None)
        self.of_all.setVisible(life.linked is not None and life.original is None)

    def show_step(self, step: ShownStep) -> None:
        if self.life is not None and step.life.echo.id == self.life.echo.id:
            self.step.show_step(step)

    def fit(self, *, is_narrow: bool, is_short: bool, high_px: int) -> None:
        """is_short: there is no room for the note beside the two waves; its tooltip has it."""
        self._is_short = is_short
        self._show_note()
        is_low = high_px < scaled_px(_LOW_PX)
        self.step.fit(is_narrow=is_narrow, is_low=is_low)

    def _show_note(self) -> None:
        life = self.life
        has_note = life is not None and bool(life.echo.note)
        has_room = life is not None and not (self._is_short and life.can_be_in_step)
        self.note.setVisible(has_note and has_room)
        told = life.echo.note if life is not None and not has_room else ""
        self.title.setToolTip(plain_tip(told))


def _host(link: str) -> str:
    """As much of an address as a button has room for: where it leads."""
    return link.split("//", 1)[-1].split("/", 1)[0] if link else ""
