"""Where the things of a story line are on its widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtWidgets import QWidget

from ui.story_line.labels import LABEL_PX, NARROW_LABEL_PX
from ui.story_line.picture import FindImage, LinePicture
from ui.story_line.place import Place
from ui.story_line.row_state import RowState
from ui.story_line.rows import Row, Rows
from ui.story_line.stops import LaneKey, Stop
from ui.story_line.view import LineView
from ui.story_line.waves import LineWaves
from ui.style.theme import scaled_px

NARROW_PX = 940  # of the widget
_MOST_LABEL_GROWTH = 1.25


class Sight:
    """What of the line is seen on a widget, and where. Without a line there is no picture, no place
    and no row.
    """

    def __init__(
        self,
        widget: QWidget,
        view: LineView,
        waves: LineWaves,
        stills: FindImage,
        portraits: FindImage,
    ) -> None:
        self._widget, self._view = widget, view
        self._waves, self._stills, self._portraits = waves, stills, portraits
        self._picture: LinePicture | None = None
        self._rows = RowState()

    # --- its parts ------------------------------------------------------------------------------

    @property
    def is_narrow(self) -> bool:
        return self._widget.width() < min(
            scaled_px(NARROW_PX), round(NARROW_PX * _MOST_LABEL_GROWTH)
        )

    @property
    def label_px(self) -> int:
        """It grows with the text up to a quarter, and elides then."""
        if self.is_narrow:
            return max(NARROW_LABEL_PX, scaled_px(NARROW_LABEL_PX))
        return min(scaled_px(LABEL_PX), round(LABEL_PX * _MOST_LABEL_GROWTH))

    @property
    def picture(self) -> LinePicture | None:
        stops, layout = self._view.stops, self._view.layout
        if stops is None or layout is None:
            return None
        known = self._picture
        if known is None or known.layout is not layout or known.stops is not stops:
            self._picture = LinePicture(stops, layout, self._waves, self._stills, self._portraits)
        return self._picture

    @property
    def rows(self) -> Rows | None:
        stops = self._view.stops
        if stops is None:
            return None
        return self._rows.rows(stops, self._widget.height(), is_narrow=self.is_narrow)

    @property
    def place(self) -> Place | None:
        rows, widget = self.rows, self._widget
        if rows is None:
            return None
        return Place(
            QRect(0, 0, widget.width(), widget.height()),
            rows,
            self.label_px,
            self._view.left_px,
            widget.isRightToLeft(),
            self.is_narrow,
        )

    # --- what is where --------------------------------------------------------------------------

    def rect_of(self, stop: Stop) -> QRectF:
        """On the widget."""
        picture, place = self.picture, self.place
        return QRectF() if picture is None or place is None else picture.rect_of(place, stop)

    def stop_at(self, at: QPointF) -> Stop | None:
        picture, place = self.picture, self.place
        return None if picture is None or place is None else picture.stop_at(place, at.x(), at.y())

    def line_x(self, x: float) -> float:
        """On the laid-out line."""
        place = self.place
        return 0.0 if place is None else x - place.field.left() + place.left_px

    def covered_at(self, at: QPointF) -> int | None:
        """The place of the covered scene whose tile is there."""
        picture = self.picture
        return None if picture is None else picture.covered_at(self.line_x(at.x()))

    def is_on_more(self, at: QPointF) -> bool:
        """On “and 6 more”."""
        rows, stops = self.rows, self._view.stops
        row: Row | None = None if rows is None else rows.row_at(at.y())
        if row is None or stops is None or row.key is not None:
            return False
        return bool(row.title) and row.title == self._rows.more_words(stops)

    # --- its rows -------------------------------------------------------------------------------

    def forget_rows(self) -> None:
        """There are others, or there is other room."""
        self._rows.forget()

    def show_all_people(self) -> None:
        self._rows.shows_all = True
        self._rows.forget()

    def scroll(self, by_px: float) -> bool:
        """Characters and themes. Returns whether there was anything to scroll."""
        return self._rows.scroll(by_px)

    def px_to(self, lane: LaneKey) -> float | None:
        """By how much to scroll for a lane to be seen whole; None where it has no row."""
        rows = self.rows
        row = None if rows is None else rows.row_of(lane)
        if rows is None or row is None:
            return None
        if row not in rows.scrolling:
            return 0.0
        top = rows.top_of(row)
        above, below = top - rows.scroll_top, top + row.height - rows.height
        return min(0, above) or max(0, below)
