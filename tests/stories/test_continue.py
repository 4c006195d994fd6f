"""After a restart the music is where it was, paused; and Play starts what is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.listening.last_place import LastPlaceFiles
from app.player.records import PlayState
from tests.support.app_harness import ALIVE_MS, AppHarness, WindowSession, with_services
from tests.support.lock_holder import held
from tests.support.seen import words
from ui.bridge.news.place_keeper import PlaceKeeper
from ui.listen.page import ListenPage
from ui.shell.loading import Loader

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Three tracks; the second has played for some seconds."""
    for n, name in enumerate(("a.wav", "b.wav", "c.wav")):
        harness.record(name, seconds=60, hz=330 + 110 * n)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    session.play("b")
    session.playback.seek_ms(20_000)
    session.turn(3_000)
    return session


def titles(session: WindowSession) -> list[str]:
    rows = {row.key: row.title for row in session.rows()}
    return [rows[line] for line in session.playback.queue.items]


def restarted(session: WindowSession) -> WindowSession:
    harness = session.harness
    session.close()
    again = harness.open()
    again.until(lambda: again.playback.track is not None)
    return again


def test_the_track_the_place_and_the_queue_are_there_again(session: WindowSession) -> None:
    queue, index = titles(session), session.playback.queue.index
    again = restarted(session)
    assert again.playback.track is not None and again.playback.track.title == "b"
    assert again.playback.position_ms == pytest.approx(23_000, abs=50)
    assert again.playback.state is PlayState.STOPPED
    assert (titles(again), again.playback.queue.index) == (queue, index)


def test_play_goes_on_from_there(session: WindowSession) -> None:
    again = restarted(session)
    again.driver.tap(Key.Key_Space)
    again.turn(1_000)
    assert again.playback.state is PlayState.PLAYING
    assert again.playback.position_ms == pytest.approx(24_000, abs=200)


def test_play_before_the_place_is_known_goes_on_from_there(
    session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """libVLC takes seconds where it has to look through its plugins."""
    harness = session.harness
    session.close()
    with monkeypatch.context() as slow:
        slow.setattr(Loader, "warm", lambda _loader: None)
        window = harness.show()
        harness.qtbot.waitUntil(lambda: window.desk is not None, timeout=ALIVE_MS)
        again = WindowSession(harness, window)
        again.take_keyboard()
        again.driver.tap(Key.Key_Space)
        assert again.playback.track is None, "what is chosen would be the first track"
    assert window._loader is not None
    window._loader.warm()
    again.until(lambda: again.playback.track is not None)
    again.turn(1_000)
    assert again.playback.track is not None and again.playback.track.title == "b"
    assert again.playback.state is PlayState.PLAYING
    assert again.playback.position_ms == pytest.approx(24_000, abs=200)


def test_nothing_is_said_to_be_missing_before_the_place_is_known(
    session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness, nothing = session.harness, "Nothing is playing yet"
    session.pages.show_listen()
    session.close()
    with monkeypatch.context() as slow:
        slow.setattr(Loader, "warm", lambda _loader: None)
        window = harness.show()
        harness.qtbot.waitUntil(lambda: window.desk is not None, timeout=ALIVE_MS)
        again = WindowSession(harness, window)
        again.until(lambda: window.findChildren(ListenPage))
        again.until(again.pages.listen.isVisible)
        again.take_keyboard()
        assert nothing not in words(window) and "Nothing is playing" not in words(window)
    assert window._loader is not None
    window._loader.warm()
    again.until(lambda: again.playback.track is not None)
    assert again.pages.listen.header.isVisible()
    again.until(again.pages.listen.timeline.hasFocus)


def test_if_the_place_is_gone_that_is_said_at_last(session: WindowSession) -> None:
    harness = session.harness
    session.pages.show_listen()
    (gone,) = [row.key for row in session.rows() if row.title == "b"]
    session.playback.stop()
    session.close()
    with_services(harness.paths, lambda services: services.library.remove_lines([gone]))
    again = harness.open()
    assert again.pages.listen.isVisible() and again.playback.track is None
    assert {"Nothing is playing yet", "Nothing is playing"} <= set(words(again.window))


def test_what_was_in_view_and_selected_is_again(session: WindowSession) -> None:
    row, page = session.playback.track, session.pages.listen
    assert row is not None
    emotion = session.services.emotions.emotions()[0]
    tag = session.services.tagging.add_tag(TrackId(row.id), emotion.id, Span(21_000, 24_000))
    session.until(lambda: session.timeline.tags)
    page.select(MarkRef(MarkKind.TAG, tag.id))
    session.playback.pause()
    viewport = page.timeline.viewport
    viewport.set_axis(viewport.axis.showing(Span(15_000, 30_000)))
    QApplication.processEvents()  # the inspector makes the timeline narrower
    seen = viewport.axis.visible
    again = restarted(session)
    page = again.pages.show_listen()
    again.until(lambda: page.timeline.marks.selection == MarkRef(MarkKind.TAG, tag.id))
    assert page.timeline.viewport.axis.visible.start_ms == pytest.approx(seen.start_ms, abs=100)
    assert page.timeline.viewport.axis.visible.end_ms == pytest.approx(seen.end_ms, abs=100)


def test_a_selected_mark_that_waits_to_be_saved_costs_nothing_of_the_rest(
    session: WindowSession,
) -> None:
    row, page = session.playback.track, session.pages.listen
    assert row is not None
    emotion = session.services.emotions.emotions()[0]
    tag = session.services.tagging.add_tag(TrackId(row.id), emotion.id, Span(21_000, 24_000))
    session.playback.pause()
    with held(session.services.paths.database):
        session.playback.seek_ms(22_000)
        session.driver.tap(Key.Key_2)
        session.until(lambda: len(session.timeline.tags) == 2)
        refs = [item.ref for item in session.timeline.tags]
        assert any(ref.id < 0 for ref in refs)
        page.timeline.marks.set_selected(tuple(refs))
        session.desk.places.keep()
    place = LastPlaceFiles(session.services.paths.data).place()
    assert place is not None and place.position_ms == 22_000
    assert place.selected == (MarkRef(MarkKind.TAG, tag.id),)


def test_a_session_that_is_killed_is_there_too(session: WindowSession) -> None:
    session.desk.places.keep()
    place = LastPlaceFiles(session.services.paths.data).place()
    assert place is not None and place.position_ms == pytest.approx(23_000, abs=50)


@pytest.fixture
def late_keeper(session: WindowSession) -> Iterator[PlaceKeeper]:
    """One that is asked to keep the place when the music plays already."""
    desk = session.desk
    desk.places.close()
    LastPlaceFiles(session.services.paths.data).forget()
    keeper = PlaceKeeper(session.services, session.playback, desk.track_view, desk)
    yield keeper
    keeper.close()


def test_what_played_before_is_kept_at_once(
    session: WindowSession, late_keeper: PlaceKeeper
) -> None:
    """As when the program was opened with a file, on a busy machine."""
    late_keeper.start()
    files = LastPlaceFiles(session.services.paths.data)
    session.until(lambda: files.place() is not None)


def test_a_view_that_moves_all_the_time_puts_nothing_off(
    session: WindowSession, late_keeper: PlaceKeeper
) -> None:
    session.playback.pause()
    late_keeper.start()
    files, moved = LastPlaceFiles(session.services.paths.data), session.desk.track_view.view_changed
    session.until(lambda: (moved.emit(), files.place())[1] is not None)


@pytest.mark.logs("last-place.json")
@pytest.mark.parametrize(
    "says", ["", "{", "[]", '{"line": [1e999, null]}', '{"line": [true, 0]}', "[" * 100_000]
)
def test_a_broken_memory_is_as_if_there_were_none(session: WindowSession, says: str) -> None:
    harness, folder = session.harness, session.services.paths.data
    session.close()
    (folder / "last-place.json").write_text(says)
    again = harness.open()
    again.until(lambda: again.desk.places is not None)
    assert again.playback.track is None


def test_a_track_that_was_deleted_since_is_left_out(session: WindowSession) -> None:
    row, harness = session.playback.track, session.harness
    assert row is not None
    session.close()
    with_services(harness.paths, lambda services: services.library.remove_lines([row.key]))
    again = harness.open()
    assert again.playback.track is None


def test_others_of_the_queue_that_were_deleted_are_left_out_too(session: WindowSession) -> None:
    harness, rows = session.harness, {row.title: row.key for row in session.rows()}
    session.close()
    with_services(harness.paths, lambda services: services.library.remove_lines([rows["a"]]))
    again = harness.open()
    assert titles(again) == ["b", "c"]
    assert again.playback.queue.index == 0


def test_a_missing_file_leaves_the_queue_until_it_is_back(
    session: WindowSession, tmp_path: Path
) -> None:
    harness, there, away = session.harness, session.harness.music / "b.wav", tmp_path / "away.wav"
    session.close()
    there.rename(away)
    again = harness.open()
    again.until(lambda: len(again.playback.queue) > 0)
    assert again.playback.track is None
    away.rename(there)
    again.driver.tap(Key.Key_Space)
    again.turn(1_000)
    assert again.playback.track is not None and again.playback.track.title == "b"
    assert again.playback.position_ms == pytest.approx(24_000, abs=200)
    assert len(again.playback.queue) == 3


def test_after_the_end_it_plays_from_the_beginning(session: WindowSession) -> None:
    session.play("c")
    session.playback.seek_ms(59_500)
    session.turn(1_500)
    assert session.playback.state is PlayState.ENDED
    again = restarted(session)
    again.driver.tap(Key.Key_Space)
    again.turn(1_000)
    assert again.playback.state is PlayState.PLAYING
    assert again.playback.position_ms == pytest.approx(1_000, abs=200)


def test_a_place_behind_the_end_is_the_beginning(session: WindowSession) -> None:
    harness, place = session.harness, session.services.paths.data / "last-place.json"
    session.close()
    says = json.loads(place.read_text())
    place.write_text(json.dumps(says | {"position_ms": 1 << 39}))
    again = harness.open()
    again.until(lambda: again.playback.track is not None)
    assert again.playback.position_ms == 0


# --- nothing was played yet -----------------------------------------------------------------------


def test_space_plays_what_is_selected(harness: AppHarness) -> None:
    for name in ("a.wav", "b.wav"):
        harness.record(name, seconds=30, hz=440 + len(name) * ord(name[0]))
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    library = session.pages.library
    session.until(lambda: library.table.model().rowCount() == 2)
    library.table.selectRow(1)
    session.driver.tap(Key.Key_Space)
    session.turn(100)
    assert session.playback.track is not None and session.playback.track.title == "b"


def test_without_a_selection_play_begins_with_the_first(harness: AppHarness) -> None:
    for name in ("a.wav", "b.wav"):
        harness.record(name, seconds=30, hz=440 + ord(name[0]))
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    library = session.pages.library
    session.until(lambda: library.table.model().rowCount() == 2)
    library.table.clearSelection()
    session.desk.bar.transport.play.click()
    session.turn(100)
    assert session.playback.track is not None and session.playback.track.title == "a"
    assert len(session.playback.queue) == 2
