"""A drive is unplugged and plugged in again while the window runs: everything is updated."""

from __future__ import annotations

import pytest

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.lines import own
from tests.support.seen import model_of
from tests.ui.bridge.playback.test_file_looks import come_back_to_the_window
from ui.bridge.playback import file_looks
from ui.library.track_model import TrackTableModel


def shown_missing(session: WindowSession) -> list[bool]:
    model = model_of(session.pages.library.table, TrackTableModel)
    return [not row.is_available for row in model.shelf.lines]


@pytest.mark.logs("its file isn’t there")
def test_tracks_on_a_drive_that_comes_back_are_there_again(harness: AppHarness) -> None:
    harness.record("first.wav", seconds=6)
    harness.record("second.wav", seconds=6, hz=550)
    harness.take_in()
    away = harness.music.rename(harness.music.with_name("unplugged"))
    harness.play_by_hand()
    session = harness.open()
    session.until(lambda: shown_missing(session) == [True, True])
    first, second = session.rows()
    session.services.moments.add_moment(first.id, Span.point(1_000), note="Here")
    marks = kept_rows(harness.paths)["favourite_moment"]
    session.playback.play_lines(own(first.id))
    session.until(lambda: "isn’t there" in session.said)
    session.until(lambda: not session.desk.context.jobs.running)  # it looked, and found nothing

    away.rename(harness.music)
    session.desk.file_looks.mounts.changed.emit()
    session.until(lambda: shown_missing(session) == [False, False])
    session.play("first")
    session.until(lambda: session.desk.track_view.audio_file is not None)
    session.playback.queueing.append(own(second.id))
    model = session.pages.show_journal().model
    session.until(lambda: [item.is_hearable for item in model.items] == [True])
    assert kept_rows(harness.paths)["favourite_moment"] == marks


def test_coming_back_to_the_window_finds_a_file_that_came_back_meanwhile(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No drive came or went, so that only the returning focus makes it look."""
    monkeypatch.setattr(file_looks, "REST_MS", 0)
    path = harness.record("first.wav", seconds=6)
    harness.take_in()
    away = path.rename(harness.music.with_name("elsewhere.wav"))
    session = harness.open()
    session.until(lambda: not session.rows()[0].is_available)
    session.until(lambda: not session.desk.context.jobs.running)
    away.rename(path)
    come_back_to_the_window()
    session.until(lambda: session.rows()[0].is_available)


def test_what_is_open_is_drawn_when_its_file_is_there_again(harness: AppHarness) -> None:
    """The queue, open over its button, is updated too."""
    session = harness.playing(1_000)
    path = harness.music / "theme.wav"
    away = path.rename(path.with_name("away.wav"))
    session.playback.stop()
    session.desk.file_looks.look_at_all()
    session.until(lambda: not session.rows()[0].is_available)
    popup = session.desk.bar.queue_popup
    popup.show_queue(session.playback.queue)
    popup.open_above(session.desk.bar.queue)
    assert "missing" in popup.model.index(0, 0).data()
    away.rename(path)
    session.desk.file_looks.look_at_all()
    session.until(lambda: session.rows()[0].is_available)
    session.until(lambda: "missing" not in popup.model.index(0, 0).data())
    popup.close()


def test_a_track_played_before_its_drive_was_noticed_is_there_and_drawn(
    harness: AppHarness,
) -> None:
    path = harness.record("theme.wav", seconds=6)
    harness.take_in()
    away = path.rename(path.with_name("away.wav"))
    harness.play_by_hand()
    session = harness.open()
    session.until(lambda: shown_missing(session) == [True])
    away.rename(path)
    session.play()
    session.until(lambda: shown_missing(session) == [False])
    session.until(lambda: session.desk.track_view.peaks is not None)
