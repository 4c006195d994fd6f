"""The waveform of a track that is a stretch of a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.analysis.track_wave import WaveSource
from app.core.jobs import JobContext
from app.core.source_time import SourceTime
from app.core.timecode import Span
from tests.support.audio import clicks, write_audio
from tests.support.lines import own
from tests.support.sources import payload_of, set_source
from tests.support.window_parts import WindowParts
from ui.bridge.track.fine_wave import CloserLook
from ui.bridge.track.track_view import TrackView

CHAPTER = SourceTime(8_400, 15_400, offset_ms=300, tempo_ratio=25 / 24)


class Desk:
    """A chapter of a file with a click at every second, and what is drawn of it."""

    def __init__(self, parts: WindowParts, folder: Path) -> None:
        folder.mkdir()
        write_audio(folder / "book.flac", clicks(20))
        services = parts.context.services
        services.importing.run([folder], JobContext())
        (row,) = services.library.tracks()
        self.payload = payload_of(services, row.id)
        self.services, self.track_id = services, int(row.id)
        set_source(services, row.id, self.payload, CHAPTER, 7_592)
        self.view = TrackView(parts.context, parts.window)
        self.closer = CloserLook(parts.context, self.view, parts.window)
        self.told: list[WaveSource] = []
        self.closer.source_changed.connect(self.told.append)
        parts.context.playback.play_lines(own(row.id))


@pytest.fixture
def desk(qtbot: QtBot, parts: WindowParts, tmp_path: Path) -> Desk:
    desk = Desk(parts, tmp_path / "music")
    qtbot.waitUntil(lambda: desk.view.wave is not None and desk.view.wave.is_complete)
    return desk


def drawn(wave: WaveSource, span: Span, columns: int) -> list[float]:
    _mins, maxs, _rms = wave.stretch(span.start_ms, span.end_ms, columns)
    loud = maxs > 0.3
    first = np.flatnonzero(loud & ~np.roll(loud, 1))
    return [float(ms) for ms in span.start_ms + first * span.duration_ms / columns]


def test_clicks_are_drawn_where_they_are_heard(desk: Desk) -> None:
    assert desk.view.wave is not None
    true = [CHAPTER.track_at(ms) for ms in range(9_000, 15_400, 1_000)]
    assert drawn(desk.view.wave, Span(0, 7_592), 1_500) == pytest.approx(true, abs=12)
    assert drawn(desk.told[-1], Span(0, 7_592), 1_500) == pytest.approx(true, abs=12)


def test_a_closer_look_is_at_the_tracks_time(qtbot: QtBot, desk: Desk) -> None:
    source, true_ms = desk.closer.source, CHAPTER.track_at(12_000)
    assert source is not None
    view = Span(round(true_ms) - 200, round(true_ms) + 200)
    desk.closer.look_at(view, 0.4)
    qtbot.waitUntil(lambda: source.missing(CHAPTER.to_file(view.start_ms), 12_100) == [])
    (found,) = drawn(desk.told[-1], view, 2_000)
    assert found == pytest.approx(true_ms, abs=0.6)


def test_another_offset_draws_it_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    moved = SourceTime(8_400, 15_400)
    set_source(desk.services, desk.track_id, desk.payload, moved, 7_000)
    qtbot.waitUntil(lambda: desk.view.source == moved)
    wave = desk.view.wave
    assert wave is not None
    assert drawn(wave, Span(0, 7_000), 1_400)[0] == pytest.approx(600, abs=12)
