"""Which pictures the text of an entry names, however it was made."""

from __future__ import annotations

import time

import pytest

from app.profile.pictures import named_in, renamed_in
from db.search.own_links import without_addresses

MOST = 1_000_000  # characters, as many as an entry may have


def test_pictures_are_named_and_renamed_in_place() -> None:
    text = "![a [b] ![c](one.png) ![](two.png) ![d]( <three.png>) ![e](f/four.png) [g](five.png)"
    assert named_in(text) == {"one.png", "two.png", "three.png"}
    assert renamed_in(text, {"one.png": "1.png", "three.png": "3.png"}) == text.replace(
        "one.png", "1.png"
    ).replace("three.png", "3.png")


@pytest.mark.parametrize(
    "piece", ["![", "![CDATA[", "![a](<", "](ost-my-heart:", "![a](ost-my-heart:"]
)
def test_a_text_that_was_made_to_take_long_does_not(piece: str) -> None:
    """Each beginning used to be followed to the end of the text: some took hours."""
    text = piece * (MOST // len(piece))
    began = time.process_time()
    assert len(named_in(text)) <= 1
    assert renamed_in(text, {}) == text
    assert without_addresses(text) == text  # no address ends
    assert time.process_time() - began < 1.5
