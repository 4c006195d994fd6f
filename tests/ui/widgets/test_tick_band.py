"""The band of thousands of marks in the seek bar."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.overview_painter import OverviewTick
from ui.widgets.tick_band import TickBand

DURATION_MS = 600_000
COLOURS = ("#aa0000", "#00aa00", "#0000aa", "accent")


class Reread(Sequence[OverviewTick]):
    """Counts how many of its ticks are read one by one."""

    def __init__(self, ticks: list[OverviewTick]) -> None:
        self.ticks, self.read = ticks, 0

    def __len__(self) -> int:
        return len(self.ticks)

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        found = self.ticks[place]
        self.read += len(found) if isinstance(place, slice) else 1
        return found

    def __iter__(self) -> Iterator[OverviewTick]:
        return iter(self.ticks)

    def __reversed__(self) -> Iterator[OverviewTick]:
        return reversed(self.ticks)


def some_ticks(many: int) -> list[OverviewTick]:
    chance = random.Random(many)
    starts = sorted(chance.randrange(DURATION_MS) for _ in range(many))
    return [
        OverviewTick(
            Span(at, min(DURATION_MS, at + chance.choice((0, 900, 20_000)))),
            chance.choice(COLOURS),
            "band",
        )
        for at in starts
    ]


def picture(band: TickBand, ticks: Sequence[OverviewTick], width: int = 500) -> QImage:
    image = QImage(width, 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    band.paint(painter, QRectF(0, 0, width, 4), DURATION_MS, ticks)
    painter.end()
    return image


def test_a_changed_mark_leaves_the_same_picture_as_counting_all(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    band, ticks, chance = TickBand(), some_ticks(2_000), random.Random(5)
    picture(band, ticks)
    for number in range(12):
        ticks = list(ticks)
        at = chance.randrange(len(ticks))
        if number % 3:
            colour = "#123456" if number == 7 else COLOURS[number % 4]  # one that is new
            ticks.insert(at, OverviewTick(ticks[at].span, colour, "band"))
        else:
            del ticks[at : at + 3]
        assert picture(band, ticks) == picture(TickBand(), ticks)
    assert picture(band, []) == picture(TickBand(), [])


def test_another_width_counts_all_again(qapp: QApplication) -> None:
    band, ticks = TickBand(), some_ticks(300)
    picture(band, ticks)
    assert picture(band, ticks, 380) == picture(TickBand(), ticks, 380)


def test_of_ten_thousand_marks_a_new_one_is_read_alone(qapp: QApplication) -> None:
    band, ticks = TickBand(), some_ticks(10_000)
    picture(band, ticks)
    after = Reread(
        [*ticks[:6_000], OverviewTick(ticks[6_000].span, "accent", "band"), *ticks[6_000:]]
    )
    picture(band, after)
    assert after.read == 1
