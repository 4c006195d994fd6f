"""Samples out of sound files, block by block, whatever their format.

libsndfile reads WAV, AIFF, FLAC, Ogg Vorbis, Opus and MP3; everything else is first written as a
WAV by the `Transcoder` that the program hands in.

Time zero: sample 0 is the first one meant to be heard. Measured with a tone at 2.000 s: WAV, AIFF,
FLAC, Vorbis, Opus (pre-skip dropped) and MP3 with a LAME header (encoder delay dropped) give
2.0000; MP3 without that header gives 2.0251, as any player would, having nothing to go by. Where
the transcoder puts its time zero: see app/player/vlc_transcode.py.

soundfile is imported in the functions, here, in `sampling` and in `vlc_transcode`: where
libsndfile is missing or broken, all but new waveforms goes on as ever, and those kept are drawn.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from app.analysis.declared import Promise, read_promise
from app.core import user_files
from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.timecode import format_ms
from app.sounds.unreadable_audio import COPY_AFRESH, empty, unopened

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import soundfile

    Samples = npt.NDArray[np.int16] | npt.NDArray[np.float32]

SampleType = Literal["int16", "float32"]

BLOCK_FRAMES = 1 << 16
_SHORTFALL_FRAMES_ALLOWED = 4608  # four MP3 frames: encoders round, headers lie a little


class Transcoder(Protocol):
    """Writes the sound of `source` as a WAV at `target`.

    Raises AudioUnreadable when it cannot, JobCancelled when the job was cancelled.
    """

    def __call__(self, source: Path, target: Path, job: JobContext, /) -> None: ...


@dataclass(frozen=True, slots=True)
class SampleFormat:
    """What a decoder knows before the first sample; `frames` is its guess, 0 when it has none."""

    rate_hz: int
    channels: int
    frames: int


class SoundReader:
    """An open sound file that fills buffers; made by `open_sound`."""

    def __init__(self, path: Path, file: soundfile.SoundFile, promise: Promise) -> None:
        self._path = path
        self._file = file
        self._promise = promise
        self._is_whole_numbered = file.subtype.startswith(("PCM_", "ULAW", "ALAW"))
        self._scratch: npt.NDArray[np.float32] | None = None
        self._done_frames = 0
        guess = promise.frames or (file.frames if file.frames < 1 << 40 else 0)
        self.shape = SampleFormat(file.samplerate, file.channels, guess)

    @property
    def done_ms(self) -> int:
        return self._done_frames * 1000 // self.shape.rate_hz

    def read_into(self, block: Samples) -> int:
        """Fill a (frames, channels) block; returns the frames read, fewer only at the end.

        int16 blocks of compressed or float sound go through float32, because libsndfile's own
        conversion of such sound neither scales nor clips reliably.
        """
        filled = 0
        while filled < len(block):
            frames = self._read_some(block[filled:])
            if frames == 0:
                break
            filled += frames
            self._done_frames += frames
        return filled

    def raise_if_short(self) -> None:
        """Raise AudioUnreadable, saying where, when the file ended before its own promise."""
        missing_frames = self._promise.frames - self._done_frames
        if self._promise.is_cut or missing_frames > _SHORTFALL_FRAMES_ALLOWED:
            raise AudioUnreadable(
                f"“{display_name(self._path)}” couldn’t be read to its end.",
                f"It breaks off at {format_ms(self.done_ms)}.",
                COPY_AFRESH,
                f"{self._done_frames} frames of {self._promise.frames or 'an unknown number'}",
            )

    def _read_some(self, block: Samples) -> int:
        if block.dtype == "int16" and not self._is_whole_numbered:
            return self._read_clipped(block)
        return self._fill(block, str(block.dtype))

    def _fill(self, block: Samples, sample_type: str) -> int:
        import soundfile

        try:
            return int(self._file.buffer_read_into(block, sample_type))
        except soundfile.LibsndfileError as fault:
            raise AudioUnreadable(
                f"“{display_name(self._path)}” couldn’t be read to its end.",
                f"It is damaged at {format_ms(self.done_ms)}.",
                COPY_AFRESH,
                str(fault),
            ) from fault

    def _read_clipped(self, block: Samples) -> int:
        import numpy as np

        if self._scratch is None or self._scratch.shape != block.shape:
            self._scratch = np.empty(block.shape, np.float32)
        frames = self._fill(self._scratch, "float32")
        heard = self._scratch[:frames]
        np.multiply(heard, 32767.0, out=heard)
        np.clip(heard, -32768.0, 32767.0, out=heard)
        np.copyto(block[:frames], heard, casting="unsafe")
        return frames


@contextmanager
def open_sound(
    path: Path,
    transcoder: Transcoder | None = None,
    job: JobContext | None = None,
    scratch_dir: Path | None = None,
) -> Iterator[SoundReader]:
    """A reader for any sound file, closed on leaving.

    scratch_dir: where a transcoded WAV may lie meanwhile, 10 MB a minute; the system's folder for
    temporary files is often held in memory. Raises AudioUnreadable when nothing can be read.
    """
    with ExitStack() as opened:
        descriptor = open_descriptor(path)
        opened.callback(os.close, descriptor)
        try:
            file = opened.enter_context(_open_libsndfile(descriptor))
        except NotForLibsndfile as fault:
            if transcoder is None:
                raise AudioUnreadable(
                    f"“{display_name(path)}” couldn’t be read.",
                    "It is not a kind of sound file known here, or it is damaged.",
                    details=str(fault),
                ) from fault
            folder = tempfile.TemporaryDirectory(prefix=".sound-", dir=scratch_dir)
            target = Path(opened.enter_context(folder)) / "sound.wav"
            transcoder(path, target, job or JobContext())
            yield opened.enter_context(open_sound(target))
        else:
            yield SoundReader(path, file, read_promise(descriptor, file))


def blocks(
    path: Path,
    sample_type: SampleType = "float32",
    block_frames: int = BLOCK_FRAMES,
    transcoder: Transcoder | None = None,
    job: JobContext | None = None,
) -> Iterator[Samples]:
    """Fresh (frames, channels) blocks of a file, then AudioUnreadable if it broke off early."""
    import numpy as np

    with open_sound(path, transcoder, job) as reader:
        while True:
            block = np.empty((block_frames, reader.shape.channels), sample_type)
            frames = reader.read_into(block)
            if frames:
                yield block[:frames]
            if frames < block_frames:
                break
            if job is not None:
                job.checkpoint()
        reader.raise_if_short()


class NotForLibsndfile(Exception):
    """libsndfile does not know this file."""


def open_descriptor(path: Path) -> int:
    """A descriptor instead of a name: libsndfile never sees the name's encoding."""
    try:
        descriptor = user_files.open_descriptor(path)
    except OSError as fault:
        raise unopened(path, fault) from fault
    if os.fstat(descriptor).st_size == 0:
        os.close(descriptor)
        raise empty(path)
    return descriptor


@cache
def _straight_through() -> type[soundfile.SoundFile]:
    import soundfile

    class StraightThrough(soundfile.SoundFile):  # type: ignore[misc]
        """Reads once from front to back.

        soundfile follows every read of a seekable file by a seek to where it already is; for FLAC
        that is a search, for MP3 a restart of the decoder.
        """

        def seekable(self) -> bool:
            return False

    return StraightThrough


def _open_libsndfile(descriptor: int) -> soundfile.SoundFile:
    """The file on its way to be read; leaves the descriptor for the caller to close."""
    import soundfile

    try:
        return _straight_through()(descriptor, closefd=False)
    except soundfile.LibsndfileError as fault:
        raise NotForLibsndfile(str(fault)) from fault
