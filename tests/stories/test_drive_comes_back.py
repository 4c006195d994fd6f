"""A drive is unplugged and plugged in again while the window runs: everything follows."""

from __future__ import annotations

import pytest

from app.core.timecode import Span
from tests.support.house import House, Visit, kept_rows
from tests.support.seen import model_of
from tests.ui.bridge.playback.test_file_looks import come_back_to_the_window
from ui.bridge.playback import file_looks
from ui.library.track_model import TrackTableModel


def shown_missing(visit: Visit) -> list[bool]:
    model = model_of(visit.pages.library.table, TrackTableModel)
    return [not row.is_available for row in model.all_rows]


@pytest.mark.logs("its file isn’t there")
def test_tracks_of_a_drive_that_comes_back_are_there_again(house: House) -> None:
    house.record("first.wav", seconds=6)
    house.record("second.wav", seconds=6, hz=550)
    house.take_in()
    away = house.music.rename(house.music.with_name("unplugged"))
    house.play_by_hand()
    visit = house.open()
    visit.until(lambda: shown_missing(visit) == [True, True])
    first, second = visit.rows()
    visit.services.moments.add_moment(first.id, Span.point(1_000), note="Here")
    marks = kept_rows(house.paths)["favourite_moment"]
    visit.playback.play_track(first.id)
    visit.until(lambda: "isn’t there" in visit.said)
    visit.until(lambda: not visit.desk.context.jobs.running)  # that made it look, in vain

    away.rename(house.music)
    visit.desk.file_looks.mounts.changed.emit()
    visit.until(lambda: shown_missing(visit) == [False, False])
    visit.play("first")
    visit.until(lambda: visit.desk.track_view.audio_file is not None)
    visit.playback.queueing.append([second.id])
    model = visit.pages.show_journal().model
    visit.until(lambda: [item.is_hearable for item in model.items] == [True])
    assert kept_rows(house.paths)["favourite_moment"] == marks


def test_coming_back_to_the_window_finds_a_file_that_came_back_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No drive came or went, so that nothing but the keyboard's return tells of it."""
    monkeypatch.setattr(file_looks, "REST_MS", 0)
    path = house.record("first.wav", seconds=6)
    house.take_in()
    away = path.rename(house.music.with_name("elsewhere.wav"))
    visit = house.open()
    visit.until(lambda: not visit.rows()[0].is_available)
    visit.until(lambda: not visit.desk.context.jobs.running)
    away.rename(path)
    come_back_to_the_window()
    visit.until(lambda: visit.rows()[0].is_available)


def test_what_is_open_is_drawn_when_its_file_is_there_again(house: House) -> None:
    """The queue that is open over its button follows, too."""
    visit = house.playing(1_000)
    path = house.music / "theme.wav"
    away = path.rename(path.with_name("away.wav"))
    visit.playback.stop()
    visit.desk.file_looks.look_at_all()
    visit.until(lambda: not visit.rows()[0].is_available)
    popup = visit.desk.bar.queue_popup
    popup.show_queue([visit.rows()[0].id], 0)
    popup.open_above(visit.desk.bar.queue)
    assert "missing" in popup.model.index(0, 0).data()
    away.rename(path)
    visit.desk.file_looks.look_at_all()
    visit.until(lambda: visit.rows()[0].is_available)
    visit.until(lambda: "missing" not in popup.model.index(0, 0).data())
    popup.close()


def test_a_track_that_plays_before_anybody_looked_is_there_and_drawn(house: House) -> None:
    path = house.record("theme.wav", seconds=6)
    house.take_in()
    away = path.rename(path.with_name("away.wav"))
    house.play_by_hand()
    visit = house.open()
    visit.until(lambda: shown_missing(visit) == [True])
    away.rename(path)
    visit.play()
    visit.until(lambda: shown_missing(visit) == [False])
    visit.until(lambda: visit.desk.track_view.peaks is not None)
