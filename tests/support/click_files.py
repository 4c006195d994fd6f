"""A file of clicks in every format that can be made here: one a second, each louder than the last.

The sound lasts LENGTH_MS, and its last click begins 60 ms before the end: whoever loses a decoder's
last block loses it. Needs ffmpeg, and `wavpack` and `mpcenc` for what they alone write.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.audio import Samples, silence, tone, write_wav

LENGTH_MS = 8_060
CLICKS = 9  # at 0, 1 … 8 s
_RATE_HZ = 48_000

Make = Callable[[Path, Path], None]  # (WAV to read, file to write)


def rising_clicks(rate_hz: int = _RATE_HZ, clicks: int = CLICKS) -> Samples:
    """20 ms of 1 kHz at each second, from a fifth of full scale to nine tenths."""
    samples = silence((clicks - 1) + 0.060, rate_hz)
    for number in range(clicks):
        level = 0.2 + 0.7 * number / (CLICKS - 1)
        click = tone(0.02, 1000.0, rate_hz=rate_hz, level=level)
        samples[number * rate_hz : number * rate_hz + len(click)] += click
    return samples


def write_clicks(folder: Path, name: str, clicks: int = CLICKS) -> Path:
    """The file called so in FORMATS, in `folder`. Skips the test if its encoder is missing."""
    rate_hz, make = FORMATS[name]
    source = write_wav(
        folder / "clicks.source.wav", rising_clicks(rate_hz, clicks), rate_hz=rate_hz
    )
    target = folder / name
    make(source, target)
    source.unlink()
    return target


def ffmpeg(*options: str) -> Make:
    def make(source: Path, target: Path) -> None:
        run("ffmpeg", "-v", "error", "-y", "-i", source, "-bitexact", *options, target)

    return make


def run(*command: str | Path) -> bytes:
    """What the command prints. Skips the test if it is missing."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed; it makes this test’s file")
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def _wavpack(*options: str) -> Make:
    def make(source: Path, target: Path) -> None:
        run("wavpack", "-q", "-y", *options, source, "-o", target)

    return make


def _musepack(source: Path, target: Path) -> None:
    run("mpcenc", "--silent", "--overwrite", source, target)


def _plain(*options: str) -> tuple[int, Make]:
    return _RATE_HZ, ffmpeg(*options)


FIRST_FRAGMENT_COUNTED = ("-movflags", "frag_keyframe", "-frag_duration", "1000000")
FRAGMENTED = ("-movflags", "frag_keyframe+empty_moov", "-frag_duration", "1000000")
FORMATS: dict[str, tuple[int, Make]] = {
    "mp3.mp3": _plain("-c:a", "libmp3lame", "-b:a", "128k"),
    "mp3 vbr.mp3": _plain("-c:a", "libmp3lame", "-q:a", "2"),
    "mp3 no xing.mp3": _plain("-c:a", "libmp3lame", "-b:a", "128k", "-write_xing", "0"),
    "mp2.mp2": _plain("-c:a", "mp2"),
    "aac.aac": _plain("-c:a", "aac"),
    "aac.m4a": _plain("-c:a", "aac"),
    "aac fragmented.m4a": _plain(
        "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov", "-frag_duration", "1000000"
    ),
    "aac first fragment.m4a": _plain(
        "-c:a", "aac", *FRAGMENTED[:1], "frag_keyframe", *FRAGMENTED[2:]
    ),
    "alac.m4a": _plain("-c:a", "alac"),
    "flac in.mp4": _plain("-c:a", "flac", "-strict", "-2"),
    "opus in.mp4": _plain("-c:a", "libopus"),
    "mp3 in.mp4": _plain("-c:a", "libmp3lame"),
    "ac3 in.mp4": _plain("-c:a", "ac3"),
    "aac.mov": _plain("-c:a", "aac"),
    "pcm.mov": _plain("-c:a", "pcm_s16be"),
    "flac.flac": _plain("-c:a", "flac"),
    "flac 24.flac": _plain("-c:a", "flac", "-sample_fmt", "s32"),
    "vorbis.ogg": _plain("-c:a", "libvorbis"),
    "opus.opus": _plain("-c:a", "libopus"),
    "flac.oga": _plain("-c:a", "flac", "-f", "ogg"),
    "pcm.wav": _plain("-c:a", "pcm_s16le"),
    "pcm 24.wav": _plain("-c:a", "pcm_s24le"),
    "pcm 8.wav": _plain("-c:a", "pcm_u8"),
    "float.wav": _plain("-c:a", "pcm_f32le"),
    "adpcm ms.wav": _plain("-c:a", "adpcm_ms"),
    "adpcm ima.wav": _plain("-c:a", "adpcm_ima_wav"),
    "mp3 in.wav": _plain("-c:a", "libmp3lame"),
    "ac3 in.wav": _plain("-c:a", "ac3"),
    "alaw.wav": _plain("-c:a", "pcm_alaw"),
    "pcm.w64": _plain("-c:a", "pcm_s16le"),
    "rf64.wav": _plain("-c:a", "pcm_s16le", "-rf64", "always"),
    "pcm.aiff": _plain("-c:a", "pcm_s16be"),
    "sowt.aifc": _plain("-c:a", "pcm_s16le", "-f", "aiff"),
    "pcm.au": _plain("-c:a", "pcm_s16be"),
    "pcm.caf": _plain("-c:a", "pcm_s16be"),
    "alac.caf": _plain("-c:a", "alac"),
    "wma.wma": _plain("-c:a", "wmav2"),
    "wma1.wma": _plain("-c:a", "wmav1"),
    "wavpack.wv": _plain("-c:a", "wavpack"),
    "wavpack long blocks.wv": (_RATE_HZ, _wavpack("--blocksize=131072")),
    "wavpack hybrid.wv": (_RATE_HZ, _wavpack("-b256")),
    "tta.tta": _plain("-c:a", "tta"),
    "flac.mka": _plain("-c:a", "flac"),
    "vorbis.mka": _plain("-c:a", "libvorbis"),
    "aac.mka": _plain("-c:a", "aac"),
    "alac.mka": _plain("-c:a", "alac"),
    "mp3.mka": _plain("-c:a", "libmp3lame"),
    "pcm.mka": _plain("-c:a", "pcm_s16le"),
    "tta.mka": _plain("-c:a", "tta"),
    "wavpack.mka": _plain("-c:a", "wavpack"),
    "ac3.mka": _plain("-c:a", "ac3"),
    "opus.webm": _plain("-c:a", "libopus"),
    "vorbis.webm": _plain("-c:a", "libvorbis"),
    "musepack.mpc": (44_100, _musepack),
    "ac3.ac3": _plain("-c:a", "ac3"),
    "eac3.eac3": _plain("-c:a", "eac3"),
    "dts.dts": _plain("-c:a", "dca", "-strict", "-2"),
    "pcm.voc": (50_000, ffmpeg("-c:a", "pcm_u8")),
    "truehd.mka": _plain("-c:a", "truehd", "-strict", "-2"),
}
# What the encoder put before the sound, in milliseconds, where the file doesn't say how much: then
# it is played, and drawn, too.
ENCODER_DELAYS_MS = {
    "mp3 no xing.mp3": 23,
    "mp2.mp2": 10,
    "aac.aac": 21,
    "aac fragmented.m4a": 21,
    "aac first fragment.m4a": 21,
    "aac.mka": 21,
    "mp3 in.wav": 23,
    "mp3.mka": 23,
    "ac3 in.wav": 5,
    "ac3.mka": 5,
    "ac3.ac3": 5,
    "eac3.eac3": 5,
    "dts.dts": 11,
    "wma.wma": 43,
    "wma1.wma": 43,
}
# The seconds whose clicks no decoder of libVLC plays: those in a first block into which an edit
# list cuts, and in the first and last block of WMA.
NEVER_HEARD = {
    "ac3 in.mp4": (0,),
    "mp3 in.mp4": (0,),
    "opus in.mp4": (0,),
    "wma.wma": (0, CLICKS - 1),
    "wma1.wma": (0, CLICKS - 1),
}
