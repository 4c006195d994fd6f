"""Dynamics come back from the cache as they were, or not at all."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from app.analysis.dynamics.dynamics import Dynamics
from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.dynamics.measured import Measured
from app.analysis.feature_store import FeatureStore
from tests.app.analysis.dynamics.swelling import heard, swelling

HASH = "1:" + "cd" * 20


@pytest.fixture(scope="module")
def dynamics() -> Dynamics:
    return heard(swelling((0, -30), (10, -30), (26, -8), (30, -8), (30.2, -28), (40, -28)))


def same(one: Measured, other: Measured) -> bool:
    pairs = (
        (one.loudness, other.loudness),
        (one.onsets, other.onsets),
        (one.brightness, other.brightness),
    )
    return all(np.array_equal(a, b) for a, b in pairs)


def test_what_was_kept_is_found_as_it_was(tmp_path: Path, dynamics: Dynamics) -> None:
    store = FeatureStore(tmp_path)
    store.keep(HASH, DYNAMICS, dynamics)
    found = store.find(HASH, DYNAMICS)
    assert found is not None
    assert len(found.events) == 3
    assert found.events == dynamics.events
    assert found.summary == dynamics.summary
    assert same(found.measured, dynamics.measured)
    assert found.between(0, None).events == dynamics.events


def test_a_minute_takes_less_than_three_kilobytes(dynamics: Dynamics) -> None:
    assert len(DYNAMICS.encode(dynamics)) < 40 / 60 * 3000


def test_nothing_heard_is_kept_too() -> None:
    empty = DYNAMICS.decode(DYNAMICS.encode(heard(np.zeros(0, np.float32))))
    assert empty is not None
    assert (len(empty.measured), empty.events) == (0, ())


def test_damaged_bytes_are_nothing(dynamics: Dynamics) -> None:
    data = DYNAMICS.encode(dynamics)
    for length in (0, 1, 8, 40, 70, len(data) - 1):
        assert DYNAMICS.decode(data[:length]) is None
    assert DYNAMICS.decode(data + b"\0") is None
    for place in range(0, len(data), 17):
        damaged = bytearray(data)
        damaged[place] ^= 0x55
        assert DYNAMICS.decode(bytes(damaged)) is None


def sealed(body: bytearray) -> bytes:
    return bytes(body) + struct.pack("<I", zlib.crc32(body))


def test_what_no_track_can_have_is_nothing_even_if_its_checksum_is_right(
    dynamics: Dynamics,
) -> None:
    body = bytearray(DYNAMICS.encode(dynamics)[:-4])
    assert DYNAMICS.decode(sealed(body)) is not None
    # version, hops, events, most intense, longest build, the first event's kind and its end
    for place in (8, 12, 16, 20, 24, 60, 65):
        absurd = bytearray(body)
        absurd[place : place + 4] = b"\xff\xff\xff\x7f"
        assert DYNAMICS.decode(sealed(absurd)) is None, place


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_found_can_be_kept(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hops = int(rng.integers(1, 600))
    corners = rng.uniform(0, 255, int(rng.integers(2, 12)))
    line = np.interp(np.linspace(0, len(corners) - 1, hops), np.arange(len(corners)), corners)
    loudness = np.clip(line + rng.normal(0, rng.uniform(0, 20), hops), 0, 255).astype(np.uint8)
    dynamics = Dynamics.of(Measured(loudness, np.full(hops, 60, np.uint8), loudness))
    again = DYNAMICS.decode(DYNAMICS.encode(dynamics))
    assert again is not None
    assert again.events == dynamics.events


@pytest.mark.parametrize("hops", [240, 241, 242, 243])
def test_a_build_to_the_very_end_can_be_kept(hops: int) -> None:
    loudness = np.interp(np.arange(hops), [0, 100, hops], [80, 80, 200]).astype(np.uint8)
    dynamics = Dynamics.of(Measured(loudness, np.full(hops, 60, np.uint8), loudness))
    assert len(dynamics.events) == 2
    assert dynamics.events[-1].end_ms <= hops * 100
    assert DYNAMICS.decode(DYNAMICS.encode(dynamics)) is not None
