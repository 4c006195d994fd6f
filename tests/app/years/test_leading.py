"""“Mostly” is only said where it holds."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.ids import EmotionId
from app.years.leading import Leading, leading, seasons
from app.years.records import Amount

ONE, OTHER = EmotionId(1), EmotionId(2)


@pytest.mark.parametrize(
    ("felt", "said"),
    [
        ({}, Leading()),
        ({ONE: Amount(11, 55)}, Leading()),  # too few
        ({ONE: Amount(12, 12)}, Leading(ONE)),
        ({ONE: Amount(9, 23), OTHER: Amount(9, 20)}, Leading(ONE)),  # exactly 1.15 times
        ({ONE: Amount(9, 22), OTHER: Amount(9, 20)}, Leading(alike=(ONE, OTHER))),
        ({ONE: Amount(20, 20), OTHER: Amount(9, 40)}, Leading(OTHER)),  # by intensity
    ],
)
def test_which_leads(felt: dict[EmotionId, Amount], said: Leading) -> None:
    assert leading(felt) == said


def test_other_emotions_lead_their_months() -> None:
    felt = {
        date(2025, 2, 28): {OTHER: Amount(4, 12), ONE: Amount(1, 3)},
        date(2025, 3, 1): {OTHER: Amount(4, 12)},
        date(2025, 5, 1): {ONE: Amount(9, 12)},
        date(2025, 6, 1): {OTHER: Amount(3, 15)},  # too few for a month
    }
    assert seasons(felt, ONE) == [(OTHER, [2, 3])]
