"""What is offered in a picker may be deleted or renamed elsewhere while it is open."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.core.ids import TrackId, WorkId
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.marks.theme_chooser import ThemeChooser
from ui.scenes.chooser import SceneChooser
from ui.widgets.type_ahead import TypeAhead

Key = Qt.Key
D = TypeVar("D", bound=QDialog)
GONE = "That isn’t there any more: it was deleted in the meantime."


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    return harness.playing(0)


@pytest.fixture
def work(session: WindowSession) -> WorkId:
    return session.services.scenes.add_work(WorkKind.FILM, "Tidewatch")


def opened(session: WindowSession, key: Qt.Key, kind: type[D]) -> D:
    session.driver.tap(key)
    session.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    dialog.activateWindow()
    session.until(lambda: QApplication.activeWindow() is dialog)
    return dialog


def rows(field: TypeAhead) -> list[str]:
    return [field.list.item(row).text() for row in range(field.list.count())]


def test_a_scene_that_was_deleted_is_no_longer_offered(
    session: WindowSession, work: WorkId
) -> None:
    scene = session.services.scenes.add_scene(work, "The harbour")
    chooser = opened(session, Key.Key_S, SceneChooser)
    session.driver.write("harb")
    session.services.scenes.remove("scene", scene)
    assert rows(chooser.scene_field) == ["Create scene “harb”"]


def test_a_scene_that_was_deleted_a_moment_ago_is_said_to_be_gone(
    session: WindowSession, work: WorkId
) -> None:
    scene = session.services.scenes.add_scene(work, "The harbour")
    opened(session, Key.Key_S, SceneChooser)
    with QSignalBlocker(session.desk.context.relay):  # before it is told
        session.services.scenes.remove("scene", scene)
    session.driver.write("harb")
    session.driver.tap(Key.Key_Return)
    assert session.said == GONE
    assert session.timeline.cues == ()


def test_a_work_that_was_deleted_is_asked_for_again(session: WindowSession, work: WorkId) -> None:
    session.services.library.assign_work([session.rows()[0].id], work)
    session.play()
    chooser = opened(session, Key.Key_S, SceneChooser)
    session.services.scenes.remove("work", work)
    session.driver.write("The harbour")
    session.driver.tap(Key.Key_Return)
    assert chooser.work_field.isVisible()


def test_the_track_itself_may_be_gone(session: WindowSession, work: WorkId) -> None:
    session.services.scenes.add_scene(work, "The harbour")
    opened(session, Key.Key_S, SceneChooser)
    session.services.library.remove_lines([session.rows()[0].key])
    session.driver.write("harb")
    session.driver.tap(Key.Key_Return)
    assert session.said == GONE


def test_the_row_that_was_moved_to_stays_when_another_scene_is_added(
    session: WindowSession, work: WorkId
) -> None:
    scenes = session.services.scenes
    for title in ("The harbour", "The harbour at night"):
        scenes.add_scene(work, title)
    chooser = opened(session, Key.Key_S, SceneChooser)
    session.driver.write("harb")
    session.driver.tap(Key.Key_Down)
    chosen = chooser.scene_field.list.currentItem().text()
    scenes.add_scene(work, "Harbour lights")
    assert "Harbour lights" in rows(chooser.scene_field)[0]
    assert chooser.scene_field.list.currentItem().text() == chosen


def test_a_theme_that_was_deleted_is_no_longer_offered(session: WindowSession) -> None:
    themes, track = session.services.themes, TrackId(session.rows()[0].id)
    themes.mark_returns("The heart", track, [Span(1_000, 2_000)])
    session.until(lambda: session.timeline.occurrences)
    session.pages.listen.timeline.marks.set_selected_span(Span(4_000, 8_000))
    chooser = opened(session, Key.Key_T, ThemeChooser)
    session.driver.write("heart")
    session.desk.context.undo()
    assert rows(chooser.field) == ["Create theme “heart”"]
