"""The page on real services: a track, two versions of it that were heard, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.story.echo_kinds import EchoKind
from app.story.echoes import NewEcho
from tests.support.theme_music import ThemeMusic
from tests.support.window_parts import WindowParts
from ui.afterlives.page import AfterlivesPage
from ui.bridge.places import Afterlives

LASTS_MS = 30_000


@dataclass
class Lived:
    """cover: linked to “Higher”, which is a version of “Home” by its theme alone."""

    parts: WindowParts
    qtbot: QtBot
    music: ThemeMusic
    page: AfterlivesPage

    @property
    def original(self) -> TrackId:
        return self.music.ids["Home"]

    @property
    def version(self) -> TrackId:
        return self.music.ids["Higher"]

    def add(self, *new: NewEcho) -> None:
        self.parts.context.services.echoes.add(new, track_id=self.original)

    def add_cover(self) -> None:
        self.add(NewEcho(EchoKind.COVER, "Brass", "Wharf Street Band", "2026-08-02",
                         linked_track_id=self.version))  # fmt: skip

    def open(self) -> None:
        self.page.open(Afterlives(track_id=int(self.original)))
        self.settle()

    def settle(self) -> None:
        self.until(lambda: not self.page.is_reading)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def choose(self, title: str) -> None:
        assert self.page.shown is not None
        ids = {one.echo.title: one.echo.id for one in self.page.shown.lives}
        self.page.choose(ids[title])
        self.settle()


@pytest.fixture
def lived(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> Lived:
    parts.backend.usual_duration_ms = LASTS_MS
    music = ThemeMusic(parts.context.services, tmp_path / "music", ("Home", "Higher"))
    page = AfterlivesPage(parts.context, None, parts.window)
    parts.window.resize(1200, 740)
    page.resize(1200, 740)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    return Lived(parts, qtbot, music, page)
