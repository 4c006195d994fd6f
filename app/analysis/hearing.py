"""Decoding a file once for all who want to hear it: see `listener`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.analysis.decode import (
    BLOCK_FRAMES,
    SampleType,
    SoundReader,
    Transcoder,
    open_sound,
    open_transcoded,
)
from app.analysis.listener import SoundListener
from app.analysis.peak_builder import PeakBuilder
from app.analysis.resampling import Resampler, mono
from app.analysis.sampling import SoundSampler, open_sampler
from app.analysis.sound_file import NotForLibsndfile
from app.core.errors import AudioUnreadable
from app.core.path_names import display_name

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.analysis.peaks import Peaks
    from app.core.jobs import JobContext

    Block = npt.NDArray[np.int16] | npt.NDArray[np.float32]

log = logging.getLogger(__name__)

_SAME_MS = 100  # two decoders count an encoder's delay differently


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one decoding pass came to.

    results: what each listener made of it. duration_ms: of what was heard. breaks_off_ms: where
    the file could be read no further, None if it was read to its end. peaks: the waveform, if it
    was asked for.
    """

    results: tuple[Any, ...]
    duration_ms: int
    breaks_off_ms: int | None = None
    peaks: Peaks | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a file to hear, in its own time. end_ms: None for its end."""

    start_ms: int = 0
    end_ms: int | None = None


MakeListeners = Callable[[], Sequence[SoundListener[Any]]]


def hear(
    path: Path,
    listeners: MakeListeners,
    job: JobContext,
    *,
    stretch: Stretch = Stretch(),
    transcoder: Transcoder | None = None,
    scratch_dir: Path | None = None,
    label: str = "",
    with_peaks: bool = False,
) -> Hearing:
    """Feed a file, or a stretch of it, to new listeners.

    listeners: makes them; called again if a file that breaks off is tried by the transcoder, too,
    which may get further. with_peaks: draw the waveform of a whole file in the same pass. Reports
    progress in milliseconds. A file that breaks off gives what it has. Raises AudioUnreadable if
    nothing could be read, JobCancelled.
    """
    if stretch.start_ms > 0:
        try:
            with open_sampler(path) as sampler:
                return _Pass(listeners(), job, label).of_stretch(sampler, stretch)
        except NotForLibsndfile:
            log.info("“%s” is read from its beginning", display_name(path))
    hearing, fault = None, None
    with open_sound(path, transcoder, job, scratch_dir) as reader:
        try:
            hearing = _Pass(listeners(), job, label, with_peaks).of_reader(reader, stretch)
        except AudioUnreadable as problem:
            fault = problem
    if (hearing is None or hearing.breaks_off_ms is not None) and not reader.is_transcoded:
        one_pass = _Pass(listeners(), job, label, with_peaks)
        further = _by_transcoder(path, one_pass, job, stretch, transcoder, scratch_dir)
        if further is not None and _is_longer(further, hearing):
            return _against(further, reader.promised_ms, stretch)
    if hearing is None:
        assert fault is not None
        raise fault
    return hearing


def _is_longer(further: Hearing, hearing: Hearing | None) -> bool:
    return hearing is None or further.duration_ms > hearing.duration_ms + _SAME_MS


def _against(hearing: Hearing, promised_ms: int, stretch: Stretch) -> Hearing:
    """The same, broken off if the header promises more than the transcoder found."""
    end_ms = promised_ms if stretch.end_ms is None else min(stretch.end_ms, promised_ms)
    if stretch.start_ms + hearing.duration_ms >= end_ms - _SAME_MS:
        return hearing
    breaks_off_ms = stretch.start_ms + hearing.duration_ms
    peaks = hearing.peaks and replace(hearing.peaks, breaks_off_ms=breaks_off_ms)
    return replace(hearing, breaks_off_ms=breaks_off_ms, peaks=peaks)


def _by_transcoder(
    path: Path,
    one_pass: _Pass,
    job: JobContext,
    stretch: Stretch,
    transcoder: Transcoder | None,
    scratch_dir: Path | None,
) -> Hearing | None:
    if transcoder is None:
        return None
    try:
        with open_transcoded(path, transcoder, job, scratch_dir) as reader:
            return one_pass.of_reader(reader, stretch)
    except AudioUnreadable as problem:
        log.info("nothing of “%s” by the transcoder: %s", display_name(path), problem)
        return None


class _Pass:
    """One pass through a file."""

    def __init__(
        self,
        listeners: Sequence[SoundListener[Any]],
        job: JobContext,
        label: str,
        with_peaks: bool = False,
    ) -> None:
        self._listeners = listeners
        self._with_peaks = with_peaks
        self._builder: PeakBuilder | None = None
        self._job = job
        self._label = label
        self._heard_frames = 0

    def of_reader(self, reader: SoundReader, stretch: Stretch) -> Hearing:
        rate_hz = reader.shape.rate_hz
        if self._with_peaks and stretch == Stretch():
            self._builder = PeakBuilder(reader.shape.channels, reader.shape.frames)
        sample_type: SampleType = "float32" if self._builder is None else "int16"
        guess_ms = reader.shape.frames * 1000 // rate_hz
        fault: AudioUnreadable | None = None

        def blocks() -> Iterator[Block]:
            nonlocal fault
            try:
                yield from _cut(_all_of(reader, sample_type), stretch, rate_hz)
                if stretch.end_ms is None:
                    reader.raise_if_short()
            except AudioUnreadable as problem:
                fault = problem

        self._feed(blocks(), rate_hz, _length_ms(stretch, guess_ms))
        if fault is not None and self._heard_frames == 0:
            raise fault
        breaks_off_ms = None if fault is None else reader.done_ms
        hearing = self._result(rate_hz, breaks_off_ms)
        if self._builder is None:
            return hearing
        peaks = self._builder.peaks(rate_hz, breaks_off_ms, reader.is_transcoded)
        return replace(hearing, peaks=peaks)

    def of_stretch(self, sampler: SoundSampler, stretch: Stretch) -> Hearing:
        shape = sampler.shape
        first = stretch.start_ms * shape.rate_hz // 1000
        end_ms = stretch.end_ms
        end = shape.frames if end_ms is None else min(shape.frames, end_ms * shape.rate_hz // 1000)

        def blocks() -> Iterator[Block]:
            at = first
            while at < end:
                block = sampler.read_at(at, min(BLOCK_FRAMES, end - at))
                if len(block) == 0:
                    break
                yield block
                at += len(block)

        self._feed(blocks(), shape.rate_hz, max(0, end - first) * 1000 // shape.rate_hz)
        is_short = self._heard_frames < end - first
        done_ms = stretch.start_ms + self._heard_frames * 1000 // shape.rate_hz
        return self._result(shape.rate_hz, done_ms if is_short else None)

    def _feed(self, blocks: Iterator[Block], rate_hz: int, expected_ms: int) -> None:
        """Raises JobCancelled."""
        resampler = Resampler(rate_hz)
        for block in blocks:
            if self._builder is not None:
                self._builder.add(block)
            for part in resampler.feed(mono(_as_float(block))):
                self._pass_on(part)
            self._heard_frames += len(block)
            done_ms = self._heard_frames * 1000 // rate_hz
            self._job.report(done_ms, max(done_ms, expected_ms), self._label)
        for part in resampler.rest():
            self._pass_on(part)

    def _pass_on(self, part: npt.NDArray[np.float32]) -> None:
        for listener in self._listeners:
            listener.feed(part)

    def _result(self, rate_hz: int, breaks_off_ms: int | None) -> Hearing:
        results = tuple(listener.finish() for listener in self._listeners)
        return Hearing(results, self._heard_frames * 1000 // rate_hz, breaks_off_ms)


def _all_of(reader: SoundReader, sample_type: SampleType) -> Iterator[Block]:
    """Blocks that are only valid until the next one."""
    import numpy as np

    block: Block = np.empty((BLOCK_FRAMES, reader.shape.channels), sample_type)
    while frames := reader.read_into(block):
        yield block[:frames]
        if frames < BLOCK_FRAMES:
            break


def _cut(blocks: Iterator[Block], stretch: Stretch, rate_hz: int) -> Iterator[Block]:
    first = stretch.start_ms * rate_hz // 1000
    end = None if stretch.end_ms is None else stretch.end_ms * rate_hz // 1000
    at = 0
    for block in blocks:
        inside = block[max(0, first - at) : None if end is None else max(0, end - at)]
        at += len(block)
        if len(inside):
            yield inside
        if end is not None and at >= end:
            return


def _length_ms(stretch: Stretch, guess_ms: int) -> int:
    end_ms = guess_ms if stretch.end_ms is None else min(stretch.end_ms, guess_ms)
    return max(0, end_ms - stretch.start_ms)


def _as_float(block: Block) -> npt.NDArray[np.float32]:
    import numpy as np

    if block.dtype == np.int16:
        return block.astype(np.float32) * np.float32(1 / 32768)
    return block.astype(np.float32, copy=False)
