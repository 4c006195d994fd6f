"""Samples of a trace: small on disk, the same again in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.file.errors import FaultKind, StorageFault
from db.models.affect_samples import as_lists, from_lists, packed, unpacked

pairs = st.lists(st.tuples(st.integers(-127, 127), st.integers(-127, 127)), max_size=200)


def as_bytes(values: list[tuple[int, int]]) -> bytes:
    return bytes(number & 0xFF for pair in values for number in pair)


@given(values=pairs)
def test_packed_samples_can_be_unpacked(values: list[tuple[int, int]]) -> None:
    samples = as_bytes(values)
    assert unpacked(packed(samples)) == samples
    assert from_lists(as_lists(samples)) == samples


def test_a_hand_at_rest_takes_almost_no_space() -> None:
    assert len(packed(as_bytes([(90, -40)] * 72_000))) < 400


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="half a sample"):
        packed(b"\x01")


@pytest.mark.parametrize("kept", [b"", b"\x02", b"\x01no zlib", packed(b"\x01\x02")[:-3]])
def test_invalid_bytes_are_damage(kept: bytes) -> None:
    with pytest.raises(StorageFault) as caught:
        unpacked(kept)
    assert caught.value.kind is FaultKind.DAMAGED
