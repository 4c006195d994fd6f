"""The waveform of a file: from the cache when it is there, computed and kept when it is not."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.analysis.cache import PeakCache
from app.analysis.decode import Transcoder, display_name, open_sound
from app.analysis.peak_builder import build_peaks

if TYPE_CHECKING:
    from app.analysis.peaks import Peaks
    from app.jobs import JobContext

log = logging.getLogger(__name__)


class Analysis:
    """Answers what a file looks like. Thread-safe: each call works on its own."""

    def __init__(self, cache_dir: Path, transcoder: Transcoder | None = None) -> None:
        self._cache_dir = cache_dir
        self._cache = PeakCache(cache_dir)
        self._transcoder = transcoder

    def cached_peaks(self, payload_hash: str) -> Peaks | None:
        """The waveform if it is already known; quick enough for a screen that opens."""
        return self._cache.find(payload_hash)

    def peaks(
        self,
        path: Path,
        payload_hash: str,
        job: JobContext,
        on_partial: Callable[[Peaks], None] | None = None,
    ) -> Peaks:
        """The waveform of a file; computing it reports progress and can be cancelled.

        `on_partial` is called on the job's thread with what is known so far. A file that breaks
        off gives what it has, with `breaks_off_ms` set. Raises AudioUnreadable when it has nothing,
        JobCancelled.
        """
        known = self._cache.find(payload_hash)
        if known is not None:
            return known
        label = f"Drawing the waveform of “{display_name(path)}”"
        with open_sound(path, self._transcoder, job, self._scratch_dir()) as reader:
            peaks = build_peaks(reader, job, on_partial, label)
        self._cache.keep(payload_hash, peaks)
        return peaks

    def _scratch_dir(self) -> Path | None:
        """The cache folder, or the system's choice when that one cannot be written."""
        try:
            self._cache_dir.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            log.warning("no cache folder %s: %s", self._cache_dir, fault)
            return None
        return self._cache_dir if os.access(self._cache_dir, os.W_OK) else None
