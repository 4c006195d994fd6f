"""A name is a name wherever it is shown: no key sequence, no markup."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from ui.widgets.chips import Chip, RemovableChip
from ui.widgets.text import ElidedLabel, plain_tip


@pytest.mark.parametrize("name", ["Fire & Blood", "&Save"])
def test_an_ampersand_in_a_chip_is_shown(qtbot: QtBot, name: str) -> None:
    for chip in (RemovableChip(name), Chip(name)):
        qtbot.addWidget(chip)
        assert QKeySequence.mnemonic(chip.text()).isEmpty(), chip.text()


def test_markup_in_a_name_stays_text_in_the_hint_of_a_shortened_label(qtbot: QtBot) -> None:
    label = ElidedLabel('<b>Farewell</b> <img src="file:///etc/hostname"> and so on and on')
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    qtbot.waitUntil(lambda: bool(label.toolTip()))
    assert "&lt;b&gt;Farewell" in label.toolTip()


def test_markup_in_a_name_stays_text_in_the_hint_of_a_chip(qtbot: QtBot) -> None:
    chip = RemovableChip("<b>Farewell</b>")
    qtbot.addWidget(chip)
    assert "&lt;b&gt;Farewell" in chip.toolTip()


def test_a_long_tip_is_wrapped_and_keeps_its_lines() -> None:
    long = "Theme “The heart motif”, confirmed, tempo × 0.73, tender and full: violins, down a half"
    assert plain_tip("0:54.969\nShort") == "0:54.969\nShort"
    assert plain_tip(f"0:54.969\n{long}") == f"<qt>0:54.969<br>{long}</qt>"
    assert plain_tip("<b>\n0:54") == "<qt>&lt;b&gt;<br>0:54</qt>"
