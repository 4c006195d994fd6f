"""The waveform of a file: from the cache if it is there, otherwise computed and kept."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.analysis.decode import (
    SampleFormat,
    Transcoder,
    open_sound,
    open_transcoded,
)
from app.analysis.feature_store import FeatureStore
from app.analysis.fine import FineTile, read_tiles
from app.analysis.peak_builder import build_peaks, rough_peaks
from app.analysis.peaks_feature import PEAKS
from app.analysis.rough import WORTH_IT_FROM_S, probe, read_stretch
from app.analysis.sampling import open_sampler
from app.analysis.sound_file import NotForLibsndfile
from app.analysis.written_out import LONGEST_MS, WrittenOut
from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.words import _

if TYPE_CHECKING:
    from app.analysis.dynamics.dynamics import Dynamics
    from app.analysis.peaks import PeakLevel, Peaks
    from app.analysis.pitch.pitches import Pitches
    from app.core.jobs import JobContext

log = logging.getLogger(__name__)

_SAME_MS = 100  # the two count an encoder's delay differently


class Analysis:
    """Provides the waveforms of files. Thread-safe: each call works independently."""

    def __init__(self, cache_dir: Path, transcoder: Transcoder | None = None) -> None:
        self._cache_dir = cache_dir
        self.features = FeatureStore(cache_dir)
        self._transcoder = transcoder
        self._written_out = WrittenOut(transcoder, self._scratch_dir) if transcoder else None

    def cached_peaks(self, payload_hash: str) -> Peaks | None:
        """The waveform if it is already known; quick enough while a page opens."""
        return self.features.find(payload_hash, PEAKS)

    def cached_pitches(self, payload_hash: str) -> Pitches | None:
        """Which notes sound in a file; None until it was listened through."""
        from app.analysis.pitch.pitches import PITCHES  # not needed to start

        return self.features.find(payload_hash, PITCHES)

    def cached_dynamics(self, payload_hash: str) -> Dynamics | None:
        """How a file’s loudness, onsets and brightness go; None until it was listened through."""
        from app.analysis.dynamics.feature import DYNAMICS

        return self.features.find(payload_hash, DYNAMICS)

    def peaks(
        self,
        path: Path,
        payload_hash: str,
        job: JobContext,
        on_partial: Callable[[Peaks], None] | None = None,
        source: SourceTime = WHOLE_FILE,
    ) -> Peaks:
        """The waveform of a file; computing it reports progress and can be cancelled.

        `on_partial` is called on the job's thread with what is known so far; for a long file, a
        rough picture of the `source` comes first. A file that breaks off gives what it has, with
        `breaks_off_ms` set. Raises AudioUnreadable if it has nothing, and JobCancelled.
        """
        known = self.features.find(payload_hash, PEAKS)
        if known is not None:
            return known
        label = _("Drawing the waveform of “{file}”", file=display_name(path))
        rough = None if on_partial is None else self._rough(path, job, on_partial, source)
        peaks = self._computed(path, job, on_partial, label, rough)
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
        known = self.features.find(payload_hash, PEAKS)
        try:
            if known is not None and known.is_transcoded:
                raise NotForLibsndfile("its peaks aren’t by libsndfile")  # not shown
            self._read_fine(path, indices, job, on_tile)
        except NotForLibsndfile as fault:
            if self._written_out is None or duration_ms > LONGEST_MS:
                log.info("no closer look at “%s”: %s", display_name(path), fault)
                return
            wav = self._written_out.wav_of(path, payload_hash, job)
            self._read_fine(wav, indices, job, on_tile)

    def close(self) -> None:
        """Removes what is left in the scratch folder."""
        if self._written_out is not None:
            self._written_out.close()

    @staticmethod
    def _read_fine(
        path: Path, indices: Sequence[int], job: JobContext, on_tile: Callable[[FineTile], None]
    ) -> None:
        with open_sampler(path) as sampler:
            read_tiles(sampler, indices, job, on_tile)

    def _rough(
        self,
        path: Path,
        job: JobContext,
        on_partial: Callable[[Peaks], None],
        source: SourceTime,
    ) -> PeakLevel | None:
        try:
            with open_sampler(path) as sampler:
                shape = sampler.shape
                if shape.frames < WORTH_IT_FROM_S * shape.rate_hz:
                    return None
                first, end = _frames_of(source, shape)
                is_short = end - first < WORTH_IT_FROM_S * shape.rate_hz
                read = read_stretch if is_short else probe
                rough = read(sampler, job, (first, end))
        except NotForLibsndfile:
            return None  # the transcoder writes it from front to back
        if rough is not None:
            on_partial(rough_peaks(shape.rate_hz, shape.frames, rough))
        return rough

    def _computed(
        self,
        path: Path,
        job: JobContext,
        on_partial: Callable[[Peaks], None] | None,
        label: str,
        rough: PeakLevel | None,
    ) -> Peaks:
        """Where libsndfile gives up, the player may play on: then, as far as the transcoder comes.

        Raises AudioUnreadable, JobCancelled.
        """
        peaks, fault = None, None
        with open_sound(path, self._transcoder, job, self._scratch_dir()) as reader:
            try:
                peaks = build_peaks(reader, job, on_partial, label, rough=rough)
            except AudioUnreadable as problem:
                fault = problem
        if (peaks is None or peaks.breaks_off_ms is not None) and not reader.is_transcoded:
            further = self._by_transcoder(path, job, label)
            if further is not None and (peaks is None or _is_longer(further, peaks)):
                return _against(further, reader.promised_ms)
        if peaks is None:
            assert fault is not None
            raise fault
        return peaks

    def _by_transcoder(self, path: Path, job: JobContext, label: str) -> Peaks | None:
        if self._transcoder is None:
            return None
        try:
            with open_transcoded(path, self._transcoder, job, self._scratch_dir()) as reader:
                return build_peaks(reader, job, None, label)
        except AudioUnreadable as problem:
            log.info("nothing of “%s” by the transcoder: %s", display_name(path), problem)
            return None

    def _scratch_dir(self) -> Path | None:
        """The cache folder, or the system's choice if that one can't be written."""
        try:
            self._cache_dir.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            log.warning("no cache folder %s: %s", self._cache_dir, fault)
            return None
        return self._cache_dir if os.access(self._cache_dir, os.W_OK) else None


def _is_longer(one: Peaks, other: Peaks) -> bool:
    return one.duration_ms > other.duration_ms + _SAME_MS


def _against(peaks: Peaks, promised_ms: int) -> Peaks:
    """The same, broken off if libsndfile's header promises more than the transcoder found."""
    if peaks.duration_ms >= promised_ms - _SAME_MS:
        return peaks
    return replace(peaks, breaks_off_ms=peaks.duration_ms)


def _frames_of(source: SourceTime, shape: SampleFormat) -> tuple[int, int]:
    """First and end, inside the file."""
    end_ms = source.end_ms
    end = shape.frames if end_ms is None else min(shape.frames, end_ms * shape.rate_hz // 1000)
    return min(end, source.start_ms * shape.rate_hz // 1000), end
