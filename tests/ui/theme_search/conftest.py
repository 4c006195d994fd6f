"""The page over four heard tracks, three of which have the theme that is marked in the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import OccurrenceId, ThemeId
from tests.support.theme_music import ThemeMusic
from tests.support.window_parts import WindowParts
from ui.theme_search import judging
from ui.theme_search.page import ThemeSearchPage
from ui.theme_search.ranking import Entry

PATIENCE_MS = 60_000


@dataclass
class Judge:
    """The page, and what a test asks about it."""

    parts: WindowParts
    qtbot: QtBot
    music: ThemeMusic
    theme: ThemeId
    mark: OccurrenceId
    page: ThemeSearchPage

    def open(self) -> None:
        self.page.open(self.theme)
        self.settle()

    def settle(self) -> None:
        def is_settled() -> bool:
            return not self.page.search.is_searching and not self.page.judging.is_reading

        self.qtbot.waitUntil(is_settled, timeout=PATIENCE_MS)

    @property
    def to_judge(self) -> list[str]:
        """Titles of the tracks."""
        return [self.music.titles[e.candidate.track_id] for e in self.page.judging.ranking.shown]

    @property
    def judged(self) -> dict[str, str]:
        titles = self.music.titles
        return {titles[one.passage.track_id]: one.answer.name for one in self.page.judging.judged}

    @property
    def current(self) -> str:
        row = self.page.judging.current
        return "" if row is None else self.music.titles[row.passage.track_id]

    @property
    def entry(self) -> Entry:
        row = self.page.judging.current
        assert isinstance(row, Entry)
        return row

    def press(self, keys: str) -> None:
        for key in keys:
            self.qtbot.keyClick(self.page.list, key)


@pytest.fixture
def judge(
    parts: WindowParts,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Judge:
    monkeypatch.setattr(judging, "CALM_MS", 0)
    parts.backend.usual_duration_ms = 30_000
    music = ThemeMusic(parts.context.services, tmp_path / "music")
    music.hear()
    theme, mark = music.mark()
    return shown(parts, qtbot, music, theme, mark)


def shown(
    parts: WindowParts,
    qtbot: QtBot,
    music: ThemeMusic,
    theme: ThemeId,
    mark: OccurrenceId,
    width: int = 1200,
) -> Judge:
    page = ThemeSearchPage(parts.context, None, parts.window)
    parts.window.resize(width, 720)
    page.resize(width, 720)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    return Judge(parts, qtbot, music, theme, mark, page)
