"""The axis of a story line: its episodes, where seasons begin, and after what all is covered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.words import _, number
from app.story_line.layout import Layout, Run
from app.story_line.records import LineEpisode
from ui.story_line.place import Place
from ui.story_line.stops import ShownEpisode, Stops
from ui.story_line.texts import fitted, font, metrics, width_of
from ui.story_line.view import Part
from ui.style.theme import colour, scaled_px

COVER_PX = 8.0  # around covered scenes
_EPISODE_LINE_PX = 7.0  # left of an episode's first scene, in the middle of the gap
_LEAST_LETTERS = 3  # an episode with less room has no name
_SEASON_PX = 5.0  # from the line of a season to its name: there are no gaps then
_STICKY_PX = 8.0  # from the edge to an episode's name


def cover_of(layout: Layout, run: Run, part: Part) -> tuple[float, float]:
    """Where a run of covered scenes begins and ends: at the edge, where nothing follows."""
    left = float(layout.lefts[run.first]) - COVER_PX
    right = layout.right_of(run.end - 1) + COVER_PX
    return left, max(right, part.right) if run.end == len(layout.lefts) else right


class LineAxis:
    def __init__(self, stops: Stops, layout: Layout) -> None:
        self._stops, self._layout = stops, layout

    def paint(self, painter: QPainter, place: Place) -> None:
        """The episodes' names, which stay in view while their scenes are."""
        painter.save()
        painter.setClipRect(place.field, Qt.ClipOperation.IntersectClip)
        offset, part = place.field.left() - place.left_px, place.part
        taken = part.left - 1
        are_seasons = self._are_seasons
        for shown, right in self._named_in(part):
            left = self._layout.episodes[shown.place][0]
            at = max(left + (_SEASON_PX if are_seasons else 0), part.left + _STICKY_PX)
            if at >= taken:
                label = (self._season_label if are_seasons else self._episode_label)(shown.episode)
                title = "" if are_seasons else shown.episode.title
                self._paint_name(painter, place, label, title, at + offset, right - at)
                taken = right
        for run in self._stops.runs:
            self._paint_after(painter, place, run.first, offset)
        painter.restore()

    def paint_edges(self, painter: QPainter, place: Place) -> None:
        """Lines where episodes and seasons begin, and where what is covered does. Where episodes
        have no room for names, a line for each would be a grid.
        """
        are_seasons = self._are_seasons
        offset, part = place.field.left() - place.left_px, place.part.wider(_EPISODE_LINE_PX)
        for shown in self._episodes_in(part.wider(_EPISODE_LINE_PX)):
            if shown is not self._stops.episodes[0] and (shown.is_season or not are_seasons):
                left = self._layout.episodes[shown.place][0]
                x = left - _EPISODE_LINE_PX * self._layout.squeeze + offset
                painter.setPen(QPen(colour("outline" if shown.is_season else "hairline"), 1))
                painter.drawLine(QPointF(x, 0), QPointF(x, place.rows.height))
        pen = QPen(colour("outline"), 1)
        pen.setDashPattern([2.0, 3.0])
        painter.setPen(pen)
        for run in self._stops.runs:
            x = float(self._layout.lefts[run.first]) - COVER_PX * self._layout.squeeze + offset
            painter.drawLine(QPointF(x, 0), QPointF(x, place.rows.height))

    def _named_in(self, part: Part) -> Iterator[tuple[ShownEpisode, float]]:
        """The episodes that have a name there, and until where; where they have no room, the first
        of each season, which then has that of all.
        """
        shown, edges = self._stops.episodes, self._layout.episodes
        if not self._are_seasons:
            for one in self._episodes_in(part):
                yield one, edges[one.place][1]
            return
        firsts = [one for one in shown if one.is_season or one is shown[0]]
        for one, after in zip_longest(firsts, firsts[1:]):
            yield one, edges[(after or shown[-1]).place][0 if after else 1]

    @property
    def _are_seasons(self) -> bool:
        """Whether episodes have too little room for their names."""
        shown, edges = self._stops.episodes, self._layout.episodes
        if not shown:
            return False
        wide = (edges[shown[-1].place][1] - edges[shown[0].place][0]) / len(shown)
        return wide < _LEAST_LETTERS * metrics(strong=True).averageCharWidth()

    def _episodes_in(self, part: Part) -> Sequence[ShownEpisode]:
        """Those of which anything is in a part."""
        shown, edges = self._stops.episodes, self._layout.episodes
        first = bisect_left(shown, part.left, key=lambda one: edges[one.place][1])
        end = bisect_right(shown, part.right, key=lambda one: edges[one.place][0])
        return shown[first:end]

    def _paint_name(
        self, painter: QPainter, place: Place, label: str, title: str, x: float, room: float
    ) -> None:
        if room < _LEAST_LETTERS * metrics(strong=True).averageCharWidth():
            return
        wide = width_of(label, strong=True)
        line = QRectF(x, 0, room, place.rows.axis)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font(strong=True))
        painter.setPen(colour("ink"))
        painter.drawText(line, flags, fitted(label, room, strong=True))
        gap = scaled_px(12)
        rest = room - wide - gap
        if title and rest > metrics().averageCharWidth() * 6:
            painter.setFont(font())
            painter.setPen(colour("ink_muted"))
            beside = line.adjusted(wide + gap, 0, 0, 0)
            painter.drawText(beside, flags, fitted(title, rest))

    def _season_label(self, episode: LineEpisode) -> str:
        """For all of a season; a work without seasons has its title."""
        works = self._stops.line.works
        title = next(work.title for work in works if work.id == episode.work_id)
        if episode.season is None:
            return title
        season = _("Season {number}", number=number(episode.season))
        return f"{title} {season}" if len(works) > 1 else season

    def _episode_label(self, episode: LineEpisode) -> str:
        works = self._stops.line.works
        title = ""
        if len(works) > 1:
            title = next(work.title for work in works if work.id == episode.work_id)
        if episode.id is not None:
            return f"{title} {episode.label}".strip()
        if title or len(self._stops.line.episodes) == 1:
            return title
        return _("Outside of episodes")

    def _paint_after(self, painter: QPainter, place: Place, first: int, offset: float) -> None:
        """“after S2 E1”."""
        x = float(self._layout.lefts[first]) - COVER_PX + offset
        until = self._stops.line.seen_until
        is_last = self._stops.runs[-1].first == first
        if not until or not is_last or self._stops.runs[-1].end < len(self._layout.lefts):
            return
        painter.setFont(font())
        painter.setPen(colour("ink_muted"))
        line = QRectF(x + COVER_PX, 0, place.field.right() - x, place.rows.axis)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Translators: above what is covered, since the listener isn't so far: “after S2 E1”
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, _("after {place}", place=until))
