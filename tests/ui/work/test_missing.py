"""What is missing between music and story is mended by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.library.records import Role
from app.story.records import WorkKind
from tests.support.dropping import drop
from tests.support.window_parts import add_tracks
from tests.ui.work.conftest import TITLES, Heart, read_through
from ui.scenes.chooser import SceneChooser
from ui.story_line.stops import SCENES, Stop
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.track_drag import tracks_in
from ui.work.missing.rows import Kind
from ui.work.page import WorkPage

Key = Qt.Key


def told(page: WorkPage) -> list[tuple[str, str]]:
    return [(row.title, row.detail) for row in page.missing.list.rows.rows]


def opened(page: WorkPage, kind: Kind = Kind.TRACKS) -> None:
    page.open_missing(kind)
    read_through(page)


def test_a_track_without_a_scene_is_given_the_proposed_one_by_enter(
    page: WorkPage, heart: Heart
) -> None:
    page.head.figures.loose.click()
    read_through(page)
    assert told(page) == [
        ("The harbour at dawn", "Perhaps “The harbour” · S1 E1 · Title 11"),
    ]  # fmt: skip
    QTest.keyClick(page.missing.list, Key.Key_Return)
    read_through(page)
    assert told(page) == []
    assert heart.parts.said == "“The harbour at dawn” plays in “The harbour” now."
    (_first, cue) = heart.services.cues.of_scene(heart.scenes[0])
    assert cue.track_id == heart.tracks[1]
    assert cue.span.duration_ms == heart.services.library.track(cue.track_id).row.duration_ms
    heart.parts.take_offer()
    read_through(page)
    assert len(told(page)) == 1


def test_down_goes_on_and_the_next_row_follows_a_mended_one(page: WorkPage, heart: Heart) -> None:
    for title in ("Love theme", "The opening: my heart", "Alone"):
        heart.services.scenes.add_scene(heart.work, title)
    opened(page, Kind.SCENES)
    rows = page.missing.list
    titles = [title for title, _detail in told(page)]
    QTest.keyClick(rows, Key.Key_Down)
    current = rows.current()
    assert current is not None and current.title == titles[1]
    row = next(row for row in rows.rows.rows if row.has_proposal)
    rows.setCurrentIndex(rows.rows.index(rows.rows.rows.index(row)))
    at = rows.currentIndex().row()
    QTest.keyClick(rows, Key.Key_Return)
    read_through(page)
    assert row.title not in {title for title, _detail in told(page)}
    assert rows.currentIndex().row() == min(at, len(told(page)) - 1)


def test_a_scene_is_moved_to_where_the_album_has_it(page: WorkPage, heart: Heart) -> None:
    services = heart.services
    late = services.scenes.add_scene(heart.work, "Late", episode_id=heart.episodes[0])
    services.cues.add_cue(heart.tracks[2], Span(0, 100), late)  # the first one on the album
    read_through(page)
    opened(page, Kind.ORDER)
    assert len(told(page)) == 1
    QTest.keyClick(page.missing.list, Key.Key_Return)
    read_through(page)
    assert told(page) == []
    order = [scene.title for scene in services.scenes.scenes(heart.work)][:2]
    assert order == ["Late", "The harbour"]
    heart.parts.context.undo()
    assert [scene.title for scene in services.scenes.scenes(heart.work)][:2] == [
        "The harbour", "Late",
    ]  # fmt: skip


def loosen(heart: Heart, folder: Path, *titles: str) -> list[TrackId]:
    """Further tracks of the work, which play in no scene."""
    by_title = add_tracks(heart.parts.context, folder, [*TITLES, *titles])
    tracks = [TrackId(by_title[title]) for title in titles]
    heart.services.library.assign_work(tracks, heart.work)
    return tracks


def test_several_tracks_are_given_their_scenes_by_one_enter(
    page: WorkPage, heart: Heart, tmp_path: Path
) -> None:
    star, train = loosen(heart, tmp_path / "more", "The star", "The train")
    read_through(page)
    opened(page)
    rows = page.missing.list
    titles = [title for title, _detail in told(page)]
    assert titles == ["The harbour at dawn", "The star", "The train"]
    QTest.keyClick(rows, Key.Key_End)
    QTest.keyClick(rows, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert [row.title for row in rows.chosen()] == ["The star", "The train"]
    assert "Enter gives these 2 their proposed scenes" in page.missing.hint.text()
    heart.services.library.set_role([heart.tracks[0]], Role.LOVE_THEME)
    read_through(page)
    assert len(rows.chosen()) == 2, "what is selected stays when the list is read again"
    QTest.keyClick(rows, Key.Key_Return)
    read_through(page)
    assert [title for title, _detail in told(page)] == ["The harbour at dawn"]
    assert heart.parts.said == "2 tracks have their scenes now."
    for track, scene in ((star, heart.scenes[1]), (train, heart.scenes[2])):
        assert track in {cue.track_id for cue in heart.services.cues.of_scene(scene)}
    heart.parts.take_offer()
    read_through(page)
    assert len(told(page)) == 3, "one step"


def test_one_scene_is_chosen_for_several_tracks(
    page: WorkPage, heart: Heart, tmp_path: Path
) -> None:
    star, train = loosen(heart, tmp_path / "more", "The star", "The train")
    read_through(page)
    opened(page)
    rows = page.missing.list
    QTest.keyClick(rows, Key.Key_End)
    QTest.keyClick(rows, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rows, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    (chooser,) = page.findChildren(SceneChooser)
    chooser.scene_field.chosen.emit(int(heart.scenes[1]))
    read_through(page)
    assert [cue.track_id for cue in heart.services.cues.of_scene(heart.scenes[1])] == [
        heart.tracks[2], star, train,
    ]  # fmt: skip
    heart.parts.context.undo()
    assert len(heart.services.cues.of_scene(heart.scenes[1])) == 1, "one step"


def test_several_tracks_are_dragged_together(
    page: WorkPage, heart: Heart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    star, train = loosen(heart, tmp_path / "more", "The star", "The train")
    carried: list[tuple[int, ...]] = []
    monkeypatch.setattr(
        "ui.work.missing.missing_list.drag_tracks", lambda _list, ids: carried.append(tuple(ids))
    )
    read_through(page)
    opened(page)
    rows = page.missing.list
    for at, held in ((1, Qt.KeyboardModifier.NoModifier), (2, Qt.KeyboardModifier.ControlModifier)):
        place = rows.visualRect(rows.rows.index(at)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, place)
    rows.startDrag(Qt.DropAction.CopyAction)
    assert carried == [(star, train)]
    opened(page, Kind.SCENES)
    assert len(rows.chosen()) <= 1


def test_a_track_is_dragged_onto_a_scene(
    page: WorkPage, heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[QMimeData] = []

    class Hand:
        """Instead of the desktop's own loop, which follows the real mouse."""

        def __init__(self, _source: QWidget) -> None: ...

        def setMimeData(self, data: QMimeData) -> None:
            carried.append(data)

        def exec(self, _action: Qt.DropAction) -> None: ...

    monkeypatch.setattr("ui.widgets.track_drag.QDrag", Hand)
    opened(page)
    rows = page.missing.list
    assert "Drag it onto another one" in page.missing.hint.text()
    start = rows.visualRect(rows.rows.index(0)).center()
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for by in (20, 60):
        at = QPointF(start + QPoint(by, 0))
        held = Qt.MouseButton.LeftButton
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, QPointF(rows.viewport().mapToGlobal(at.toPoint())),
            Qt.MouseButton.NoButton, held, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(rows.viewport(), move)
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert tracks_in(carried[0]) == (heart.tracks[1],)

    canvas = page.line.canvas
    over = canvas.sight.rect_of(Stop(SCENES, 2)).center().toPoint()
    assert drop(canvas, carried[0], over)
    read_through(page)
    assert told(page) == []
    (cue,) = heart.services.cues.of_scene(heart.scenes[2])
    assert cue.track_id == heart.tracks[1]
    opened(page, Kind.SCENES)
    assert "Drag" not in page.missing.hint.text()


def test_no_covered_scene_is_named(page: WorkPage, heart: Heart) -> None:
    heart.services.story_progress.set_at_episode(heart.episodes[0])
    for kind in Kind:
        opened(page, kind)
        assert not any("train" in f"{one} {other}" for one, other in told(page))


def test_escape_closes_it_and_p_plays(page: WorkPage, heart: Heart) -> None:
    opened(page)
    QTest.keyClick(page.missing.list, Key.Key_P)
    track = heart.parts.context.playback.track
    assert track is not None and track.title == "The harbour at dawn"
    QTest.keyClick(page.missing.list, Key.Key_Escape)
    assert page.missing.isHidden()


def test_in_a_narrow_window_it_takes_the_place_of_the_story_line(page: WorkPage) -> None:
    page.resize(900, 600)
    opened(page)
    assert page.missing.isVisible() and not page.line.isVisible()
    page.close_missing()
    assert page.line.isVisible()


def test_the_keyboard_stays_in_the_panel_when_a_list_is_empty(
    page: WorkPage, heart: Heart, qtbot: QtBot
) -> None:
    heart.parts.window.activateWindow()
    opened(page)
    panel = page.missing
    qtbot.waitUntil(panel.list.hasFocus)
    QTest.keyClick(panel.list, Key.Key_Return)
    read_through(page)
    assert told(page) == [] and panel.kinds[Kind.TRACKS].hasFocus()
    QTest.mouseClick(panel.kinds[Kind.ORDER], Qt.MouseButton.LeftButton)
    assert panel.kinds[Kind.ORDER].hasFocus()
    heart.parts.context.undo()
    opened(page)
    qtbot.waitUntil(panel.list.hasFocus)
    opened(page, Kind.ORDER)
    QTest.keyClick(panel.kinds[Kind.ORDER], Key.Key_Escape)
    assert panel.isHidden()


def pasted(page: WorkPage, heart: Heart, album: str) -> None:
    """A work with scenes and no music, beside an album that may be its."""
    services = heart.services
    services.library.assign_work(heart.tracks, None)
    services.library.edit_lines([(key, None) for key in heart.tracks], album=album)
    work = services.scenes.add_work(WorkKind.SERIES, "Tidewatch")
    for title in ("Love theme", "Alone"):
        services.scenes.add_scene(work, title)
    page.open_work(work)
    read_through(page)


def choose(page: WorkPage) -> None:
    """The first of what a popup offers."""
    popup = page.findChildren(FinderPopup)[-1]
    QTest.keyClick(popup.field.line, Key.Key_Return)
    read_through(page)


def test_without_any_music_the_whole_library_is_offered_with_the_best_guess_first(
    page: WorkPage, heart: Heart
) -> None:
    pasted(page, heart, "Tidewatch (Original Soundtrack)")
    opened(page)
    assert page.missing.nothing.text() == "No music belongs to it yet"
    opened(page, Kind.SCENES)
    assert ("Love theme", "No track comes to mind") in told(page)
    QTest.keyClick(page.missing.list, Key.Key_Return)
    choose(page)
    assert heart.parts.said == "“Love Theme” plays in “Love theme” now."
    assert [title for title, _detail in told(page)] == ["Alone"]


def test_the_rest_of_the_album_belongs_to_a_work_by_one_key(page: WorkPage, heart: Heart) -> None:
    album = "Tidewatch (Original Soundtrack)"
    pasted(page, heart, album)
    (scene, _other) = heart.services.scenes.scenes(page.work_id)
    heart.services.cues.add_cue(heart.tracks[2], Span(0, 200), scene.id)
    read_through(page)
    figures = page.head.figures
    assert figures.heard.accessibleName() == "Heard 0 of 1 track"
    assert figures.loose.text() == "2 more tracks of its album"
    figures.loose.click()
    read_through(page)
    assert told(page) == [(album, "Do its other 2 tracks belong to the work, too?")]
    assert page.missing.other.isHidden()
    QTest.keyClick(page.missing.list, Key.Key_Return)
    read_through(page)
    assert heart.parts.said == f"2 tracks of “{album}” belong to “Tidewatch” now."
    assert [title for title, _detail in told(page)] == [
        "Opening: My Heart", "The harbour at dawn",
    ]  # fmt: skip
    assert figures.loose.text() == "2 tracks have no scene yet"
    heart.parts.take_offer()
    read_through(page)
    assert figures.loose.text() == "2 more tracks of its album"


def test_the_head_of_a_work_without_music_leads_to_its_album(page: WorkPage, heart: Heart) -> None:
    pasted(page, heart, "Tidewatch (Original Soundtrack)")
    figures = page.head.figures
    assert figures.heard.accessibleName() == "No music belongs to it yet"
    assert figures.loose.text() == "Choose its album…"
    figures.loose.click()
    choose(page)
    assert figures.heard.accessibleName() == "Heard 0 of 3 tracks"
    heart.parts.context.undo()
    read_through(page)
    assert figures.loose.text() == "Choose its album…"
