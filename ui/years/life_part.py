"""Reads the life of a track or a work off the GUI thread, and keeps it fresh while it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.ids import TrackId, WorkId
from app.transactions import changes
from app.years.lives import LifeOf
from ui.bridge.news.kept_fresh import KeptFresh

if TYPE_CHECKING:
    from app.first_notes.records import Known
    from app.years.lives import Life
    from ui.bridge.context import Context
    from ui.bridge.places import LifePlace
    from ui.years.life_view import LifeView

_KINDS = (
    changes.TAG,
    changes.ENTRY,
    changes.TRACK,
    changes.EMOTION,
    changes.WORK,
    changes.CUE,
    changes.SCENE,
    changes.RECOGNITION,
)


class LifePart:
    def __init__(self, context: Context, view: LifeView) -> None:
        self._services = context.services
        self._view = view
        self._whose: LifeOf | None = None
        self._reading = context.latest_read("Read a life")
        self.fresh = KeptFresh(
            view, context, self._reading, self._ask, _KINDS, when_shown=(changes.LISTEN,)
        )

    @property
    def is_reading(self) -> bool:
        return self.fresh.is_under_way

    def open(self, place: LifePlace) -> None:
        track = None if place.track_id is None else TrackId(place.track_id)
        work = None if place.work_id is None else WorkId(place.work_id)
        self._whose = LifeOf(work, track)
        self._ask()

    def _ask(self) -> None:
        whose, services = self._whose, self._services
        self.fresh.note_asked()
        if whose is None:
            return
        track_id = whose.track_id

        def question() -> tuple[Life, Known | None]:
            known = None if track_id is None else services.first_notes.of_track(track_id)
            return services.lives.of(whose), known

        self._reading.ask(question, self._show)

    def _show(self, read: tuple[Life, Known | None] | None) -> None:
        if read is not None:
            self._view.show_life(*read)
