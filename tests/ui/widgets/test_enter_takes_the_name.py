"""Enter takes the exact name, wherever it stands and however it is written."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.words import Text
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import TypeAhead, offering


def entered(qtbot: QtBot, names: list[str], text: str) -> str:
    def words(name: str) -> str:
        return name

    field = TypeAhead(
        offering(lambda: names, words, lambda name: Match(name, name)),
        "Find",
        creates=Text("Create theme “{name}”"),
    )
    qtbot.addWidget(field)
    said: list[str] = []
    field.chosen.connect(lambda value: said.append(f"took {value}"))
    field.create_requested.connect(lambda name: said.append(f"create {name}"))
    field.line.setText(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    return said[0]


def test_the_exact_name_behind_thirty_longer_ones(qtbot: QtBot) -> None:
    names = [*(f"Battle {number}" for number in range(40)), "Battle"]
    assert entered(qtbot, names, "Battle") == "took Battle"


@pytest.mark.parametrize("name", ["!!!", "♥", "???", "🎵", "…"])
def test_a_name_of_signs(qtbot: QtBot, name: str) -> None:
    assert entered(qtbot, ["Farewell", name], name) == f"took {name}"


@pytest.mark.parametrize(("there", "typed"), [("Cats", "C++"), ("Anna", "A♥"), ("Night", "N!")])
def test_signs_count(qtbot: QtBot, there: str, typed: str) -> None:
    assert entered(qtbot, [there], typed) == f"create {typed}"


def test_the_same_name_composed_otherwise(qtbot: QtBot) -> None:
    there, typed = (unicodedata.normalize(form, "Café") for form in ("NFC", "NFD"))
    assert entered(qtbot, [there], typed) == f"took {there}"


def test_sharp_s(qtbot: QtBot) -> None:
    assert entered(qtbot, ["Straße"], "STRASSE") == "took Straße"
    assert entered(qtbot, ["İstanbul"], "istanbul") != "create istanbul"
