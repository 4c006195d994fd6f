"""Going through the inbox of new marks by keys: hear, write, next, leave, until it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.marks import MarkRef
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.lock_holder import held
from ui.listen.inbox_card import InboxCard

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PREROLL_MS = 3000


def test_new_marks_are_heard_written_to_and_left_by_keys(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    card = session.pages.listen.side.inbox
    link = session.pages.listen.header.inbox
    session.until(lambda: link.text() == "3 notes to finish")
    assert link.accessibleName() == "3 marks without a note"

    session.driver.tap(Key.Key_I)
    first, second, old = _waiting(session)
    assert card.isVisible() and _in_hand(card) == first
    assert card.note.hasFocus()
    assert session.playback.track is not None and session.playback.track.title == "night"
    assert session.playback.is_playing, "the first mark is heard without another key"
    start_ms = session.services.inbox.items()[0].span.start_ms
    assert session.playback.position_ms == max(0, start_ms - PREROLL_MS)
    assert session.pages.listen.selection == first

    session.driver.write("1 horn far away")  # a digit is text here, not a mark
    session.driver.tap(Key.Key_Return)
    assert _in_hand(card) == second, "writing goes on to the next"
    assert card.note.toPlainText() == ""
    assert session.timeline.tags[0].tag.note == "1 horn far away"
    assert session.playback.is_playing

    session.driver.tap(Key.Key_Down, ALT)
    assert _in_hand(card) == old, "skipped, it still waits"
    assert session.playback.track.title == "dawn", "the inbox goes over all tracks"
    session.driver.tap(Key.Key_Return, ALT)
    assert _in_hand(card) == second
    session.driver.tap(Key.Key_Return, ALT)
    assert card.item is None and session.services.inbox.count() == 0
    assert link.isHidden()


def test_it_continues_from_the_middle_and_each_mark_has_its_own_lead_in(
    harness: AppHarness,
) -> None:
    session = _two_hearings(harness)
    first, second, old = _waiting(session)
    session.services.marks.edit(second, preroll_ms=500)
    second_ms = session.services.inbox.items()[1].span.start_ms
    session.driver.tap(Key.Key_I)
    session.driver.tap(Key.Key_Down, ALT)
    card = session.pages.listen.side.inbox
    assert _in_hand(card) == second
    assert session.playback.position_ms == max(0, second_ms - 500)
    session.driver.write("the middle one")
    session.driver.tap(Key.Key_Return)
    assert _in_hand(card) == old, "on, not back to the first"
    assert _waiting(session) == [first, old]


def test_the_link_beside_the_work_opens_and_closes_the_inbox(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    card, link = session.pages.listen.side.inbox, session.pages.listen.header.inbox
    session.until(link.isVisible)
    session.driver.click(link)
    assert card.isVisible() and link.isChecked() and card.item is not None
    session.driver.tap(Key.Key_Escape)
    assert not card.isVisible() and not link.isChecked()
    session.driver.click(link)
    session.driver.click(link)
    assert not card.isVisible() and not link.isChecked()


def test_what_was_left_without_a_note_comes_back_with_undo(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    card = session.pages.listen.side.inbox
    first, second, _old = _waiting(session)
    session.driver.tap(Key.Key_Return, ALT)
    assert _in_hand(card) == second
    session.driver.ctrl(Key.Key_Z)  # nothing was typed, so the key is the window's
    assert _waiting(session)[0] == first
    assert _in_hand(card) == second, "the mark in hand stays in hand"
    session.driver.write("x")
    session.driver.ctrl(Key.Key_Z)
    assert card.note.toPlainText() == "", "typing is taken back first"
    assert len(_waiting(session)) == 3


def test_escape_saves_what_was_typed_and_returns_the_focus(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    session.driver.write("Half a thought")
    session.driver.tap(Key.Key_Escape)
    card = session.pages.listen.side.inbox
    assert not card.isVisible()
    assert session.timeline.tags[0].tag.note == "Half a thought"
    count = len(session.timeline.marks())
    session.driver.tap(Key.Key_1)
    assert len(session.timeline.marks()) == count + 1


def test_opened_while_music_plays_it_sounds_its_first_mark_and_returns_to_the_music(
    harness: AppHarness,
) -> None:
    session = _two_hearings(harness)
    lines = [row.key for row in session.rows()]
    session.playback.play_lines(lines)
    title = session.rows()[0].title
    session.turn(20_000)
    position_ms = session.playback.position_ms
    session.driver.alt(Key.Key_1)
    session.driver.tap(Key.Key_I)
    assert session.playback.track is not None and session.playback.track.title == "night"
    assert session.playback.is_playing, "its first mark sounds"
    start_ms = session.services.inbox.items()[0].span.start_ms
    assert session.playback.position_ms == max(0, start_ms - PREROLL_MS)
    session.turn(2000)
    session.driver.tap(Key.Key_Down, ALT)
    session.driver.tap(Key.Key_Down, ALT)
    session.driver.tap(Key.Key_Escape)
    assert session.playback.track.title == title
    assert abs(session.playback.position_ms - position_ms) < 400
    session.until(lambda: session.playback.is_playing)
    assert session.playback.queue.items == tuple(lines) and session.playback.queue.index == 0
    at_ms = session.playback.position_ms
    session.turn(3000)
    assert session.playback.position_ms > at_ms + 2000, "it doesn’t stop at a mark’s end"


def test_what_was_paused_is_paused_again_where_it_was(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    position_ms = session.playback.position_ms
    session.driver.tap(Key.Key_I)
    session.driver.tap(Key.Key_Up, ALT)
    assert session.playback.track is not None and session.playback.track.title == "dawn"
    session.driver.tap(Key.Key_Escape)
    assert session.playback.track.title == "night" and not session.playback.is_playing
    assert session.playback.position_ms == position_ms


def test_the_last_note_gives_the_music_and_the_keys_back(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    position_ms = session.playback.position_ms
    session.driver.tap(Key.Key_I)
    for _mark in _waiting(session):
        session.driver.write("heard")
        session.driver.tap(Key.Key_Return)
    assert session.services.inbox.count() == 0
    assert session.playback.position_ms == position_ms and not session.playback.is_playing
    session.driver.tap(Key.Key_2)
    assert session.services.inbox.count() == 1, "keys mark again"


def test_whoever_plays_something_else_meanwhile_stays_there(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    session.play("dawn")
    session.turn(1000)
    position_ms = session.playback.position_ms
    session.driver.tap(Key.Key_I)
    assert not session.pages.listen.side.inbox.isVisible()
    assert session.playback.track is not None and session.playback.track.title == "dawn"
    assert session.playback.is_playing and session.playback.position_ms == position_ms


def test_all_are_left_in_one_step(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    session.driver.click(session.pages.listen.side.inbox.leave_all)
    assert session.services.inbox.count() == 0
    assert "3 marks were left without a note" in session.said
    session.desk.context.history.stack.undo()
    assert session.services.inbox.count() == 3


def test_a_closing_window_saves_what_was_typed(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    first = _waiting(session)[0]
    session.driver.write("Half a thought")
    session.close()
    again = harness.open()
    assert first not in _waiting(again) and len(_waiting(again)) == 2


def test_closing_saves_what_was_typed_and_hears_no_other_mark(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    position_ms = session.playback.position_ms
    session.driver.tap(Key.Key_I)
    heard: list[int] = []
    session.playback.jumped.connect(heard.append)
    session.driver.write("Half a thought")
    session.pages.listen.commit()
    assert len(_waiting(session)) == 2
    assert heard == [position_ms] and not session.playback.is_playing


def test_a_window_closed_over_the_inbox_opens_where_one_was_listening(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    lines = tuple(row.key for row in session.rows())
    session.playback.play_lines(lines)
    title = session.rows()[0].title
    session.turn(20_000)
    session.driver.alt(Key.Key_1)
    session.driver.tap(Key.Key_I)
    assert session.playback.track is not None and session.playback.track.title != title
    session.close()
    again = harness.open()
    again.until(lambda: again.playback.track is not None)
    assert again.playback.track is not None and again.playback.track.title == title
    assert abs(again.playback.position_ms - 20_000) < 400
    assert again.playback.queue.items == lines


def test_a_note_that_has_to_wait_can_be_written_on_and_is_kept_once(harness: AppHarness) -> None:
    session = _two_hearings(harness)
    session.driver.tap(Key.Key_I)
    first = _waiting(session)[0]
    with held(harness.paths.database):
        session.driver.write("a horn")
        session.driver.tap(Key.Key_Return)
        session.driver.write(" far away")
        session.driver.tap(Key.Key_Return)
        assert first in _waiting(session)
    session.until(lambda: first not in _waiting(session))
    session.until(lambda: session.timeline.tags[0].tag.note == "a horn far away")


def _two_hearings(harness: AppHarness) -> WindowSession:
    """“dawn” was marked first, then “night” twice; nothing plays."""
    harness.record("dawn.wav", seconds=60)
    harness.record("night.wav", seconds=60, hz=330)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    for title, keys in (("dawn", [Key.Key_4]), ("night", [Key.Key_1, Key.Key_F])):
        session.play(title)
        session.turn(8000)
        for key in keys:
            session.driver.tap(key)
            session.turn(4000)
    session.driver.tap(Key.Key_Space)
    session.until(lambda: session.playback.state is PlayState.PAUSED)
    return session


def _waiting(session: WindowSession) -> list[MarkRef]:
    return [item.ref for item in session.services.inbox.items()]


def _in_hand(card: InboxCard) -> MarkRef | None:
    return None if card.item is None else card.item.ref
