"""Which rows of a moment are shown: with their words, or all of them; and which one is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.same_moment.row_list import MomentList
from ui.same_moment.row_model import MomentRows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.emotions.vocabulary import Vocabulary
    from ui.same_moment.head import MomentHead
    from ui.same_moment.shown import ShownMoment

_FEW = 6  # rows that most windows have room for


class ShownRows:
    """The list, its rows, and what the head says of those that are folded."""

    def __init__(self, vocabulary: Vocabulary, head: MomentHead, page: QWidget) -> None:
        self._head = head
        self._is_unfolded: bool | None = None  # as there is room, until the listener says
        self._wanted_uid = ""
        self._shown: ShownMoment | None = None
        self.model = MomentRows(vocabulary, page)
        self.list = MomentList(self.model)
        head.folding_toggled.connect(self._fold)

    def begin(self, uid: str) -> None:
        """Another moment is asked about. uid: of the mark it is; empty for a place."""
        self._is_unfolded = None
        self.want(uid)

    def want(self, uid: str) -> None:
        """Selected as soon as it is shown."""
        self._wanted_uid = uid

    def show(self, shown: ShownMoment | None) -> None:
        """None: there is no moment any more."""
        self._shown = shown
        if shown is None:
            return
        moment, current, unfolds = shown.moment, self.list.current(), self._unfolds(shown)
        rows = shown.rows.whole if unfolds else shown.rows.folded
        self.model.show(rows, moment.track.id)
        self._head.show_moment(moment, folded=shown.rows.hidden, is_unfolded=unfolds)
        uid = self._wanted_uid or ("" if current is None else current.uid)
        self._wanted_uid = ""
        if not self.list.select(uid) and rows:
            self.list.select(rows[-1].item.uid)

    def choose(self, uid: str) -> None:
        """A bead’s row, unfolded if need be."""
        if not self.list.select(uid):
            self._is_unfolded = True
            self._wanted_uid = uid
            self.show(self._shown)
        self.list.setFocus()

    def _fold(self) -> None:
        if self._shown is not None:
            self._is_unfolded = not self._unfolds(self._shown)
            self.show(self._shown)

    def _unfolds(self, shown: ShownMoment) -> bool:
        """Also those without words; until the listener says, as long as there are only a few."""
        return shown.moment.many <= _FEW if self._is_unfolded is None else self._is_unfolded
