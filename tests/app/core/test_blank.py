from __future__ import annotations

import pytest

from app.core.blank import is_blank


@pytest.mark.parametrize("text", ["", " \t\n", "\u00a0\u3000", "\u200d\ufeff", "\u202e", "\x00"])
def test_nothing_can_be_seen(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "\u0301", "👩\u200d👧", "א", "\u202eא"])
def test_something_can_be_seen(text: str) -> None:
    assert not is_blank(text)
