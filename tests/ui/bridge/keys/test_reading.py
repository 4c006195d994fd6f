"""Which key is meant, by what a keyboard types and where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.bridge.keys.reading import KEY_AT, KeyReading, character, sequence

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT_GR, CTRL = Qt.KeyboardModifier.GroupSwitchModifier, Qt.KeyboardModifier.ControlModifier
TABLE = frozenset("sfm.,<>[]+-=0ж")
CODES = {place: code + 8 for code, place in KEY_AT.items()}  # X11’s, on which the tests run


def typed(place: str, character: str, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    """The key in that place, on a keyboard where it types that character."""
    upper = character.upper()
    key = ord(upper if len(upper) == 1 else character)  # “ß” has no capital of one sign
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, CODES[place], 0, 0, character)


def meant(*events: QKeyEvent) -> str:
    """What the last one means, after the others were typed."""
    reading = KeyReading(TABLE.__contains__)
    return [character(reading.read(event)) for event in events][-1]


@pytest.mark.parametrize(
    ("place", "character", "key"),
    [
        ("f", "f", "f"),
        ("f", "φ", "f"),
        ("s", "ы", "s"),
        ("6", "-", "6"),  # AZERTY’s row of digits
        ("2", "é", "2"),
        ("y", "f", "f"),  # Dvorak’s F
        ("z", ";", ";"),  # Dvorak has Z elsewhere
        (";", "m", "m"),  # AZERTY’s M
        ("[", "ü", "["),
        ("-", ")", "-"),
        ("-", "ß", "-"),
        ("]", "+", "+"),  # a sign of the table is itself
        ("/", ".", "."),
        (";", "ж", "ж"),  # a letter that was given to an emotion
        (".", "ю", "."),
    ],
)
def test_a_key_is_read_by_its_character_else_by_its_place(
    qapp: QApplication, place: str, character: str, key: str
) -> None:
    assert meant(typed(place, character)) == key


def test_a_sign_in_a_letters_place_is_the_letter_once_another_script_is_typed(
    qapp: QApplication,
) -> None:
    assert meant(typed("w", "'")) == "'"
    assert meant(typed("d", "ג"), typed("w", "'")) == "w"
    assert meant(typed("d", "ג"), typed("d", "d"), typed("w", "'")) == "'"


def test_shift_is_read_with_its_place(qapp: QApplication) -> None:
    assert meant(typed(",", "б", SHIFT)) == "<"  # noqa: RUF001
    reading = KeyReading(TABLE.__contains__)
    shifted = reading.read(typed("s", "ы", SHIFT))
    assert sequence(shifted) == QKeySequence("Shift+S") and shifted.text() == "S"
    assert sequence(reading.read(typed(",", "б", SHIFT))) == QKeySequence("<")  # noqa: RUF001
    assert sequence(reading.read(typed("z", "я", CTRL))) == QKeySequence("Ctrl+Z")


def test_the_third_level_types_signs_and_marks_nothing(qapp: QApplication) -> None:
    reading = KeyReading(TABLE.__contains__)
    bracket = reading.read(typed("9", "]", ALT_GR))
    assert character(bracket) == "]" and bracket.modifiers() == NONE
    other = typed("2", "²", ALT_GR)
    assert reading.read(other) is other


def test_a_letter_without_a_capital_of_one_sign_is_read(qapp: QApplication) -> None:
    reading = KeyReading(frozenset("ß").__contains__)
    assert character(reading.read(typed("-", "ß"))) == "ß"
    assert character(reading.read(typed("s", "ß", ALT_GR))) == "ß"
    assert reading.typed == {"-": "ß"}
    capital = QKeyEvent(QEvent.Type.KeyPress, ord("İ"), SHIFT, CODES["'"], 0, 0, "İ")
    assert len(character(capital)) == 1


def test_a_dead_key_and_a_named_one_are_left_alone(qapp: QApplication) -> None:
    reading = KeyReading(TABLE.__contains__)
    for key in (Qt.Key.Key_Dead_Circumflex, Qt.Key.Key_F1):
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, CODES["["], 0, 0, "")
        assert reading.read(event) is event


def test_what_was_typed_is_known_by_its_place(qapp: QApplication) -> None:
    reading = KeyReading(TABLE.__contains__)
    reading.read(typed("f", "φ"))
    reading.read(typed("s", "Σ", SHIFT))
    assert reading.typed == {"f": "φ"}
