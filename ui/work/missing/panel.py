"""The lists of what is missing, beside the story line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.core.words import _, dotted, ngettext, number
from app.works.mending import Missing, missing
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, ToggleButton
from ui.widgets.cards import Card, Hairline
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel
from ui.words.spoilers import spoilers
from ui.work.its_music import CHOOSE_ALBUM, choose_album
from ui.work.missing.missing_list import MissingList
from ui.work.missing.rows import Kind, MissingRow, rows_of
from ui.work.missing.verbs import MendingVerbs

if TYPE_CHECKING:
    from app.works.records import WorkGlance
    from ui.bridge.context import Context


class MissingPanel(Card):
    """Finds its proposals off the GUI thread. Signal: closed()."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._glance: WorkGlance | None = None
        self._missing = Missing()
        self._kind = Kind.TRACKS
        self._is_beside = True
        self._finding = context.latest_read("Propose scenes")
        self.verbs = MendingVerbs(context, self)
        self.list = MissingList()
        self.kinds: dict[Kind, ToggleButton] = {}
        self.nothing = TextLabel("", "muted", wrap=True)
        self.hint = TextLabel("", "caption", wrap=True)
        self.other = LinkButton("")
        self._edge = Hairline()
        self._lay_out()
        self.list.mend_requested.connect(self.mend)
        self.list.other_requested.connect(self.ask)
        self.list.play_requested.connect(self.verbs.play)
        self.list.closed.connect(self.closed)
        self.list.selectionModel().selectionChanged.connect(lambda *_rows: self._show_hint())
        self.other.clicked.connect(self._ask_for_other)

    @property
    def is_reading(self) -> bool:
        return self._finding.is_under_way

    def show_glance(self, glance: WorkGlance) -> None:
        """Reads again what is missing."""
        self._glance, covering = glance, spoilers().covering
        self._finding.ask(lambda: missing(glance, covering), self._take)

    def open(self, kind: Kind) -> None:
        self._kind = kind
        self.kinds[kind].setChecked(True)
        self._show(is_other=True)
        self._focus()

    def fit(self, *, is_beside: bool) -> None:
        """is_beside: whether the story line is seen, too."""
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            self._show_words()

    def mend(self) -> None:
        """What is chosen, as it is proposed; without any proposal, it asks."""
        if self._glance is None:
            return
        mended = self.verbs.mend(self.list.chosen(), self._glance)
        if mended:
            self.list.take_out(mended)
            self._show_words()
        else:
            self.ask()

    def ask(self) -> None:
        """For what is chosen, whatever is proposed."""
        rows = self.list.chosen()
        if self._glance is not None and rows:
            at = self.list.visualRect(self.list.currentIndex()).bottomLeft()
            self.verbs.ask(rows, self._glance, self.list.viewport().mapToGlobal(at))

    def _ask_for_other(self) -> None:
        if self.list.chosen():
            self.ask()
        elif self._glance is not None:
            at = self.other.mapToGlobal(self.other.rect().bottomLeft())
            choose_album(self._context, self, self._glance.work, at)

    def _take(self, found: Missing | None) -> None:
        if found is not None:
            self._missing = found
            self._show(is_other=False)

    def _show(self, *, is_other: bool) -> None:
        self.list.show_rows(rows_of(self._missing, self._kind), is_other=is_other)
        counts = {
            Kind.TRACKS: len(self._missing.tracks) + len(self._missing.rests),
            Kind.SCENES: len(self._missing.scenes),
            Kind.ORDER: len(self._missing.order),
        }
        for kind, button in self.kinds.items():
            # Translators: a list and how many are in it: “Without a scene 3”
            words = _("{name} {count}", name=kind.label, count=number(counts[kind]))
            button.setText(words if counts[kind] else kind.label)
        self._show_words()

    def _show_words(self) -> None:
        has_rows = bool(self.list.rows.rows)
        if has_rows is self.list.isHidden():
            self._turn_list(is_shown=has_rows)
        self._edge.setVisible(has_rows)
        self.hint.setVisible(has_rows)
        self.nothing.setVisible(not has_rows)
        self.nothing.setText(_nothing(self._kind, has_music=self._has_music))
        self._show_hint()

    @property
    def _has_music(self) -> bool:
        return self._glance is None or bool(self._glance.tracks)

    def _turn_list(self, *, is_shown: bool) -> None:
        """The keyboard stays here: at the list, or at its name while there is nothing in it."""
        had_focus = self.list.hasFocus() or self.kinds[self._kind].hasFocus()
        if is_shown:
            self.list.show()
        if had_focus:
            self._focus()
        self.list.setVisible(is_shown)

    def _focus(self) -> None:
        (self.list if self.list.rows.rows else self.kinds[self._kind]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_hint(self) -> None:
        """For what is chosen; without music, its album can be."""
        rows, has_more = self.list.chosen(), self.list.rows.rowCount() > 1
        self.hint.setText(_hint(rows, is_beside=self._is_beside, has_more=has_more))
        is_album = not rows and self._kind is Kind.TRACKS and not self._has_music
        words = {Kind.TRACKS: _("Another scene…"), Kind.SCENES: _("Another track…")}
        self.other.setText(str(CHOOSE_ALBUM) if is_album else words.get(self._kind, ""))
        self.other.setVisible(is_album or any(row.has_other for row in rows))

    def _lay_out(self) -> None:
        self.setAccessibleName(_("What is missing"))
        close = IconButton("x", _("Close"), native_text("Esc"), size=16)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("What is missing"), "title"))
        head.addStretch(1)
        head.addWidget(close)
        switch = QWidget()
        flow = FlowLayout(switch, SPACE.xs)
        group = QButtonGroup(switch)
        for kind in Kind:
            button = ToggleButton(kind.label)
            button.clicked.connect(lambda _on=False, kind=kind: self.open(kind))
            group.addButton(button)
            flow.addWidget(button)
            self.kinds[kind] = button
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.other)
        self.body.addLayout(head)
        self.body.addWidget(switch)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self._edge)
        self.body.addLayout(foot)
        self.body.addStretch(0)


def _hint(rows: Sequence[MissingRow], *, is_beside: bool, has_more: bool) -> str:
    """rows: what is chosen. has_more: there are further ones."""
    if not rows:
        return ""
    many, is_loose = len(rows), any(row.is_loose_track for row in rows)
    if many > 1:
        # Translators: n is always more than 1: tracks that are selected
        enter = ngettext(
            "Enter gives it its proposed scene", "Enter gives these {n} their proposed scenes", many
        )
        return dotted(enter, _("Drag them onto one") if is_beside else "")
    kind = rows[0].kind
    enters = {
        Kind.TRACKS: _("Enter gives it the proposed scene"),
        Kind.SCENES: _("Enter gives it the proposed track"),
        Kind.ORDER: _("Enter moves the scene"),
    }
    enter = _("Enter says yes") if kind is Kind.TRACKS and not is_loose else enters[kind]
    drag = _("Drag it onto another one") if is_beside and is_loose else ""
    more = _("{key} selects more", key=native_text("Shift+Down"))
    on = more if is_loose else _("Down goes on")
    return dotted(enter, drag, on if has_more else "", _("P plays it"))


def _nothing(kind: Kind, *, has_music: bool) -> str:
    if kind is Kind.TRACKS and not has_music:
        return _("No music belongs to it yet")
    words = {
        Kind.TRACKS: _("Every track has a scene."),
        Kind.SCENES: _("Every scene that you have come to has music."),
        Kind.ORDER: _("Within each episode, the scenes follow the order of the album."),
    }
    return words[kind]
