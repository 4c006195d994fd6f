"""The inbox of new marks, gone through by keys: hear, write, next, leave, until it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.marks import MarkRef
from app.player.records import PlayState
from tests.support.house import House, Visit
from ui.listen.inbox_card import InboxCard

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PREROLL_MS = 3000


def test_new_marks_are_heard_written_to_and_left_by_keys(house: House) -> None:
    visit = _two_hearings(house)
    card = visit.pages.listen.side.inbox
    button = visit.pages.listen.tools.inbox
    visit.until(lambda: button.text() == "3")
    assert button.accessibleName() == "3 marks without a note"

    visit.hands.tap(Key.Key_I)
    first, second, old = _waiting(visit)
    assert card.isVisible() and _in_hand(card) == first
    assert card.note.hasFocus()
    assert visit.playback.track is not None and visit.playback.track.title == "night"
    assert visit.playback.is_playing, "the first mark is heard without another key"
    start_ms = visit.services.inbox.items()[0].span.start_ms
    assert visit.playback.position_ms == max(0, start_ms - PREROLL_MS)
    assert visit.pages.listen.selection == first

    visit.hands.write("1 horn far away")  # a digit is text here, no mark
    visit.hands.tap(Key.Key_Return)
    assert _in_hand(card) == second, "writing goes on to the next"
    assert card.note.toPlainText() == ""
    assert visit.timeline.tags[0].tag.note == "1 horn far away"
    assert visit.playback.is_playing

    visit.hands.tap(Key.Key_Down, ALT)
    assert _in_hand(card) == old, "skipped, it still waits"
    assert visit.playback.track.title == "dawn", "the inbox goes over all tracks"
    visit.hands.tap(Key.Key_Return, ALT)
    assert _in_hand(card) == second
    visit.hands.tap(Key.Key_Return, ALT)
    assert card.item is None and visit.services.inbox.count() == 0
    assert button.text() == ""


def test_from_the_middle_it_goes_on_and_each_mark_has_its_own_preroll(house: House) -> None:
    visit = _two_hearings(house)
    first, second, old = _waiting(visit)
    visit.services.marks.edit(second, preroll_ms=500)
    second_ms = visit.services.inbox.items()[1].span.start_ms
    visit.hands.tap(Key.Key_I)
    visit.hands.tap(Key.Key_Down, ALT)
    card = visit.pages.listen.side.inbox
    assert _in_hand(card) == second
    assert visit.playback.position_ms == max(0, second_ms - 500)
    visit.hands.write("the middle one")
    visit.hands.tap(Key.Key_Return)
    assert _in_hand(card) == old, "on, not back to the first"
    assert _waiting(visit) == [first, old]


def test_what_was_left_without_a_note_comes_back_with_undo(house: House) -> None:
    visit = _two_hearings(house)
    visit.hands.tap(Key.Key_I)
    card = visit.pages.listen.side.inbox
    first, second, _old = _waiting(visit)
    visit.hands.tap(Key.Key_Return, ALT)
    assert _in_hand(card) == second
    visit.hands.ctrl(Key.Key_Z)  # nothing is typed, so the key is the window's
    assert _waiting(visit)[0] == first
    assert _in_hand(card) == second, "the mark in hand stays in hand"
    visit.hands.write("x")
    visit.hands.ctrl(Key.Key_Z)
    assert card.note.toPlainText() == "", "typing is taken back first"
    assert len(_waiting(visit)) == 3


def test_escape_keeps_what_was_typed_and_gives_the_keyboard_back(house: House) -> None:
    visit = _two_hearings(house)
    visit.hands.tap(Key.Key_I)
    visit.hands.write("Half a thought")
    visit.hands.tap(Key.Key_Escape)
    card = visit.pages.listen.side.inbox
    assert not card.isVisible()
    assert visit.timeline.tags[0].tag.note == "Half a thought"
    count = len(visit.timeline.marks())
    visit.hands.tap(Key.Key_1)
    assert len(visit.timeline.marks()) == count + 1


def test_opened_while_music_plays_it_waits_to_be_asked(house: House) -> None:
    visit = _two_hearings(house)
    visit.play("dawn")
    visit.turn(1000)
    position_ms = visit.playback.position_ms
    visit.hands.tap(Key.Key_I)
    assert visit.playback.position_ms == position_ms
    assert visit.playback.track is not None and visit.playback.track.title == "dawn"
    visit.hands.ctrl(Key.Key_H)
    assert visit.playback.track.title == "night"


def test_all_are_left_in_one_step(house: House) -> None:
    visit = _two_hearings(house)
    visit.hands.tap(Key.Key_I)
    visit.hands.click(visit.pages.listen.side.inbox.leave_all)
    assert visit.services.inbox.count() == 0
    assert "3 marks need no note any more" in visit.said
    visit.desk.context.history.stack.undo()
    assert visit.services.inbox.count() == 3


def test_a_closing_window_keeps_what_was_typed(house: House) -> None:
    visit = _two_hearings(house)
    visit.hands.tap(Key.Key_I)
    first = _waiting(visit)[0]
    visit.hands.write("Half a thought")
    visit.close()
    again = house.open()
    assert first not in _waiting(again) and len(_waiting(again)) == 2


def _two_hearings(house: House) -> Visit:
    """“dawn” was marked first, then “night” twice; all rests."""
    house.record("dawn.wav", seconds=60)
    house.record("night.wav", seconds=60, hz=330)
    house.take_in()
    house.play_by_hand()
    visit = house.open()
    for title, keys in (("dawn", [Key.Key_4]), ("night", [Key.Key_1, Key.Key_F])):
        visit.play(title)
        visit.turn(8000)
        for key in keys:
            visit.hands.tap(key)
            visit.turn(4000)
    visit.hands.tap(Key.Key_Space)
    visit.until(lambda: visit.playback.state is PlayState.PAUSED)
    return visit


def _waiting(visit: Visit) -> list[MarkRef]:
    return [item.ref for item in visit.services.inbox.items()]


def _in_hand(card: InboxCard) -> MarkRef | None:
    return None if card.item is None else card.item.ref
