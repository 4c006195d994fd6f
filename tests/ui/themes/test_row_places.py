"""Everything in a row has its own place, at every width, text size and direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.themes.row_places import row_height, row_places

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
@pytest.mark.parametrize(
    ("width", "scale"), [(560, 1.0), (860, 1.0), (1300, 1.0), (1100, 1.5), (800, 1.5)]
)
def test_nothing_overlaps_or_leaves_the_row(
    qapp: QApplication, width: int, scale: float, direction: Qt.LayoutDirection
) -> None:
    apply_theme(qapp, LIGHT, scale)
    try:
        row = QRect(10, 100, width, row_height(20, 16))
        places = row_places(row, 3, direction)
    finally:
        apply_theme(qapp, LIGHT)
    parts = [places.thread, places.still, places.where, places.wave, places.words,
             *places.discs, places.play]  # fmt: skip
    shown = [part for part in parts if not part.isEmpty()]
    assert all(row.contains(part) for part in shown)
    assert not any(a.intersects(b) for n, a in enumerate(shown) for b in shown[n + 1 :])
    assert min(places.where.width(), places.words.width()) > 60


def test_right_to_left_is_the_mirror_image(qapp: QApplication) -> None:
    row = QRect(0, 0, 900, 56)
    left, right = row_places(row, 2, LEFT), row_places(row, 2, RIGHT)
    assert left.thread.left() == row.right() - right.thread.right()
    assert left.discs[0].left() < left.discs[1].left()
    assert right.discs[0].left() > right.discs[1].left()


def test_a_narrow_row_has_no_wave_and_a_roomy_one_has(qapp: QApplication) -> None:
    assert row_places(QRect(0, 0, 700, 56), 3, LEFT).is_narrow
    assert not row_places(QRect(0, 0, 900, 56), 3, LEFT).is_narrow
