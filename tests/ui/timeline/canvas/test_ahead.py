"""Pictures of signs are there before a zoom first wants them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.timeline.builders import busy_timeline
from tests.ui.timeline.timeline_view import shown_view
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT
from ui.timeline.input.touch import WHEEL_ZOOM
from ui.timeline.paint.bar_picture import _bar_picture
from ui.timeline.paint.sign_picture import _sign_picture


def made() -> int:
    return _sign_picture.cache_info().misses + _bar_picture.cache_info().misses


def test_zooming_in_makes_no_signs_that_were_not_made_ahead(
    qtbot: QtBot, qapp: QApplication
) -> None:
    view = shown_view(qtbot, busy_timeline(240_000, 900))
    for theme in (LIGHT, DARK):
        apply_theme(qapp, theme)
        qtbot.waitUntil(lambda: not view.canvas.is_preparing)
        before = made()
        for _step in range(14):
            view.viewport.zoom(WHEEL_ZOOM, 300)
            view.canvas.repaint()
        assert made() == before
        view.viewport.zoom_to_all()
        _sign_picture.cache_clear()
        _bar_picture.cache_clear()
