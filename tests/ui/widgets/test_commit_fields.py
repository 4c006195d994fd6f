"""Fields that hand over what was typed: nothing more, nothing less, and nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.transactions.typed import Typed
from tests.support.keyboard import take_keyboard
from ui.widgets.commit_fields import CommitLine, CommitText

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Row:
    """A row of the journal that two people edit, as the owner of a field saves it."""

    def __init__(self, field: CommitLine | CommitText, *, waits: bool = False) -> None:
        self.text, self._field, self._waits = "Old", field, waits
        self.given: list[Typed] = []
        field.show_text(self.text, is_other=True)
        field.committed.connect(self._take)

    def _take(self, words: Typed) -> None:
        self.given.append(words)
        if not self._waits:
            self.write(words.over(self.text))

    def write(self, text: str) -> None:
        self.text = text
        self._field.show_text(text)


@pytest.fixture(params=[CommitLine, CommitText])
def commit_field(request: pytest.FixtureRequest, qtbot: QtBot) -> CommitLine | CommitText:
    field: CommitLine | CommitText = request.param("Words")
    qtbot.addWidget(field)
    field.show()
    take_keyboard(field, qtbot)
    return field


def words_in(field: CommitLine | CommitText) -> str:
    return field.text() if isinstance(field, CommitLine) else field.toPlainText()


def add_words(field: CommitLine | CommitText, text: str) -> None:
    if isinstance(field, CommitLine):
        field.end(False)
    else:
        field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field, text)


def test_typing_is_committed_with_what_it_replaces(
    commit_field: CommitLine | CommitText,
) -> None:
    row = Row(commit_field)
    add_words(commit_field, " and mine")
    row.write("Theirs")
    assert words_in(commit_field) == "Old and mine"
    commit_field.commit()
    assert [(words, words.before) for words in row.given] == [("Old and mine", "Old")]
    both = "Old and mine\n\nTheirs" if isinstance(commit_field, CommitText) else "Old and mine"
    assert row.text == words_in(commit_field) == both
    commit_field.commit()
    assert len(row.given) == 1, "nothing more was typed"
    add_words(commit_field, "!")
    commit_field.commit()
    assert row.text == f"{both}!" and row.given[-1].before == both


UNUSUAL = ("«\u00a0Oui\u00a0»", "one\r\ntwo", "one\u2028two", " spaces around ")


@pytest.mark.parametrize("text", UNUSUAL)
def test_a_text_that_nobody_has_touched_isnt_committed(
    commit_field: CommitLine | CommitText, text: str
) -> None:
    given: list[str] = []
    commit_field.committed.connect(given.append)
    commit_field.show_text(text, is_other=True)
    commit_field.commit()
    assert given == []


@pytest.mark.parametrize("text", UNUSUAL)
def test_an_unusual_text_is_replaced_by_what_was_typed_after_it(
    commit_field: CommitLine | CommitText, text: str
) -> None:
    row = Row(commit_field)
    row.write(text)
    add_words(commit_field, " non")
    commit_field.commit()
    assert row.text.splitlines() == f"{text} non".strip().splitlines()


def test_a_text_that_waits_to_be_saved_stays_shown(
    commit_field: CommitLine | CommitText,
) -> None:
    row = Row(commit_field, waits=True)
    add_words(commit_field, " and mine")
    commit_field.commit()
    commit_field.show_text("Old")  # read again before it could be saved
    assert words_in(commit_field) == "Old and mine"
    row.write(row.given[0].over(row.text))
    add_words(commit_field, "!")
    commit_field.commit()
    assert row.given[-1].before == "Old and mine"


def test_escape_shows_the_text_saved_meanwhile(commit_field: CommitLine | CommitText) -> None:
    row = Row(commit_field)
    add_words(commit_field, " and mine")
    row.write("Theirs")
    QTest.keyClick(commit_field, Qt.Key.Key_Escape)
    assert words_in(commit_field) == "Theirs"
    add_words(commit_field, "!")
    commit_field.commit()
    assert (row.text, row.given[-1].before) == ("Theirs!", "Theirs")
