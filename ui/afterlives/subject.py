"""Whose afterlives are shown: a track’s or a work’s, and what the window remembers of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.core.ids import TrackId, WorkId
from ui.shell.last_work import usual_work

if TYPE_CHECKING:
    from app.afterlives.records import AfterlivesOf
    from app.bootstrap import Services
    from ui.bridge.context import Context
    from ui.bridge.places import Afterlives
    from ui.shell.window_memory import WindowMemory

_KEPT = "afterlives_of"  # “track:” or “work:” with a number
_TRACK, _WORK = "track", "work"


class Subject(NamedTuple):
    kind: str
    number: int

    @classmethod
    def of(cls, place: Afterlives) -> Subject | None:
        """None for a place that names neither."""
        if place.track_id is not None:
            return cls(_TRACK, int(place.track_id))
        return None if place.work_id is None else cls(_WORK, int(place.work_id))

    @classmethod
    def usual(cls, context: Context, memory: WindowMemory | None) -> Subject | None:
        """What was shown last, or else the track that plays."""
        kept = "" if memory is None else memory.text(_KEPT)
        kind, _colon, number = kept.partition(":")
        if kind in (_TRACK, _WORK) and number.isdecimal():
            return cls(kind, int(number))
        row = context.playback.track
        return None if row is None else cls(_TRACK, int(row.id))

    @classmethod
    def unasked(cls, context: Context, memory: WindowMemory | None) -> Subject | None:
        """While nothing plays: the work that was opened last, or the only one."""
        work = usual_work(context.services.works, memory)
        return None if work is None else cls(_WORK, int(work.id))

    def remember(self, memory: WindowMemory | None) -> None:
        if memory is not None:
            memory.state.setValue(_KEPT, f"{self.kind}:{self.number}")

    @staticmethod
    def forget(memory: WindowMemory | None) -> None:
        """After a restore, numbers mean others."""
        if memory is not None:
            memory.state.remove(_KEPT)

    def read(self, services: Services) -> AfterlivesOf:
        """Raises LookupError when it is gone, Problem."""
        if self.kind == _TRACK:
            return services.afterlives.of_track(TrackId(self.number))
        return services.afterlives.of_work(WorkId(self.number))
