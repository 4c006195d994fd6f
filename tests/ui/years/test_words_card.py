"""The card of the words that were used most."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.years.records import Count, Measure, Period
from ui.widgets.press_button import PressButton
from ui.years.cards.words_card import WordsCard


def counted(word: str) -> Count:
    return Count(Measure.WORD, word, word, 2, Period().wanted())


def test_a_word_without_end_makes_the_card_no_wider(qtbot: QtBot) -> None:
    card = WordsCard("Your words", [counted("a" * 400), counted("lanterns")])
    qtbot.addWidget(card)
    endless, plain = card.findChildren(PressButton)
    assert endless.sizeHint().width() <= 300 and card.minimumSizeHint().width() <= 400
    assert endless.toolTip().replace("\u200b", "").count("a") >= 400
    assert endless.accessibleName().startswith("a" * 400) and plain.toolTip() == ""
