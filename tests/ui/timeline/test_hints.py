"""An empty lane shows its whole hint if there is any room for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.timeline.lanes.scene_lane import SceneLane
from ui.timeline.paint.hint import first_line
from ui.timeline.paint.mark_paint import text_width


@given(share=st.floats(0.0, 1.0))
def test_a_hint_too_long_for_one_line_fits_into_two(qapp: QApplication, share: float) -> None:
    """As soon as one line has room for half of it, plus the word that is divided."""
    hint = SceneLane.hint.filled(keys="S")
    whole, word = text_width(hint), max(map(text_width, hint.split(" ")))
    least = (whole + word) / 2
    room = least + share * (whole - least)
    first, rest = first_line(hint, room)
    assert f"{first} {rest}".strip() == hint
    assert text_width(first) <= room
    assert text_width(rest) <= room


def test_a_word_longer_than_the_line_is_not_lost(qapp: QApplication) -> None:
    assert first_line("Wonderful marks", 1.0) == ("Wonderful", "marks")
