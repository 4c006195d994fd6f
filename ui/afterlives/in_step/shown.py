"""What is seen of two versions: their waves, and the marks of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.aligned_passages import Side
from app.marks.carrying import CARRIED
from app.marks.kinds import colour_of, told
from app.timeline.records import carried_uid
from ui.words.marks import told_in_words

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife
    from app.bootstrap import Services
    from app.core.marks import Mark, MarkRef
    from app.core.timecode import Span
    from app.library.records import TrackRow
    from app.story.alignments import Alignment
    from app.timeline.records import TrackTimeline
    from ui.widgets.wave_picture import Coverage

COLUMNS, ROWS = 1200, 128  # of a wave: about twice the size that it is shown in
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


@dataclass(frozen=True, slots=True)
class SeenMark:
    """ref: of the mark itself, which is on the other version if it is faint."""

    ref: MarkRef
    span: Span
    icon: str
    colour: str
    words: str
    is_faint: bool
    carried_from: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """wave: None until it is known. marks: its own, and faintly those of the other."""

    row: TrackRow
    wave: Coverage | None
    marks: tuple[SeenMark, ...]

    @property
    def lasts_ms(self) -> int:
        return max(1, self.row.duration_ms)

    @property
    def to_carry(self) -> tuple[MarkRef, ...]:
        """The other version's marks that aren't here yet."""
        return tuple(mark.ref for mark in self.marks if mark.is_faint)


@dataclass(frozen=True, slots=True, eq=False)
class ShownStep:
    """first: the original; second: the version that the afterlife is linked to."""

    life: Afterlife
    first: Version
    second: Version

    @property
    def alignment(self) -> Alignment | None:
        return self.life.alignment

    def version(self, side: Side) -> Version:
        return self.first if side is Side.FIRST else self.second

    @property
    def without_wave(self) -> tuple[int, ...]:
        return tuple(one.row.id for one in (self.first, self.second) if one.wave is None)


def read_step(services: Services, life: Afterlife) -> ShownStep:
    """On the thread of a job. Raises LookupError when one of the tracks is gone, Problem."""
    if life.original is None or life.linked is None:
        raise LookupError(f"echo {life.echo.id} is linked to no track")
    return ShownStep(
        life,
        _version(services, life.original, life.linked.id),
        _version(services, life.linked, life.original.id),
    )


def _version(services: Services, row: TrackRow, other_id: int) -> Version:
    timeline = services.timelines.timeline(row.id)
    return Version(row, _wave(services, row), tuple(_marks(timeline, other_id)))


def _marks(timeline: TrackTimeline, other_id: int) -> list[SeenMark]:
    versions = timeline.versions
    own = [
        _seen(mark, mark.span, is_faint=False, carried_from=versions.carried_from(mark))
        for kind in sorted(CARRIED)
        for mark in timeline.lane(kind)
    ]
    faint = [
        _seen(one.mark, one.span, is_faint=True)
        for one in versions.marks
        if one.track_id == other_id
    ]
    return sorted((*own, *faint), key=lambda mark: mark.span.start_ms)


def _seen(mark: Mark, span: Span, *, is_faint: bool, carried_from: str = "") -> SeenMark:
    is_carried = carried_uid(mark) is not None
    return SeenMark(
        mark.ref, span, told(mark).icon, colour_of(mark), told_in_words(mark), is_faint,
        carried_from if is_carried else "",
    )  # fmt: skip


def _wave(services: Services, row: TrackRow) -> Coverage | None:
    from app.analysis.track_wave import on_track_time
    from ui.widgets.wave_picture import loudest, wave_coverage

    for held in services.library.track(row.id).files:
        peaks = services.analysis.cached_peaks(held.payload_hash)
        if peaks is not None:
            wave = on_track_time(peaks, held.source)
            gain = 1 / max(_LEAST_PEAK, loudest(wave))
            return wave_coverage(wave, 0, max(1, row.duration_ms), COLUMNS, ROWS, gain)
    return None
