"""The Themes page over four tracks that were heard; a melody returns in three of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.themes.records import Passage
from tests.support.seen import seen
from tests.support.theme_music import ThemeMusic
from tests.support.window_parts import WindowParts
from tests.ui.themes.conftest import shown_page
from ui.themes.families.model import ROW, FamilyRow
from ui.themes.families.panel import FamiliesPanel
from ui.themes.families.states import FamiliesState
from ui.themes.page import ThemesPage
from ui.widgets.buttons import PushButton

PATIENCE_MS = 60_000
_SAID = Qt.ItemDataRole.AccessibleTextRole


class Melodies:
    """“What returns in this soundtrack?”, opened."""

    def __init__(self, parts: WindowParts, music: ThemeMusic, qtbot: QtBot) -> None:
        self.parts, self.music, self.qtbot = parts, music, qtbot
        self.services = parts.context.services
        parts.backend.usual_duration_ms = 27_000
        self.page: ThemesPage = shown_page(parts, qtbot)

    def open(self) -> None:
        self.page.open_melodies(None)
        self.until(lambda: self.panel.state is not FamiliesState.UNASKED and self.is_quiet)

    def until(self, is_true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_true, timeout=PATIENCE_MS)

    @property
    def is_quiet(self) -> bool:
        """Nothing is read or searched."""
        return not self.page.is_reading and self.page.melodies.families.progress is None

    @property
    def panel(self) -> FamiliesPanel:
        return self.page.melodies.panel

    def rows(self) -> list[str]:
        """What screen readers say of each row, open or not."""
        indexes = self.panel.model.indexes()
        return [str(index.data(_SAID)) for index in indexes]

    def passages(self) -> list[Passage]:
        """Of the current family."""
        row = self.panel.tree.current()
        assert row is not None
        return [one.passage for one in row.family.passages]

    def buttons(self) -> list[str]:
        return [button.text() for button in seen(self.panel, PushButton) if button.text()]

    def expand(self) -> None:
        self.panel.tree.expandAll()

    def go_to(self, place: int | None) -> FamilyRow:
        """A passage of the first family; None for itself."""
        index = self.panel.model.index(0, 0)
        self.panel.tree.setCurrentIndex(
            index if place is None else self.panel.model.index(place, 0, index)
        )
        row = self.panel.tree.currentIndex().data(ROW)
        assert isinstance(row, FamilyRow)
        return row


@pytest.fixture
def music(parts: WindowParts, tmp_path: Path) -> ThemeMusic:
    made = ThemeMusic(parts.context.services, tmp_path / "music")
    made.hear()
    return made


@pytest.fixture
def melodies(parts: WindowParts, music: ThemeMusic, qtbot: QtBot) -> Melodies:
    made = Melodies(parts, music, qtbot)
    made.open()
    return made
