"""A waveform that has decoded a whole track puts its length right, for the player, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from tests.support.audio import tone, write_audio
from tests.support.lines import own
from tests.support.window_parts import WindowParts
from ui.bridge.track.track_view import TrackView


@pytest.fixture
def track_id(parts: WindowParts, tmp_path: Path) -> int:
    """A track of three seconds, about which the library is wrong."""
    folder = tmp_path / "music"
    folder.mkdir()
    write_audio(folder / "dawn.flac", tone(3, 100))
    services = parts.context.services
    services.importing.run([folder], JobContext())
    (row,) = services.library.tracks()
    (held,) = services.library.track(row.id).files
    services.library.put_length_right(row.id, held.payload_hash, 44_739_243)
    return row.id


@pytest.mark.parametrize("is_kept", [False, True], ids=["drawn", "kept"])
def test_the_length_follows_the_waveform(
    qtbot: QtBot, parts: WindowParts, track_id: int, is_kept: bool
) -> None:
    services, playback = parts.context.services, parts.context.playback
    if is_kept:
        (held,) = services.library.track(track_id).files
        services.analysis.peaks(held.path, held.payload_hash, JobContext())
    view = TrackView(parts.context, parts.window)
    playback.play_lines(own(track_id))
    playback.poll()
    qtbot.waitUntil(lambda: services.library.track(track_id).row.duration_ms == 3_000)
    qtbot.waitUntil(lambda: view.timeline is not None and view.timeline.duration_ms == 3_000)
    qtbot.waitUntil(lambda: playback.player.duration_ms == 3_000)


def test_a_file_that_breaks_off_keeps_the_length_it_should_have(
    qtbot: QtBot, parts: WindowParts, track_id: int
) -> None:
    services = parts.context.services
    (held,) = services.library.track(track_id).files
    held.path.write_bytes(held.path.read_bytes()[:-4_000])
    view = TrackView(parts.context, parts.window)
    parts.context.playback.play_lines(own(track_id))
    parts.context.playback.poll()
    qtbot.waitUntil(lambda: view.peaks is not None and view.peaks.breaks_off_ms is not None)
    assert services.library.track(track_id).row.duration_ms == 44_739_243
