"""How the listener felt before and after, in words."""

from __future__ import annotations

from app.journal.feelings_said import before_and_after
from app.journal.records import Feeling

TENSE, CALM = Feeling(-0.5, 0.5), Feeling(0.5, -0.5)


def test_what_was_not_said_is_left_out() -> None:
    assert before_and_after(None, None) == ""
    assert before_and_after(CALM, None) == "Before: pleasant, calm"
    assert before_and_after(None, CALM) == "After: pleasant, calm"
    assert before_and_after(TENSE, CALM).endswith(" → after: pleasant, calm")
