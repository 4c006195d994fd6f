"""The table of keys: one source, in the keyboard’s own letters, in columns over the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.support.keyboards import layout, needs_a_keyboard
from tests.ui.timeline.builders import EMOTIONS
from ui.bridge.keys.layout import layout_now
from ui.shell.key_table import KeyGroup, KeyNames, key_groups
from ui.shell.keys_overlay import KeysOverlay
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.window.commands import every_command
from ui.window.page_table import PAGES

COMMANDS = every_command(PAGES)
US = KeyNames({})


def overlay(names: KeyNames = US, parent: QWidget | None = None) -> KeysOverlay:
    return KeysOverlay(tuple(key_groups(EMOTIONS, COMMANDS, names)), parent)


def test_sentences_name_the_shortcut_that_a_command_has() -> None:
    commands = [
        replace(command, shortcuts=("Ctrl+R",)) if command.key == "reword" else command
        for command in COMMANDS
    ]
    rows = [row for group in key_groups(EMOTIONS, commands, US) for row in group.rows]
    assert any("during playback: press Ctrl+R first" in does for _keys, does in rows)
    named = {keys for keys, _does in rows}
    assert {"Shift with an emotion’s key", "click with Ctrl", "Ctrl+PgDown or Ctrl+PgUp"} <= named
    assert "arrow keys or W A S D on the trace pad" in named


def test_every_command_with_a_key_is_in_the_table() -> None:
    told = {does for group in key_groups(EMOTIONS, COMMANDS, US) for _keys, does in group.rows}
    assert {str(command.text) for command in COMMANDS if command.shortcuts} <= told


def test_the_readme_names_no_key_that_the_table_lacks() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    table = readme.split("## Keys")[1].split("**Selecting marks")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    keys = {key for cell in first_cells for key in cell.split("`")[1::2]} - set("123456789")
    given = " ".join(
        keys for group in key_groups(EMOTIONS, COMMANDS, US) for keys, _does in group.rows
    )
    said = {key.replace("←", "Left").replace("→", "Right") for key in keys}
    named = {QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in said}
    given_words = set(given.split())
    assert {key for key in named if key and key not in given_words and key not in given} == set()


@needs_a_keyboard
@pytest.mark.parametrize(
    ("keyboard", "named"),
    [
        ("us", {"F": "F", "Shift+S": "Shift+S", "[": "[", ">": ">", "1": "1", "Ctrl+Z": "Ctrl+Z"}),
        ("ru", {"F": "А", "Shift+S": "Shift+Ы", "[": "Х", "<": "Б", "1": "1", ".": "."}),  # noqa: RUF001
        ("gr", {"F": "Φ", "N": "Ν", "1": "1"}),  # noqa: RUF001
        ("fr", {"F": "F", "M": "M", "1": "1", "]": "$", ",": ","}),
        ("de", {"Z": "Z", "[": "Ü", "+": "+", "Ctrl+Z": "Ctrl+Z"}),
        ("us(dvorak)", {"F": "F", ";": ";", "[": "["}),
    ],
)
def test_keys_are_named_by_the_keyboards_own_letters(
    qapp: QApplication, keyboard: str, named: dict[str, str]
) -> None:
    with layout(keyboard):
        names = KeyNames(layout_now({}))
    assert {key: names.name(key) for key in named} == named


def test_keys_with_names_keep_them() -> None:
    cyrillic = KeyNames({"f": ("а", "А"), "p": ("з", "З")})  # noqa: RUF001
    assert cyrillic.name("Backspace") == "Backspace" and cyrillic.name("F1") == "F1"
    assert cyrillic.name("F") == "А" and cyrillic.name("Alt+Up") == "Alt+Up"  # noqa: RUF001


@pytest.mark.parametrize(("width", "columns"), [(500, 1), (1000, 3), (1600, 4)])
def test_it_covers_the_window_in_as_many_columns_as_fit(
    qtbot: QtBot, width: int, columns: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 640)
    window.show()
    shown = overlay(parent=window)
    shown.open()
    assert shown.size() == QSize(width, 640)
    holder = shown.area.widget()
    assert holder is not None and holder.layout().count() == columns
    assert not shown.area.horizontalScrollBar().isVisible()
    with qtbot.waitSignal(shown.finished):
        qtbot.keyClick(shown.area, Qt.Key.Key_F1)


def test_large_text_keeps_it_on_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, 2.0)
    try:
        shown = overlay()
        room = shown.screen().availableSize()
        assert shown.width() <= room.width() and shown.height() <= room.height()
        shown.close()
    finally:
        apply_theme(qapp, LIGHT)


def test_no_key_is_cut_however_long_its_name(qtbot: QtBot) -> None:
    key = "Strg+Umschalt+Herunter"
    shown = KeysOverlay([KeyGroup("Bewegen", ((f"{key} oder {key}", "vor"), ("F", "zurück")))])
    qtbot.addWidget(shown)
    shown.show()
    name = next(label for label in shown.findChildren(QLabel) if key in label.text())
    assert name.width() >= name.fontMetrics().horizontalAdvance(key)
