"""How the text of an entry looks."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.widgets.entry_text import EntryText


@pytest.mark.parametrize("markdown", ["plain **bold** and *more*", "# Heading", "- **a**\n- b"])
def test_bold_is_a_face_that_we_have(qapp: QApplication, markdown: str) -> None:
    """For a bolder one, Qt would smear the letters of this one."""
    document = EntryText()
    document.set_text(markdown)
    weights = set()
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            weights.add(QFont.Weight(part.fragment().charFormat().fontWeight()))
            part += 1
        block = block.next()
    assert QFont.Weight.DemiBold in weights
    for weight in weights:
        assert weight in (QFont.Weight.Normal, QFont.Weight.DemiBold)


def test_a_paragraph_of_many_links_is_there_at_once(qapp: QApplication) -> None:
    """Each change laid the whole paragraph out again: this took ten seconds."""
    document = EntryText()
    began = time.process_time()
    document.set_text("[a](http://b) [c](ost-my-heart:moment/d) " * 2_000)
    assert time.process_time() - began < 2.0
    assert document.links() == {"ost-my-heart:moment/d"}
