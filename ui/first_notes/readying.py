"""Makes a piece ready to be heard: where it begins to sound, and its waveform."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.core.user_files import is_plain_file
from app.first_notes.first_sound import first_seconds
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.core.jobs import JobContext
    from app.core.timecode import Span
    from app.first_notes.records import Piece
    from app.story.covering import Covering
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

log = logging.getLogger(__name__)

_LONGEST_MS = 20 * 60_000  # a longer recording isn't listened through for its first seconds


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """span: from the first sound on; None if there is none. wave: in the track's time; None if it
    isn't known. still: the picture of the scene that plays there, if one does.
    """

    piece: Piece
    span: Span | None
    wave: WaveSource | None
    still: str | None = None


class Readying:
    """One piece at a time; an earlier one is dropped."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._job: JobHandle | None = None
        self._asked = 0

    def make(self, piece: Piece, then: Callable[[Ready], None]) -> None:
        self.drop()
        asked, covering = self._asked, spoilers().covering

        def arrive(ready: Ready) -> None:
            if asked == self._asked:
                self._job = None
                then(ready)

        def without(problem: Problem) -> None:
            """The player may read what can't be read here."""
            log.info("no waveform of the first seconds: %s", problem)
            arrive(Ready(piece, first_seconds(piece.span, None), None))

        self._job = self._context.jobs.run(
            "Get the first seconds ready",
            lambda job: self._work(piece, covering, job),
            arrive,
            without,
            urgency=Urgency.AWAITED,
        )

    def drop(self) -> None:
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _work(self, piece: Piece, covering: Covering, job: JobContext) -> Ready:
        """On the job's own thread."""
        from app.analysis.track_wave import on_track_time

        services, track = self._context.services, piece.track
        still = services.first_notes.still_of(piece, covering)
        held = services.library.first_files((track.id,)).get(track.id)
        if held is None:
            return Ready(piece, first_seconds(piece.span, None), None, still)
        peaks = services.analysis.cached_peaks(held.payload_hash)
        if peaks is None and track.duration_ms <= _LONGEST_MS and is_plain_file(held.path):
            peaks = services.analysis.peaks(held.path, held.payload_hash, job, source=held.source)
        wave = None if peaks is None else on_track_time(peaks, held.source)
        return Ready(piece, first_seconds(piece.span, wave), wave, still)
