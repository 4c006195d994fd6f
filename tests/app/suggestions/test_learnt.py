"""What was learnt is believed only as it can have been written, wherever the cache comes from."""

from __future__ import annotations

import io
import zlib
from typing import Any

import numpy as np
import pytest

from app.suggestions.learnt import LEARNT, Learnt
from app.suggestions.model import Model

MAGIC = b"OSTlearn"
AT_MS = 1_790_000_000_000


def learnt() -> Learnt:
    known, weights = np.zeros((40, 6)), np.zeros((41, 3))
    model = Model(np.zeros(6), np.ones(6), known, weights, 1.0, 2.0)
    return Learnt("s", ("a", "b", "c"), 40, model, AT_MS)


def with_other(**arrays: Any) -> bytes:
    """Its checksum is right. None: without it."""
    with np.load(io.BytesIO(LEARNT.encode(learnt())[len(MAGIC) + 4 :])) as kept:
        held = {name: kept[name] for name in kept.files} | arrays
    body = io.BytesIO()
    np.savez(body, **{name: array for name, array in held.items() if array is not None})
    return checked(body.getvalue())


def checked(body: bytes) -> bytes:
    return MAGIC + zlib.crc32(body).to_bytes(4, "little") + body


def test_it_comes_back() -> None:
    found = LEARNT.decode(LEARNT.encode(learnt()))
    assert found is not None and found.emotions == ("a", "b", "c")
    assert (found.stamp, found.marks, found.at_ms) == ("s", 40, AT_MS)


@pytest.mark.parametrize(
    "other",
    [
        {"middle": None},
        {"middle": np.zeros(5)},
        {"scale": np.zeros(6)},
        {"known": np.zeros((39, 6))},
        {"known": np.full((40, 6), np.nan)},
        {"weights": np.zeros((0,))},
        {"weights": np.full((41, 3), "x")},
        {"emotions": np.array(["a"])},
        {"marks": np.array("x")},
        {"stamp": None},
        {"width": np.array(0.0)},
        {"width": np.array(np.inf)},
        {"sharpness": np.array(np.inf)},
        {"at_ms": None},
        {"at_ms": np.array(1 << 62)},
        {"at_ms": np.array(-(1 << 62))},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_does_not_fit_together_is_damaged(other: dict[str, Any]) -> None:
    assert LEARNT.decode(with_other(**other)) is None


def test_what_is_no_archive_is_damaged() -> None:
    assert LEARNT.decode(checked(b"no archive")) is None
    assert LEARNT.decode(checked(b"")) is None
