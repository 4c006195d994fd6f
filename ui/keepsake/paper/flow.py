"""Bands of content, one under the other, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtGui import QPainter

Paint = Callable[[QPainter, float, float], object]  # at the left and top of the band


@dataclass(frozen=True, slots=True)
class Band:
    """What isn't divided between two pages. gap: above it, not at the top of a page. keeps: the
    next band is on the same page. starts_page: it is the first on its page.
    """

    height: float
    paint: Paint
    gap: float = 0.0
    keeps: bool = False
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    band: Band
    top: float


Page = tuple[Placed, ...]


def kept_together(bands: Iterable[Band]) -> Iterator[Band]:
    """All of them on one page, if one holds them."""
    found = list(bands)
    for band in found[:-1]:
        yield replace(band, keeps=True)
    yield from found[-1:]


def pages_of(bands: Iterable[Band], height: float) -> Iterator[Page]:
    """height: of a page. What keeps together is moved to the next page as a whole, unless it is
    higher than a page; a single band that is goes beyond its page's end.
    """
    page: list[Placed] = []
    end = 0.0
    for group in _groups(bands):
        fits = end + _height(group, is_top=not page) <= height
        if page and (group[0].starts_page or (not fits and _height(group, is_top=True) <= height)):
            yield tuple(page)
            page, end = [], 0.0
        for band in group:
            top = end + (band.gap if page else 0.0)
            if page and top + band.height > height:
                yield tuple(page)
                page, top = [], 0.0
            page.append(Placed(band, top))
            end = top + band.height
    if page:
        yield tuple(page)


def _groups(bands: Iterable[Band]) -> Iterator[list[Band]]:
    group: list[Band] = []
    for band in bands:
        group.append(band)
        if not band.keeps:
            yield group
            group = []
    if group:
        yield group


def _height(group: list[Band], *, is_top: bool) -> float:
    gaps = sum(band.gap for band in group) - (group[0].gap if is_top else 0.0)
    return gaps + sum(band.height for band in group)
