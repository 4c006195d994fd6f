"""Finer detail is decoded where the timeline is zoomed in: once, and in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.core.timecode import Span
from tests.support.audio import tone, write_audio
from tests.support.lines import own
from tests.support.seen import is_settled
from tests.support.window_parts import WindowParts
from ui.bridge.track.fine_wave import CloserLook
from ui.bridge.track.track_view import TrackView


@pytest.fixture
def parts(parts: WindowParts, tmp_path: Path) -> WindowParts:
    folder = tmp_path / "music"
    folder.mkdir()
    write_audio(folder / "dawn.flac", tone(20, 100, level=0.5))
    parts.context.services.importing.run([folder], JobContext())
    return parts


@pytest.fixture
def closer(qtbot: QtBot, parts: WindowParts) -> CloserLook:
    view = TrackView(parts.context, parts.window)
    closer = CloserLook(parts.context, view, parts.window)
    (row,) = parts.context.services.library.tracks()
    parts.context.playback.play_lines(own(row.id))
    parts.context.playback.poll()
    qtbot.waitUntil(lambda: closer.source is not None and closer.source.peaks.is_complete)
    return closer


def test_a_zoomed_in_view_is_drawn_from_the_audio_itself(qtbot: QtBot, closer: CloserLook) -> None:
    source = closer.source
    assert source is not None
    before = source.stretch(10_000, 10_100, 100)[1]
    closer.look_at(Span(9_500, 10_500), 1.0)
    qtbot.waitUntil(lambda: source.missing(9_500, 10_500) == [])
    assert (source.stretch(10_000, 10_100, 100)[1] != before).any()


def test_a_zoomed_out_view_decodes_nothing(
    qtbot: QtBot, closer: CloserLook, parts: WindowParts
) -> None:
    closer.look_at(Span(0, 20_000), 12.0)
    qtbot.waitUntil(lambda: is_settled(closer))
    assert parts.context.jobs.running == ()


def test_the_same_view_is_decoded_once(
    qtbot: QtBot, closer: CloserLook, parts: WindowParts
) -> None:
    asked: list[object] = []
    parts.context.jobs.started.connect(asked.append)
    for _ in range(3):
        closer.look_at(Span(9_500, 10_500), 1.0)
        qtbot.waitUntil(lambda: is_settled(closer))
    qtbot.waitUntil(lambda: parts.context.jobs.running == ())
    closer.look_at(Span(9_400, 10_400), 1.0)
    qtbot.waitUntil(lambda: is_settled(closer))
    assert len(asked) == 1


def test_another_track_forgets_the_previous_ones_detail(
    qtbot: QtBot, closer: CloserLook, parts: WindowParts
) -> None:
    old = closer.source
    assert old is not None
    closer.look_at(Span(9_500, 10_500), 1.0)
    with qtbot.waitSignal(closer.source_changed) as told:
        closer.set_peaks(None)
    assert told.args == [None]
    qtbot.waitUntil(lambda: parts.context.jobs.running == ())
    assert closer.source is None
