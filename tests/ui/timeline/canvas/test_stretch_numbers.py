"""What decided each pixel of a picture, and where that has changed."""

from __future__ import annotations

import numpy as np

from ui.timeline.canvas.stretch_numbers import StretchNumbers


def test_nothing_differs_where_all_is_as_it_was() -> None:
    known = StretchNumbers()
    known.keep(100, np.arange(50))
    left, right = known.differing(np.arange(10, 30), 110, 130)
    assert left == right


def test_what_differs_is_found_with_a_little_around_it() -> None:
    known = StretchNumbers()
    known.keep(100, np.zeros(50, np.int64))
    now = np.zeros(40, np.int64)
    now[20:23] = 1
    assert known.differing(now, 105, 145) == (121, 132)


def test_all_of_a_stretch_differs_where_nothing_is_known() -> None:
    known = StretchNumbers()
    assert known.differing(np.zeros(10, np.int64), 0, 10) == (0, 10)
    known.keep(100, np.zeros(50, np.int64))
    assert known.differing(np.zeros(10, np.int64), 145, 155) == (145, 155)
    assert known.differing(None, 110, 120) == (110, 120)


def test_stretches_beside_one_another_are_known_together() -> None:
    known = StretchNumbers()
    known.keep(100, np.zeros(50, np.int64))
    known.keep(150, np.ones(20, np.int64))
    known.keep(140, np.full(5, 7))
    now = np.array([0] * 40 + [7] * 5 + [0] * 5 + [1] * 20)
    left, right = known.differing(now, 100, 170)
    assert left == right


def test_a_part_knows_nothing_beyond_itself() -> None:
    known = StretchNumbers()
    known.keep(100, np.zeros(50, np.int64))
    part = known.cut(110, 130)
    assert part.differing(np.ones(5, np.int64), 112, 117) == (112, 117)
    assert part.differing(np.zeros(5, np.int64), 112, 117) == (112, 112)
    assert part.differing(np.zeros(5, np.int64), 128, 133) == (128, 133)
    assert known.cut(200, 220).differing(np.zeros(5, np.int64), 200, 205) == (200, 205)
