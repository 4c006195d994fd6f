"""The Themes page: reading, hearing, describing, owners, order; all of it undone again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.core.timecode import Span
from app.first_notes.records import Piece
from app.player.records import PlayState
from app.returns.records import Order
from app.themes.records import Answer, Candidate
from tests.support.kept_candidates import keep_candidates
from tests.support.scripted_backend import HandClock
from tests.support.seen import named, words
from tests.support.told_passages import told_passages
from tests.support.window_parts import WindowParts
from tests.ui.themes.conftest import Motif, ref_of, shown_page
from ui.bridge.places import PersonPlace, ThemeSearch, TrackPlace
from ui.shell.window_memory import WindowMemory
from ui.themes.page import ThemesPage
from ui.themes.shown import ShownReturn
from ui.words.spoilers import spoilers

Key = Qt.Key
PATIENCE_MS = 60_000  # for real processes, while all cores are busy


def rows(page: ThemesPage) -> list[ShownReturn]:
    theme = page.panel.theme
    assert theme is not None
    return list(theme.returns)


def ids(page: ThemesPage) -> list[int]:
    return [row.one.occurrence.id for row in rows(page)]


def told(page: ThemesPage) -> list[str]:
    model, role = page.panel.model, Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(n).data(role)) for n in range(model.rowCount())]


def pass_ms(parts: WindowParts, clock: HandClock, ms: int) -> None:
    for _step in range(ms // 16):
        clock.turn_ms(16)
        parts.context.playback.poll()


def select(page: ThemesPage, *occurrences: int) -> None:
    page.panel.rows.setFocus()
    page.panel.rows.choose(occurrences[0])
    for one in occurrences[1:]:
        index = page.panel.model.index_of(one)
        flag = QItemSelectionModel.SelectionFlag.Select
        page.panel.rows.selectionModel().select(index, flag)


def write(page: ThemesPage, qtbot: QtBot, text: str, key: Qt.Key = Key.Key_Return) -> None:
    """Into the current row, by F2."""
    qtbot.keyClick(page.panel.rows, Key.Key_F2)
    editor = next(line for line in page.panel.rows.findChildren(QLineEdit) if line.isVisible())
    editor.setText(text)
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: not page.panel.rows.is_writing)


# --- reading ------------------------------------------------------------------------------------


def test_without_a_theme_it_invites_to_find_one_or_to_mark_one(
    parts: WindowParts, qtbot: QtBot
) -> None:
    page = shown_page(parts, qtbot)
    assert page.empty.isVisible()
    named(page.empty, QPushButton, "Go to the music").click()
    assert parts.navigator.opened == ["listen"]
    page.focus_list()
    qtbot.keyClick(page.empty, Key.Key_Return)
    assert page.melodies.panel.isVisible() and not page.empty.isVisible()
    page.melodies.panel.back.click()
    assert page.empty.isVisible()


def test_before_the_themes_are_read_no_empty_form_is_shown(
    parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    page = ThemesPage(parts.context, None, parts.window)
    page.resize(1200, 720)
    parts.window.resize(1200, 720)
    parts.window.show()
    page.show()
    page.focus_list()
    assert not page.panel.isVisible() and not page.empty.isVisible()
    qtbot.waitUntil(lambda: not page.is_reading)
    assert page.panel.isVisible()


def test_the_returns_are_told_in_order_and_the_open_one_under_perhaps(
    page: ThemesPage, motif: Motif
) -> None:
    assert ids(page) == [motif.love, motif.home, motif.again, motif.perhaps]
    assert page.panel.head.order.text() == "3 returns · 0:07 · in album order"
    assert not page.panel.head.order.isEnabled(), "there is no scene to order them by"
    lines = told(page)
    assert lines[1].startswith("Return 2 of 3 · stated here · Opening · 0:00")
    assert "lower, half as fast" in lines[0]
    assert lines[3] == "Perhaps"
    assert lines[4].startswith("Perhaps a return · Love")


def test_it_says_how_soon_the_theme_is_recognised(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    known = page.panel.head.known
    assert not known.isVisible()
    game = parts.context.services.first_notes
    track = parts.context.services.library.track(motif.tracks["Opening"]).row
    theme = parts.context.services.themes.themes()[0]
    for after_ms in (900, 1_800):
        game.recognise(Piece(track, Span(500, 3_500), theme), Span(500, 3_500), after_ms)
    qtbot.waitUntil(known.isVisible)
    qtbot.waitUntil(lambda: known.text() == "Recognised after 1.8 s, fastest 0.9 s")


def test_in_story_order_scenes_come_first_and_name_the_rows(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    cues, opening = parts.context.services.cues, motif.tracks["Opening"]
    cues.add_cue(opening, Span(3600, 4600), motif.told.star)
    cues.add_cue(opening, Span(500, 3500), motif.told.harbour)
    qtbot.waitUntil(lambda: ids(page)[:3] == [motif.home, motif.again, motif.love])
    assert "The harbour" in told(page)[0]
    page.panel.head.order_chosen.emit(Order.ALBUM)
    qtbot.waitUntil(lambda: ids(page)[:3] == [motif.love, motif.home, motif.again])


def test_a_covered_scene_is_named_nowhere(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    spoilers().begin(True)
    cues, opening = parts.context.services.cues, motif.tracks["Opening"]
    cues.add_cue(opening, Span(500, 3500), motif.told.train)
    qtbot.waitUntil(lambda: any("A later scene" in line for line in told(page)))
    assert not any("The train" in line for line in told(page))
    spoilers().show(motif.told.train)
    qtbot.waitUntil(lambda: any("The train" in line for line in told(page)))


def test_waveforms_are_drawn_by_themselves_and_tell_how_loud_each_return_is(
    page: ThemesPage, motif: Motif, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all(row.wave is not None for row in rows(page)))
    by_id = {row.one.occurrence.id: row for row in rows(page)}
    assert by_id[motif.love].difference.louder_db == pytest.approx(-12.0, abs=0.5)
    assert "much quieter" in told(page)[0]


def test_what_wasnt_listened_through_is_an_invitation_and_then_a_melody(
    page: ThemesPage, motif: Motif, qtbot: QtBot
) -> None:
    card = page.panel.pictures.melody
    assert card.invitation.isVisible()
    assert card.invitation.text().startswith("Not listened through yet.")
    qtbot.mouseClick(card.hear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.picture.isVisible, timeout=PATIENCE_MS)
    theme = page.panel.theme
    assert theme is not None and theme.melody is not None
    assert [note.pitch for note in theme.melody] == [69, 78, 76, 74]
    assert card.picture.accessibleDescription() == "4 notes · a sixth"
    assert page.model.melody(motif.theme) == theme.melody


def test_one_return_invites_to_find_another(parts: WindowParts, motif: Motif, qtbot: QtBot) -> None:
    marks = parts.context.services.marks
    marks.remove(ref_of(motif.again), ref_of(motif.love), ref_of(motif.perhaps))
    parts.navigator.kinds.add(ThemeSearch)
    page = shown_page(parts, qtbot)
    course = page.panel.pictures.course
    assert course.invitation.isVisible()
    assert not course.picture.isVisible()
    qtbot.mouseClick(course.find_button, Qt.MouseButton.LeftButton)
    assert parts.navigator.shown == [ThemeSearch(motif.theme)]


def test_nothing_offers_a_search_that_nobody_shows(page: ThemesPage) -> None:
    assert page.panel.head.find_button.isHidden()


def test_what_was_open_is_remembered(parts: WindowParts, motif: Motif, qtbot: QtBot) -> None:
    services = parts.context.services
    services.themes.mark_returns("Another", motif.tracks["Love"], [Span(0, 900)])
    memory = WindowMemory(services.paths.data)
    first = ThemesPage(parts.context, memory, parts.window)
    qtbot.waitUntil(lambda: first.open_id is not None)
    other = next(t.id for t in services.themes.themes() if t.id != first.open_id)
    first.open_theme(other)
    qtbot.waitUntil(lambda: first.panel.theme is not None
                    and first.panel.theme.life.theme.id == other)  # fmt: skip
    second = ThemesPage(parts.context, memory, parts.window)
    qtbot.waitUntil(lambda: second.open_id == other)


def test_what_changed_while_it_was_hidden_is_read_when_it_is_shown(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    page.hide()
    parts.context.services.marks.remove(ref_of(motif.again))
    qtbot.waitUntil(lambda: not page.is_reading)
    assert len(ids(page)) == 4, "nobody looks at it"
    page.show()
    qtbot.waitUntil(lambda: len(ids(page)) == 3)


def test_a_return_without_a_file_says_so(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    held = parts.context.services.library.track(motif.tracks["Love"]).files[0]
    held.path.unlink()
    parts.context.services.library.availability.look_at_track(motif.tracks["Love"], JobContext())
    qtbot.waitUntil(lambda: "file missing" in told(page)[0])


# --- hearing ------------------------------------------------------------------------------------


def test_enter_plays_a_row_and_pauses_it(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    select(page, motif.again)
    qtbot.keyClick(page.panel.rows, Key.Key_Return)
    pass_ms(parts, clock, 200)
    playback = parts.context.playback
    assert playback.state is PlayState.PLAYING
    assert playback.track is not None and playback.track.id == motif.tracks["Opening"]
    assert page.panel.model.sounding == motif.again
    assert told(page)[2].endswith("playing")
    qtbot.keyClick(page.panel.rows, Key.Key_Return)
    assert playback.state is PlayState.PAUSED


def test_its_life_is_every_return_one_after_another(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    told = told_passages(parts.context.playback)
    qtbot.mouseClick(page.panel.head.life, Qt.MouseButton.LeftButton)
    for occurrence, starts_ms, lasts_ms in (
        (motif.love, 500, 3000), (motif.home, 500, 3000), (motif.again, 3600, 1000),
    ):  # fmt: skip
        qtbot.waitUntil(lambda one=occurrence: page.panel.model.sounding == one)
        assert parts.context.playback.position_ms == starts_ms
        pass_ms(parts, clock, lasts_ms + 200)
    assert page.panel.model.sounding is None, "what was left open isn’t part of it"
    assert page.panel.head.life.text() == "Play its life"
    assert told == [*(f"Heart · return {place} of 3" for place in (1, 2, 3)), ""]


def test_next_and_previous_go_along_its_life_and_a_seek_within_a_return_keeps_it(
    page: ThemesPage, parts: WindowParts, motif: Motif, clock: HandClock
) -> None:
    playback, model = parts.context.playback, page.panel.model
    page.panel.play_life()
    pass_ms(parts, clock, 200)
    assert model.sounding == motif.love
    playback.next()
    pass_ms(parts, clock, 200)
    assert model.sounding == motif.home
    playback.seek_by(500)
    pass_ms(parts, clock, 200)
    assert model.sounding == motif.home
    playback.previous()
    pass_ms(parts, clock, 200)
    assert model.sounding == motif.love
    page.panel.stop()
    assert playback.steps is None


def test_p_plays_all_from_here_and_escape_stops(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    select(page, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_P)
    pass_ms(parts, clock, 3200)
    qtbot.waitUntil(lambda: page.panel.model.sounding == motif.again)
    assert page.panel.head.life.text() == "Stop, at 3 of 3"
    qtbot.keyClick(page.panel.rows, Key.Key_Escape)
    assert page.panel.model.sounding == motif.again, "first it lets go of the selection"
    qtbot.keyClick(page.panel.rows, Key.Key_Escape)
    assert page.panel.model.sounding is None
    assert parts.context.playback.state is not PlayState.PLAYING


def test_two_are_compared_by_hearing_them_in_turn(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    select(page, motif.love, motif.again)
    qtbot.keyClick(page.panel.rows, Key.Key_C)
    qtbot.waitUntil(lambda: page.panel.model.sounding == motif.love)
    pass_ms(parts, clock, 3200)
    assert page.panel.model.sounding == motif.again
    pass_ms(parts, clock, 1000)
    assert page.panel.model.sounding == motif.love
    assert parts.context.playback.state is PlayState.PLAYING
    qtbot.keyClick(page.panel.rows, Key.Key_Escape)
    qtbot.keyClick(page.panel.rows, Key.Key_Escape)
    assert page.panel.model.sounding is None
    assert parts.context.playback.state is PlayState.PAUSED


def test_x_changes_over_at_the_same_moment_of_the_music(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    """The return in “Love” is half as fast as the one in “Opening”."""
    select(page, motif.home, motif.love)
    button = page.panel.head.compare
    assert button.text() == "Compare two"
    qtbot.keyClick(page.panel.rows, Key.Key_X)
    qtbot.waitUntil(lambda: page.panel.model.sounding is not None)
    first = page.panel.model.sounding
    pass_ms(parts, clock, 1000)
    before_ms = parts.backend.position_ms
    assert button.text() == "Change over"
    qtbot.keyClick(page.panel.rows, Key.Key_X)
    pass_ms(parts, clock, 160)
    assert page.panel.model.sounding == ({motif.home, motif.love} - {first}).pop()
    tempo = 2.0 if first == motif.home else 0.5
    began_ms = parts.backend.opened[-1][1]
    assert began_ms == pytest.approx(500 + (before_ms + 110 - 500) * tempo, abs=50)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    pass_ms(parts, clock, 160)
    assert page.panel.model.sounding == first
    page.panel.stop()
    assert button.text() == "Compare two"


def heard_through(page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot) -> None:
    """Both tracks, as the page asks for them."""
    heard = parts.context.services.heard_music
    parts.context.listening_through.wanted(tuple(motif.tracks.values()))
    qtbot.waitUntil(
        lambda: all(heard.features_of(one) is not None for one in motif.tracks.values()),
        timeout=PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: not page.is_reading)


def test_two_that_are_compared_lie_over_each_other_until_something_else_is_heard(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    edit = parts.context.services.marks.edit
    edit(ref_of(motif.love), transposition=None, tempo_ratio=None)  # it is found in the sound
    heard_through(page, parts, motif, qtbot)
    pictures = page.panel.pictures
    picture = pictures.comparison.picture
    usual_px = pictures.height()
    select(page, motif.love, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_C)
    qtbot.waitUntil(lambda: "are the same here" in picture.accessibleDescription())
    assert picture.accessibleDescription() == "4 of 4 notes are the same here."
    assert picture.isVisible()
    assert not pictures.melody.isVisible()
    assert "bars: Opening 0:00 · outlines: Love 0:00" in words(pictures)
    page.panel.play_row(rows(page)[0])
    assert pictures.melody.isVisible()
    assert pictures.height() == usual_px
    page.panel.stop()


def test_a_click_in_the_picture_goes_there_in_the_return_that_sounds(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    heard_through(page, parts, motif, qtbot)
    picture = page.panel.pictures.comparison.picture
    select(page, motif.love, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_C)
    qtbot.waitUntil(lambda: "are the same here" in picture.accessibleDescription())
    qtbot.waitUntil(lambda: page.panel.model.sounding == motif.home)
    picture.seek_requested.emit(1000)
    assert parts.context.playback.position_ms == pytest.approx(1500, abs=60)
    assert page.panel.model.sounding == motif.home
    for one in (motif.love, motif.home):  # it still goes from one to the other
        pass_ms(parts, clock, 3200)
        qtbot.waitUntil(lambda one=one: page.panel.model.sounding == one)
    page.panel.stop()


def test_x_leads_to_the_moment_that_lies_there_in_the_picture(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot, clock: HandClock
) -> None:
    """The return in “Love”, in truth the same, was marked 0.3 s too late."""
    marks = parts.context.services.marks
    marks.edit(ref_of(motif.love), transposition=0, tempo_ratio=1.0)
    marks.move({ref_of(motif.love): Span(800, 3500)})
    heard_through(page, parts, motif, qtbot)
    select(page, motif.love, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_X)
    qtbot.waitUntil(lambda: page.panel.model.sounding == motif.home)
    pass_ms(parts, clock, 1000)
    before_ms = parts.backend.position_ms
    qtbot.keyClick(page.panel.rows, Key.Key_X)
    pass_ms(parts, clock, 160)
    assert page.panel.model.sounding == motif.love
    assert parts.backend.opened[-1][1] == pytest.approx(before_ms + 110, abs=110)
    page.panel.stop()


def test_what_is_compared_before_it_was_heard_is_drawn_once_it_is(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    picture = page.panel.pictures.comparison.picture
    select(page, motif.love, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_C)
    qtbot.waitUntil(lambda: picture.accessibleDescription() == "Listening through “Opening”…")
    qtbot.waitUntil(
        lambda: "are the same here" in picture.accessibleDescription(), timeout=PATIENCE_MS
    )
    qtbot.mouseClick(page.panel.pictures.comparison.close_button, Qt.MouseButton.LeftButton)
    assert page.panel.pictures.melody.isVisible()
    assert page.panel.model.sounding is None


def test_a_return_that_is_removed_is_compared_no_longer(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.love, motif.home)
    qtbot.keyClick(page.panel.rows, Key.Key_C)
    assert page.panel.pictures.is_comparing
    parts.context.do(lambda: parts.context.services.marks.remove(ref_of(motif.love)))
    qtbot.waitUntil(lambda: not page.panel.pictures.is_comparing)
    page.panel.stop()


# --- what was found and isn't answered ----------------------------------------------------------


@pytest.fixture
def found_page(parts: WindowParts, motif: Motif, qtbot: QtBot) -> ThemesPage:
    """In “Love” it was found a third time, likely, and a fourth, hardly."""
    love = motif.tracks["Love"]
    likely = Candidate(love, Span(1500, 3000), 0.7, 2, 1.0)
    hardly = Candidate(love, Span(3000, 4000), 0.2, 0, 1.0)
    parts.context.services.marks.remove(ref_of(motif.love), ref_of(motif.perhaps))
    keep_candidates(parts.context.services, motif.theme, likely, hardly)
    return shown_page(parts, qtbot)


def test_what_isnt_answered_is_a_row_under_perhaps(found_page: ThemesPage, motif: Motif) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    assert row.is_unanswered
    assert row.passage.span == Span(1500, 3000)
    model = found_page.panel.model
    heading, line = told(found_page)[-2:]
    assert heading == "Perhaps"
    assert line.startswith("Perhaps a return · Love · 0:01")
    assert "likely, higher" in line
    assert not model.flags(model.index(model.rowCount() - 1)) & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize("key", [Key.Key_Y, Key.Key_N, Key.Key_Delete])
def test_a_key_that_is_held_from_before_answers_nothing(
    found_page: ThemesPage, motif: Motif, parts: WindowParts, key: Key
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    found_page.panel.rows.setCurrentIndex(found_page.panel.model.index_of(row.one.occurrence.id))
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(found_page.panel.rows, held)
    answered = parts.context.services.themes.answers.answered(motif.theme)
    assert answered.at(row.passage.track_id, row.passage.span) is None


def test_it_is_named_by_its_scene_which_stays_covered(
    found_page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    cues = parts.context.services.cues
    cues.add_cue(motif.tracks["Love"], Span(1000, 5000), motif.told.train)
    qtbot.waitUntil(lambda: any(row.one.scenes for row in rows(found_page) if row.is_unanswered))
    assert "The train" not in told(found_page)[-1]
    spoilers().show(motif.told.train)
    qtbot.waitUntil(lambda: "The train" in told(found_page)[-1])


def test_yes_to_it_makes_a_return_and_undo_takes_it_back(
    found_page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, Key.Key_Y)
    qtbot.waitUntil(lambda: [one.is_sure for one in rows(found_page)] == [True] * 3)
    assert parts.said == "Confirmed: it returns there."
    parts.context.undo()
    qtbot.waitUntil(lambda: [one.is_sure for one in rows(found_page)] == [True, True, False])


def test_a_second_key_before_the_rows_are_read_again_answers_nothing(
    found_page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, Key.Key_Y)
    qtbot.keyClick(found_page.panel.rows, Key.Key_N)
    answers = parts.context.services.themes.answers
    assert answers.answered(motif.theme).at(*row.passage) is Answer.YES
    qtbot.waitUntil(lambda: [one.is_sure for one in rows(found_page)] == [True] * 3)
    parts.context.undo()
    qtbot.waitUntil(lambda: [one.is_sure for one in rows(found_page)] == [True, True, False])
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, Key.Key_N)
    assert answers.answered(motif.theme).at(*row.passage) is Answer.NO


def test_not_sure_leaves_it_open_as_a_mark(
    found_page: ThemesPage, parts: WindowParts, qtbot: QtBot
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, "?", Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not any(row.is_unanswered for row in rows(found_page)))
    assert [row.is_sure for row in rows(found_page)] == [True, True, False]
    assert parts.said == "Left open."


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Delete])
def test_no_to_it_takes_it_away(
    found_page: ThemesPage, parts: WindowParts, qtbot: QtBot, key: Key
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, key)
    qtbot.waitUntil(lambda: len(rows(found_page)) == 2)
    assert parts.said == "It won’t be suggested there again."


def test_it_is_shown_on_the_timeline_by_its_place_and_counts_as_no_mark(
    found_page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    (row,) = [row for row in rows(found_page) if not row.is_sure]
    select(found_page, row.one.occurrence.id)
    qtbot.keyClick(found_page.panel.rows, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert parts.navigator.shown == [TrackPlace(motif.tracks["Love"], 1500, None)]
    theme = found_page.panel.theme
    assert theme is not None
    dialog = found_page.verbs.request_removal(theme)
    assert dialog is not None
    assert any("Its 2 theme marks" in line for line in words(dialog))
    dialog.reject()


def test_what_a_search_finds_meanwhile_appears(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    candidate = Candidate(motif.tracks["Love"], Span(3500, 3900), 0.9, 0, 1.0)
    keep_candidates(parts.context.services, motif.theme, candidate)
    parts.context.theme_finder.candidates_changed.emit(frozenset())
    qtbot.waitUntil(lambda: any(row.is_unanswered for row in rows(page)))


def test_comparing_nothing_says_how(page: ThemesPage, parts: WindowParts, qtbot: QtBot) -> None:
    page.panel.rows.clearSelection()
    qtbot.mouseClick(page.panel.head.compare, Qt.MouseButton.LeftButton)
    assert parts.said.startswith("Select two returns")


def test_a_return_is_shown_on_the_timeline(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.again)
    qtbot.keyClick(page.panel.rows, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opening = motif.tracks["Opening"]
    assert parts.navigator.shown == [TrackPlace(opening, 3600, ref_of(motif.again))]


def test_the_arrows_in_the_course_walk_the_rows(
    page: ThemesPage, motif: Motif, qtbot: QtBot
) -> None:
    picture = page.panel.pictures.course.picture
    picture.setFocus()
    for key, one in ((Key.Key_Home, motif.love), (Key.Key_Right, motif.home)):
        qtbot.keyClick(picture, key)
        current = page.panel.rows.current()
        assert current is not None and current.one.occurrence.id == one
    assert picture.accessibleDescription().startswith("Return 2 of 3")


# --- describing ---------------------------------------------------------------------------------


def test_words_are_written_in_place_and_undone(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.love)
    write(page, qtbot, "tender, held back")
    qtbot.waitUntil(lambda: "tender, held back" in told(page)[0])
    assert "lower, half as fast" not in told(page)[0]
    current = page.panel.rows.current()
    assert current is not None and current.one.occurrence.id == motif.love
    parts.context.undo()
    qtbot.waitUntil(lambda: "lower, half as fast" in told(page)[0])


def test_the_measured_words_come_back(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    parts.context.services.marks.edit(ref_of(motif.love), variation="my own words")
    qtbot.waitUntil(lambda: "my own words" in told(page)[0])
    page.verbs.use_measured_words(rows(page)[0])
    qtbot.waitUntil(lambda: "lower, half as fast" in told(page)[0])
    parts.context.undo()
    qtbot.waitUntil(lambda: "my own words" in told(page)[0])
    select(page, motif.love)
    write(page, qtbot, "")
    qtbot.waitUntil(lambda: "lower, half as fast" in told(page)[0])


def test_leaving_the_measured_words_as_they_are_writes_nothing(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    newest = parts.context.history.newest
    select(page, motif.love)
    qtbot.keyClick(page.panel.rows, Key.Key_F2)
    editor = next(line for line in page.panel.rows.findChildren(QLineEdit) if line.isVisible())
    assert editor.text().startswith("lower, half as fast"), "and quieter, once that is known"
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: not page.panel.rows.is_writing)
    assert parts.context.history.newest is newest


def test_a_return_that_begins_to_play_leaves_what_is_being_written(
    page: ThemesPage, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.love)
    qtbot.keyClick(page.panel.rows, Key.Key_F2)
    editor = next(line for line in page.panel.rows.findChildren(QLineEdit) if line.isVisible())
    editor.setText("half a word")
    page.panel.play_row(rows(page)[0])
    assert editor.text() == "half a word"
    page.panel.stop()


def test_what_changes_elsewhere_waits_until_the_words_are_written(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.love)
    qtbot.keyClick(page.panel.rows, Key.Key_F2)
    editor = next(line for line in page.panel.rows.findChildren(QLineEdit) if line.isVisible())
    editor.setText("half a word")
    parts.context.services.marks.remove(ref_of(motif.again))
    qtbot.waitUntil(lambda: not page.is_reading)
    assert editor.text() == "half a word"
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: ids(page) == [motif.love, motif.home, motif.perhaps])
    qtbot.waitUntil(lambda: "half a word" in told(page)[0])


def test_yes_and_no_answer_what_was_left_open(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    select(page, motif.perhaps)
    qtbot.keyClick(page.panel.rows, Key.Key_Y)
    qtbot.waitUntil(lambda: "Perhaps" not in told(page))
    parts.context.undo()
    qtbot.waitUntil(lambda: "Perhaps" in told(page))
    select(page, motif.perhaps)
    qtbot.keyClick(page.panel.rows, Key.Key_N)
    qtbot.waitUntil(lambda: motif.perhaps not in ids(page))
    answers = parts.context.services.themes.answers
    assert answers.is_refused(motif.theme, motif.tracks["Love"], Span(4000, 5500))


def test_another_return_can_be_where_it_is_stated(
    page: ThemesPage, motif: Motif, qtbot: QtBot
) -> None:
    page.verbs.set_home(rows(page)[0])
    qtbot.waitUntil(lambda: rows(page)[0].one.is_home)
    assert "stated here" in told(page)[0]


# --- the theme ----------------------------------------------------------------------------------


def test_it_is_named_by_f2_in_the_list(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_F2)
    name = page.panel.head.name
    assert QApplication.focusWidget() is name
    QTest.keyClicks(name, "The heart motif")
    qtbot.keyClick(name, Key.Key_Return)
    line = page.model.index_of
    qtbot.waitUntil(lambda: "The heart motif" in str(line(motif.theme).data()))
    parts.context.undo()
    qtbot.waitUntil(lambda: str(line(motif.theme).data()).startswith("Heart"))


def test_whose_it_is_is_added_and_taken_away(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    owners = page.panel.head.owners
    owners.added.emit(motif.told.mira)
    qtbot.waitUntil(lambda: "Mira" in str(page.model.index_of(motif.theme).data()))
    owners.opened.emit(motif.told.mira)
    assert parts.navigator.shown == [PersonPlace(motif.told.mira, None)]
    owners.begin_idea()
    QTest.keyClicks(owners.idea, "the bridge")
    qtbot.keyClick(owners.idea, Key.Key_Return)
    qtbot.waitUntil(lambda: "the bridge" in str(page.model.index_of(motif.theme).data()))
    owners.removed.emit(motif.told.mira)
    qtbot.waitUntil(lambda: "Mira" not in str(page.model.index_of(motif.theme).data()))
    parts.context.undo()
    qtbot.waitUntil(lambda: "Mira" in str(page.model.index_of(motif.theme).data()))


def test_deleting_asks_first_and_comes_back(
    page: ThemesPage, parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    assert page.panel.theme is not None
    dialog = page.verbs.request_removal(page.panel.theme)
    assert dialog is not None
    dialog.accept()
    qtbot.waitUntil(page.empty.isVisible)
    parts.context.undo()
    qtbot.waitUntil(lambda: not page.empty.isVisible())
    qtbot.waitUntil(lambda: len(ids(page)) == 4)


# --- room -------------------------------------------------------------------------------------


def test_a_very_low_page_shows_its_rows_and_the_pictures_when_asked(
    page: ThemesPage, qtbot: QtBot
) -> None:
    pictures, switch = page.panel.pictures, page.panel.head.pictures
    assert pictures.isVisible()
    assert not switch.isVisible()
    page.resize(1200, 400)
    assert not pictures.isVisible()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert pictures.isVisible()
    page.resize(1200, 720)
    assert pictures.isVisible()
    assert not switch.isVisible()


def test_pointing_in_the_course_marks_the_row(page: ThemesPage, motif: Motif, qtbot: QtBot) -> None:
    picture = page.panel.pictures.course.picture
    qtbot.mouseMove(picture, picture.rect().center() + QPoint(picture.width() // 2 - 8, 0))
    qtbot.waitUntil(lambda: page.panel.model.pointed == motif.again)


def test_a_narrow_page_has_the_themes_in_a_menu(
    parts: WindowParts, motif: Motif, qtbot: QtBot
) -> None:
    page = shown_page(parts, qtbot, width=820)
    assert not page.list.isVisible()
    assert page.panel.head.picker.isVisible()
    page.focus_list()
    assert QApplication.focusWidget() is page.panel.rows
