"""Samples from audio files of any format, block by block.

libsndfile reads WAV, AIFF, FLAC, Ogg Vorbis, Opus and MP3; everything else is first written as a
WAV by the `Transcoder` that the caller passes in. docs/formats.md says what comes out of each.

Time zero: sample 0 is the first one meant to be heard. Measured with a tone at 2.000 s: WAV, AIFF,
FLAC, Vorbis, Opus (pre-skip dropped) and MP3 with a LAME header (encoder delay dropped) give
2.0000; MP3 without that header gives 2.0251, as in any player, because nothing says how much to
drop. For the transcoder's time zero see app/player/vlc_transcode.py.

soundfile is imported inside functions, here, in `sampling` and in `wav_placing`: if libsndfile is
missing or broken, everything but new waveforms still works.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from app.analysis.declared import UNKNOWN_LENGTH, Promise, read_promise
from app.analysis.sound_file import (
    NotForLibsndfile,
    SoundFile,
    open_descriptor,
    open_sound_file,
)
from app.core.atomic_folder import scratch_folder
from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.timecode import format_ms
from app.core.words import _, ngettext, number
from app.sounds.unreadable_audio import COPY_AFRESH

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.int16] | npt.NDArray[np.float32]

SampleType = Literal["int16", "float32"]

BLOCK_FRAMES = 1 << 16
_SHORTFALL_FRAMES_ALLOWED = 4608  # four MP3 frames: encoders round, headers are a little off


class Transcoder(Protocol):
    """Writes the sound of `source` as a WAV at `target`.

    Raises AudioUnreadable when it cannot, JobCancelled when the job was cancelled.
    """

    def __call__(self, source: Path, target: Path, job: JobContext, /) -> None: ...


@dataclass(frozen=True, slots=True)
class SampleFormat:
    """What a decoder knows before the first sample; `frames` is its guess, 0 if it has none."""

    rate_hz: int
    channels: int
    frames: int


class SoundReader:
    """An open sound file that fills buffers; made by `open_sound`."""

    def __init__(self, path: Path, file: SoundFile, promise: Promise) -> None:
        self._path = path
        self._file = file
        self._promise = promise
        self._is_whole_numbered = file.subtype.startswith(("PCM_", "ULAW", "ALAW"))
        self._scratch: npt.NDArray[np.float32] | None = None
        self._done_frames = 0
        self.is_transcoded = False
        guess = promise.frames or (file.frames if file.frames < UNKNOWN_LENGTH else 0)
        self.shape = SampleFormat(file.samplerate, file.channels, guess)

    @property
    def done_ms(self) -> int:
        return self._done_frames * 1000 // self.shape.rate_hz

    @property
    def promised_ms(self) -> int:
        """The length the file declares, 0 if none."""
        return self._promise.frames * 1000 // self.shape.rate_hz

    def read_into(self, block: Samples) -> int:
        """Fill a (frames, channels) block; returns the frames read, fewer only at the end.

        int16 blocks of compressed or float sound go through float32, because libsndfile's own
        conversion of such sound neither scales nor clips reliably.
        """
        filled = 0
        while filled < len(block):
            frames = self._read_some(block[filled : filled + self._still_promised()])
            if frames == 0:
                break
            filled += frames
            self._done_frames += frames
        return filled

    def _still_promised(self) -> int:
        """What lies behind a FLAC's last frame, a tag say, would be an error to libsndfile."""
        if self._file.format != "FLAC" or not self._promise.frames:
            return UNKNOWN_LENGTH
        return max(0, self._promise.frames - self._done_frames)

    def raise_if_short(self) -> None:
        """Raise AudioUnreadable, saying where, if the file ended before its declared length, or
        libsndfile before the file's end.
        """
        missing_frames = self._promise.frames - self._done_frames
        is_short = self._promise.is_cut or missing_frames > _SHORTFALL_FRAMES_ALLOWED
        if is_short or self._promise.has_more():
            raise AudioUnreadable(
                _("“{file}” couldn’t be read to its end.", file=display_name(self._path)),
                _("It breaks off at {time}.", time=format_ms(self.done_ms)),
                str(COPY_AFRESH),
                self._read_so_far(),
            )

    def _read_so_far(self) -> str:
        if not self._promise.frames:
            return ngettext("{n} frame was read.", "{n} frames were read.", self._done_frames)
        all_frames = number(self._promise.frames)
        return _("{n} of {all} frames were read.", n=number(self._done_frames), all=all_frames)

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
                _("“{file}” couldn’t be read to its end.", file=display_name(self._path)),
                _("It is damaged at {time}.", time=format_ms(self.done_ms)),
                str(COPY_AFRESH),
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
            file = opened.enter_context(open_sound_file(descriptor, straight_through=True))
        except NotForLibsndfile as fault:
            if transcoder is None:
                raise AudioUnreadable(
                    _("“{file}” couldn’t be read.", file=display_name(path)),
                    _("It isn’t a kind of audio file that this program knows, or it is damaged."),
                    details=str(fault),
                ) from fault
            yield opened.enter_context(open_transcoded(path, transcoder, job, scratch_dir))
        else:
            yield SoundReader(path, file, read_promise(descriptor, file))


@contextmanager
def open_transcoded(
    path: Path, transcoder: Transcoder, job: JobContext | None, scratch_dir: Path | None
) -> Iterator[SoundReader]:
    """A reader for what the transcoder makes of a file. Raises AudioUnreadable, JobCancelled."""
    with scratch_folder(scratch_dir) as folder:
        target = folder / "sound.wav"
        transcoder(path, target, job or JobContext())
        with open_sound(target) as reader:
            reader.is_transcoded = True
            yield reader


def blocks(
    path: Path,
    sample_type: SampleType = "float32",
    block_frames: int = BLOCK_FRAMES,
    transcoder: Transcoder | None = None,
    job: JobContext | None = None,
) -> Iterator[Samples]:
    """New (frames, channels) blocks of a file, then AudioUnreadable if it broke off early."""
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
