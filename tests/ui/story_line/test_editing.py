"""Editing where one sees it: scenes moved, tracks set to scenes; each is one undo step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.story.covering import OPEN
from tests.support.dropping import drop
from tests.ui.story_line.conftest import Tale, shown_card
from ui.story_line.card import StoryLineCard
from ui.story_line.moving import drop_place
from ui.story_line.stops import MUSIC, SCENES, Stop
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.track_drag import tracks_as_data, tracks_in

Key, Mouse = Qt.Key, Qt.MouseButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BEGINNING = ["The harbour", "The star", "The train", "The farewell"]


def middle(card: StoryLineCard, scene: int) -> QPoint:
    return card.canvas.sight.rect_of(Stop(SCENES, scene)).center().toPoint()


def drag(card: StoryLineCard, scene: int, to: QPoint) -> None:
    canvas, start = card.canvas, middle(card, scene)
    QTest.mousePress(canvas, Mouse.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        at = start + (to - start) * share
        QTest.mouseMove(canvas, at)
        event_at(card, at)
    QTest.mouseRelease(canvas, Mouse.LeftButton, pos=to)


def event_at(card: StoryLineCard, at: QPoint) -> None:
    """QTest's own move has no button held."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    there = QPointF(at)
    everywhere = QPointF(card.canvas.mapToGlobal(at))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        there,
        everywhere,
        Mouse.NoButton,
        Mouse.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(card.canvas, event)


def beside(card: StoryLineCard, scene: int, *, is_after: bool) -> QPoint:
    box = card.canvas.sight.rect_of(Stop(SCENES, scene))
    return QPoint(round(box.right() - 4 if is_after else box.left() + 4), round(box.center().y()))


def test_a_scene_is_dragged_to_another_place(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    drag(card, 3, beside(card, 2, is_after=False))
    assert tale.order() == ["The harbour", "The star", "The farewell", "The train"]
    qtbot.waitUntil(lambda: card.selection == Stop(SCENES, 2))  # the same scene
    tale.parts.context.undo()
    assert tale.order() == BEGINNING


def test_a_scene_is_dragged_into_another_episode(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    drag(card, 0, beside(card, 3, is_after=True))
    assert tale.order() == ["The star", "The train", "The farewell", "The harbour"]
    moved = tale.services.scenes.scene(tale.harbour)
    assert moved.episode_id == tale.second


def test_several_scenes_are_moved_in_one_step(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    QTest.mouseClick(card.canvas, Mouse.LeftButton, pos=middle(card, 0))
    QTest.mouseClick(card.canvas, Mouse.LeftButton, CTRL, middle(card, 1))
    assert card.view.selection.chosen == {0, 1}
    drag(card, 1, beside(card, 3, is_after=True))
    assert tale.order() == ["The train", "The farewell", "The harbour", "The star"]
    assert "2 scenes were moved." in tale.parts.said
    tale.parts.take_offer()
    assert tale.order() == BEGINNING


def test_shift_selects_a_stretch_and_letting_go_one_of_it(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, scene_id=tale.harbour)
    QTest.mouseClick(card.canvas, Mouse.LeftButton, SHIFT, middle(card, 2))
    assert card.view.selection.chosen == {0, 1, 2}
    QTest.keyClick(card.canvas, Key.Key_Left, SHIFT)
    assert card.view.selection.chosen == {0, 1}
    QTest.mouseClick(card.canvas, Mouse.LeftButton, pos=middle(card, 1))
    assert card.view.selection.chosen == {1}


def test_keys_move_scenes_too(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, scene_id=tale.star)
    QTest.keyClick(card.canvas, Key.Key_Left, CTRL | SHIFT)
    assert tale.order()[:2] == ["The star", "The harbour"]
    qtbot.waitUntil(lambda: card.selection == Stop(SCENES, 0))
    for _n in range(2):
        QTest.keyClick(card.canvas, Key.Key_Right, CTRL | SHIFT)
        qtbot.waitUntil(lambda: not card.is_reading)
    assert tale.order() == ["The harbour", "The star", "The train", "The farewell"]
    assert tale.services.scenes.scene(tale.star).episode_id == tale.second


def test_a_click_moves_nothing(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    at = middle(card, 2)
    drag(card, 2, at + QPoint(3, 0))
    drag(card, 2, beside(card, 2, is_after=True))
    assert tale.order() == BEGINNING


def test_nothing_goes_among_what_is_covered(tale: Tale) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    from app.story.covering import Covering
    from app.story_line.layout import Scale, plan_of

    line = tale.services.story_lines.read(tale.work, Covering())
    layout = plan_of(line, Scale.LENGTH).laid_out(1000)
    assert drop_place(line, layout, layout.right_of(2), (0,)) is None
    whole = tale.services.story_lines.read(tale.work, OPEN)
    assert drop_place(whole, layout, layout.right_of(2), (0,)) is not None


def music_of(tale: Tale, scene_id: int) -> list[tuple[int, Span]]:
    return [(cue.track_id, cue.span) for cue in tale.services.cues.of_scene(scene_id)]  # type: ignore[arg-type]


def test_tracks_are_dropped_onto_a_scene_in_one_step(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    assert drop(card.canvas, tracks_as_data((tale.opening, tale.love)), middle(card, 1))
    whole = Span(0, 90_000)
    assert music_of(tale, tale.star) == [(tale.opening, whole), (tale.love, whole)]
    assert "2 tracks play in “The star” now." in tale.parts.said
    tale.parts.context.undo()
    assert music_of(tale, tale.star) == []


def test_tracks_do_not_go_to_what_is_covered(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    assert not drop(card.canvas, tracks_as_data((tale.opening,)), middle(card, 2))
    assert len(music_of(tale, tale.train)) == 1


def test_enter_on_the_plus_chooses_a_track(tale: Tale, qtbot: QtBot) -> None:
    loose = tale.track("A loose one")
    tale.services.library.assign_work([loose], tale.work)
    card = shown_card(tale, qtbot)
    card.view.selection.select(Stop(MUSIC, 1))
    QTest.keyClick(card.canvas, Key.Key_Return)
    popup = card.findChild(FinderPopup)
    assert isinstance(popup, FinderPopup)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)  # those without a scene come first
    assert music_of(tale, tale.star) == [(loose, Span(0, 90_000))]


@pytest.mark.parametrize("data", [b"", b"1 x", b"-1", "१".encode(), b"\xff"])
def test_damaged_tracks_are_none(data: bytes) -> None:
    mime = tracks_as_data(())
    mime.setData("application/x-ost-my-heart-tracks", data)
    assert tracks_in(mime) == ()


def menu_at(card: StoryLineCard, at: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, card.canvas.mapToGlobal(at))
    QApplication.sendEvent(card.canvas, event)
    menu = card.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_says_how_far_the_listener_is(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    menu = menu_at(card, middle(card, 1))
    assert card.selection == Stop(SCENES, 1)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[:2] == ["Play from here", "Open"]
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: card.line is not None and card.line.counts.covered == 2)
    tale.parts.context.undo()
    qtbot.waitUntil(lambda: card.line is not None and card.line.counts.covered == 0)


def test_the_menu_of_a_covered_scene_tells_nothing(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    menu = menu_at(card, middle(card, 2))
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Look at this scene for now", "I’ve seen everything up to here"]
    menu.close()
