"""Ways in which a disk damages a journal's files.

They are opened as bytes here: nothing else has them open.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

_PAGE = 4096


def _rewritten(path: Path, change: Callable[[bytearray], object]) -> None:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def _random_bytes(path: Path, chance: random.Random) -> None:
    def change(data: bytearray) -> None:
        for _ in range(chance.choice((1, 3, 20, 300))):
            data[chance.randrange(len(data))] = chance.randrange(256)

    _rewritten(path, change)


def _flipped_bit(path: Path, chance: random.Random) -> None:
    def change(data: bytearray) -> None:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)

    _rewritten(path, change)


def _random_pages(path: Path, chance: random.Random) -> None:
    _pages(path, chance, lambda _page: chance.randbytes(_PAGE))


def _zeroed_pages(path: Path, chance: random.Random) -> None:
    _pages(path, chance, lambda _page: bytes(_PAGE))


def _exchanged_pages(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    pages = [data[at : at + _PAGE] for at in range(0, len(data), _PAGE)]
    _pages(path, chance, lambda _page: chance.choice(pages))


def _pages(path: Path, chance: random.Random, made: Callable[[bytes], bytes]) -> None:
    def change(data: bytearray) -> None:
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = _PAGE * chance.randrange(len(data) // _PAGE)
            data[at : at + _PAGE] = made(bytes(data[at : at + _PAGE]))

    _rewritten(path, change)


def _cut_off(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(1, path.stat().st_size))


def _cut_off_at_a_page(path: Path, chance: random.Random) -> None:
    os.truncate(path, _PAGE * chance.randrange(1, path.stat().st_size // _PAGE))


def _emptied(path: Path, _chance: random.Random) -> None:
    path.write_bytes(b"")


def _gone(path: Path, _chance: random.Random) -> None:
    path.unlink()


def _zeroed_header(path: Path, chance: random.Random) -> None:
    size = chance.choice((16, 100, 512))
    _rewritten(path, lambda data: data.__setitem__(slice(0, size), bytes(size)))


def _odd_header(path: Path, chance: random.Random) -> None:
    def change(data: bytearray) -> None:
        data[chance.randrange(16, 100)] = chance.randrange(256)

    _rewritten(path, change)


def _other_file(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.choice((b"This was a journal once. " * 900, chance.randbytes(90_000))))


def _with_rubbish_behind(path: Path, chance: random.Random) -> None:
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.choice((1, 500, 3 * _PAGE))))


def _log(path: Path) -> Path:
    return Path(f"{path}-wal")


def _log_with_random_bytes(path: Path, chance: random.Random) -> None:
    _random_bytes(_log(path), chance)


def _log_cut_off(path: Path, chance: random.Random) -> None:
    _cut_off(_log(path), chance)


def _log_without_header(path: Path, _chance: random.Random) -> None:
    _rewritten(_log(path), lambda data: data.__setitem__(slice(0, 32), bytes(32)))


def _log_zeroed_somewhere(path: Path, chance: random.Random) -> None:
    _zeroed_pages(_log(path), chance)


def _log_gone(path: Path, _chance: random.Random) -> None:
    _log(path).unlink()


def _shared_memory_with_random_bytes(path: Path, chance: random.Random) -> None:
    memory = Path(f"{path}-shm")
    if memory.exists():
        _random_bytes(memory, chance)


OF_THE_FILE = (
    *(_random_bytes, _random_bytes, _flipped_bit, _random_pages, _zeroed_pages),
    *(_exchanged_pages, _cut_off, _cut_off_at_a_page, _emptied, _gone),
    *(_zeroed_header, _odd_header, _other_file, _with_rubbish_behind),
)
OF_THE_LOG = (
    *(_log_with_random_bytes, _log_cut_off, _log_without_header),
    *(_log_zeroed_somewhere, _log_gone, _shared_memory_with_random_bytes),
)
