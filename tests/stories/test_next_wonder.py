"""“Next wonder”: by keys from mark to mark through the library, each one played."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.app_harness import AppHarness, WindowSession
from ui.widgets.finder_popup import FinderPopup

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TITLES = ("dawn", "dusk", "night")


def test_the_next_wonder_is_found_on_another_track_and_heard(harness: AppHarness) -> None:
    session = _shelf(harness)
    first, second = _tag(session, "dawn", "wonder", 10_000), _tag(session, "dawn", "wonder", 20_000)
    _tag(session, "dusk", "sadness", 5_000)
    there = _tag(session, "night", "wonder", 30_000)
    session.play("dawn")
    session.turn(1000)

    session.driver.tap(Key.Key_G)
    session.driver.tap(Key.Key_1)  # its own key chooses it
    _expect(session, "dawn", first, at_ms=7_000, said="Wonder at 0:10")
    session.driver.tap(Key.Key_Greater)
    _expect(session, "dawn", second, at_ms=17_000, said="Wonder at 0:20")
    session.driver.tap(Key.Key_Greater)
    _expect(session, "night", there, at_ms=27_000, said="Wonder at 0:30 in “night”")
    _until_heard(session, 33_000)
    session.driver.tap(Key.Key_Greater)
    _expect(session, "dawn", first, at_ms=7_000, said="Wonder at 0:10 in “dawn”")
    session.driver.tap(Key.Key_Less)
    _expect(session, "night", there, at_ms=27_000, said="Wonder at 0:30 in “night”")
    assert len(session.timeline.marks()) == 1, "going about marks nothing"


def test_any_mark_in_any_track(harness: AppHarness) -> None:
    session = _shelf(harness)
    tag = _tag(session, "dawn", "power", 10_000)
    heart = session.services.moments.add_moment(_id(session, "dusk"), Span.point(12_000))
    session.play("dawn")
    session.turn(1000)
    session.driver.tap(Key.Key_Period, ALT)
    _expect(session, "dawn", tag, at_ms=7_000, said="Power at 0:10")
    session.driver.tap(Key.Key_Period, ALT)
    ref = MarkRef(MarkKind.MOMENT, heart.id)
    _expect(session, "dusk", ref, at_ms=9_000, said="A favourite moment at 0:12 in “dusk”")
    session.driver.tap(Key.Key_Comma, ALT)
    _expect(session, "dawn", tag, at_ms=7_000, said="Power at 0:10 in “dawn”")


def test_a_lead_in_of_its_own_is_played_before_a_mark(harness: AppHarness) -> None:
    session = _shelf(harness)
    ref = _tag(session, "night", "wonder", 30_000)
    session.services.marks.edit(ref, preroll_ms=8_000)
    session.play("dawn")
    session.driver.tap(Key.Key_Period, ALT)
    _expect(session, "night", ref, at_ms=22_000, said="Wonder at 0:30 in “night”")
    session.playback.pause()
    session.driver.tap(Key.Key_H)
    assert session.playback.position_ms == 22_000


def test_an_emotion_that_was_deleted_since_is_asked_for_again(harness: AppHarness) -> None:
    session = _shelf(harness)
    emotions = session.services.emotions
    mine = emotions.add_word("Homesick", "#112233")
    session.play("dawn")
    session.turn(1000)
    session.pages.listen.mark_walk.go(1, mine)
    assert session.said == "There is no other “Homesick” in your library."
    assert emotions.remove_word(mine)
    session.driver.tap(Key.Key_Greater)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FinderPopup)
    popup.close()


def test_where_there_is_no_other_it_says_so(harness: AppHarness) -> None:
    session = _shelf(harness)
    ref = _tag(session, "dawn", "wonder", 10_000)
    session.play("dawn")
    session.pages.listen.select(ref)
    session.driver.tap(Key.Key_Greater)
    assert session.said == "There is no other “Wonder” in your library."


def test_without_a_selected_emotion_it_asks_which(harness: AppHarness) -> None:
    session = _shelf(harness)
    _tag(session, "dawn", "wonder", 10_000)
    session.play("dawn")
    session.driver.tap(Key.Key_Greater)
    session.driver.tap(Key.Key_1)
    assert session.said == "Wonder at 0:10"
    assert len(session.timeline.tags) == 1


def test_a_point_loops_with_what_leads_up_to_it(harness: AppHarness) -> None:
    session = _shelf(harness)
    ref = _tag(session, "dawn", "wonder", 10_000)
    session.play("dawn")
    session.pages.listen.select(ref)
    session.driver.tap(Key.Key_L)
    assert session.playback.loop == Span(7_000, 13_000)
    for _ in range(3):
        session.turn(5_000)
        assert 7_000 <= session.playback.position_ms <= 13_000
    session.driver.tap(Key.Key_L)
    assert session.playback.loop is None


def _shelf(harness: AppHarness) -> WindowSession:
    for number, title in enumerate(TITLES, 1):
        harness.record(f"{title}.wav", seconds=60, hz=220.0 * number)
    harness.take_in()
    harness.play_by_hand()
    return harness.open()


def _id(session: WindowSession, title: str) -> int:
    return next(row.id for row in session.rows() if row.title == title)


def _tag(session: WindowSession, title: str, emotion: str, at_ms: int) -> MarkRef:
    word = session.services.emotions.named(emotion)
    assert word is not None
    made = session.services.tagging.add_tag(_id(session, title), word.id, Span.point(at_ms))
    return MarkRef(MarkKind.TAG, made.id)


def _expect(session: WindowSession, title: str, ref: MarkRef, *, at_ms: int, said: str) -> None:
    row = session.playback.track
    assert row is not None and row.title == title
    assert session.pages.listen.selection == ref
    assert session.playback.position_ms == at_ms
    assert session.playback.is_playing
    assert session.said == said


def _until_heard(session: WindowSession, end_ms: int) -> None:
    """Waits until its seconds have been played, and the music pauses."""
    session.turn(8_000)
    assert session.playback.state is PlayState.PAUSED
    assert abs(session.playback.position_ms - end_ms) < 100


def test_letters_filter_the_emotions_to_go_to(harness: AppHarness) -> None:
    session = _shelf(harness)
    ref = _tag(session, "dawn", "sadness", 10_000)
    session.play("dawn")
    session.turn(1000)
    session.driver.tap(Key.Key_G)
    session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FinderPopup)
    session.driver.write("sad")
    rows = popup.field.list
    assert [rows.item(row).text().split()[0] for row in range(rows.count())] == ["Sadness"]
    assert popup.field.hint.text() == "Enter chooses “Sadness”."
    session.driver.tap(Key.Key_Return)
    _expect(session, "dawn", ref, at_ms=7_000, said="Sadness at 0:10")


def test_an_emotion_that_does_not_exist_is_gone_to_by_no_key(harness: AppHarness) -> None:
    session = _shelf(harness)
    _tag(session, "dawn", "sadness", 10_000)
    session.play("dawn")
    session.driver.tap(Key.Key_G)
    session.until(lambda: isinstance(QApplication.activePopupWidget(), FinderPopup))
    session.driver.write("madness")
    session.driver.tap(Key.Key_Return)
    assert isinstance(QApplication.activePopupWidget(), FinderPopup)
    session.driver.tap(Key.Key_Escape)
    session.driver.tap(Key.Key_Escape)
    session.until(lambda: QApplication.activePopupWidget() is None)
    assert session.pages.listen.selection is None
