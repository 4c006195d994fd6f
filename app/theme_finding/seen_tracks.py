"""Tracks as the search sees them, in their own time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.pitch.spectrum import FRAME_MS
from app.analysis.theme_search.question import doubts_about
from app.analysis.theme_search.records import Passage
from app.analysis.theme_search.views import see
from app.core.timecode import Span

if TYPE_CHECKING:
    from app.analysis.pitch.pitches import Pitches
    from app.analysis.theme_search.records import Doubt
    from app.analysis.theme_search.views import Views
    from app.core.source_time import SourceTime
    from app.listening_through.service import HeardMusic
    from app.theme_finding.records import Length


@dataclass(frozen=True, slots=True, eq=False)
class SeenTrack:
    """views: of the stretch of a file that is the track; their time begins at first_ms of the
    file.
    """

    length: Length
    views: Views
    source: SourceTime
    first_ms: int

    @property
    def name(self) -> str:
        """In a `Soundtrack`."""
        return str(self.length.track_id)

    def passage(self, span: Span) -> Passage:
        """Of a stretch of the track."""
        start_ms = self.source.to_file(span.start_ms) - self.first_ms
        end_ms = self.source.to_file(span.end_ms) - self.first_ms
        return Passage(self.name, max(0, start_ms), max(0, end_ms))

    def span(self, passage: Passage) -> Span | None:
        """The stretch of the track; None if most of it is outside: what is left of it, the fading
        last note or the silence after it, is no return.
        """
        start_ms = self.source.to_track(self.first_ms + passage.start_ms)
        end_ms = self.source.to_track(self.first_ms + passage.end_ms)
        span = Span.between(start_ms, end_ms).clamped(self.length.duration_ms)
        is_there = 2 * span.duration_ms >= end_ms - start_ms
        return span if is_there and not span.is_point else None


class SeenTracks:
    """Kept while one search is open, so that an answer costs only the search itself: 2.6 MB for
    each hour of music. Not for several threads at once.
    """

    def __init__(self, heard: HeardMusic) -> None:
        self._heard = heard
        self._seen: dict[Length, SeenTrack] = {}

    def of(self, length: Length) -> SeenTrack | None:
        """None if it wasn't heard, or isn't in the library any more. Raises Problem."""
        if length not in self._seen:
            found = self._pitches(length)
            if found is None:
                return None
            part, source, first_ms = found
            self._seen[length] = SeenTrack(length, see(part), source, first_ms)
        return self._seen[length]

    def forget(self, track_id: int) -> None:
        """It was heard anew."""
        self._seen = {key: one for key, one in self._seen.items() if key.track_id != track_id}

    def doubts(self, length: Length, span: Span) -> tuple[Doubt, ...]:
        """Why a stretch of it can't be searched for well. Raises Problem."""
        seen, found = self.of(length), self._pitches(length)
        if seen is None or found is None:
            return ()
        return doubts_about(found[0], seen.passage(span))

    def _pitches(self, length: Length) -> tuple[Pitches, SourceTime, int] | None:
        """Of the track, where it is in its file, and the file's time at which they begin."""
        try:
            features = self._heard.features_of(length.track_id)
        except LookupError:
            return None
        if features is None:
            return None
        source = features.source
        first_ms = source.to_file(0) // FRAME_MS * FRAME_MS
        return features.pitches.between(first_ms, source.end_ms), source, first_ms
