"""Pairs of tracks, compared by their sound before they are merged.

Two encodings rarely begin at the same instant: the sound of both says where marks of one land in
the other. It also tells when they are different music.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from app.core.words import _

if TYPE_CHECKING:
    from app.analysis.alignment import Stretch
    from app.analysis.service import Analysis
    from app.library.records import HeldFile
    from app.library.service import LibraryService

    Files = Sequence[HeldFile]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pair:
    """shift_ms: what to add to a place in the other to get the same music in the one kept.

    is_alike: False if they clearly sound different. Where nothing can be compared, it is True, and
    shift_ms 0: in silence, without the files, or where there is less than 3 s of sound.
    """

    keep_id: int
    other_id: int
    shift_ms: int = 0
    is_alike: bool = True


class PairsBySound:
    def __init__(self, library: LibraryService, analysis: Callable[[], Analysis]) -> None:
        self._library = library
        self._analysis = analysis

    def heard(self, pair: Pair, done: int, total: int, job: JobContext) -> Pair:
        try:
            keep, other = self._library.track(pair.keep_id), self._library.track(pair.other_id)
        except LookupError as error:
            log.info("not compared: %s", error)
            return pair
        # Translators: title is a track’s; two recordings of it are compared by their sound
        job.report(done, total, _("Comparing “{title}”", title=other.row.title))
        from app.analysis.alignment import OtherSound  # the command line imports without it

        try:
            shift_ms = self._shift_ms(keep.files, other.files, job)
        except OtherSound:
            log.info("track %d sounds different from track %d", pair.other_id, pair.keep_id)
            return Pair(pair.keep_id, pair.other_id, is_alike=False)
        log.info("track %d is at %+d ms of track %d", pair.other_id, shift_ms, pair.keep_id)
        return Pair(pair.keep_id, pair.other_id, shift_ms)

    def _shift_ms(self, keep: Files, other: Files, job: JobContext) -> int:
        """What to add to a place in the other track; 0 where that can't be heard. Raises
        OtherSound.
        """
        shared = _shared(keep, other)
        if shared is not None:
            return shared
        ours, theirs = _comparable(keep), _comparable(other)
        if ours is None or theirs is None:
            return 0
        from app.analysis.alignment import lead_ms

        try:
            lead = lead_ms(self._stretch(ours, job), self._stretch(theirs, job))
        except AudioUnreadable as problem:
            log.info("not compared: %s", problem)
            return 0
        return 0 if lead is None else ours.offset_ms + lead - theirs.offset_ms

    def _stretch(self, file: HeldFile, job: JobContext) -> Stretch:
        from app.analysis.alignment import Stretch

        part = JobContext(whole=job)  # its own progress isn't worth showing
        peaks = self._analysis().peaks(file.path, file.payload_hash, part)
        return Stretch(peaks, file.start_ms, file.end_ms)


def _shared(keep: Files, other: Files) -> int | None:
    """What is known without listening, where both have the same stretch of the same sound."""
    places = {(file.payload_hash, file.start_ms, file.tempo_ratio): file for file in keep}
    for file in other:
        ours = places.get((file.payload_hash, file.start_ms, file.tempo_ratio))
        if ours is not None:
            return ours.offset_ms - file.offset_ms
    return None


def _comparable(files: Files) -> HeldFile | None:
    """The first file that is there and runs at the track's own speed."""
    return next((file for file in files if file.is_available and file.tempo_ratio == 1), None)
