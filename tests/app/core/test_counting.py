"""A number in a sentence."""

from __future__ import annotations

import pytest

from app.core.counting import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 marks"), (1, "1 mark"), (2, "2 marks"), (2_400, "2,400 marks")]
)
def test_a_number_is_said_with_the_right_noun(number: int, words: str) -> None:
    assert counted(number, "1 mark", "{n} marks") == words


def test_a_name_with_braces_is_said_as_it_is() -> None:
    assert counted(1, "“Where {n} is”", "{n} tracks") == "“Where {n} is”"
