"""The Themes page on real services, with a theme that returns in three places of two tracks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.jobs import JobContext
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.themes.records import Candidate
from tests.support.audio import write_wav
from tests.support.told_story import Told
from tests.support.tunes import Note, played
from tests.support.window_parts import WindowParts
from ui.themes.page import ThemesPage

LASTS_MS = 6000
LINE = [Note(0.5, 0.5, 69), Note(1, 1, 78), Note(2, 0.5, 76), Note(2.5, 1, 74)]


@dataclass
class Motif:
    """Stated in “Opening”, it returns there and in “Love”; in “Love” perhaps a second time."""

    told: Told
    tracks: dict[str, TrackId]
    theme: ThemeId
    home: OccurrenceId
    again: OccurrenceId
    love: OccurrenceId
    perhaps: OccurrenceId


def shown_page(parts: WindowParts, qtbot: QtBot, width: int = 1200) -> ThemesPage:
    page = ThemesPage(parts.context, None, parts.window)
    parts.window.resize(width, 720)
    page.resize(width, 720)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    qtbot.waitUntil(lambda: not page.is_reading)
    return page


@pytest.fixture
def motif(parts: WindowParts, tmp_path: Path) -> Motif:
    parts.backend.usual_duration_ms = LASTS_MS
    services, told = parts.context.services, Told(parts)
    music = tmp_path / "music"
    music.mkdir()
    for title, level in (("Opening", 0.2), ("Love", 0.05)):
        tune = played([*LINE, Note(5, 0.8, 69)], level=level)
        write_wav(music / f"{title}.wav", tune, rate_hz=22_050)
    services.importing.run([music], JobContext())
    tracks = {row.title: row.id for row in services.library.tracks()}
    spans = (Span(500, 3500), Span(3600, 4600))
    home, again = services.themes.mark_returns("Heart", tracks["Opening"], spans, told.work)
    theme = services.themes.themes()[0].id
    (love,) = services.themes.mark_returns(theme, tracks["Love"], [Span(500, 3500)])
    services.marks.edit(ref_of(love), transposition=-4, tempo_ratio=0.5)
    perhaps = Candidate(tracks["Love"], Span(4000, 5500), 0.6, 0, 1.0)
    (open_one,) = services.themes.answers.leave_open(theme, [perhaps])
    services.themes.set_home(home)
    return Motif(told, tracks, theme, home, again, love, open_one)


def ref_of(occurrence: OccurrenceId) -> MarkRef:
    return MarkRef(MarkKind.OCCURRENCE, occurrence)


@pytest.fixture
def page(parts: WindowParts, motif: Motif, qtbot: QtBot) -> ThemesPage:
    return shown_page(parts, qtbot)
