"""What pasting tells: only what the listener would not expect."""

from __future__ import annotations

from app.marks.service import Pasted
from ui.listen.editing import _pasted_in_words as told


def test_marks_that_all_found_their_place_need_no_word() -> None:
    assert told(Pasted(())) == ""


def test_what_came_along_and_what_was_left_out_is_named() -> None:
    words = told(Pasted((), ("Homesick",), ("The letter", "The letter"), 17))
    assert "Homesick" in words and "17" in words
    assert words.count("The letter") == 1
