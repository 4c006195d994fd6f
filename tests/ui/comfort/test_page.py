"""The shelf, the path and what is asked, on the page itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft, Feeling, JournalFilter
from app.journal.seals import Sealing
from app.player.records import PlayState
from app.story.records import WorkKind
from tests.support.pictures import png
from tests.support.told_passages import told_passages
from tests.support.window_parts import WindowParts
from tests.ui.comfort.conftest import Evening
from ui.bridge.places import DayPlace, TrackPlace
from ui.comfort.feeling_popup import FeelingPopup
from ui.comfort.page import ComfortPage
from ui.comfort.playing import Source
from ui.comfort.words import place_of
from ui.shell.window_memory import WindowMemory
from ui.words.spoilers import spoilers

Key = Qt.Key


def opened(evening: Evening, qtbot: QtBot, wide: int = 1232, high: int = 740) -> ComfortPage:
    page, window = evening.page, evening.parts.window
    window.resize(QSize(wide, high))
    page.resize(QSize(wide, high))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.show()
    page.focus()
    settled(evening, qtbot)
    return page


def settled(evening: Evening, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: evening.page.answer is not None and not evening.page.is_reading)


def notes(page: ComfortPage, source: Source) -> list[str]:
    return [one.item.text for one in page._moments(source)]


def test_the_shelf_is_heard_by_keys_and_leads_to_its_marks(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    assert notes(page, Source.SHELF) == ["Note 4", "Note 5"]
    assert page.sentence.text() == "2 moments so far. Here they are."
    first, second = page.shelf.cards
    assert first.hasFocus()
    assert "Note 4" in first.accessibleName() and "Unheard for 13 months" in first.accessibleName()
    QTest.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Space)
    playback = evening.context.playback
    assert playback.track is not None and playback.track.id == evening.ids[5]
    assert evening.parts.backend.volume == 0, "it comes up from silence"
    evening.pass_ms(4_000)
    assert (second.is_sounding, evening.parts.backend.volume) == (True, 80)
    QTest.keyClick(second, Key.Key_Space)
    assert playback.state is PlayState.PAUSED and not second.is_sounding
    QTest.keyClick(second, Key.Key_Return)
    QTest.keyClick(second, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (track, day) = evening.parts.navigator.shown
    assert isinstance(track, TrackPlace) and track.position_ms == 30_000
    assert isinstance(day, DayPlace)
    QTest.keyClick(page, Key.Key_Escape)
    assert page.playing.moment is None and evening.parts.backend.volume == 80
    page.back.click()
    assert evening.parts.navigator.times_back == 1


def test_feelings_a_place_and_whole_tracks_are_chosen(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    chips = page.chips
    chips.chips[evening.word("comfort")].click()
    settled(evening, qtbot)
    assert notes(page, Source.SHELF) == ["Note 5"]
    chips.chips[evening.word("peacefulness")].click()
    assert chips.wish.emotion_ids == {evening.word("peacefulness")}, "one stays chosen"
    chips.whole.click()
    settled(evening, qtbot)
    assert page.shelf.cards[0].moment.passage.span.duration_ms >= 59_000
    chips._choose(chips.wish.__class__(place=Feeling(-0.4, 0.6)))
    settled(evening, qtbot)
    assert set(notes(page, Source.SHELF)) == {"Note 0", "Note 1"}
    assert chips.place.isChecked()
    chips.chips[evening.word("longing")].click()
    settled(evening, qtbot)
    assert notes(page, Source.SHELF) == ["Note 2"] and not chips.place.isChecked()


def test_a_path_is_built_by_keys(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    panel, ribbon = page.panel, page.panel.ribbon
    assert panel.title.text() == "A path from Tension to Peacefulness"
    assert panel.sentence.text() == (
        "6 of your own moments, 6 minutes with the music around them. "
        "There isn’t music for 30 minutes around them. Drag either end."
    )
    before = notes(page, Source.PATH)
    assert (before[0], before[-1]) in (("Note 0", "Note 5"), ("Note 1", "Note 5"))
    ribbon.setFocus()
    QTest.keyClick(ribbon, Key.Key_End)
    QTest.keyClick(ribbon, Key.Key_Left)
    assert ribbon.selection == ribbon.many - 2 and panel.pad.lit == ribbon.selection
    left_out = before[ribbon.selection]
    QTest.keyClick(ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    assert notes(page, Source.PATH) == [one for one in before if one != left_out]
    QTest.keyClick(ribbon, Key.Key_Home)
    QTest.keyClick(ribbon, Key.Key_Space)
    evening.pass_ms(10_000)
    assert page.playing.source is Source.PATH and ribbon.sounding == 0
    assert 0.1 < page.playing.share_of() < 0.4
    assert ribbon.share == pytest.approx(page.playing.share_of(), abs=0.02), "it fills"
    pad = panel.pad
    pad.setFocus()
    QTest.keyClick(pad, Key.Key_B)
    for _step in range(4):
        QTest.keyClick(pad, Key.Key_Up)
    assert pad.ends[1] == Feeling(0.6, -0.55)
    settled(evening, qtbot)
    assert panel.title.text() == "A path from Tension to Comfort"
    assert page.playing.moment is not None, "what is heard goes on"
    panel.longer.click()
    assert (panel.way.minutes, panel.length.text()) == (35, "35 minutes")


def test_another_moment_is_tried_for_a_station(evening: Evening, qtbot: QtBot) -> None:
    evening.mark(evening.ids[5], "peacefulness", 50_000, note="Late")
    page = opened(evening, qtbot)
    ribbon = page.panel.ribbon
    ribbon.setFocus()
    QTest.keyClick(ribbon, Key.Key_Home)
    first = notes(page, Source.PATH)
    for _try in range(2):
        QTest.keyClick(ribbon, Key.Key_R)
        settled(evening, qtbot)
    assert notes(page, Source.PATH)[1:] == first[1:]
    page.panel.another.click()
    settled(evening, qtbot)
    assert page.panel.ribbon.many >= 5


def test_a_mark_made_meanwhile_moves_nothing_on_the_page(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    shown = notes(page, Source.SHELF), notes(page, Source.PATH)
    evening.mark(evening.ids[0], "comfort", 1_000, note="Just now")
    assert not page.is_reading
    page.hide()
    page.show()
    settled(evening, qtbot)
    assert notes(page, Source.PATH) == shown[1], "the path stays as it was laid"
    assert len(notes(page, Source.SHELF)) == 3


def test_how_one_feels_is_asked_once_and_kept_as_an_entry(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    asking = page.asking
    assert asking.isVisible() and page.shelf.cards[0].hasFocus(), "it takes no focus"
    asking.take(Feeling(-0.5, 0.5))
    assert not asking.isVisible()
    page.play.click()
    page.playing.stop()
    assert asking.isVisible() and "now" in asking.words.text()
    asking.take(Feeling(0.4, -0.2))
    (item,) = evening.services.journal.page(JournalFilter(kinds=frozenset({"entry"}))).items  # type: ignore[arg-type]
    assert (item.before, item.after) == (Feeling(-0.5, 0.5), Feeling(0.4, -0.2))
    assert [track.id for track in item.links.tracks] == [evening.ids[4], evening.ids[5]]
    page.play.click()
    page.playing.stop()
    assert not asking.isVisible(), "once in a session"


def test_it_is_never_asked_again_if_that_is_wanted(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    page.asking.never.click()
    assert not evening.services.settings.current.ask_feelings
    other = ComfortPage(evening.context, None, evening.parts.window)
    other.asking.offer()
    assert not other.asking.is_asking
    assert evening.services.journal.overview().entries == 0


def test_an_entry_that_was_written_on_meanwhile_keeps_its_words(
    evening: Evening, qtbot: QtBot
) -> None:
    page = opened(evening, qtbot)
    page.asking.take(Feeling(0, 0))
    entry = page.asking._entry
    assert entry is not None
    mine = EntryDraft("Mine", "My words", Feeling(0, 0), people=("Jonas",))
    evening.services.journal.edit_entry(entry, mine)
    page.play.click()
    page.playing.stop()
    page.asking.take(Feeling(0.5, 0))
    kept = evening.services.journal.entry(entry)
    assert (kept.title, kept.text, kept.after) == ("Mine", "My words", Feeling(0.5, 0))
    assert kept.people == ("Jonas",)
    assert kept.track_ids == (evening.ids[4], evening.ids[5]), "what was heard"


def test_an_entry_that_was_sealed_meanwhile_keeps_its_words(evening: Evening, qtbot: QtBot) -> None:
    page, journal, letters = (
        opened(evening, qtbot),
        evening.services.journal,
        evening.services.letters,
    )
    page.asking.take(Feeling(0, 0))
    page.play.click()
    entry = page.asking._entry
    assert entry is not None
    journal.edit_entry(entry, EntryDraft("Mine", "My words", Feeling(0, 0)))
    letters.seal(entry, Sealing(until=date(2099, 1, 1)))
    page.playing.stop()
    page.asking.take(Feeling(0.5, 0))
    letters.break_seal(entry)
    kept = journal.entry(entry)
    assert (kept.text, kept.before, kept.after) == ("My words", Feeling(0, 0), Feeling(0.5, 0))


def test_in_a_narrow_window_the_shelf_turns_by_whole_cards(evening: Evening, qtbot: QtBot) -> None:
    for at in (5_000, 45_000):
        evening.mark(evening.ids[2], "comfort", at, note=f"At {at}")
    page = opened(evening, qtbot, 500, 560)
    seen = [card for card in page.shelf.cards if card.isVisible()]
    assert len(seen) < len(page.shelf.cards) == 4
    page.shelf.cards[0].setFocus()
    for _step in range(3):
        focused = next(card for card in page.shelf.cards if card.hasFocus())
        QTest.keyClick(focused, Key.Key_Right)
    assert page.shelf.cards[3].isVisible() and page.shelf.cards[3].hasFocus()
    assert page.panel.pad.sizeHint().width() < 200


def test_without_a_mark_it_says_how_to_begin(parts: WindowParts, qtbot: QtBot) -> None:
    page = ComfortPage(parts.context, None, parts.window)
    with qtbot.waitActive(parts.window):
        parts.window.show()
        parts.window.activateWindow()
    page.show()
    page.focus()
    qtbot.waitUntil(lambda: page.answer is not None)
    assert page.nothing.isVisible() and page.nothing.hasFocus()
    assert not page.play.isVisible() and not page.chips.isVisible()
    QTest.keyClick(page.nothing, Key.Key_Return)
    assert parts.navigator.opened == ["library"], "nothing is in the player"


def test_a_covered_scene_shows_no_still(evening: Evening, qtbot: QtBot, tmp_path: Path) -> None:
    services = evening.services
    (tmp_path / "still.png").write_bytes(png(1, 64, 36))
    still = services.pictures.keep(tmp_path / "still.png")
    work = services.scenes.add_work(WorkKind.FILM, "My Heart", track_ids=evening.ids)
    scene = services.scenes.add_scene(work, "The end", still=still, is_spoiler=True)
    services.cues.add_cue(evening.ids[4], Span(0, 60_000), scene)
    page = opened(evening, qtbot)
    (covered, _other) = page._moments(Source.SHELF)
    item = covered.item
    assert [one.still for one in item.scenes] == [still]
    assert page.stills.image(item.scenes, item.track) is None
    spoilers().show(scene)
    qtbot.waitUntil(lambda: page.stills.image(item.scenes, item.track) is not None)
    assert "The end" not in page.shelf.cards[0].accessibleName()


def test_what_is_heard_of_a_path_follows_its_changes(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    panel, ribbon, playing = page.panel, page.panel.ribbon, page.playing
    said = told_passages(evening.context.playback)
    panel.play.click()
    evening.pass_ms(3_000)
    assert said == ["Station 1 of 6"] and panel.play.text() == "Pause the path"
    ribbon.setFocus()
    QTest.keyClick(ribbon, Key.Key_Right)
    second, third = (page._moments(Source.PATH)[n].item.uid for n in (1, 2))
    QTest.keyClick(ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    assert said[-1] == "Station 1 of 5" and ribbon.sounding == 0
    assert playing.moments[1].item.uid == third
    evening.context.playback.next()
    assert playing.moment is not None and playing.moment.item.uid == third != second
    ribbon.select(1)
    QTest.keyClick(ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    assert playing.place == 1 and playing.moment.item.uid != third, "the next one begins"
    panel.play.click()
    assert not evening.context.playback.is_playing and panel.play.text() == "Play the path"
    page.play.click()
    assert playing.source is Source.SHELF and ribbon.sounding == -1


def test_a_mark_that_is_gone_makes_it_read_again(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    gone = page._moments(Source.SHELF)[0].item
    evening.services.marks.remove(MarkRef(MarkKind.TAG, gone.owner_id))
    page.chips.chips[evening.word("longing")].click()
    qtbot.waitUntil(
        lambda: notes(page, Source.SHELF) == ["Note 2", "Note 5"] and not page.is_reading
    )


def test_a_renamed_emotion_is_renamed_on_its_chip(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    comfort = evening.word("comfort")
    evening.services.emotions.edit_word(comfort, name="Cocoa")
    qtbot.waitUntil(lambda: page.chips.chips[comfort].text() == "Cocoa")


def test_a_station_that_was_left_out_comes_back_by_undo_alone(
    evening: Evening, qtbot: QtBot
) -> None:
    evening.mark(evening.ids[5], "peacefulness", 50_000, note="Late")
    page = opened(evening, qtbot)
    ribbon, history = page.panel.ribbon, evening.context.history
    ribbon.setFocus()
    QTest.keyClick(ribbon, Key.Key_Home)
    before = notes(page, Source.PATH)
    QTest.keyClick(ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    assert evening.parts.said == f"Left out: “{before[0]}”."
    assert history.stack.undoText() == "Leave out a moment", "as the Edit menu says it"
    done = history.stack.index() - 1
    for _try in range(3):
        QTest.keyClick(ribbon, Key.Key_R)
        settled(evening, qtbot)
        assert before[0] not in notes(page, Source.PATH), "it stays out"
    while history.stack.index() > done:
        evening.context.undo()
        settled(evening, qtbot)
    assert notes(page, Source.PATH) == before
    evening.context.redo()
    settled(evening, qtbot)
    assert before[0] not in notes(page, Source.PATH)
    evening.context.undo()
    settled(evening, qtbot)
    evening.context.messages.look_again()  # as the window does when another step would be undone
    QTest.keyClick(ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    evening.parts.take_offer()
    settled(evening, qtbot)
    assert notes(page, Source.PATH) == before
    QTest.keyClick(ribbon, Key.Key_Delete)
    evening.mark(evening.ids[0], "comfort", 1_000)
    assert "comfort" in history.stack.undoText().casefold(), "what was marked since is undone first"


def test_an_undo_after_the_way_was_changed_leads_back_to_the_way_it_was(
    evening: Evening, qtbot: QtBot
) -> None:
    page = opened(evening, qtbot)
    panel, way = page.panel, page.panel.way
    panel.ribbon.setFocus()
    QTest.keyClick(panel.ribbon, Key.Key_Home)
    before = notes(page, Source.PATH)
    QTest.keyClick(panel.ribbon, Key.Key_Delete)
    settled(evening, qtbot)
    panel.longer.click()
    QTest.keyClick(panel.pad, Key.Key_Right)
    settled(evening, qtbot)
    assert panel.way != way
    evening.context.undo()
    settled(evening, qtbot)
    assert panel.way == way and panel.pad.ends == [way.begin, way.end]
    assert "30" in panel.length.text()
    assert notes(page, Source.PATH) == before


def test_what_was_chosen_is_there_after_a_restart(
    evening: Evening, qtbot: QtBot, tmp_path: Path
) -> None:
    def restarted() -> ComfortPage:
        memory = WindowMemory(tmp_path / "memory")
        evening.page = ComfortPage(evening.context, memory, evening.parts.window)
        return opened(evening, qtbot)

    page = restarted()
    longing, comfort = evening.word("longing"), evening.word("comfort")
    page.chips.chips[longing].click()
    page.chips.chips[comfort].click()
    page.chips.whole.click()
    page.panel.longer.click()
    QTest.keyClick(page.panel.pad, Key.Key_Right)
    settled(evening, qtbot)
    asked = page.reading.question
    assert asked.way.minutes == 35 and longing in asked.wish.emotion_ids
    page.hide()
    again = restarted()
    assert (again.reading.question.wish, again.reading.question.way) == (asked.wish, asked.way)
    assert again.chips.chips[longing].isChecked() and again.chips.whole.isChecked()
    assert again.panel.pad.ends == [asked.way.begin, asked.way.end]
    assert "35" in again.panel.length.text()


@pytest.mark.parametrize(
    "kept", ["", "[", "[]", '{"emotions": ["gone"], "place": null}', '{"minutes": true}',
             '{"begin": [9, 9], "end": [0, 0], "minutes": 30}', '{"place": "x", "emotions": 1}',
             f'{{"begin": [1{"0" * 400}, 0], "end": [0, 0], "minutes": 30}}']
)  # fmt: skip
def test_what_was_kept_and_cannot_be_read_is_as_at_first(
    parts: WindowParts, tmp_path: Path, kept: str
) -> None:
    memory = WindowMemory(tmp_path / "memory")
    memory.state.setValue("comfort", kept)
    first = ComfortPage(parts.context, None, parts.window).reading.question
    page = ComfortPage(parts.context, memory, parts.window)
    assert page.reading.question == first


def test_a_card_says_who_listened_too(evening: Evening, qtbot: QtBot) -> None:
    made = Instant(Instant.now().utc_ms - 400 * 86_400_000, Instant.now().offset_min)
    draft = EntryDraft("Then", "", track_ids=(evening.ids[4],), people=("Noor",))
    evening.services.journal.write_entry(draft, made)
    page = opened(evening, qtbot)
    said = page.shelf.cards[0].accessibleName()
    assert "Unheard for 13 months, with Noor" in said


def test_the_question_moves_nothing(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot, 912, 540)
    assert page.asking.isVisible()
    QApplication.processEvents()  # on a slow machine, what was read isn't laid out yet
    shelf, panel = page.shelf.geometry(), page.panel.geometry()
    page.asking.skip.click()
    QApplication.processEvents()
    assert not page.asking.isVisible()
    assert (page.shelf.geometry(), page.panel.geometry()) == (shelf, panel)


def test_what_was_pointed_at_is_kept_by_enter_and_by_a_click_elsewhere(
    evening: Evening, qtbot: QtBot
) -> None:
    page = opened(evening, qtbot)
    asking, journal = page.asking, evening.services.journal

    def pointed(*keys: Qt.Key) -> FeelingPopup:
        asking.answer.click()
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, FeelingPopup)
        for key in keys:
            QTest.keyClick(popup.grid, key)
        return popup

    pointed(Key.Key_Right, Key.Key_Escape)
    assert asking.isVisible() and journal.overview().entries == 0
    pointed(Key.Key_Right, Key.Key_Return)
    assert not asking.isVisible() and journal.overview().entries == 1
    page.play.click()
    page.playing.stop()
    pointed(Key.Key_Up).close()
    assert asking._entry is not None
    kept = journal.entry(asking._entry)
    assert (kept.before, kept.after) == (Feeling(0.1, 0), Feeling(0, 0.1))


def test_it_is_not_asked_once_music_plays(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    page.play.click()
    assert not page.asking.isVisible()
    page.playing.stop()
    assert not page.asking.isVisible()


def test_a_title_ends_before_the_time_does(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    moment = page.shelf.cards[0].moment
    assert place_of(moment, lambda title, _time: f"{title[:1]}…").endswith("… · 0:30")


def test_with_fewer_than_five_marks_there_is_no_path(evening: Evening, qtbot: QtBot) -> None:
    page = opened(evening, qtbot)
    assert page.panel.isVisible() and page.panel.ribbon.isVisible()
    for moment in page._moments(Source.PATH)[1:3]:
        evening.services.marks.remove(MarkRef(MarkKind.TAG, moment.item.owner_id))
    page.reading.become_stale()
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    assert page.answer is not None and page.answer.own.many == 4
