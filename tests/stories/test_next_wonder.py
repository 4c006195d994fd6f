"""“Next wonder”: by keys from mark to mark, on through the library, each heard by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.house import House, Visit

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TITLES = ("dawn", "dusk", "night")


def test_the_next_wonder_is_found_on_another_track_and_heard(house: House) -> None:
    visit = _shelf(house)
    first, second = _tag(visit, "dawn", "wonder", 10_000), _tag(visit, "dawn", "wonder", 20_000)
    _tag(visit, "dusk", "sadness", 5_000)
    there = _tag(visit, "night", "wonder", 30_000)
    visit.play("dawn")
    visit.turn(1000)

    visit.hands.tap(Key.Key_G)
    visit.hands.tap(Key.Key_1)  # in the menu, the feeling's own key chooses it
    _expect(visit, "dawn", first, at_ms=7_000, said="Wonder at 0:10")
    visit.hands.tap(Key.Key_Greater)
    _expect(visit, "dawn", second, at_ms=17_000, said="Wonder at 0:20")
    visit.hands.tap(Key.Key_Greater)
    _expect(visit, "night", there, at_ms=27_000, said="Wonder at 0:30 in “night”")
    _until_heard(visit, 33_000)
    visit.hands.tap(Key.Key_Greater)
    _expect(visit, "dawn", first, at_ms=7_000, said="Wonder at 0:10 in “dawn”")
    visit.hands.tap(Key.Key_Less)
    _expect(visit, "night", there, at_ms=27_000, said="Wonder at 0:30 in “night”")
    assert len(visit.timeline.marks()) == 1, "going about marks nothing"


def test_any_mark_in_any_track(house: House) -> None:
    visit = _shelf(house)
    tag = _tag(visit, "dawn", "power", 10_000)
    heart = visit.services.moments.add_moment(_id(visit, "dusk"), Span.point(12_000))
    visit.play("dawn")
    visit.turn(1000)
    visit.hands.tap(Key.Key_Period, ALT)
    _expect(visit, "dawn", tag, at_ms=7_000, said="Power at 0:10")
    visit.hands.tap(Key.Key_Period, ALT)
    ref = MarkRef(MarkKind.MOMENT, heart.id)
    _expect(visit, "dusk", ref, at_ms=9_000, said="A favourite moment at 0:12 in “dusk”")
    visit.hands.tap(Key.Key_Comma, ALT)
    _expect(visit, "dawn", tag, at_ms=7_000, said="Power at 0:10 in “dawn”")


def test_a_preroll_of_its_own_leads_up_to_a_mark(house: House) -> None:
    visit = _shelf(house)
    ref = _tag(visit, "night", "wonder", 30_000)
    visit.services.marks.edit(ref, preroll_ms=8_000)
    visit.play("dawn")
    visit.hands.tap(Key.Key_Period, ALT)
    _expect(visit, "night", ref, at_ms=22_000, said="Wonder at 0:30 in “night”")
    visit.playback.pause()
    visit.hands.tap(Key.Key_H)
    assert visit.playback.position_ms == 22_000


def test_where_there_is_no_other_it_says_so(house: House) -> None:
    visit = _shelf(house)
    ref = _tag(visit, "dawn", "wonder", 10_000)
    visit.play("dawn")
    visit.pages.listen.select(ref)
    visit.hands.tap(Key.Key_Greater)
    assert visit.said == "There is no other mark of wonder in your library."


def test_without_a_feeling_in_hand_it_asks_which(house: House) -> None:
    visit = _shelf(house)
    _tag(visit, "dawn", "wonder", 10_000)
    visit.play("dawn")
    visit.hands.tap(Key.Key_Greater)
    visit.hands.tap(Key.Key_1)
    assert visit.said == "Wonder at 0:10"
    assert len(visit.timeline.tags) == 1


def test_a_point_loops_with_what_leads_up_to_it(house: House) -> None:
    visit = _shelf(house)
    ref = _tag(visit, "dawn", "wonder", 10_000)
    visit.play("dawn")
    visit.pages.listen.select(ref)
    visit.hands.tap(Key.Key_L)
    assert visit.playback.loop == Span(7_000, 13_000)
    for _ in range(3):
        visit.turn(5_000)
        assert 7_000 <= visit.playback.position_ms <= 13_000
    visit.hands.tap(Key.Key_L)
    assert visit.playback.loop is None


def _shelf(house: House) -> Visit:
    for number, title in enumerate(TITLES, 1):
        house.record(f"{title}.wav", seconds=60, hz=220.0 * number)
    house.take_in()
    house.play_by_hand()
    return house.open()


def _id(visit: Visit, title: str) -> int:
    return next(row.id for row in visit.rows() if row.title == title)


def _tag(visit: Visit, title: str, emotion: str, at_ms: int) -> MarkRef:
    word = visit.services.emotions.named(emotion)
    assert word is not None
    made = visit.services.tagging.add_tag(_id(visit, title), word.id, Span.point(at_ms))
    return MarkRef(MarkKind.TAG, made.id)


def _expect(visit: Visit, title: str, ref: MarkRef, *, at_ms: int, said: str) -> None:
    row = visit.playback.track
    assert row is not None and row.title == title
    assert visit.pages.listen.selection == ref
    assert visit.playback.position_ms == at_ms
    assert visit.playback.is_playing
    assert visit.said == said


def _until_heard(visit: Visit, end_ms: int) -> None:
    """Its own seconds end, and the music pauses."""
    visit.turn(8_000)
    assert visit.playback.state is PlayState.PAUSED
    assert abs(visit.playback.position_ms - end_ms) < 100
