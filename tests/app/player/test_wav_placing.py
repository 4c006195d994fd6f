"""Sound lies where its time stamps say, whenever the silence that marks zero comes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from app.player.held_blocks import IN_MEMORY_BYTES
from app.player.vlc_tap import Block
from app.player.wav_placing import PULSE_RATE_HZ, Placing

soundfile = pytest.importorskip("soundfile")

RATE_HZ = 48_000
ZERO_US = 1_234_567_000
FIRST_US = 25_000  # the first sound, behind zero: an encoder's delay
SILENCE = Block(ZERO_US, PULSE_RATE_HZ, 1, bytes(800))


def sound(blocks: int, block_frames: int, first_us: int = FIRST_US) -> list[Block]:
    """Mono; no two blocks that follow one another are the same."""
    lasts_us = block_frames * 1_000_000 // RATE_HZ
    return [
        Block(
            ZERO_US + first_us + number * lasts_us,
            RATE_HZ,
            1,
            np.full(block_frames, 1 + number % 1000, np.int16).tobytes(),
        )
        for number in range(blocks)
    ]


def placed(target: Path, blocks: Iterable[Block]) -> np.ndarray:
    with Placing(target) as placing:
        for block in blocks:
            placing.add(block)
        placing.settle()
    samples, rate_hz = soundfile.read(target, dtype="int16")
    assert rate_hz == RATE_HZ
    return samples


@pytest.mark.parametrize("before", [0, 1, 64, 65, 999, 1000])
def test_sound_that_came_before_the_silence_lies_where_it_belongs(
    tmp_path: Path, before: int
) -> None:
    blocks = sound(1000, 120)
    samples = placed(tmp_path / "a.wav", [*blocks[:before], SILENCE, *blocks[before:]])
    assert np.flatnonzero(samples)[0] == FIRST_US * RATE_HZ // 1_000_000
    assert (samples[samples > 0] == np.repeat(np.arange(1, 1001), 120)).all()


def test_more_sound_than_is_kept_in_memory_may_come_before_the_silence(tmp_path: Path) -> None:
    second = 2 * RATE_HZ
    blocks = sound(IN_MEMORY_BYTES // second + 2, RATE_HZ)
    samples = placed(tmp_path / "a.wav", [*blocks, SILENCE])
    assert (samples[FIRST_US * RATE_HZ // 1_000_000 :: RATE_HZ] == range(1, len(blocks) + 1)).all()
    assert [each.name for each in tmp_path.iterdir()] == ["a.wav"]


def test_sound_from_before_the_late_zero_is_cut_off(tmp_path: Path) -> None:
    blocks = sound(100, 480, first_us=-15_000)
    samples = placed(tmp_path / "a.wav", [*blocks, SILENCE])
    assert (samples[:240] == 2).all()
    assert samples[240] == 3


@pytest.mark.logs("its first sound is taken as zero")
def test_without_any_silence_the_first_sound_is_zero(tmp_path: Path) -> None:
    samples = placed(tmp_path / "a.wav", sound(1000, 120))
    assert samples[0] == 1
    assert len(samples) == 120_000


def test_without_any_sound_nothing_is_written(tmp_path: Path) -> None:
    with Placing(tmp_path / "a.wav") as placing:
        placing.add(SILENCE)
        placing.settle()
        assert not placing.has_sound
    assert list(tmp_path.iterdir()) == []
