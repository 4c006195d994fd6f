"""The waveform of a file: from the cache when it is there, computed and kept when it is not."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.analysis.decode import NotForLibsndfile, Transcoder, open_sound
from app.analysis.feature_store import FeatureStore
from app.analysis.fine import FineTile, read_tiles
from app.analysis.peak_builder import build_peaks, rough_peaks
from app.analysis.peaks_feature import PEAKS
from app.analysis.rough import WORTH_IT_FROM_S, probe
from app.analysis.sampling import open_sampler
from app.analysis.written_out import LONGEST_MS, WrittenOut
from app.core.path_names import display_name

if TYPE_CHECKING:
    from app.analysis.peaks import PeakLevel, Peaks
    from app.core.jobs import JobContext

log = logging.getLogger(__name__)


class Analysis:
    """Answers what a file looks like. Thread-safe: each call works on its own."""

    def __init__(self, cache_dir: Path, transcoder: Transcoder | None = None) -> None:
        self._cache_dir = cache_dir
        self.features = FeatureStore(cache_dir)
        self._transcoder = transcoder
        self._written_out = WrittenOut(transcoder, self._scratch_dir) if transcoder else None

    def cached_peaks(self, payload_hash: str) -> Peaks | None:
        """The waveform if it is already known; quick enough for a screen that opens."""
        return self.features.find(payload_hash, PEAKS)

    def peaks(
        self,
        path: Path,
        payload_hash: str,
        job: JobContext,
        on_partial: Callable[[Peaks], None] | None = None,
    ) -> Peaks:
        """The waveform of a file; computing it reports progress and can be cancelled.

        `on_partial` is called on the job's thread with what is known so far; of a long track a
        rough picture of the whole comes first. A file that breaks off gives what it has, with
        `breaks_off_ms` set. Raises AudioUnreadable when it has nothing, JobCancelled.
        """
        known = self.features.find(payload_hash, PEAKS)
        if known is not None:
            return known
        label = f"Drawing the waveform of “{display_name(path)}”"
        rough = None if on_partial is None else self._rough(path, job, on_partial)
        with open_sound(path, self._transcoder, job, self._scratch_dir()) as reader:
            peaks = build_peaks(reader, job, on_partial, label, rough=rough)
        self.features.keep(payload_hash, PEAKS, peaks)
        return peaks

    def fine_tiles(
        self,
        path: Path,
        payload_hash: str,
        duration_ms: int,
        indices: Sequence[int],
        job: JobContext,
        on_tile: Callable[[FineTile], None],
    ) -> None:
        """Some seconds of a file as closely as the closest zoom shows them, each tile handed over
        on the job's thread.

        What only the transcoder reads is written out first; none come for long recordings of that
        kind. Raises AudioUnreadable, JobCancelled.
        """
        try:
            self._read_fine(path, indices, job, on_tile)
        except NotForLibsndfile as fault:
            if self._written_out is None or duration_ms > LONGEST_MS:
                log.info("no closer look at “%s”: %s", display_name(path), fault)
                return
            wav = self._written_out.wav_of(path, payload_hash, job)
            self._read_fine(wav, indices, job, on_tile)

    def close(self) -> None:
        """Leave nothing behind in the scratch folder."""
        if self._written_out is not None:
            self._written_out.close()

    @staticmethod
    def _read_fine(
        path: Path, indices: Sequence[int], job: JobContext, on_tile: Callable[[FineTile], None]
    ) -> None:
        with open_sampler(path) as sampler:
            read_tiles(sampler, indices, job, on_tile)

    def _rough(
        self, path: Path, job: JobContext, on_partial: Callable[[Peaks], None]
    ) -> PeakLevel | None:
        try:
            with open_sampler(path) as sampler:
                shape = sampler.shape
                if shape.frames < WORTH_IT_FROM_S * shape.rate_hz:
                    return None
                rough = probe(sampler, job)
        except NotForLibsndfile:
            return None  # the transcoder writes it from front to back
        if rough is not None:
            on_partial(rough_peaks(shape.rate_hz, shape.frames, rough))
        return rough

    def _scratch_dir(self) -> Path | None:
        """The cache folder, or the system's choice when that one cannot be written."""
        try:
            self._cache_dir.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            log.warning("no cache folder %s: %s", self._cache_dir, fault)
            return None
        return self._cache_dir if os.access(self._cache_dir, os.W_OK) else None
