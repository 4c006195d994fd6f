"""The whole picture of a story line: labels, axis, lanes and what is covered; also for export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.story_line.layout import Layout
from ui.story_line.axis import LineAxis, cover_of
from ui.story_line.felt_field import FeltField
from ui.story_line.labels import paint_labels
from ui.story_line.lanes.feelings import FeelingsLane
from ui.story_line.lanes.frame import FAR_PX, Frame
from ui.story_line.lanes.music import MusicLane
from ui.story_line.lanes.people import PersonLane
from ui.story_line.lanes.scenes import ScenesLane
from ui.story_line.lanes.themes import ThemeLane
from ui.story_line.place import Place
from ui.story_line.rows import Row
from ui.story_line.stops import (
    FEELINGS,
    MUSIC,
    SCENES,
    LaneKey,
    LaneKind,
    Stop,
    Stops,
)
from ui.story_line.waves import LineWaves
from ui.style.theme import colour

_COLUMN_PX = 3.0  # around the selected scene
_COLUMN_ALPHA = 0.5
_NEAR_PX = 3.0  # so far beside it, a thing is hit

FindImage = Callable[[str], QImage | None]


class LinePicture:
    """Of one line in one layout. stills, portraits: pictures by name, if they are there."""

    def __init__(
        self,
        stops: Stops,
        layout: Layout,
        waves: LineWaves,
        stills: FindImage,
        portraits: FindImage,
    ) -> None:
        self.stops, self.layout = stops, layout
        self.felt = FeltField(stops.line, layout)
        self.portraits = portraits
        self._axis = LineAxis(stops, layout)
        self.scenes = ScenesLane(stills)
        self.music = MusicLane(self.felt, waves)
        self.feelings = FeelingsLane(self.felt)
        self._people = {one.id: PersonLane(one) for one in stops.line.characters}
        self.themes = {one.id: ThemeLane(one, waves) for one in stops.line.themes}

    @cached_property
    def is_far(self) -> bool:
        """Scenes are too narrow for pictures and words. Those that share a tile don’t count."""
        widths = self.layout.widths[self.layout.widths > 0]
        return bool(len(widths)) and float(widths.mean()) < FAR_PX

    def frame(
        self,
        place: Place,
        row: Row | None,
        selection: Stop | None,
        dpr: float,
        chosen: frozenset[int] = frozenset(),
    ) -> Frame:
        high = place.rows.height if row is None else row.height
        return Frame(
            self.stops,
            self.layout,
            place.part,
            float(high),
            selection,
            self.is_far,
            place.is_narrow,
            dpr,
            chosen,
        )

    def in_lanes(self, painter: QPainter, place: Place) -> Iterator[None]:
        """All of it, nothing selected, lane after lane."""
        painter.save()
        painter.setClipRect(place.field, Qt.ClipOperation.IntersectClip)
        yield from self._field_in_lanes(painter, place, None, frozenset())
        painter.restore()
        self.paint_axis(painter, place)
        self.paint_labels(painter, place)
        yield

    def paint_field(
        self,
        painter: QPainter,
        place: Place,
        selection: Stop | None,
        chosen: frozenset[int],
    ) -> None:
        """The lanes: any part of them comes out the same, whichever part is asked for. chosen: the
        places of all selected scenes.
        """
        for _lane in self._field_in_lanes(painter, place, selection, chosen):
            pass

    def _field_in_lanes(
        self,
        painter: QPainter,
        place: Place,
        selection: Stop | None,
        chosen: frozenset[int],
    ) -> Iterator[None]:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place.field, colour("raised"))
        self._paint_grounds(painter, place, selection, chosen)
        self._axis.paint_edges(painter, place)
        dpr = painter.device().devicePixelRatio()
        for row in self._rows(place):
            self._paint_row(painter, place, row, self.frame(place, row, selection, dpr, chosen))
            yield
        self._paint_dividers(painter, place, place.field)

    def paint_axis(self, painter: QPainter, place: Place) -> None:
        """The episodes' names, which stay in view while their scenes are."""
        self._axis.paint(painter, place)

    def paint_labels(self, painter: QPainter, place: Place) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place.labels, colour("raised"))
        paint_labels(painter, place.labels, place, self.stops, self.portraits)
        self._paint_dividers(painter, place, place.labels)
        x = place.field.right() if place.is_mirrored else place.label_px - 1
        painter.fillRect(QRect(x, 0, 1, place.size.height()), colour("hairline"))

    def rect_of(self, place: Place, stop: Stop) -> QRectF:
        """On the whole picture; empty where its lane isn't shown."""
        row = place.rows.row_of(stop.lane)
        if row is None:
            return QRectF()
        frame = self.frame(place, row, None, 1.0)
        box = self.box_of(frame, stop)
        top = place.rows.top_of(row)
        return box.translated(place.field.left() - place.left_px, top)

    def box_of(self, frame: Frame, stop: Stop) -> QRectF:
        """In its lane."""
        run = self.stops.run_at(stop.scene)
        if run is not None:
            first, last = self.scenes.still_box(frame, run.first), frame.box(run.end - 1)
            return first.united(QRectF(last.left(), first.top(), last.width(), first.height()))
        cue, one = self.stops.cue(stop), self.stops.return_(stop)
        if stop.lane == SCENES:
            return self.scenes.still_box(frame, stop.scene)
        if cue is not None and stop.lane == MUSIC:
            return self.music.cue_box(frame, stop.scene, cue)
        if one is not None:
            return self.themes[stop.lane.id].lens_box(frame, one)  # type: ignore[index]
        return frame.box(stop.scene)

    def stop_at(self, place: Place, x: float, y: float) -> Stop | None:
        """What is at a point of the picture; anywhere in a scene's column, that scene."""
        field = place.field
        row = place.rows.row_at(y)
        if row is None or row.key is None or not field.left() <= x < field.right() + 1:
            return None
        frame = self.frame(place, row, None, 1.0)
        at = x - field.left() + place.left_px
        scenes = self.layout.between(at - _NEAR_PX - 1, at + _NEAR_PX + 1)
        if not scenes:
            return None
        nearest = self.layout.at(at)
        run = None if nearest is None else self.stops.run_at(nearest[0])
        if run is not None:
            return Stop(SCENES, run.first)
        stops = self._stops_in(row.key, scenes)
        point = QPointF(at, frame.height / 2)
        hit = [
            one
            for one in stops
            if self.box_of(frame, one).adjusted(-_NEAR_PX, -99, _NEAR_PX, 99).contains(point)
        ]
        beside = [one for one in stops if frame.box(one.scene).contains(point)]
        if not hit and row.key == MUSIC and beside:
            return beside[0]  # beside the music of a scene
        return hit[-1] if hit else None

    def covered_at(self, x: float) -> int | None:
        """The place of the covered scene whose tile is at a place of the laid-out line."""
        found = self.layout.at(x)
        run = None if found is None else self.stops.run_at(found[0])
        if run is None:
            return None
        lefts = self.layout.lefts[run.first : run.end].tolist()
        return run.first + max((n for n, left in enumerate(lefts) if left <= x), default=0)

    def _stops_in(self, key: LaneKey, scenes: range) -> list[Stop]:
        """Of a lane, in those of some scenes that aren't covered."""
        line = self.stops.line
        places = [place for place in scenes if not line.scenes[place].is_covered]
        if key.kind is LaneKind.MUSIC:
            return [
                Stop(key, place, cue_id)
                for place in places
                for cue_id in ([int(cue.id) for cue in line.scenes[place].cues] or [0])
            ]
        if key.kind in (LaneKind.PERSON, LaneKind.THEME):
            return [one for one in self.stops.along(key) if one.scene in places]
        return [Stop(key, place) for place in places]

    # --- parts ----------------------------------------------------------------------------------

    def _rows(self, place: Place) -> Iterator[Row]:
        yield from place.rows.fixed
        for row in place.rows.scrolling:
            top = place.rows.top_of(row)
            is_in_sight = top + row.height > place.rows.scroll_top and top < place.rows.height
            if row.key is not None and is_in_sight:
                yield row

    def _paint_row(self, painter: QPainter, place: Place, row: Row, frame: Frame) -> None:
        field, top = place.field, place.rows.top_of(row)
        painter.save()
        least = 0 if row in place.rows.fixed else place.rows.scroll_top
        clip = QRect(field.left(), max(top, least), field.width(), row.height - max(0, least - top))
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.translate(field.left() - place.left_px, top)
        self._lane(row.key).paint(painter, frame)
        painter.restore()

    def _lane(
        self, key: LaneKey | None
    ) -> ScenesLane | MusicLane | FeelingsLane | PersonLane | ThemeLane:
        if key == MUSIC:
            return self.music
        if key == FEELINGS:
            return self.feelings
        if key is None or key == SCENES:
            return self.scenes
        if key.kind is LaneKind.PERSON:
            return self._people[key.id]  # type: ignore[index]
        return self.themes[key.id]  # type: ignore[index]

    def _paint_grounds(
        self, painter: QPainter, place: Place, selection: Stop | None, chosen: frozenset[int]
    ) -> None:
        """Behind everything: what is covered, and the selected scenes' columns."""
        offset = place.field.left() - place.left_px
        for run in self.stops.runs:
            left, right = cover_of(self.layout, run, place.part)
            painter.fillRect(
                QRectF(left + offset, 0, right - left, place.rows.height), colour("sunken")
            )
        ink, top = colour("selection"), place.rows.axis
        ink.setAlphaF(_COLUMN_ALPHA)
        for scene in chosen if selection is not None else ():
            if self.stops.run_at(scene) is None:
                left = float(self.layout.lefts[scene]) - _COLUMN_PX + offset
                wide = float(self.layout.widths[scene]) + 2 * _COLUMN_PX
                painter.fillRect(QRectF(left, top, wide, place.rows.height - top), ink)

    def _paint_dividers(self, painter: QPainter, place: Place, area: QRect) -> None:
        """Above each lane that is there once, above the characters and above the themes."""
        tops = [row.top for row in place.rows.fixed]
        for top in place.rows.dividers:
            at = place.rows.scroll_top + top - place.rows.scroll_px
            if at >= place.rows.scroll_top:
                tops.append(at)
        for top in tops:
            painter.fillRect(QRect(area.left(), top, area.width(), 1), colour("hairline"))
