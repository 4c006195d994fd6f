"""The page of letters: envelopes, reading, breaking a seal, sealing again, answering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.core.ids import EntryId, TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.journal.entry_parts import EntryPicture
from app.journal.links import as_markdown
from app.journal.records import EntryDraft
from app.journal.seals import Sealing
from app.story.records import WorkKind
from tests.support.audio import silence, write_wav
from tests.support.pictures import png
from tests.support.scripted_backend import HandClock
from tests.support.seen import seen
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.places import EntryPlace, LetterPlace, NewEntry
from ui.letters.envelope import Envelope
from ui.letters.page import LettersPage
from ui.letters.seal_dialog import SealDialog
from ui.letters.shelf import OpenedRow
from ui.story_line.wave_bars import UNPLAYED
from ui.style.contrast import blend
from ui.style.theme import current_theme
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.question_dialog import QuestionDialog
from ui.words.dates import today
from ui.words.spoilers import spoilers

WORDS = "A lamp at the window"
SOMEDAY = Sealing(until=date(2199, 1, 1))
MakePage = Callable[[], LettersPage]


@pytest.fixture
def track(parts: WindowParts, tmp_path: Path) -> TrackId:
    return TrackId(add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"])


@pytest.fixture
def make_page(parts: WindowParts, qtbot: QtBot) -> Iterator[MakePage]:
    def make() -> LettersPage:
        page = LettersPage(parts.context, parts.window)
        column = QVBoxLayout(parts.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        parts.window.resize(1232, 740)
        with qtbot.waitActive(parts.window):
            parts.window.show()
            parts.window.activateWindow()
        settle(qtbot, parts)
        return page

    yield make


def settle(qtbot: QtBot, parts: WindowParts) -> None:
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    QCoreApplication.processEvents()


def write(parts: WindowParts, title: str, sealing: Sealing, **links: tuple[int, ...]) -> EntryId:
    draft = EntryDraft(title, WORDS, sealing=sealing, **links)  # type: ignore[arg-type]
    return parts.context.services.journal.write_entry(draft)


def said_on(page: LettersPage) -> str:
    """Everything that is seen or read aloud."""
    labels = [label.text() for label in seen(page, QLabel)]
    named = [one.accessibleName() for one in page.shelf.buttons]
    return "\n".join((*labels, *named, page.reader.open.text.toPlainText()))


def answer(yes: bool = True) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuestionDialog)
    (dialog.yes if yes else dialog.no).click()


def test_without_letters_it_invites_to_write_one(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    assert page.empty.isVisible() and not page.write_button.isVisible()
    page.focus()
    qtbot.keyClick(page.empty, Qt.Key.Key_Return)
    assert parts.navigator.shown == [NewEntry(is_letter=True)]


def test_a_sealed_letter_shows_its_title_and_what_it_waits_for(
    parts: WindowParts, make_page: MakePage, track: TrackId
) -> None:
    write(parts, "To spring", SOMEDAY)
    write(parts, "To whoever hears this", Sealing(track_id=track))
    page = make_page()
    said = said_on(page)
    assert "To spring" in said and "Opens on 1 January 2199, in" in said
    assert "Opens when you hear “Love theme” again, at least half of it" in said
    assert WORDS not in said
    assert page.sentence.text() == "2 letters are sealed."


def test_a_seal_is_broken_only_after_a_question_and_can_be_mended(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    write(parts, "To spring", SOMEDAY)
    page = make_page()
    page.reader.sealed.break_button.click()
    answer(yes=False)
    settle(qtbot, parts)
    assert page.reader.sealed.isVisible()
    page.reader.sealed.break_button.click()
    answer()
    settle(qtbot, parts)
    qtbot.waitUntil(page.reader.open.isVisible)
    assert WORDS in said_on(page)
    assert "1 has opened today." in page.sentence.text()
    qtbot.waitUntil(lambda: not page.reader.open.is_fading)
    assert page.reader.open.text.graphicsEffect() is None
    assert parts.said == "The seal is broken."
    parts.take_offer()
    settle(qtbot, parts)
    assert page.reader.sealed.isVisible() and WORDS not in said_on(page)


def test_a_broken_seal_parts_and_the_flap_lifts_before_the_words_appear(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    write(parts, "To spring", SOMEDAY)
    page = make_page()
    sealed, view = page.reader.sealed, page.reader.open
    envelope = sealed.envelope
    assert envelope is not None
    whole = envelope.grab().toImage()
    moved: list[tuple[float, float]] = []
    show = envelope.show_opening

    def note(apart: float, lifted: float) -> None:
        moved.append((apart, lifted))
        show(apart, lifted)

    envelope.show_opening = note  # type: ignore[method-assign]
    sealed.break_button.click()
    answer()
    qtbot.waitUntil(lambda: sealed.is_opening)
    assert not view.isVisible() and not sealed.break_button.isEnabled()
    page.read()  # meanwhile something else has changed
    qtbot.waitUntil(view.isVisible)
    assert all(lifted == 0 for apart, lifted in moved if apart < 1), "first the seal"
    assert moved[-1] == (1, 1) and envelope.grab().toImage() != whole
    assert view.text.graphicsEffect() is not None, "the text fades in"
    qtbot.waitUntil(lambda: view.text.graphicsEffect() is None)


def test_where_motion_is_reduced_a_letter_opens_at_once(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    parts.context.services.settings.change(reduced_motion="on")
    write(parts, "To spring", SOMEDAY)
    page = make_page()
    page.reader.sealed.break_button.click()
    answer()
    settle(qtbot, parts)
    assert page.reader.open.isVisible() and not page.reader.sealed.is_opening
    assert page.reader.open.text.graphicsEffect() is None


def test_the_seconds_of_an_opened_letter_begin_softly_and_the_volume_stays_the_listeners(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    write_wav(tmp_path / "Long theme.wav", silence(12))
    parts.context.services.importing.run([tmp_path / "Long theme.wav"], JobContext())
    (row,) = parts.context.services.library.tracks()
    track, playback = row.id, parts.context.playback
    parts.backend.usual_duration_ms = row.duration_ms
    playback.sound.set_volume(50)
    parts.context.services.settings.change(reduced_motion="on", preroll_ms=0)
    moment = parts.context.services.moments.add_moment(track, Span(500, 9_500))
    write(parts, "To spring", SOMEDAY, moment_ids=(moment.id,))
    page = make_page()

    def pass_ms(ms: int) -> None:
        for _turn in range(ms // 16):
            clock.turn_ms(16)
            playback.poll()

    page.reader.sealed.break_button.click()
    answer()
    settle(qtbot, parts)
    assert playback.is_playing and playback.position_ms == 500
    assert (parts.backend.volume, playback.player.output.volume) == (30, 50)
    assert page.reader.open.music.play.accessibleName() == "Pause “Long theme”"
    pass_ms(1_400)
    assert 35 < parts.backend.volume < 45
    pass_ms(1_600)
    assert parts.backend.volume == 50
    pass_ms(7_000)
    assert not playback.is_playing and parts.backend.volume == 50
    page.reader.open.music.play.click()
    assert playback.is_playing and parts.backend.volume == 50, "only as it opens"


def test_the_wave_of_its_seconds_has_the_colours_of_what_was_felt(
    parts: WindowParts, make_page: MakePage, track: TrackId
) -> None:
    services = parts.context.services
    emotion = services.emotions.emotions()[0]
    services.tagging.add_tag(track, emotion.id, Span(0, 250))
    held = services.library.first_files((track,))[track]
    services.analysis.peaks(held.path, held.payload_hash, JobContext(), source=held.source)
    moment = services.moments.add_moment(track, Span(0, 250))
    entry = write(parts, "To spring", SOMEDAY, moment_ids=(moment.id,))
    services.letters.break_seal(entry)
    page = make_page()
    wave = page.reader.open.music.wave
    assert wave.isVisible()
    wave.show_place(125)
    picture = wave.grab().toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(picture.width())
            for y in range(picture.height())}  # fmt: skip
    full = QColor(line_of(emotion.colour)).name()
    paler = QColor(blend(full, current_theme().raised, UNPLAYED)).name()
    assert {full, paler} <= inks, "what sounded is full, the rest paler"


def test_an_opened_letter_is_sealed_again(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, track: TrackId
) -> None:
    entry = write(parts, "To spring", Sealing(track_id=track))
    parts.context.services.letters.break_seal(entry)
    page = make_page()
    page.reader.open.seal_again.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SealDialog)
    assert dialog.form.sealing() == Sealing(until=today() + timedelta(365))
    dialog.form.again.click()
    assert dialog.form.sealing() == Sealing(track_id=track)
    dialog.seal_button.click()
    settle(qtbot, parts)
    (letter,) = parts.context.services.letters.box().sealed
    assert letter.seal.track_id == track and WORDS not in said_on(page)


def test_it_plays_the_seconds_that_a_letter_was_written_to(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, track: TrackId
) -> None:
    moment = parts.context.services.moments.add_moment(track, Span(500, 900))
    entry = write(parts, "To spring", SOMEDAY, moment_ids=(moment.id,), track_ids=(track,))
    parts.context.services.letters.break_seal(entry)
    page = make_page()
    music = page.reader.open.music
    assert music.title.text() == "Love theme"
    assert music.caption.text() == "the seconds you wrote it to, 0:00 to 0:00"
    music.play.click()
    row = parts.context.playback.track
    assert row is not None and row.id == track
    assert music.play.accessibleName() == "Pause “Love theme”"
    asked = page.reader.open.and_now
    assert asked.is_asking  # and now?
    parts.context.services.letters.seal(entry, SOMEDAY)
    settle(qtbot, parts)
    assert not asked.is_asking
    parts.context.services.letters.break_seal(entry)
    settle(qtbot, parts)


def test_writing_back_begins_an_entry_that_links_to_the_letter(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, track: TrackId
) -> None:
    entry = write(parts, "To [spring]", SOMEDAY, track_ids=(track,))
    services = parts.context.services
    services.letters.break_seal(entry)
    page = make_page()
    page.reader.open.reply.click()
    (begun,) = parts.navigator.shown
    assert isinstance(begun, NewEntry) and begun.track_id == track
    uid = services.journal.entry(entry).uid
    assert begun.text == f"[To \\[spring\\]](ost-my-heart:entry/{uid})\n\n"
    # The answer may be a letter, too; its link leads back.
    answer_id = services.journal.write_entry(EntryDraft("Back", begun.text, sealing=SOMEDAY))
    services.letters.break_seal(answer_id)
    settle(qtbot, parts)
    page.open(LetterPlace(answer_id))
    settle(qtbot, parts)
    page.reader.open.text.anchorClicked.emit(f"ost-my-heart:entry/{uid}")
    assert parts.navigator.shown[1:] == [EntryPlace(entry)]
    page.reader.open.text.anchorClicked.emit("ost-my-heart:entry/gone")
    assert parts.said == "That entry no longer exists."


def test_up_and_down_walk_through_the_letters(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    opened = write(parts, "Opened", SOMEDAY)
    parts.context.services.letters.break_seal(opened)
    write(parts, "Sealed", SOMEDAY)
    page = make_page()
    page.focus()
    assert isinstance(page.shelf.buttons[1], OpenedRow) and page.shelf.buttons[1].hasFocus()
    qtbot.keyClick(page.shelf.buttons[1], Qt.Key.Key_Up)
    settle(qtbot, parts)
    assert page.shelf.buttons[0].hasFocus() and page.reader.sealed.isVisible()
    qtbot.keyClick(page.shelf.buttons[0], Qt.Key.Key_End)
    settle(qtbot, parts)
    assert page.shelf.buttons[1].hasFocus() and page.reader.open.isVisible()
    page.back.click()
    assert parts.navigator.times_back == 1


def test_a_letter_that_opens_elsewhere_is_shown_open(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    entry = write(parts, "To spring", SOMEDAY)
    page = make_page()
    assert page.reader.sealed.isVisible()
    parts.context.services.letters.open_due(date(2199, 1, 1))
    settle(qtbot, parts)
    assert page.reader.open.isVisible() and not page.reader.open.is_fading
    parts.context.services.journal.delete_entry(entry)
    settle(qtbot, parts)
    assert page.empty.isVisible()


@pytest.mark.parametrize(("width", "height"), [(912, 540), (1512, 900)])
def test_its_actions_stay_in_view_however_small(
    parts: WindowParts,
    make_page: MakePage,
    qtbot: QtBot,
    track: TrackId,
    width: int,
    height: int,
) -> None:
    services = parts.context.services
    moment = services.moments.add_moment(track, Span(500, 900))
    entry = write(parts, "To spring", SOMEDAY)
    services.letters.break_seal(entry)
    long = EntryDraft("To spring", "\n\n".join([WORDS] * 60), moment_ids=(moment.id,))
    services.journal.edit_entry(entry, long)
    page = make_page()
    parts.window.resize(width, height)
    settle(qtbot, parts)
    view = page.reader.open
    assert view.and_now.isVisible()
    for part in (view.reply, view.seal_again, view.and_now, view.history):
        corner = part.mapTo(page, part.rect().bottomRight())
        assert page.rect().contains(corner), part
    assert view.area.verticalScrollBar().maximum() > 0
    assert page.shelf.width() >= 260


def test_another_letter_to_the_same_track_isnt_what_sounds(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, track: TrackId
) -> None:
    services = parts.context.services
    for title, at_ms in (("To spring", 0), ("To autumn", 400)):
        moment = services.moments.add_moment(track, Span.point(at_ms))
        entry = write(parts, title, SOMEDAY, moment_ids=(moment.id,))
        services.letters.break_seal(entry)
    page = make_page()
    music = page.reader.open.music
    music.play.click()
    assert music.play.accessibleName() == "Pause “Love theme”"
    page.open(LetterPlace(int(services.letters.box().opened[1].id)))
    settle(qtbot, parts)
    assert music.play.accessibleName() == "Play “Love theme”"


def test_the_picture_of_a_covered_scene_isnt_above_its_letter(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    services = parts.context.services
    (tmp_path / "still.png").write_bytes(png(1, 64, 36))
    still = services.pictures.keep(tmp_path / "still.png")
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    scene = services.scenes.add_scene(work, "The end", still=still, is_spoiler=True)
    services.letters.break_seal(write(parts, "To spring", SOMEDAY, scene_ids=(scene,)))
    page = make_page()
    picture = page.reader.open.picture
    low_px = picture.sizeHint().height()
    spoilers().show(scene)
    qtbot.waitUntil(lambda: picture.sizeHint().height() > low_px)


@pytest.mark.logs("could not be read")
def test_an_opened_letter_shows_its_pictures_and_who_listened(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot, track: TrackId
) -> None:
    services = parts.context.services
    place = as_markdown("here", services.journal.link_to_place(track, Span.point(40)))
    draft = EntryDraft(
        "Roof",
        place,
        sealing=SOMEDAY,
        pictures=(EntryPicture("lost.png", "Dusk"),),
        people=("Ida",),
    )
    entry = services.journal.write_entry(draft)
    page = make_page()
    page.open(LetterPlace(entry))
    settle(qtbot, parts)
    opened = page.reader.open
    assert not opened.pictures.strip.pictures() and not opened.people.text()
    services.letters.break_seal(entry)
    settle(qtbot, parts)
    assert [one.words for one in opened.pictures.strip.pictures()] == ["Dusk"]
    assert opened.people.text() == "with Ida"
    opened.text.link_activated.emit(next(iter(opened.text.links())))
    assert parts.context.playback.track is not None
    assert parts.context.playback.track.id == track
    services.letters.seal(entry, SOMEDAY)
    settle(qtbot, parts)
    assert not opened.pictures.strip.pictures() and not opened.people.text()


def test_enter_on_a_sealed_letter_says_when_it_opens_and_leads_to_its_seal(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    write(parts, "Other", SOMEDAY)
    write(parts, "To spring", SOMEDAY)
    page = make_page()
    page.focus()
    assert page.shelf.buttons[0].hasFocus()
    qtbot.keyClick(page.shelf.buttons[0], Qt.Key.Key_Down)
    qtbot.keyClick(page.shelf.buttons[1], Qt.Key.Key_Return)
    settle(qtbot, parts)
    second = page.shelf.buttons[1]
    assert isinstance(second, Envelope) and parts.said == second.condition.text()
    assert page.reader.sealed.break_button.hasFocus()
    assert page.reader.shown is not None and page.reader.shown.letter.id == second.letter.id
    qtbot.keyClick(page.reader.sealed.break_button, Qt.Key.Key_Backtab)
    assert second.hasFocus(), "Tab leads to the letter that is shown"


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_its_history_is_beside_the_wax_and_begins_as_its_title(
    parts: WindowParts, make_page: MakePage, track: TrackId, qapp: QApplication,
    way: Qt.LayoutDirection,
) -> None:  # fmt: skip
    """In a window from the right, the words kept their distance from the wrong side."""
    qapp.setLayoutDirection(way)
    try:
        entry = write(parts, "To spring", Sealing(track_id=track))
        parts.context.services.letters.break_seal(entry)
        letter = make_page().reader.open
        words = letter.history.contentsRect().translated(letter.history.pos())
        wax, inside = letter.wax.geometry(), letter.history.parentWidget()
        wax.translate(-inside.x(), 0)
        title = letter.title.geometry()
        if way is Qt.LayoutDirection.RightToLeft:
            assert words.right() == title.right() and words.left() > wax.right()
        else:
            assert words.left() == title.left() and words.right() < wax.left()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
