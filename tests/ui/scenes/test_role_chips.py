"""Roles from titles wait for a yes or a no."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.library.records import Role
from tests.support.keyboard import take_keyboard
from tests.support.window_parts import WindowParts, add_tracks
from ui.scenes.role_chips import RoleChips

TITLES = ["Opening", "OP2", "Love Theme", "Quiet"]


@pytest.fixture
def chips(parts: WindowParts, tmp_path: Path) -> RoleChips:
    add_tracks(parts.context, tmp_path / "music", TITLES)
    chips = RoleChips(parts.context, parts.window)
    chips.show_rows(parts.context.services.library.tracks())
    return chips


def roles(parts: WindowParts) -> dict[str, str]:
    return {row.title: row.role for row in parts.context.services.library.tracks()}


def test_nothing_is_set_before_the_listener_says_so(chips: RoleChips, parts: WindowParts) -> None:
    assert [chip.text() for chip in chips.chips] == ["Opening theme × 2", "Love theme"]
    assert set(roles(parts).values()) == {Role.SCORE}


def test_a_chip_gives_its_role_to_its_tracks(chips: RoleChips, parts: WindowParts) -> None:
    chips.chips[0].click()
    assert roles(parts) == {
        "Opening": Role.OPENING_THEME, "OP2": Role.OPENING_THEME, "Love Theme": Role.SCORE,
        "Quiet": Role.SCORE,
    }  # fmt: skip
    assert parts.said == "2 tracks have their roles now."
    chips.show_rows(parts.context.services.library.tracks())
    assert [chip.text() for chip in chips.chips] == ["Love theme"]
    assert chips.accept is None


def test_all_are_accepted_as_one_step(chips: RoleChips, parts: WindowParts) -> None:
    assert chips.accept is not None and chips.accept.text() == "Accept all 2"
    chips.accept.click()
    assert roles(parts)["Love Theme"] == Role.LOVE_THEME
    parts.context.undo()
    assert set(roles(parts).values()) == {Role.SCORE}
    chips.show_rows([])
    assert chips.isHidden()


def test_a_no_is_kept_and_undone(chips: RoleChips, parts: WindowParts) -> None:
    chips.noes[0].click()
    assert [chip.text() for chip in chips.chips] == ["Love theme"]
    assert parts.said == "“Opening theme” won’t be suggested for that again."
    assert set(roles(parts).values()) == {Role.SCORE}
    chips.show_rows(parts.context.services.library.tracks())
    assert [chip.text() for chip in chips.chips] == ["Love theme"], "also when it is asked again"
    parts.take_offer()
    assert [chip.text() for chip in chips.chips] == ["Opening theme × 2", "Love theme"]


def test_delete_says_no_and_the_keyboard_stays_with_the_chips(
    chips: RoleChips, parts: WindowParts, qtbot: QtBot
) -> None:
    parts.window.show()
    take_keyboard(chips.chips[0], qtbot)
    finished: list[bool] = []
    chips.finished.connect(lambda: finished.append(True))
    QTest.keyClick(chips.chips[0], Qt.Key.Key_Delete)
    assert parts.window.focusWidget() is chips.chips[0] and not finished
    QTest.keyClick(chips.chips[0], Qt.Key.Key_Backspace)
    assert chips.isHidden() and finished == [True]
