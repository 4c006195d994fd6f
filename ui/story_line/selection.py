"""What is selected on a story line: one stop, and with it perhaps several scenes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.story_line.records import StoryLine
from ui.story_line.stops import SCENES, Stop, Stops


class LineSelection(QObject):
    """stop: what keys act on. chosen: the places of all selected scenes.

    Signals: selected(Stop | None); chosen_changed(), other scenes are selected together; reached(
    int), the place of a scene that is to be seen.
    """

    selected = Signal(object)
    chosen_changed = Signal()
    reached = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stops: Stops | None = None
        self.stop: Stop | None = None
        self.chosen: frozenset[int] = frozenset()

    # --- one ------------------------------------------------------------------------------------

    def select(self, stop: Stop | None) -> None:
        if stop == self.stop:
            self._choose(_alone(stop))
            return
        self.stop, self.chosen = stop, _alone(stop)
        if stop is not None:
            self.reached.emit(stop.scene)
        self.selected.emit(stop)

    def forget(self) -> None:
        """It is somewhere else soon: nobody is told."""
        self.stop = None

    def step(self, by: int) -> None:
        """To the next stop of the lane, or to one before."""
        if self._stops is None:
            return
        stops = self._stops.along(SCENES if self.stop is None else self.stop.lane)
        if not stops:
            return
        if self.stop is None:
            is_last = by == -1 or by > 1  # before the first one, or at the end
            self.select(stops[-1] if is_last else stops[0])
            return
        at = stops.index(self.stop) if self.stop in stops else 0
        self.select(stops[min(max(0, at + by), len(stops) - 1)])

    def step_lane(self, by: int) -> None:
        """To the lane below, or above, that has anything."""
        if self._stops is None:
            return
        if self.stop is None:
            self.step(1)
            return
        lanes = self._stops.lanes
        at = lanes.index(self.stop.lane) + by
        while 0 <= at < len(lanes):
            stop = self._stops.nearest(lanes[at], self.stop)
            if stop is not None:
                self.select(stop)
                return
            at += by

    # --- several --------------------------------------------------------------------------------

    def toggle(self, stop: Stop) -> None:
        """One scene more, or less, is selected with the others."""
        if self.stop is None or self._is_covered(stop.scene):
            self.select(stop)
        elif stop.scene not in self.chosen or len(self.chosen) > 1:
            self._choose(self.chosen ^ {stop.scene})

    def reach(self, stop: Stop) -> None:
        """All scenes up to there are selected, without those that are covered."""
        if self.stop is None:
            self.select(stop)
            return
        first, last = sorted((self.stop.scene, stop.scene))
        reached = range(first, last + 1)
        self._choose(frozenset(n for n in reached if not self._is_covered(n)))

    def reach_by(self, by: int) -> None:
        """One scene more, or less, at the moving end."""
        stops, stop = self._stops, self.stop
        if stops is None or stop is None:
            return
        first, last = min(self.chosen), max(self.chosen)
        end = last if stop.scene == first else first
        to = min(max(0, end + by), len(stops.line.scenes) - 1)
        self.reach(stop._replace(scene=to))
        self.reached.emit(to)

    def _is_covered(self, place: int) -> bool:
        return self._stops is None or self._stops.line.scenes[place].is_covered

    def _choose(self, places: frozenset[int]) -> None:
        if places != self.chosen:
            self.chosen = places
            self.chosen_changed.emit()

    # --- another line ---------------------------------------------------------------------------

    def keep_on(self, stops: Stops | None, before: StoryLine | None) -> None:
        """What was selected on the line before, as far as it is on this one. before: None where it
        was another story.
        """
        self._stops, stop = stops, self.stop
        if stop is None:
            return
        if stops is not None and before is not None:
            places = {scene.id: place for place, scene in enumerate(stops.line.scenes)}
            chosen = [places.get(before.scenes[place].id) for place in self.chosen]
            to = places.get(before.scenes[stop.scene].id)
            again = None if to is None else stop._replace(scene=to)
            if again is not None and stops.is_here(again):
                self.stop = again
                self.chosen = frozenset(one for one in chosen if one is not None)
                if again != stop:
                    self.selected.emit(again)
                return
        self.stop, self.chosen = None, frozenset()
        self.selected.emit(None)


def _alone(stop: Stop | None) -> frozenset[int]:
    return frozenset() if stop is None else frozenset((stop.scene,))
