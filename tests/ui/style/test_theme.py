"""The theme reaches palette, font and stylesheet, and tells painters when it changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.style import scheme
from ui.style.files import STYLES
from ui.style.fonts import FAMILY, tabular
from ui.style.glyphs import glyph_files
from ui.style.looks import Wanted
from ui.style.scheme import SchemeFollower, resolve_theme
from ui.style.stylesheet import build_stylesheet
from ui.style.theme import (
    apply_theme,
    colour,
    current_theme,
    scaled_px,
    text_font,
    theme_signals,
)
from ui.style.tokens import DARK, LIGHT, THEMES, TYPE, Theme


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, LIGHT)


def test_applying_a_theme_sets_font_and_stylesheet(qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    assert QFontInfo(qapp.font()).family() == FAMILY
    assert DARK.accent in qapp.styleSheet()
    assert colour("accent").name().upper() == DARK.accent
    assert colour("#123456").name() == "#123456"


def test_painters_are_told_of_a_change_once(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, LIGHT)
    heard: list[Theme] = []
    theme_signals().theme_changed.connect(heard.append)
    apply_theme(qapp, DARK)
    apply_theme(qapp, DARK)
    theme_signals().theme_changed.disconnect(heard.append)
    assert heard == [DARK]


def test_every_text_grows_with_the_listeners_scale(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, LIGHT, 1.0)
    label = QLabel("Title")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.fontInfo().pointSizeF()
    icon_px = scaled_px(20)
    apply_theme(qapp, LIGHT, 1.5)
    label.ensurePolished()
    assert label.fontInfo().pointSizeF() == pytest.approx(before * 1.5, rel=0.05)
    assert scaled_px(20) == pytest.approx(icon_px * 1.5, abs=1)
    assert text_font(TYPE.title).pointSizeF() > qapp.font().pointSizeF()


def test_digits_of_the_clock_have_equal_width(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    label = QLabel()
    label.setFont(tabular(qapp.font()))
    widths = {label.fontMetrics().horizontalAdvance(digit * 10) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_no_token_is_left_in_the_stylesheet(theme: Theme) -> None:
    sheet = build_stylesheet(theme, 9.75)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_glyph_files_match_the_tokens(theme: Theme) -> None:
    for name, text in glyph_files(theme).items():
        assert (STYLES / theme.name / name).read_text(encoding="utf-8") == text
    assert len(list((STYLES / theme.name).iterdir())) == len(glyph_files(theme))


def test_a_forced_scheme_wins_over_the_system(qapp: QApplication) -> None:
    assert resolve_theme(qapp, Wanted("dark")) is DARK
    assert resolve_theme(qapp, Wanted("light")) is LIGHT


def test_following_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    follower = SchemeFollower(qapp)
    hints = qapp.styleHints()
    try:
        monkeypatch.setattr(scheme, "system_is_dark", lambda _app: True)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert current_theme() is DARK
        follower.choose(Wanted("light"))
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert current_theme() is LIGHT
        follower.choose(Wanted("system"))
        assert current_theme() is DARK
    finally:
        follower.stop()


def test_a_wait_sign_is_shown_while_the_look_changes(qapp: QApplication) -> None:
    shapes = []

    def note(_theme: object) -> None:
        cursor = QApplication.overrideCursor()
        shapes.append(None if cursor is None else cursor.shape())

    follower = SchemeFollower(qapp, Wanted("light"))
    theme_signals().theme_changed.connect(note)
    follower.choose(Wanted("dark"))
    theme_signals().theme_changed.disconnect(note)
    follower.choose(Wanted("light"))
    follower.stop()
    assert shapes == [Qt.CursorShape.WaitCursor]
    assert QApplication.overrideCursor() is None


def test_nothing_else_runs_in_the_midst_of_the_change(qapp: QApplication) -> None:
    fired: list[str] = []
    follower = SchemeFollower(qapp, Wanted("light"))
    QTimer.singleShot(0, lambda: fired.append("a timer"))
    follower.choose(Wanted("dark"))
    assert fired == []
    follower.choose(Wanted("light"))
    follower.stop()
    qapp.processEvents()
    assert fired == ["a timer"]
