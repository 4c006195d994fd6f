"""What is wrong with a value, as a sentence for the listener."""

from __future__ import annotations

import pytest

from app.core.value_faults import fault_in_words
from db.ranges.limits import ValueFault, Wrong


@pytest.mark.parametrize("wrong", Wrong)
def test_every_fault_is_a_sentence(wrong: Wrong) -> None:
    sentence = fault_in_words(ValueFault(wrong, "12", 0, 9, ("a", "b")))
    assert sentence.endswith(".") and "{" not in sentence


def test_limits_are_written_as_numbers() -> None:
    assert fault_in_words(ValueFault(Wrong.NOT_BETWEEN, "7", 1, 5)) == "It is 7, not 1 to 5."
    too_long = ValueFault(Wrong.TOO_LONG, most=2000)
    assert fault_in_words(too_long) == "It is longer than 2,000 characters."
