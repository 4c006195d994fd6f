"""Roles that titles suggest, as chips that wait for a yes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import _, ngettext, number
from app.library.suggested_role import SuggestedRole, suggested_roles
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel, plain_tip

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from ui.bridge.context import Context

_MOST_TITLES = 8  # in a tooltip


class RoleChips(QWidget):
    """A chip a role; a click gives it to the tracks whose titles say so. Hidden while there is
    nothing to say.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._suggested: tuple[SuggestedRole, ...] = ()
        self._titles: dict[int, str] = {}
        self.chips: list[Chip] = []
        self.accept: LinkButton | None = None  # of several
        self._box = QWidget()
        self._flow = FlowLayout(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(TextLabel(_("Their titles say"), "caption"))
        row.addWidget(self._box, 1)
        self.hide()

    def show_rows(self, rows: Iterable[TrackRow]) -> None:
        """rows: the tracks it is about; those with a role are left alone."""
        tracks = list(rows)
        suggested = suggested_roles(tracks)
        titles = {int(row.id): row.title for row in tracks}
        if (suggested, titles) == (self._suggested, self._titles):
            return
        self._suggested, self._titles = suggested, titles
        self._flow.clear()
        self.chips = [self._chip(one) for one in suggested]
        for chip in self.chips:
            self._flow.addWidget(chip)
        many = len(suggested)
        self.accept = LinkButton(ngettext("Accept", "Accept all {n}", many)) if many > 1 else None
        if self.accept is not None:
            self.accept.clicked.connect(self.accept_all)
            self._flow.addWidget(self.accept)
        self.setVisible(bool(suggested))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def accept_all(self) -> None:
        self._give(self._suggested)

    def _chip(self, one: SuggestedRole) -> Chip:
        count = len(one.track_ids)
        # Translators: a role and how many tracks would get it: “Opening theme × 2”
        words = _("{role} × {count}", role=one.role.label, count=number(count))
        chip = Chip(one.role.label if count == 1 else words, "check", "success")
        titles = [self._titles[track_id] for track_id in one.track_ids][:_MOST_TITLES]
        chip.setToolTip(plain_tip("\n".join(titles)))
        chip.setAccessibleName(_("Give the role “{role}”", role=one.role.label))
        chip.clicked.connect(lambda: self._give((one,)))
        return chip

    def _give(self, suggested: tuple[SuggestedRole, ...]) -> None:
        roles = {track_id: one.role for one in suggested for track_id in one.track_ids}
        library, context = self._context.services.library, self._context
        words = ngettext("One track has its role now.", "{n} tracks have their roles now.",
                         len(roles))  # fmt: skip
        context.do(lambda: library.set_roles(roles), lambda: context.say_done(words))
