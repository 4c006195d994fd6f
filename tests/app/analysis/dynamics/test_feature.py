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
