"""A recording is on two albums: who plays the second one hears and sees that one."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from tests.app.library.conftest import set_title
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.kept_listens import listens_of
from tests.support.seen import model_of, seen
from ui.bridge.places import NewMusic
from ui.library.album_list import AlbumModel
from ui.listen.header import TrackHeader

Key = Qt.Key
SCORE, BEST = "The Long Road", "The best of"


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """“Prologue” is the first of its own album, and second on “The best of”, under another title;
    the other tracks are on one album each.
    """
    for name, hz, album, title, number in (
        ("score/prologue", 440, SCORE, "Prologue", 1),
        ("score/chase", 550, SCORE, "The chase", 2),
        ("best/finale", 660, BEST, "Finale", 1),
        ("best/coda", 770, BEST, "Coda", 3),
    ):
        set_title(harness.record(f"{name}.wav", 60, hz), title, album, number)
    harness.take_in()
    copy = harness.music / "best" / "prologue.wav"
    shutil.copy(harness.music / "score" / "prologue.wav", copy)
    set_title(copy, "Prologue (suite)", BEST, 2)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def choose_album(session: WindowSession, title: str) -> None:
    session.driver.alt(Key.Key_2)
    model = model_of(session.pages.library.albums, AlbumModel)
    (place,) = [n for n in range(model.rowCount()) if model.index(n, 0).data() == title]
    session.pages.library.albums.setCurrentIndex(model.index(place, 0))


def play_album(session: WindowSession, title: str) -> None:
    choose_album(session, title)
    session.pages.library.albums.setFocus()
    session.driver.tap(Key.Key_Return)
    session.turn(400)


def in_bar(session: WindowSession) -> list[str]:
    return [label.text() for label in seen(session.desk.bar.now_playing, QLabel) if label.text()]


def in_header(session: WindowSession) -> tuple[list[str], str]:
    """What is shown, and what the tooltip of its last line says."""
    header = session.pages.show_listen().findChild(TrackHeader)
    assert isinstance(header, TrackHeader)
    labels = [label for label in seen(header, QLabel) if label.text()]
    return [label.text() for label in labels], labels[-1].toolTip()


def in_queue(session: WindowSession) -> list[str]:
    bar = session.desk.bar
    bar.queue.click()
    model = bar.queue_popup.model
    told = [model.index(place, 0).data() for place in range(model.rowCount())]
    bar.queue_popup.close()
    return told


def assert_seen(session: WindowSession, title: str, album: str) -> None:
    """In the player bar and on the Listen page, and nothing of another album."""
    assert in_bar(session) == [title, album]
    assert in_header(session) == ([title, album], f"{album} · Score")


def prologue(session: WindowSession) -> TrackId:
    (row,) = [row for row in session.rows() if row.title == "Prologue"]
    return row.id


def test_the_second_album_is_heard_and_seen_in_its_order_also_after_a_restart(
    harness: AppHarness, session: WindowSession
) -> None:
    for _start in range(2):
        play_album(session, BEST)
        assert_seen(session, "Finale", BEST)
        assert in_queue(session) == ["Finale", "Prologue (suite)", "Coda"]
        for key, title in (
            (Key.Key_Right, "Prologue (suite)"),
            (Key.Key_Right, "Coda"),
            (Key.Key_Left, "Prologue (suite)"),
        ):
            session.driver.ctrl(key)
            session.turn(400)
            assert_seen(session, title, BEST)
        session.close()
        session = harness.open()


def test_its_own_album_still_says_its_own_words(session: WindowSession) -> None:
    play_album(session, SCORE)
    assert_seen(session, "Prologue", SCORE)
    assert in_queue(session) == ["Prologue", "The chase"]


def test_the_next_track_of_the_album_comes_by_itself(session: WindowSession) -> None:
    play_album(session, BEST)
    session.playback.seek_ms(58_000)
    session.turn(4_000)
    assert_seen(session, "Prologue (suite)", BEST)


def test_both_lines_of_a_track_may_be_queued(session: WindowSession) -> None:
    play_album(session, SCORE)
    choose_album(session, BEST)
    table = session.pages.library.table
    table.setFocus()
    table.select_lines(
        [row.key for row in session.services.library.lines() if "suite" in row.title]
    )
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert in_queue(session) == ["Prologue", "The chase", "Prologue (suite)"]
    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert in_queue(session)[1] == "Prologue (suite)"
    session.driver.ctrl(Key.Key_Right)
    session.turn(400)
    assert_seen(session, "Prologue (suite)", BEST)


def test_a_file_that_is_opened_plays_on_its_album(session: WindowSession) -> None:
    music = NewMusic((session.harness.music / "best" / "prologue.wav",), is_played=True)
    session.desk.navigation.show(music)
    session.until(lambda: session.playback.track is not None)
    session.turn(400)
    assert_seen(session, "Prologue (suite)", BEST)
    assert in_queue(session) == ["Prologue (suite)"]


def test_marks_and_listens_are_the_tracks_whichever_album_plays(session: WindowSession) -> None:
    play_album(session, BEST)
    session.driver.ctrl(Key.Key_Right)
    session.turn(3_000)
    session.driver.tap(Key.Key_1)
    session.turn(1_000)
    session.desk.listens.look()
    track_id = prologue(session)
    assert len(session.services.timelines.timeline(track_id).tags) == 1
    assert len(listens_of(session.services.ledger, track_id)) == 1


def test_a_mark_is_heard_under_the_tracks_own_name(session: WindowSession) -> None:
    """The mark belongs to the track, on none of its albums."""
    play_album(session, BEST)
    session.playback.hear(prologue(session), Span(5_000, 9_000))
    session.turn(400)
    assert_seen(session, "Prologue", SCORE)


def test_new_words_of_the_album_that_plays_are_shown(session: WindowSession) -> None:
    play_album(session, BEST)
    session.driver.ctrl(Key.Key_Right)
    session.turn(400)
    (line,) = [row.key for row in session.services.library.lines() if "suite" in row.title]
    session.services.library.edit_lines([(line[0], None)], title="Prologue I")
    assert_seen(session, "Prologue (suite)", BEST)
    session.services.library.edit_lines([line], title="Prologue (concert suite)")
    assert_seen(session, "Prologue (concert suite)", BEST)
    assert in_queue(session)[1] == "Prologue (concert suite)"


def test_without_its_album_the_track_goes_on_under_its_own_name(session: WindowSession) -> None:
    play_album(session, BEST)
    session.driver.ctrl(Key.Key_Right)
    session.turn(400)
    heard_ms = session.playback.position_ms
    (line,) = [row.key for row in session.services.library.lines() if "suite" in row.title]
    session.services.library.remove_lines([line])
    assert_seen(session, "Prologue", SCORE)
    assert in_queue(session) == ["Finale", "Prologue", "Coda"]
    session.turn(400)
    assert session.playback.position_ms > heard_ms and session.playback.is_playing
    session.desk.context.undo()
    assert_seen(session, "Prologue (suite)", BEST)
    assert in_queue(session) == ["Finale", "Prologue (suite)", "Coda"]


def test_the_album_goes_on_when_its_track_becomes_part_of_another(session: WindowSession) -> None:
    """“Finale” of “The best of” turns out to be “The chase”, which is kept."""
    rows = {row.title: row.id for row in session.rows()}
    play_album(session, BEST)
    session.services.same_tracks.merge(rows["The chase"], [rows["Finale"]], JobContext())
    for change, title in ((lambda: None, "The chase"), (session.desk.context.undo, "Finale")):
        change()
        session.turn(400)
        assert session.playback.track is not None
        assert session.playback.track.id == rows[title]
        assert_seen(session, "Finale", BEST)
        assert in_queue(session) == ["Finale", "Prologue (suite)", "Coda"]
