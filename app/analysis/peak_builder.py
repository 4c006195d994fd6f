"""Building a waveform from a stream of samples, in a bounded amount of memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.analysis.peaks import BASE_FRAMES, PeakLevel, Peaks, pyramid
from app.analysis.read_ahead import ReadAhead
from app.core.errors import AudioUnreadable

if TYPE_CHECKING:
    from app.analysis.decode import Samples, SoundReader
    from app.core.jobs import JobContext

MAX_BINS = 1 << 21  # 3.4 hours of 44.1 kHz at the finest width; longer tracks get wider bins
_PARTIAL_BINS = 1 << 16
PARTIAL_EVERY_S = 0.5

OnPartial = Callable[[Peaks], None]


class PeakBuilder:
    """Collects bins block by block; doubles their width when there would be more than `max_bins`.

    Blocks must hold a whole number of bins, except the last.
    """

    def __init__(
        self,
        channels: int,
        expected_frames: int = 0,
        max_bins: int = MAX_BINS,
        bin_frames: int = BASE_FRAMES,
    ) -> None:
        import numpy as np

        self._channels = channels
        self._max_bins = max_bins
        self._frames_per_bin = bin_frames
        while expected_frames > max_bins * self._frames_per_bin:
            self._frames_per_bin *= 2
        capacity = min(max_bins, expected_frames // self._frames_per_bin + 1024)
        self._mins = np.empty(capacity, np.int16)
        self._maxs = np.empty(capacity, np.int16)
        self._rms = np.empty(capacity, np.uint16)
        self._bins = 0
        self.frames = 0

    def add(self, block: Samples) -> None:
        """Take in an int16 block of (frames, channels)."""
        self._make_room(-(-len(block) // self._frames_per_bin))
        whole = len(block) // self._frames_per_bin * self._frames_per_bin
        if whole:
            self._put(block[:whole].reshape(-1, self._frames_per_bin * self._channels))
        if whole < len(block):
            self._put(block[whole:].reshape(1, -1))
        self.frames += len(block)

    def level(self) -> PeakLevel:
        """The bins so far, sharing memory with the builder."""
        n = max(1, self._bins)
        if self._bins == 0:
            self._mins[0] = self._maxs[0] = self._rms[0] = 0
        return PeakLevel(self._frames_per_bin, self._mins[:n], self._maxs[:n], self._rms[:n])

    def peaks(self, rate_hz: int, breaks_off_ms: int | None, is_transcoded: bool) -> Peaks:
        """Of all that was added, with arrays of their own."""
        levels = pyramid(_settled(self.level()))
        return Peaks(rate_hz, self.frames, self.frames, levels, breaks_off_ms, is_transcoded)

    def _put(self, rows: Samples) -> None:
        """One bin per row."""
        import numpy as np

        place = slice(self._bins, self._bins + len(rows))
        np.min(rows, axis=1, out=self._mins[place])
        np.max(rows, axis=1, out=self._maxs[place])
        floats = rows.astype(np.float32)
        power = np.vecdot(floats, floats) / np.float32(rows.shape[1])
        self._rms[place] = np.minimum(np.sqrt(power) * np.float32(65535 / 32768), 65535)
        self._bins += len(rows)

    def _make_room(self, bins: int) -> None:
        while self._bins + bins > len(self._mins):
            if len(self._mins) < self._max_bins:
                self._resize(min(self._max_bins, 2 * len(self._mins) + bins))
            else:
                self._widen()
                bins = -(-bins // 2)

    def _resize(self, capacity: int) -> None:
        import numpy as np

        self._mins = np.resize(self._mins, capacity)
        self._maxs = np.resize(self._maxs, capacity)
        self._rms = np.resize(self._rms, capacity)

    def _widen(self) -> None:
        folded = self.level().folded(2)
        self._bins = len(folded)
        self._mins[: self._bins] = folded.mins
        self._maxs[: self._bins] = folded.maxs
        self._rms[: self._bins] = folded.rms
        self._frames_per_bin = folded.frames_per_bin


def build_peaks(
    reader: SoundReader,
    job: JobContext,
    on_partial: OnPartial | None = None,
    label: str = "",
    max_bins: int = MAX_BINS,
    rough: PeakLevel | None = None,
) -> Peaks:
    """The waveform of an open sound, to its end or to where it breaks off.

    rough: what is shown of the rest until it was read.

    Reports progress in milliseconds; `on_partial` is called on this thread about twice a second
    with a coarse waveform of what is known. Raises JobCancelled, and AudioUnreadable only when
    there is no sound at all.
    """
    builder = PeakBuilder(reader.shape.channels, reader.shape.frames, max_bins)
    fault = _fill(builder, reader, job, on_partial, label, rough)
    if fault is not None and builder.frames == 0:
        raise fault
    rate_hz = reader.shape.rate_hz
    breaks_off_ms = None if fault is None else builder.frames * 1000 // rate_hz
    return builder.peaks(rate_hz, breaks_off_ms, reader.is_transcoded)


def _fill(
    builder: PeakBuilder,
    reader: SoundReader,
    job: JobContext,
    on_partial: OnPartial | None,
    label: str,
    rough: PeakLevel | None,
) -> AudioUnreadable | None:
    """Stream the sound through the builder; returns the fault that ended it early, if any."""
    rate_hz, expected = reader.shape.rate_hz, reader.shape.frames
    next_partial_at = time.monotonic() + PARTIAL_EVERY_S
    try:
        with ReadAhead(reader) as ahead:
            for block in ahead:
                builder.add(block)
                done_ms = builder.frames * 1000 // rate_hz
                job.report(done_ms, max(done_ms, expected * 1000 // rate_hz), label)
                if on_partial is not None and time.monotonic() >= next_partial_at:
                    on_partial(_partial(builder, rate_hz, expected, rough))
                    next_partial_at = time.monotonic() + PARTIAL_EVERY_S
        reader.raise_if_short()
    except AudioUnreadable as fault:
        return fault
    return None


def rough_peaks(rate_hz: int, expected_frames: int, rough: PeakLevel) -> Peaks:
    """Probes as the waveform of the whole track."""
    return Peaks(rate_hz, expected_frames, expected_frames + 1, pyramid(rough))


def _partial(
    builder: PeakBuilder, rate_hz: int, expected_frames: int, rough: PeakLevel | None
) -> Peaks:
    """A coarse copy, small enough to pass to another thread twice a second."""
    level = builder.level()
    factor = 2
    while len(level) > factor * _PARTIAL_BINS:
        factor *= 2
    expected = max(expected_frames, builder.frames + 1)
    known = level.folded(factor)
    if rough is None or expected_frames <= builder.frames:
        return Peaks(rate_hz, builder.frames, expected, pyramid(known))
    return Peaks(
        rate_hz, expected_frames, expected + 1, pyramid(_with_rest(known, rough, expected))
    )


def _with_rest(known: PeakLevel, rough: PeakLevel, frames: int) -> PeakLevel:
    """What was read, followed by the probes in bins of the same width."""
    import numpy as np

    width = known.frames_per_bin
    starts = np.arange(len(known), -(-frames // width)) * width
    places = np.minimum(starts // rough.frames_per_bin, len(rough) - 1)
    return PeakLevel(
        width,
        np.concatenate((known.mins, rough.mins[places])),
        np.concatenate((known.maxs, rough.maxs[places])),
        np.concatenate((known.rms, rough.rms[places])),
    )


def _settled(level: PeakLevel) -> PeakLevel:
    """The level with arrays of its own, without the builder's spare room."""
    return PeakLevel(level.frames_per_bin, level.mins.copy(), level.maxs.copy(), level.rms.copy())
