"""A whole list is judged without the mouse, and everything can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.records import WorkKind
from app.theme_finding.records import Scope
from app.themes.records import Answer, FoundBy
from app.transactions.changes import EVERYTHING, Change
from tests.support.theme_music import ThemeMusic
from tests.support.window_parts import WindowParts
from tests.ui.theme_search.conftest import PATIENCE_MS, Judge, shown
from ui.bridge.places import ThemePlace
from ui.shell.window_memory import WindowMemory
from ui.theme_search import judging
from ui.theme_search.candidate_model import ROW, Heading
from ui.theme_search.hearing import HERE, HOME
from ui.theme_search.page import ThemeSearchPage
from ui.widgets.empty_state import EmptyState

Key = Qt.Key


def state(judge: Judge) -> str:
    """What is said instead of a place; empty if there is one."""
    found = [one for one in judge.page.findChildren(EmptyState) if one.isVisible()]
    return found[0].accessibleName() if found else ""


def press_button(judge: Judge, text: str) -> None:
    buttons = [one for one in judge.page.findChildren(QPushButton) if one.text() == text]
    next(one for one in buttons if one.isVisible()).click()


def said(judge: Judge) -> list[str]:
    """Every row of the list, as a screen reader is told it."""
    model = judge.page.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(place).data(role) for place in range(model.rowCount())]


def test_a_whole_list_is_judged_by_keys_alone(judge: Judge) -> None:
    judge.open()
    assert judge.page.head.title.text() == "Where does “Heart” return?"
    assert sorted(judge.to_judge) == ["Higher", "Slower"]
    assert judge.page.list.hasFocus()
    first = judge.current
    judge.press("y")
    assert judge.judged == {first: "YES"}
    assert judge.current != first, "the next one is selected"
    second = judge.current
    judge.press("n")
    assert judge.judged == {first: "YES", second: "NO"}
    judge.settle()
    assert judge.to_judge == []
    assert judge.judged == {first: "YES", second: "NO"}
    assert state(judge) == "All judged"
    answers = judge.music.services.themes.answers.answered(judge.theme)
    given = {answer for places in answers.places.values() for _span, answer in places}
    assert given == {Answer.YES, Answer.NO}


def test_everything_is_taken_back_and_one_returns_there(judge: Judge) -> None:
    judge.open()
    first = judge.current
    judge.press("n")
    second = judge.current
    judge.press("?")
    judge.settle()
    assert judge.judged == {first: "NO", second: "NOT_SURE"}
    judge.parts.context.undo()
    judge.qtbot.waitUntil(lambda: judge.current == second, timeout=PATIENCE_MS)
    assert judge.to_judge == [second]
    judge.parts.context.undo()
    judge.qtbot.waitUntil(lambda: judge.current == first, timeout=PATIENCE_MS)
    assert sorted(judge.to_judge) == ["Higher", "Slower"]
    judge.settle()
    assert judge.current == first
    assert judge.judged == {}


def test_a_yes_makes_a_mark_that_says_how_it_was_found(judge: Judge) -> None:
    judge.open()
    while judge.current != "Higher":
        judge.qtbot.keyClick(judge.page.list, Key.Key_Down)
    judge.press("y")
    (mark,) = judge.music.services.timelines.timeline(judge.music.ids["Higher"]).occurrences
    assert (mark.found_by, mark.transposition) == (FoundBy.SEARCH, 4)
    assert mark.is_confirmed
    assert mark.analysis_version == 1
    judge.settle()


def test_a_judged_place_can_be_judged_otherwise_or_taken_back(judge: Judge) -> None:
    judge.open()
    first = judge.current
    judge.press("y")
    judge.settle()
    list_ = judge.page.list
    judge.qtbot.keyClick(list_, Key.Key_End)
    assert judge.current == first
    judge.press("n")
    judge.settle()
    assert judge.judged == {first: "NO"}
    assert judge.current == first
    judge.qtbot.keyClick(list_, Key.Key_Delete)
    judge.settle()
    assert judge.judged == {}
    assert sorted(judge.to_judge) == ["Higher", "Slower"]


def test_of_what_was_answered_nobody_is_told_how_likely_it_is(judge: Judge) -> None:
    judge.open()
    judge.press("y")
    judge.settle()
    judge.qtbot.keyClick(judge.page.list, Key.Key_End)
    words = judge.page.detail.differs.text()
    assert words.startswith("yes · ")
    assert "certain" not in words
    assert "likely" not in words


def test_less_certain_ones_are_shown_on_demand(judge: Judge) -> None:
    judge.open()
    assert any(text.startswith("Show ") for text in said(judge))
    judge.qtbot.keyClick(judge.page.list, Key.Key_End)
    judge.qtbot.keyClick(judge.page.list, Key.Key_Return)
    assert len(judge.to_judge) > 2
    assert "Show only what is likely" in said(judge)


def test_less_certain_ones_are_judged_once_all_others_are(judge: Judge) -> None:
    judge.open()
    judge.press("nn")
    judge.settle()
    assert state(judge) == "All judged"
    more = judge.page.judging.ranking.hidden
    press_button(judge, f"Show {more} less certain")
    assert state(judge) == "", "the first of them is shown"
    assert judge.current in judge.to_judge
    assert judge.page.list.hasFocus()
    judge.press("n")
    assert len(judge.to_judge) == more - 1


def test_between_the_places_the_selection_stays_while_more_is_found(judge: Judge) -> None:
    judge.open()
    judge.qtbot.keyClick(judge.page.list, Key.Key_End)
    assert judge.current == ""
    assert state(judge) == f"{len(judge.to_judge)} places are still to be judged"
    judge.music.mark("None", theme=judge.theme)
    judge.settle()
    assert judge.current == ""
    assert judge.page.list.currentIndex().data().startswith("Show ")
    judge.qtbot.keyClick(judge.page.list, Key.Key_Up)
    assert judge.current == judge.to_judge[-1]


def test_rows_say_place_key_tempo_and_likelihood(judge: Judge) -> None:
    judge.open()
    slower = next(text for text in said(judge) if "Slower 0:09" in text)
    assert "3 semitones lower" in slower
    assert "slower" in slower
    assert "almost certainly" in slower
    assert said(judge)[0] == "To judge · 2"


def test_what_is_selected_stays_while_more_is_found(judge: Judge) -> None:
    judge.open()
    judge.qtbot.keyClick(judge.page.list, Key.Key_Down)
    chosen, place = judge.current, judge.to_judge.index(judge.current)
    judge.music.services.library.edit_lines([(judge.music.ids["None"], None)], album="Elsewhere")
    judge.settle()
    assert judge.current == chosen
    assert judge.to_judge.index(chosen) == place


def test_it_says_how_many_were_found_since_the_last_yes(judge: Judge) -> None:
    judge.open()
    found, hints = judge.page.search.last, judge.page.detail.hints
    assert found is not None
    judge.page.judging.begin(judge.theme)
    judge.page.judging.take(replace(found, candidates=found.candidates[:1]))
    judge.settle()
    assert (len(judge.to_judge), hints.news) == (1, "")
    judge.press("y")
    judge.settle()
    assert (len(judge.to_judge), hints.news) == (1, "1 more found since your last yes")


def test_nothing_is_ranked_anew_within_a_second_of_a_key(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge.open()
    monkeypatch.setattr(judging, "CALM_MS", 3_600_000)
    rows = judge.page.model.rowCount()
    judge.qtbot.keyClick(judge.page.list, Key.Key_Down)
    judge.music.services.themes.answers.reject(judge.theme, [judge.entry.candidate])
    assert judge.page.judging.is_reading
    assert judge.page.model.rowCount() == rows
    monkeypatch.setattr(judging, "CALM_MS", 0)
    judge.parts.context.undo()
    judge.settle()


def test_what_was_read_before_an_answer_does_not_take_it_back(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge.open()
    first, found = judge.current, judge.page.search.last
    assert found is not None
    judge.page.judging.take(found)
    assert judge.page.judging.is_reading
    monkeypatch.setattr(judging, "CALM_MS", 3_600_000)
    judge.press("y")
    second = judge.current
    jobs = judge.parts.context.jobs
    judge.qtbot.waitUntil(lambda: not jobs.running, timeout=PATIENCE_MS)
    assert judge.judged == {first: "YES"}
    assert judge.current == second != first
    monkeypatch.setattr(judging, "CALM_MS", 0)
    judge.parts.context.undo()
    judge.settle()


def test_home_and_place_are_heard_and_changed_over_by_keys(judge: Judge) -> None:
    judge.open()
    hearing = judge.page.place.hearing
    judge.press("b")
    assert hearing.sounding is HERE
    assert judge.page.detail.here.is_sounding
    playing = judge.parts.context.playback
    assert playing.track is not None and playing.track.title == judge.current
    judge.press("a")
    assert hearing.sounding is HOME
    assert playing.track is not None and playing.track.title == "Home"
    hearing.stop()
    assert not judge.page.detail.home.is_sounding
    judge.press("x")
    assert hearing.sounding is HOME
    assert hearing.turns.is_alternating
    before = judge.current
    judge.qtbot.keyClick(judge.page.list, Key.Key_Down)
    assert judge.current != before
    assert hearing.sounding is HERE, "the next one is heard at once"
    hearing.stop()


def test_while_the_music_is_paused_another_place_does_not_start_it(judge: Judge) -> None:
    judge.open()
    playback, hearing = judge.parts.context.playback, judge.page.place.hearing
    judge.press("b")
    judge.press("b")
    assert not playback.is_playing
    judge.qtbot.keyClick(judge.page.list, Key.Key_Down)
    judge.settle()
    picture = judge.page.detail.picture
    judge.qtbot.waitUntil(lambda: "notes are the same" in picture.accessibleDescription())
    assert not playback.is_playing
    judge.press("b")
    assert playback.is_playing
    assert playback.track is not None and playback.track.title == judge.current
    hearing.stop()


def test_the_list_tells_where_a_moved_start_is(judge: Judge) -> None:
    judge.open()
    picture = judge.page.detail.picture
    judge.qtbot.waitUntil(lambda: "notes are the same" in picture.accessibleDescription())
    for _ in range(20):
        judge.qtbot.keyClick(judge.page.list, Key.Key_Right)
    told = judge.page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith(judge.page.detail.place.text())


def test_the_picture_is_drawn_and_seeks(judge: Judge) -> None:
    judge.open()
    picture = judge.page.detail.picture
    judge.qtbot.waitUntil(lambda: "notes are the same" in picture.accessibleDescription())
    picture.seek_requested.emit(2_000)
    hearing = judge.page.place.hearing
    assert hearing.sounding is HERE
    at_ms = hearing.turns.place_ms - 9_100
    assert at_ms == pytest.approx(2_000, abs=50)
    hearing.stop()


def test_the_start_is_moved_by_tenths_and_marked_there(judge: Judge) -> None:
    judge.open()
    picture = judge.page.detail.picture
    judge.qtbot.waitUntil(lambda: "notes are the same" in picture.accessibleDescription())
    title = judge.current
    for _ in range(3):
        judge.qtbot.keyClick(judge.page.list, Key.Key_Right)
    judge.qtbot.keyClick(judge.page.list, Key.Key_Left)
    moved = judge.entry
    assert moved.passage in judge.page.judging.around
    judge.press("y")
    (mark,) = judge.music.services.timelines.timeline(judge.music.ids[title]).occurrences
    assert mark.span == moved.candidate.span
    judge.settle()


def test_another_scope_is_searched_and_remembered(
    judge: Judge, tmp_path: Path, qtbot: QtBot
) -> None:
    memory = WindowMemory(tmp_path / "memory")
    page = ThemeSearchPage(judge.parts.context, memory, judge.parts.window)
    judge.page = page
    judge.open()
    assert page.search.scope is Scope.WORK
    page.head.scopes[Scope.TRACK].click()
    judge.settle()
    assert judge.to_judge == []
    assert page.search.progress.tracks == 1
    again = ThemeSearchPage(judge.parts.context, memory, judge.parts.window)
    assert again.search.scope is Scope.TRACK
    again.focus_list()
    judge.page = again
    judge.settle()
    assert again.search.theme_id == judge.theme


def test_nothing_found_says_what_was_searched_and_what_could_help(judge: Judge) -> None:
    theme, _mark = judge.music.mark("None", Span(300, 8_800), "Lost")
    judge.page.open(theme)
    judge.settle()
    assert state(judge) == "It wasn’t found anywhere else"
    press_button(judge, "Search all music")
    assert judge.page.search.scope is Scope.ALL
    judge.settle()
    assert "4 tracks were searched." in judge.page.list.accessibleDescription()


def test_of_a_theme_all_of_whose_returns_are_marked_nothing_more_is_found(judge: Judge) -> None:
    judge.open()
    for entry in judge.page.judging.ranking.shown:
        track_id, span = entry.passage
        judge.music.services.themes.mark_returns(judge.theme, track_id, [span])
    judge.qtbot.waitUntil(lambda: state(judge) == "Nothing more was found", timeout=PATIENCE_MS)
    assert judge.judged == {}, "nobody was asked"
    assert "All 3 returns of this theme are marked" in judge.page.list.accessibleDescription()


def test_a_short_passage_is_told_of(judge: Judge) -> None:
    theme, mark = judge.music.mark("Home", Span(9_100, 12_000), "Short")
    judge.page.open(theme, mark)
    judge.settle()
    assert "7 seconds" in judge.page.head.doubts.text()
    judge.open()
    assert judge.page.head.doubts.isHidden()


def test_all_judged_its_life_is_played(judge: Judge) -> None:
    judge.open()
    judge.press("yy")
    judge.settle()
    assert state(judge) == "All judged"
    judge.qtbot.keyClick(judge.page.list, Key.Key_Return)
    assert judge.page.life.place == 0
    judge.page.life.stop()


def test_without_a_theme_it_leads_to_the_themes(judge: Judge) -> None:
    judge.page.focus_list()
    assert state(judge) == "Where does it return?"
    assert judge.page.hasFocus() and not judge.page.list.isVisible(), "nothing is listed"
    judge.qtbot.keyClick(judge.page, Key.Key_Return)
    assert judge.parts.navigator.opened == ["themes"]
    judge.open()
    assert judge.page.list.hasFocus()


def test_a_theme_without_a_mark_says_so(judge: Judge) -> None:
    services = judge.music.services
    (mark,) = services.timelines.timeline(judge.music.ids["Home"]).occurrences
    services.marks.remove(mark.ref)
    judge.page.open(judge.theme)
    judge.qtbot.waitUntil(lambda: "isn’t marked" in state(judge))
    judge.parts.context.undo()
    judge.qtbot.waitUntil(lambda: len(judge.to_judge) == 2, timeout=PATIENCE_MS)


def test_a_deleted_theme_leaves_nothing_and_the_undo_is_harmless(judge: Judge) -> None:
    judge.open()
    judge.music.services.themes.remove(judge.theme)
    judge.qtbot.waitUntil(lambda: state(judge) == "Where does it return?", timeout=PATIENCE_MS)
    assert judge.page.model.rowCount() == 0
    judge.parts.context.undo()
    judge.open()
    assert len(judge.to_judge) == 2


def test_in_another_journal_nothing_is_searched_for(judge: Judge) -> None:
    judge.open()
    judge.music.services.feed.announce(Change(frozenset({EVERYTHING})))
    assert state(judge) == "Where does it return?"
    assert judge.page.model.rowCount() == 0


def test_another_scope_may_be_chosen_while_it_searches(judge: Judge) -> None:
    judge.page.open(judge.theme)
    for scope in (Scope.ALL, Scope.TRACK, Scope.ALBUM):
        judge.page.head.scopes[scope].click()
    judge.settle()
    assert sorted(judge.to_judge) == ["Higher", "Slower"]


def test_back_leads_to_the_theme(judge: Judge) -> None:
    judge.open()
    judge.page.head.back.click()
    assert judge.parts.navigator.shown == [ThemePlace(judge.theme)]


def test_escape_ends_the_music_then_leads_to_the_theme(judge: Judge) -> None:
    judge.open()
    judge.press("b")
    hearing = judge.page.place.hearing
    judge.qtbot.waitUntil(lambda: hearing.sounding is HERE)
    judge.qtbot.keyClick(judge.page.list, Key.Key_Escape)
    assert hearing.sounding is None
    assert judge.parts.navigator.shown == []
    judge.qtbot.keyClick(judge.page.list, Key.Key_Escape)
    assert judge.parts.navigator.shown == [ThemePlace(judge.theme)]


def test_while_it_is_listened_through_it_can_be_paused(
    parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    music = ThemeMusic(parts.context.services, tmp_path / "music")
    music.hear("Home", "Higher")
    theme, mark = music.mark()
    judge = shown(parts, qtbot, music, theme, mark)
    parts.context.listening_through.pause()
    judge.page.open(theme)
    judge.qtbot.waitUntil(lambda: judge.to_judge == ["Higher"], timeout=PATIENCE_MS)
    head = judge.page.head
    judge.qtbot.waitUntil(lambda: "Paused" in head.progress.words.text())
    assert head.progress.pause.text() == "Go on"
    judge.press("y")
    judge.qtbot.waitUntil(lambda: state(judge) == "Paused")
    judge.page.search.close()


@pytest.mark.parametrize("width", [912, 1400])
def test_everything_has_room(judge: Judge, width: int) -> None:
    judge.page.resize(width, 540)
    judge.open()
    detail = judge.page.detail
    for part in (detail.picture, detail.home, detail.here, detail.yes, detail.no, detail.unsure):
        assert part.isVisible()
        assert judge.page.rect().contains(
            part.geometry().translated(detail.mapTo(judge.page, part.pos()) - part.pos())
        )
    assert detail.picture.height() >= 100


def test_headings_are_no_rows_to_walk(judge: Judge) -> None:
    judge.open()
    judge.qtbot.keyClick(judge.page.list, Key.Key_Home)
    row = judge.page.list.currentIndex().data(ROW)
    assert not isinstance(row, Heading)


@pytest.mark.logs("unreadable")
def test_a_passage_whose_file_is_gone_says_so(
    parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    music = ThemeMusic(parts.context.services, tmp_path / "music")
    music.hear("Higher", "Slower", "None")
    theme, mark = music.mark()
    (music.folder / "Home.wav").unlink()
    judge = shown(parts, qtbot, music, theme, mark)
    judge.page.open(theme)
    expected = "This passage couldn’t be listened to"
    judge.qtbot.waitUntil(lambda: state(judge) == expected, timeout=PATIENCE_MS)
    assert "1 track couldn’t be read." in judge.page.head.progress.words.text()
    judge.qtbot.keyClick(judge.page.list, Key.Key_Return)
    assert parts.navigator.shown == [ThemePlace(theme)]


def test_a_saga_is_searched_where_the_work_is_in_one(judge: Judge) -> None:
    services = judge.parts.context.services
    buttons = judge.page.head.scopes
    judge.open()
    assert buttons[Scope.SAGA].isHidden()
    works = [services.scenes.add_work(WorkKind.FILM, name) for name in ("First", "Second")]
    services.sagas.add_saga("The heart", work_ids=works)
    services.themes.edit(judge.theme, work_id=works[0])
    judge.page.set_scope(Scope.SAGA)
    judge.settle()
    assert buttons[Scope.SAGA].isChecked() and not buttons[Scope.SAGA].isHidden()
    services.sagas.place(works[0], None)
    judge.page.set_scope(Scope.SAGA)
    assert buttons[Scope.SAGA].isHidden() and buttons[Scope.WORK].isChecked()
