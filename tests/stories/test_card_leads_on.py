"""From the companion card to what was felt, to its day, to the scene and who is in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.core.ids import TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession, with_services
from ui.companion.parts import CharacterChip, FeltLine

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Wonder was felt at 0:10 on another day, while Mira is at the harbour."""
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    with_services(harness.paths, _feel)
    harness.play_by_hand()
    session = harness.open()
    session.play()
    session.playback.seek_ms(11_000)
    session.turn(500)
    session.playback.pause()
    session.until(lambda: session.pages.listen.side.findChildren(FeltLine))
    return session


def _feel(services: Services) -> None:
    (row,) = services.library.tracks()
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    services.tagging.add_tag(TrackId(row.id), wonder.id, Span.point(10_000))
    scenes = services.scenes
    work = scenes.add_work(WorkKind.FILM, "Heart")
    scene = scenes.add_scene(work, "Low water")
    scenes.set_characters(scene, [scenes.add_character(work, "Mira")])
    services.pictures.folder.mkdir(parents=True, exist_ok=True)
    services.cues.add_cue(TrackId(row.id), Span(0, 50_000), scene)


def test_what_was_felt_is_heard_again(session: WindowSession, qtbot: QtBot) -> None:
    (line,) = session.pages.listen.side.findChildren(FeltLine)
    qtbot.mouseClick(line, LEFT)
    session.until(lambda: session.playback.position_ms < 10_500)


def test_space_stays_the_players_where_the_card_has_the_keyboard(session: WindowSession) -> None:
    (line,) = session.pages.listen.side.findChildren(FeltLine)
    for part in (line, line.day):
        part.setFocus()
        was_playing = session.playback.is_playing
        session.driver.tap(Qt.Key.Key_Space)
        session.until(lambda was=was_playing: session.playback.is_playing is not was)


def test_its_date_opens_the_day_with_the_mark_selected(
    session: WindowSession, qtbot: QtBot
) -> None:
    (line,) = session.pages.listen.side.findChildren(FeltLine)
    qtbot.mouseClick(line.day, LEFT)
    session.until(lambda: session.desk.pages.current_key == "journal")
    journal = session.pages.journal
    session.until(lambda: journal.list.current_item() is not None)
    item = journal.list.current_item()
    assert item is not None and item.span == Span.point(10_000)


def test_a_face_opens_the_character_whose_form_is_one_press_further(
    session: WindowSession, qtbot: QtBot
) -> None:
    (face,) = session.pages.listen.side.findChildren(CharacterChip)
    qtbot.mouseClick(face, LEFT)
    page = session.pages.characters
    session.until(lambda: page.shown is not None and len(page.shown.beads) == 1)
    assert page.head.title.text() == "Mira"
    session.until(page.ribbon.picture.hasFocus)
    session.driver.tap(Qt.Key.Key_P)
    session.until(lambda: page.head.play.text() == "Stop · 1 of 1")
    assert "How it deepens · 1 of 1" in session.desk.bar.now_playing.accessibleName()
    session.driver.tap(Qt.Key.Key_Space)
    session.until(lambda: not session.playback.is_playing)
    qtbot.mouseClick(page.head.edit, LEFT)
    story = session.pages.story
    session.until(lambda: story.editor is story.character_editor)
    assert story.character_editor.name.text() == "Mira"


def test_the_card_is_as_wide_with_a_scroll_bar(session: WindowSession, qtbot: QtBot) -> None:
    side = session.pages.listen.side
    session.window.resize(1400, 1000)
    session.until(lambda: side.verticalScrollBar().maximum() == 0)
    width = side.companion.width()
    session.window.resize(1400, session.window.minimumSize().height())
    side.companion.setMinimumHeight(2_000)
    session.until(lambda: side.verticalScrollBar().maximum() > 0)
    assert side.companion.width() == width
