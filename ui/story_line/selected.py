"""What can be done with what is selected on the story line, by keys, the mouse or its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ui.story_line.leads import open_person, place_of
from ui.story_line.menu import Doings, line_menu
from ui.story_line.moving import DropPlace, moved_by
from ui.story_line.stops import MUSIC, SCENES, LaneKind, Stop
from ui.story_line.told import place_to_play
from ui.story_line.verbs import LineVerbs

if TYPE_CHECKING:
    from app.core.ids import SceneId
    from app.story_line.records import StoryLine
    from ui.bridge.context import Context
    from ui.story_line.canvas import LineCanvas
    from ui.story_line.reading import LineReading


class Selected(QObject):
    """page: what its menus open over.

    Signals: play_requested(int cue id, int ms in its track); uncovering(int), the id of a scene
    that is read for one look; menu_opening(QMenu), for whoever adds to it.
    """

    play_requested = Signal(int, int)
    uncovering = Signal(int)
    menu_opening = Signal(object)

    def __init__(
        self, context: Context, canvas: LineCanvas, reading: LineReading, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context, self._canvas, self._reading = context, canvas, reading
        self._view, self._page = canvas.view, page
        self._verbs = LineVerbs(context, page)
        canvas.move_requested.connect(self.move)
        canvas.menu_requested.connect(self.open_menu)
        canvas.hands.scenes_moved.connect(self._place_scenes)
        canvas.hands.tracks_dropped.connect(self._set_tracks)

    # --- where it leads -------------------------------------------------------------------------

    def open(self, stop: Stop) -> None:
        """A scene's form, a cue's track, a character's or a theme's page."""
        if self._view.stops is None:
            return
        place = place_of(self._view.stops, stop)
        if place is not None:
            self._context.navigator.show(place)
        elif stop.lane.kind is LaneKind.MUSIC:
            self.choose_track()

    def open_scene(self) -> None:
        stop = self._view.selection.stop
        if stop is not None:
            self.open(Stop(SCENES, stop.scene))

    def open_person(self, character_id: int) -> None:
        stop, stops = self._view.selection.stop, self._view.stops
        if stop is not None and stops is not None:
            open_person(self._context.navigator, stops, stop, character_id)

    def play(self, stop: Stop | None) -> None:
        stops = self._view.stops
        if stop is None or stops is None or stops.line.scenes[stop.scene].is_covered:
            return
        place = place_to_play(stops, stop)
        if place is not None:
            self.play_requested.emit(*place)

    def uncover(self, place: int) -> None:
        """For one look: until the selection leaves it."""
        line = self._view.line
        if line is not None and line.scenes[place].is_covered:
            scene_id = line.scenes[place].id
            self.uncovering.emit(int(scene_id))
            self._view.selection.forget()
            self._reading.look_at(scene_id)

    # --- what is changed ------------------------------------------------------------------------

    def choose_track(self) -> None:
        """For the selected scene."""
        stop, line = self._view.selection.stop, self._view.line
        if stop is None or line is None or line.scenes[stop.scene].is_covered:
            return
        box = self._canvas.sight.rect_of(Stop(MUSIC, stop.scene))
        at = self._canvas.mapToGlobal(box.bottomLeft().toPoint())
        self._verbs.choose_track(line, stop.scene, at)

    def move(self, by: int) -> None:
        """The selected scenes, one place on or back."""
        line, chosen = self._view.line, self._view.selection.chosen
        if line is None or not chosen:
            return
        to = moved_by(line, chosen, by)
        if to is not None:
            self._place_scenes(_ids(line, chosen), to)

    def _place_scenes(self, scene_ids: tuple[SceneId, ...], to: DropPlace) -> None:
        self._verbs.move_scenes(scene_ids, to.episode_id, to.before_id)

    def _set_tracks(self, track_ids: tuple[int, ...], scene_id: int) -> None:
        line = self._view.line
        place = None if line is None else line.place_of(scene_id)
        if line is not None and place is not None:
            scene = line.scenes[place]
            self._verbs.set_tracks(track_ids, scene.id, scene.title)

    # --- its menu -------------------------------------------------------------------------------

    def open_menu(self, at: QPoint) -> None:
        """at: global."""
        stops, stop = self._view.stops, self._view.selection.stop
        if stops is None or stop is None:
            return
        scene_id = stops.line.scenes[stop.scene].id
        doings = Doings(
            play=lambda: self.play(stop),
            open=lambda: self.open(stop),
            choose_track=self.choose_track,
            move=self.move,
            look=lambda: self.uncover(stop.scene),
            come_so_far=lambda: self._verbs.come_so_far(scene_id),
        )
        menu = line_menu(stops, stop, doings, self._page)
        self.menu_opening.emit(menu)
        menu.popup(at)


def _ids(line: StoryLine, places: frozenset[int]) -> tuple[SceneId, ...]:
    return tuple(line.scenes[place].id for place in sorted(places))
