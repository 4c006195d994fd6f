"""A date in what is wrong with a row is written as the pages write dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from app.core import languages
from app.core.languages import ENGLISH
from app.unreadable.records import Fault, UnreadableRow
from ui.mending.fault_words import fault_in_words, where_in_words

DAY = date(2023, 3, 14)


@pytest.fixture
def german() -> Iterator[None]:
    languages.speak("de")
    yield
    languages.speak(ENGLISH)


def entry(where: str | date) -> UnreadableRow:
    return UnreadableRow("journal_entry", 1, "Entry", where, "", (), True)


def test_an_entry_is_told_with_its_day() -> None:
    assert where_in_words(entry(DAY)) == "of 14 March 2023"
    assert where_in_words(entry("on “Dawn”")) == "on “Dawn”"
    assert where_in_words(entry("")) == ""


def test_what_repairing_makes_of_it_is_told_where_that_helps() -> None:
    assert fault_in_words(Fault("It is odd.")) == "It is odd."
    assert fault_in_words(Fault("It is odd.", "1:30")) == "It is odd. Repairing makes it 1:30."
    assert fault_in_words(Fault("It is odd.", DAY)).endswith(" makes it 14 March 2023.")


@pytest.mark.usefixtures("german")
def test_the_month_is_the_languages() -> None:
    assert "14.\N{NO-BREAK SPACE}März 2023" in where_in_words(entry(DAY))
    assert "14.\N{NO-BREAK SPACE}März 2023" in fault_in_words(Fault("Es ist seltsam.", DAY))
