"""Sound made in the test, so that it is known what should be heard where."""

from __future__ import annotations

import shutil
import subprocess
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Samples = Any  # float32, (frames,), -1..1

RATE_HZ = 44_100


def silence(seconds: float, rate_hz: int = RATE_HZ) -> Samples:
    return np.zeros(round(seconds * rate_hz), dtype=np.float32)


def tone(
    seconds: float, hz: float = 440.0, *, rate_hz: int = RATE_HZ, level: float = 0.5
) -> Samples:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def tone_at(
    start_s: float, lasts_s: float, total_s: float, hz: float = 440.0, rate_hz: int = RATE_HZ
) -> Samples:
    """Silence with one tone in it, which starts at `start_s`."""
    samples = silence(total_s, rate_hz)
    sound = tone(lasts_s, hz, rate_hz=rate_hz)
    first = round(start_s * rate_hz)
    samples[first : first + len(sound)] = sound[: len(samples) - first]
    return samples


def clicks(total_s: float, every_s: float = 1.0, rate_hz: int = RATE_HZ) -> Samples:
    """A 5 ms click at 0, `every_s`, 2 `every_s`…"""
    samples = silence(total_s, rate_hz)
    click = tone(0.005, 2000.0, rate_hz=rate_hz, level=0.9)
    for number in range(int(total_s / every_s) + 1):
        first = round(number * every_s * rate_hz)
        place = samples[first : first + len(click)]
        place[:] = click[: len(place)]
    return samples


def sweep(
    total_s: float, from_hz: float = 200.0, to_hz: float = 4000.0, rate_hz: int = RATE_HZ
) -> Samples:
    """A linear sweep: the frequency gives the time."""
    t = np.arange(round(total_s * rate_hz)) / rate_hz
    phase = 2 * np.pi * (from_hz * t + (to_hz - from_hz) * t**2 / (2 * total_s))
    return (0.5 * np.sin(phase)).astype(np.float32)


def melody(
    seconds: float, *, beat_s: float | None = None, seed: int = 5, rate_hz: int = RATE_HZ
) -> Samples:
    """Plucked notes of random pitch and level; of random length, too, unless they are on a beat."""
    rng = np.random.default_rng(seed)
    notes: list[Samples] = []
    while sum(map(len, notes)) < seconds * rate_hz:
        lasts_s = beat_s or float(rng.choice([0.2, 0.25, 0.4, 0.5, 0.75]))
        t = np.arange(round(lasts_s * rate_hz)) / rate_hz
        fading = np.minimum(1, t / 0.01) * np.exp(-3 * t / lasts_s) * rng.uniform(0.1, 0.4)
        notes.append(fading * np.sin(2 * np.pi * 220 * 2 ** (rng.integers(24) / 12) * t))
    return np.concatenate(notes)[: round(seconds * rate_hz)].astype(np.float32)


def write_wav(path: Path, samples: Samples, *, rate_hz: int = RATE_HZ, channels: int = 1) -> Path:
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.repeat(pcm, channels).tobytes())
    return path


def write_audio(path: Path, samples: Samples, *, rate_hz: int = RATE_HZ, channels: int = 1) -> Path:
    """Encodes by the suffix: .wav, .flac, .ogg (Vorbis), .opus, .mp3, .aiff, .m4a (needs ffmpeg).

    Opus needs 8, 12, 16, 24 or 48 kHz.
    """
    suffix = path.suffix.lower()
    if suffix == ".wav":
        return write_wav(path, samples, rate_hz=rate_hz, channels=channels)
    if suffix == ".m4a":
        return _write_with_ffmpeg(path, samples, rate_hz, channels)
    import soundfile

    kind, subtype = _SOUNDFILE_KINDS[suffix]
    frames = np.repeat(samples[:, np.newaxis], channels, axis=1)
    with soundfile.SoundFile(path, "w", rate_hz, channels, subtype, format=kind) as file:
        # libsndfile's Vorbis encoder overflows its stack on one large write
        for first in range(0, len(frames), 4096):
            file.write(frames[first : first + 4096])
    return path


_SOUNDFILE_KINDS: dict[str, tuple[str, str]] = {
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
    ".aiff": ("AIFF", "PCM_16"),
}


def _write_with_ffmpeg(path: Path, samples: Samples, rate_hz: int, channels: int) -> Path:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed; it makes this test’s M4A file")
    source = write_wav(path.with_suffix(".source.wav"), samples, rate_hz=rate_hz, channels=channels)
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(source), "-c:a", "aac", str(path)]
    subprocess.run(command, check=True)
    source.unlink()
    return path
