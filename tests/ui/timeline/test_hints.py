"""What an empty lane says is said whole, where there is any room for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.paint.mark_paint import first_line, text_width


@given(share=st.floats(0.0, 1.0))
def test_two_lines_hold_a_hint_that_is_too_long_for_one(qapp: QApplication, share: float) -> None:
    """As soon as one holds half of it, and the word that is divided between them."""
    hint = SceneLane.hint
    whole, word = text_width(hint), max(map(text_width, hint.split(" ")))
    least = (whole + word) / 2
    room = least + share * (whole - least)
    first, rest = first_line(hint, room)
    assert f"{first} {rest}".strip() == hint
    assert text_width(first) <= room
    assert text_width(rest) <= room


def test_a_word_longer_than_the_line_is_not_lost(qapp: QApplication) -> None:
    assert first_line("Wonderful marks", 1.0) == ("Wonderful", "marks")
