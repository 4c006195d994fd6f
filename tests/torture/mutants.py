"""Corrupts bytes as files get corrupted: flipped, cut, doubled, spliced, absurd numbers."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence

_HEADER = 4096
_ABSURD = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)

Data = bytearray


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """With one to six mutations. others: files to take pieces from."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if not made:
            break
        if chance.random() < 0.1:
            _splice(made, chance, chance.choice(others))
        else:
            chance.choice(_WAYS)(made, chance)
    return bytes(made)


def _place(data: Data, chance: random.Random) -> int:
    """Near the beginning or the end, where formats say how to read the rest, or anywhere."""
    where = chance.random()
    if where < 0.6:
        return chance.randrange(min(len(data), _HEADER))
    if where < 0.7:
        return max(0, len(data) - 1 - chance.randrange(min(len(data), _HEADER)))
    return chance.randrange(len(data))


def _flip(data: Data, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 4, 40))):
        data[_place(data, chance)] ^= 1 << chance.randrange(8)


def _overwrite(data: Data, chance: random.Random) -> None:
    at, size = _place(data, chance), chance.choice((1, 8, 200))
    data[at : at + size] = chance.randbytes(min(size, len(data) - at))


def _absurd_number(data: Data, chance: random.Random) -> None:
    at, order = _place(data, chance), chance.choice("<>")
    packed = struct.pack(f"{order}I", chance.choice(_ABSURD))
    data[at : at + 4] = packed[: max(0, len(data) - at)]


def _cut(data: Data, chance: random.Random) -> None:
    del data[_place(data, chance) :]


def _take_out(data: Data, chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.choice((1, 3, 64, 2000))]


def _double(data: Data, chance: random.Random) -> None:
    at = _place(data, chance)
    piece = data[at : at + chance.choice((1, 16, 512, 4000))]
    data[at:at] = piece * chance.choice((1, 1, 20))


def _put_in(data: Data, chance: random.Random) -> None:
    at = _place(data, chance)
    data[at:at] = chance.randbytes(chance.choice((1, 7, 300)))


def _clear(data: Data, chance: random.Random) -> None:
    at = _place(data, chance)
    size = min(chance.choice((4, 100, 4096)), len(data) - at)
    data[at : at + size] = bytes((chance.choice((0, 0xFF)),)) * size


def _splice(data: Data, chance: random.Random, other: bytes) -> None:
    start, at = chance.randrange(len(other)), _place(data, chance)
    data[at:] = other[start:]


_WAYS: tuple[Callable[[Data, random.Random], None], ...] = (
    *(_flip, _overwrite, _absurd_number, _absurd_number),
    *(_cut, _take_out, _double, _put_in, _clear),
)
