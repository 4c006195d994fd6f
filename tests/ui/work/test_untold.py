"""A work's page before it has a scene."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.core.ids import TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.work.conftest import read_through
from ui.bridge.places import StoryLinePlace
from ui.story_import.paste_dialog import PasteDialog
from ui.work.page import WorkPage

TITLES = ["Opening: My Heart", "Love Theme: The Letter", "Quiet"]


class Untold:
    def __init__(self, parts: WindowParts, folder: Path) -> None:
        self.parts = parts
        self.services = parts.context.services
        ids = add_tracks(parts.context, folder, TITLES)
        self.tracks = [TrackId(ids[title]) for title in TITLES]
        self.work = self.services.scenes.add_work(
            WorkKind.SERIES, "My Heart", 2024, track_ids=self.tracks
        )
        emotion = self.services.emotions.emotions()[0]
        self.services.tagging.add_tag(self.tracks[0], emotion.id, Span(50, 50))


@pytest.fixture
def untold(parts: WindowParts, tmp_path: Path) -> Untold:
    return Untold(parts, tmp_path / "music")


@pytest.fixture
def page(parts: WindowParts, untold: Untold) -> WorkPage:
    page = WorkPage(parts.context, None, parts.window)
    page.resize(1220, 740)
    parts.window.resize(1220, 740)
    parts.window.show()
    page.open(StoryLinePlace(untold.work))
    read_through(page)
    return page


def test_it_says_what_is_there_and_that_nothing_has_a_scene(page: WorkPage) -> None:
    assert page.untold.isVisible() and not page.line.isVisible()
    assert page.head.figures.heard.accessibleName() == (
        "Heard 0 of 3 tracks, 1 feeling marked. None of the music has a scene yet."
    )
    assert page.head.play.caption.text() == "when the first track has a scene"
    assert not page.head.play.button.isEnabled()


def test_its_tracks_stand_in_their_own_order_with_what_was_felt(
    page: WorkPage, untold: Untold
) -> None:
    line = page.untold.picture._line
    assert line is not None
    assert [scene.title for scene in line.scenes] == [
        row.title for row in untold.services.works.glance(untold.work).tracks
    ]
    assert len(line.felt) == 1
    assert not page.grab().isNull()


def test_a_click_on_the_music_plays_from_there(page: WorkPage, untold: Untold) -> None:
    picture = page.untold.picture
    at = QPoint(picture.field.left() + 40, picture.rows[1].top + 20)
    found = picture.place_at(at.toPointF())
    assert found is not None
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)
    track = untold.parts.context.playback.track
    assert track is not None and track.id == found[0]


def test_pasting_is_the_first_way(page: WorkPage) -> None:
    page.focus_line()
    QTest.keyClick(page.untold.invitation.paste, Qt.Key.Key_Return)
    (dialog,) = page.window().findChildren(PasteDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_first_scene_is_named_where_it_will_be(page: WorkPage, untold: Untold) -> None:
    page.untold.invitation.tell.click()
    assert page.untold.first.name.isVisible()
    QTest.keyClicks(page.untold.first.name, "The harbour")
    QTest.keyClick(page.untold.first.name, Qt.Key.Key_Return)
    read_through(page)
    assert [one.title for one in untold.services.scenes.scenes(untold.work)] == ["The harbour"]
    assert page.line.isVisible() and not page.untold.isVisible()
    untold.parts.take_offer()
    read_through(page)
    assert page.untold.isVisible()


def test_roles_from_titles_are_accepted_together(page: WorkPage, untold: Untold) -> None:
    roles = page.untold.invitation.roles
    assert [chip.text() for chip in roles.chips] == ["Opening theme", "Love theme"]
    assert roles.accept is not None
    roles.accept.click()
    read_through(page)
    assert roles.isHidden()
    assert untold.services.library.track(untold.tracks[1]).row.role == "love_theme"


@pytest.mark.parametrize("size", [(1232, 740), (912, 540), (792, 460)])
def test_the_invitation_covers_neither_scenes_nor_music(
    page: WorkPage, size: tuple[int, int]
) -> None:
    page.resize(*size)
    read_through(page)
    card = page.untold
    music = card.picture.rows[1]
    assert card.invitation.y() >= music.top + music.height
    assert card.picture.rect().contains(card.invitation.geometry())
