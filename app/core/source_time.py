"""Where a track's sound is in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceTime:
    """A track's own time in a source: a file, or the stretch of it from start_ms to end_ms.

    track_ms = offset_ms + (file_ms - start_ms) * tempo_ratio. end_ms: None for the file's end.

    A track begins at its 0 in every source. What a source has before that is skipped: the playhead,
    the waveform, marks and listens have no place there, and a mark made in it would bring back
    other sound than was heard. What it has after the track's usual end has a place, and is played.
    """

    start_ms: int = 0
    end_ms: int | None = None
    offset_ms: int = 0
    tempo_ratio: float = 1.0

    @property
    def is_plain(self) -> bool:
        """Whether it is a whole file whose time is the track's."""
        return self == WHOLE_FILE

    @property
    def first_ms(self) -> int:
        """The track's time at which its sound begins here: 0 unless the source lacks something."""
        return max(0, self.offset_ms)

    def ends_ms(self, file_ms: int) -> int:
        """The track's time at which its sound ends here, in a file of this length; 0 if that isn't
        known and is needed.
        """
        last_ms = file_ms if self.end_ms is None else self.end_ms
        return max(0, self.to_track(last_ms)) if last_ms else 0

    def to_track(self, file_ms: float) -> int:
        """The track's time of a place in the file, to the nearest millisecond; below 0 before the
        track begins. With a ratio of 1 or less, `to_track(to_file(ms)) == ms` inside the source.
        """
        return round(self.track_at(file_ms))

    def to_file(self, track_ms: float) -> int:
        """The place in the file, to the nearest millisecond; outside the source, the nearest place
        inside. With a ratio of 1 or more, `to_file(to_track(ms)) == ms`.
        """
        file_ms = max(self.start_ms, round(self.file_at(max(0, track_ms))))
        return file_ms if self.end_ms is None else min(file_ms, self.end_ms)

    def track_at(self, file_ms: float) -> float:
        """`to_track`, not rounded."""
        return self.offset_ms + (file_ms - self.start_ms) * self.tempo_ratio

    def file_at(self, track_ms: float) -> float:
        """`to_file`, neither rounded nor kept inside the source."""
        return self.start_ms + (track_ms - self.offset_ms) / self.tempo_ratio

    def continues_in(self, other: SourceTime) -> bool:
        """Whether another track in the same file begins where this one ends."""
        return self.end_ms is not None and other.to_file(0) == self.end_ms


WHOLE_FILE = SourceTime()
