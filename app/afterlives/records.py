"""Afterlives as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from app.core.ids import TrackId, WorkId
from app.core.instant import Instant
from app.library.records import TrackRow
from app.story.alignments import Alignment
from app.story.echo_kinds import EchoKind
from app.story.echoes import Echo


@dataclass(frozen=True, slots=True)
class Afterlife:
    """An echo. original: the track it is of; None for one of a whole work. linked: the track of the
    library that it is. alignment: of the two, the original first.
    """

    echo: Echo
    original: TrackRow | None
    linked: TrackRow | None
    alignment: Alignment | None

    @property
    def year(self) -> int | None:
        return int(self.echo.date[:4]) if self.echo.date else None

    @property
    def can_be_in_step(self) -> bool:
        return self.original is not None and self.linked is not None


@dataclass(frozen=True, slots=True)
class AfterlivesOf:
    """Of a track or of a work with its tracks; title: its own. lives: the earliest first, those
    without a date last. first_heard: None if it never was.
    """

    title: str
    track: TrackRow | None
    work_id: WorkId | None
    first_heard: Instant | None
    lives: tuple[Afterlife, ...]

    @property
    def track_id(self) -> TrackId | None:
        return None if self.track is None else self.track.id

    @property
    def counts(self) -> Counter[EchoKind]:
        return Counter(one.echo.kind for one in self.lives)

    @property
    def latest(self) -> str:
        """A year, month or day as in ISO 8601; empty if none has a date."""
        return max((one.echo.date for one in self.lives), default="")
