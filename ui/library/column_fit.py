"""Which columns the track table shows at a width, and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.library.chosen_columns import CHOSEN_ONLY
from ui.library.columns import COLUMNS, INDEX
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from ui.library.track_model import TrackTableModel

_ARROW_PX = 16
_MARGIN_PX = 8  # the style's own, beside the padding
_SHARES = {  # of what is left
    "title": 60,
    "artist": 20,
    "composer": 20,
    "album": 26,
    "work": 20,
    "felt": 24,
}
_LEAST_EM = {
    "title": 13.0,
    "artist": 8.0,
    "composer": 8.0,
    "album": 9.0,
    "work": 8.0,
    "felt": 9.0,
}
# In a narrow window columns leave: first those that say least, then those that are also shown
# elsewhere.
_FIRST_TO_GO = (
    "composer",
    "work",
    "marks",
    "role",
    "build",
    "intense",
    "heard",
    "album",
    "artist",
    "felt",
)
# What these show isn't in the rows; the second is drawn.
_TYPICAL = {"build": ("00:00",), "intense": ("0" * 12,)}


class ColumnFit:
    """Numbers and roles take what they need; texts share the rest, none more than it needs, and the
    strip has what is left. Where it isn't enough, columns leave. Those that repeat one value are
    left out at any width: see `SaidInColumns`. chosen: of the columns that are hidden unless the
    listener chose them.
    """

    def __init__(self, table: QTableView, tracks: TrackTableModel) -> None:
        self._table = table
        self._tracks = tracks
        self.chosen: frozenset[str] = frozenset()

    def apply(self) -> None:
        gone = {key for key in _FIRST_TO_GO if self._tracks.said.repeated(key) is not None}
        gone |= set(CHOSEN_ONLY) - self.chosen
        widths = self._widths(gone)
        for key in _FIRST_TO_GO:
            if all(widths[text] >= self._least_px(text) for text in widths.keys() & _SHARES):
                break
            gone.add(key)
            widths = self._widths(gone)
        for column in COLUMNS:
            self._table.setColumnHidden(INDEX[column.key], column.key in gone)
            if column.key in widths:
                self._table.setColumnWidth(INDEX[column.key], widths[column.key])

    def _widths(self, gone: set[str]) -> dict[str, int]:
        """In pixels, of the columns that are not gone."""
        shown = [column.key for column in COLUMNS if column.key not in gone]
        widths = {key: self._needed_px(key) for key in shown if key not in _SHARES}
        left = self._table.viewport().width() - sum(widths.values())
        return widths | self._shared([key for key in shown if key in _SHARES], left)

    def _shared(self, texts: list[str], left: int) -> dict[str, int]:
        """Among columns of texts; what one doesn't need is for the others."""
        widths: dict[str, int] = {}
        while unsated := [key for key in texts if key not in widths]:
            shares = sum(_SHARES[key] for key in unsated)
            offered = {key: left * _SHARES[key] // shares for key in unsated}
            sated = {
                key: self._needed_px(key)
                for key, px in offered.items()
                if key != "felt" and self._needed_px(key) <= px
            }
            if not sated:
                return widths | offered
            widths |= sated
            left -= sum(sated.values())
        widths["title"] += left
        return widths

    def _least_px(self, key: str) -> float:
        em = max(1, self._table.fontMetrics().horizontalAdvance("m"))
        least = _LEAST_EM[key] * em
        return least if key == "felt" else min(least, self._needed_px(key))

    def _needed_px(self, key: str) -> int:
        """For its heading, longer in some languages, with the arrow of sorting, and its content."""
        said = self._tracks.said
        heading = self._table.horizontalHeader().fontMetrics()
        metrics = self._table.fontMetrics()
        texts = _TYPICAL.get(key) or (
            said.longest_texts(key) if key in _SHARES else said.widest_texts(key)
        )
        content_px = max((metrics.horizontalAdvance(_widened(text)) for text in texts), default=0)
        heading_px = heading.horizontalAdvance(str(COLUMNS[INDEX[key]].title))
        needed_px = max(heading_px + scaled_px(_ARROW_PX), content_px + _MARGIN_PX)
        return needed_px + 2 * SPACE.m


def _widened(text: str) -> str:
    """As if every digit were the widest."""
    return "".join("0" if letter.isdigit() else letter for letter in text)
