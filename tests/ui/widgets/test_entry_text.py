"""How the text of an entry looks."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.keepsake.paper.entry import PaperText
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


@pytest.mark.parametrize("kind", [EntryText, PaperText])
def test_a_word_without_end_is_laid_out_at_once(qapp: QApplication, kind: type[EntryText]) -> None:
    """Qt looks through all of it for each line: a pasted picture in letters took a minute."""
    document = kind()
    document.setTextWidth(500)
    document.documentLayout()  # it is shown
    began = time.process_time()
    document.set_text("Look: " + "x" * 400_000)
    assert document.size().height() > 10_000
    assert time.process_time() - began < 2.0
    assert document.toPlainText().replace("\u200b", "") == "Look: " + "x" * 400_000


def test_words_that_end_stay_as_they_are(qapp: QApplication) -> None:
    document, text = EntryText(), " ".join(["x" * 1_999, "y" * 1_998, "z"])
    document.set_text(text)
    assert document.toPlainText() == text
