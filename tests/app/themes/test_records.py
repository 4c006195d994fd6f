"""Where a theme is stated, and what is different where it returns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.themes.records import OccurrenceStatus, compared, home_of
from tests.ui.timeline.builders import occurrence

PLAIN = replace(occurrence(1, 0, 9_000), transposition=None, tempo_ratio=None)


def test_a_theme_without_a_confirmed_return_is_stated_nowhere() -> None:
    unsure = replace(PLAIN, status=OccurrenceStatus.UNSURE, is_home=True)
    assert home_of([]) is None and home_of([unsure]) is None
    assert home_of([unsure, PLAIN]) is PLAIN


def test_of_two_that_were_chosen_the_one_made_last_is_home() -> None:
    first, second, third = (replace(PLAIN, id=n, is_home=n < 3) for n in (1, 2, 3))
    assert home_of([first, second, third]) is second


@pytest.mark.parametrize(
    ("mark", "home", "change"),
    [
        ((3, 0.8), (None, None), (3, 0.8)),
        ((3, 0.8), (5, 0.5), (-2, 1.6)),
        ((None, None), (5, 0.5), (None, None)),
        ((0, 1.0), (0, 1.0), (0, 1.0)),
    ],
)
def test_a_return_is_compared_with_the_home(
    mark: tuple[int | None, float | None],
    home: tuple[int | None, float | None],
    change: tuple[int | None, float | None],
) -> None:
    one, other = (replace(PLAIN, transposition=by, tempo_ratio=ratio) for by, ratio in (mark, home))
    assert compared(one, other) == change
