"""Tags in front of and behind the sound, where they belong in some formats and stray in others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from app.library.tagging import ape, id3
from app.library.tagging.budget import ByteBudget
from app.library.tagging.found_tags import FoundTags
from app.library.tagging.id3_limits import Inflation
from app.sounds.front_tags import id3v2_length
from app.sounds.kinds import Container
from app.sounds.tail_tags import tail_ranges

_MOST_TAGS = 16
_APE_FIRST = frozenset(
    {Container.APE, Container.WAVPACK, Container.MUSEPACK, Container.MUSEPACK8, Container.TAK}
)


def read_outer(
    file: BinaryIO, size: int, start: int, container: Container, inflation: Inflation
) -> FoundTags:
    """All of them, each field from the tag that is at home in this container.

    start: where the sound begins, from `sniff`.
    """
    id3_tags: list[FoundTags | None] = []
    ape_tags: list[FoundTags | None] = []
    old_tags: list[FoundTags | None] = []
    budget = ByteBudget(size)
    for data in _front_tags(file, start, budget):
        (id3_tags if data[:3] == b"ID3" else ape_tags).append(_read(data, inflation))
    for data in _tail_tags(file, size, budget):
        (old_tags if data[:3] == b"TAG" else ape_tags).append(_read(data, inflation))
    found = FoundTags()
    first, second = (ape_tags, id3_tags) if container in _APE_FIRST else (id3_tags, ape_tags)
    for tags in (*first, *second, *old_tags):
        if tags is not None:
            found.fill_from(tags)
    return found


def _read(data: bytes, inflation: Inflation) -> FoundTags | None:
    if data[:3] == b"ID3":
        return id3.read_id3v2(data, inflation)
    return id3.read_id3v1(data) if data[:3] == b"TAG" else ape.read_ape(data)


def _front_tags(file: BinaryIO, start: int, budget: ByteBudget) -> Iterator[bytes]:
    at = 0
    for _count in range(_MOST_TAGS):
        file.seek(at)
        header = file.read(ape.FOOTER_BYTES)
        length = id3v2_length(header) or ape.length_behind(header)
        if not length or at + length > start:
            return
        if data := budget.read(file, at, at + length):
            yield data
        at += length
        file.seek(at)
        if file.read(1) == b"\0":  # padding
            at = _next_tag(file, at, start)


def _next_tag(file: BinaryIO, at: int, start: int) -> int:
    """The first byte that isn't zero."""
    file.seek(at)
    while at < start and (chunk := file.read(4096)):
        kept = chunk.lstrip(b"\0")
        at += len(chunk) - len(kept)
        if kept:
            break
    return at


def _tail_tags(file: BinaryIO, size: int, budget: ByteBudget) -> Iterator[bytes]:
    for count, (begin, end) in enumerate(tail_ranges(file, size)):
        if count == _MOST_TAGS:
            return
        if data := budget.read(file, begin, end):
            yield data
