"""The story line as a card: walking, hearing, where it leads, and what is covered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from app.story_line.layout import Scale
from tests.support.seen import words
from tests.support.window_parts import add_tracks
from tests.ui.story_line.conftest import Tale, settle, shown_card
from ui.bridge.places import PersonPlace, ScenePlace, ThemePlace, TrackPlace
from ui.shell.window_memory import WindowMemory
from ui.story_line.card import StoryLineCard
from ui.story_line.playhead import Playhead, playhead_of
from ui.story_line.stops import FEELINGS, MUSIC, SCENES, LaneKey, LaneKind, Stop
from ui.story_line.texts import metrics
from ui.story_line.told_line import ToldLine
from ui.style.theme import colour
from ui.style.tokens import SPACE
from ui.widgets.face import FaceChip
from ui.words.spoilers import spoilers

Key = Qt.Key


def press(card: StoryLineCard, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(card.canvas, key)


def centre(card: StoryLineCard, stop: Stop) -> QPoint:
    return card.canvas.sight.rect_of(stop).center().toPoint()


def titles(card: StoryLineCard) -> list[str]:
    assert card.line is not None
    return [scene.title for scene in card.line.scenes]


def test_arrows_walk_scenes_and_lanes(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    press(card, Key.Key_Right, Key.Key_Right)
    assert card.selection == Stop(SCENES, 1)
    press(card, Key.Key_Down)
    assert card.selection == Stop(MUSIC, 1)
    press(card, Key.Key_Right)
    assert card.selection == Stop(MUSIC, 2, tale.in_train)
    press(card, Key.Key_Down, Key.Key_Home)
    assert card.selection == Stop(FEELINGS, 0)
    press(card, Key.Key_Down, Key.Key_End)
    assert card.selection == Stop(LaneKey(LaneKind.PERSON, tale.mira), 3)


def test_a_click_selects_and_escape_lets_go(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    at = centre(card, Stop(SCENES, 2))
    with qtbot.waitSignal(card.selection_changed):
        QTest.mouseClick(card.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert card.selection == Stop(SCENES, 2)
    press(card, Key.Key_Escape)
    assert card.selection is None


def test_a_click_beside_the_music_of_a_scene_selects_it(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    card.head.scale_chosen.emit(Scale.CLOCK)
    column = card.canvas.sight.rect_of(Stop(SCENES, 0))
    at = QPoint(round(column.right() - 5), centre(card, Stop(MUSIC, 0, tale.in_harbour)).y())
    QTest.mouseClick(card.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert card.selection == Stop(MUSIC, 0, tale.in_harbour)


def test_a_scene_is_told_beside_its_column(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, scene_id=tale.harbour)
    assert card.popover.isVisible()
    told = {"The harbour", "S1 E1 · 0:00 to 1:00", "Opening", "Wonder", "Tenderness"}
    qtbot.waitUntil(lambda: told <= set(words(card.popover)))
    column = card.canvas.sight.rect_of(Stop(SCENES, 0))
    assert card.popover.geometry().left() > column.right()


def test_faces_beside_a_scene_lead_to_their_pages(tale: Tale, qtbot: QtBot) -> None:
    for name in ("Sefa Oduya", "Ren Castell"):
        person = tale.services.scenes.add_character(tale.work, name)
        tale.services.scenes.add_to_scene(tale.farewell, person)
    card = shown_card(tale, qtbot, scene_id=tale.farewell)
    qtbot.waitUntil(lambda: len(card.popover.findChildren(FaceChip)) == 3)
    chips = card.popover.findChildren(FaceChip)
    assert [chip.accessibleName() for chip in chips] == ["Mira", "Elio", "Ren Castell"]
    assert {"Ren Castell", "+1"} <= set(words(card.popover))  # cut off where there is no room
    assert all(card.popover.rect().contains(chip.geometry()) for chip in chips)
    chips[1].click()
    assert tale.parts.navigator.shown[-1] == PersonPlace(tale.elio, tale.farewell)


def test_each_scene_has_room_for_what_is_told_of_it(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    for _scene in range(3):
        press(card, Key.Key_Right)
        high = card.popover.height()
        assert card.popover.isVisible() and high > 100
        QApplication.processEvents()
        assert high >= card.popover.sizeHint().height()


def test_in_a_narrow_card_the_title_row_tells_it(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, width=880, scene_id=tale.harbour)
    assert not card.popover.isVisible()
    assert "The harbour" in words(card.head)


def test_in_little_room_the_scenes_name_stays(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, width=880, scene_id=tale.harbour)

    def told() -> ToldLine | None:  # another one each time that it is read
        line = card.head.findChild(ToldLine)
        return line if isinstance(line, ToldLine) and line.title.isVisible() else None

    qtbot.waitUntil(lambda: told() is not None)
    line = told()
    assert line is not None
    parts = [line.music, *line.felt]
    assert len(parts) == 3
    shown = []
    for width in range(700, 120, -20):
        line.resize(width, line.height())
        shown.append([not part.isHidden() for part in parts])
        assert not line.title.isHidden()
    assert shown[0] == [True, True, True] and shown[-1] == [False, False, False]
    assert [True, False, True] not in shown and [True, True, False] not in shown


def test_in_a_low_window_the_lanes_that_are_there_once_stay_whole(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    canvas = card.canvas
    heights = []
    for high in (600, 260, 230):
        canvas.resize(canvas.width(), high)
        rows = canvas.sight.rows
        assert rows is not None
        assert rows.scroll_top < high, "a character can be seen, too"
        heights.append([row.height for row in rows.fixed])
    assert heights[0] > heights[1] >= heights[2]


def test_feelings_end_where_the_cover_begins(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    place, run = card.canvas.sight.place, card.canvas.sight.rect_of(Stop(SCENES, 2))
    assert place is not None
    row = place.rows.row_of(FEELINGS)
    assert row is not None
    image = card.canvas.grab().toImage()
    x = round(run.left()) - 4  # behind the dotted line, before the first tile
    seen = {image.pixelColor(x, y).name() for y in range(row.top + 2, row.bottom - 2)}
    assert seen == {colour("sunken").name()}


def test_a_thread_ends_where_the_cover_begins(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    for number in range(12):
        scene = tale.services.scenes.add_scene(tale.work, f"{number}", episode_id=tale.first)
        tale.services.cues.add_cue(tale.opening, Span(2_000, 16_000), scene)
    card = shown_card(tale, qtbot, width=700)
    card.view.show_scene(14)
    place = card.canvas.sight.place
    assert place is not None and card.line is not None
    row = place.rows.row_of(LaneKey(LaneKind.THEME, tale.theme))
    assert row is not None
    run = card.canvas.sight.rect_of(Stop(SCENES, 14))
    image = card.canvas.grab().toImage()
    y = place.rows.top_of(row) + row.height // 2
    seen = {image.pixelColor(round(run.left()) - 4 + x, y).name() for x in range(30)}
    assert seen == {colour("sunken").name()}


def test_the_playhead_keeps_off_the_names_of_episodes(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    place = card.canvas.sight.place
    assert place is not None
    before = pixels(card)
    card.canvas.show_playhead(Playhead(0, 2_000))
    high = round(metrics().height())
    top = round((place.rows.axis - high) / 2)
    assert (pixels(card)[top : top + high] == before[top : top + high]).all()
    assert (pixels(card)[: place.rows.axis] != before[: place.rows.axis]).any()


def test_the_table_cuts_no_words_that_have_room(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    QTest.keyClick(card.canvas, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(card.table.isVisible)
    assert not card.table.wordWrap()
    times = card.table.columnWidth(2) - 2 * SPACE.m
    assert times >= card.table.fontMetrics().horizontalAdvance("13:42 to 14:50")


@pytest.mark.parametrize(
    ("lane", "place"),
    [
        (SCENES, lambda tale: ScenePlace(tale.train)),
        (MUSIC, lambda tale: TrackPlace(tale.opening, 30_000)),
        (LaneKind.PERSON, lambda tale: PersonPlace(tale.elio, tale.train)),
        (LaneKind.THEME, lambda tale: ThemePlace(tale.theme, _second_return(tale))),
    ],
)
def test_enter_leads_to_what_is_selected(
    tale: Tale, qtbot: QtBot, lane: object, place: object
) -> None:
    card = shown_card(tale, qtbot)
    stops = card.view.stops
    assert stops is not None and callable(place)
    ids = {LaneKind.PERSON: tale.elio, LaneKind.THEME: tale.theme}
    key = LaneKey(lane, ids[lane]) if isinstance(lane, LaneKind) else lane
    assert isinstance(key, LaneKey)
    card.view.selection.select(next(stop for stop in stops.along(key) if stop.scene == 2))
    press(card, Key.Key_Return)
    assert tale.parts.navigator.shown == [place(tale)]


def _second_return(tale: Tale) -> int:
    returns = tale.services.theme_returns.life(tale.theme).returns
    return int(returns[1].occurrence.id)


def test_a_double_click_opens_the_track_of_a_cue(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    at = centre(card, Stop(MUSIC, 3, tale.in_farewell))
    QTest.mouseDClick(card.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert tale.parts.navigator.shown == [TrackPlace(tale.love, 0)]


def test_p_plays_from_the_selection(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    heard: list[tuple[int, int]] = []
    card.play_requested.connect(lambda *place: heard.append(place))
    card.select_scene(tale.star)  # without music: on to the next that has some
    press(card, Key.Key_P)
    card.view.selection.select(Stop(LaneKey(LaneKind.THEME, tale.theme), 2, _second_return(tale)))
    press(card, Key.Key_P)
    assert heard == [(tale.in_train, 30_000), (tale.in_train, 35_000)]


def test_the_scale_is_remembered(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path)
    card = shown_card(tale, qtbot, memory=memory)
    card.head.scale_chosen.emit(Scale.EVEN)
    layout = card.view.layout
    assert layout is not None
    assert layout.widths.tolist() == pytest.approx([float(layout.widths[0])] * 4)
    again = StoryLineCard(tale.parts.context, memory, tale.parts.window)
    assert again.view.scale is Scale.EVEN


def wheel(card: StoryLineCard, at: QPoint, turned: int, modifiers: Qt.KeyboardModifier) -> None:
    place, everywhere = QPointF(at), QPointF(card.canvas.mapToGlobal(at))
    event = QWheelEvent(
        place,
        everywhere,
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(card.canvas, event)


def test_the_wheel_zooms_under_the_pointer_and_pans(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    layout = card.view.layout
    assert layout is not None
    at = centre(card, Stop(SCENES, 2))
    before = layout.at(card.canvas.sight.line_x(at.x()))
    for _n in range(5):
        wheel(card, at, 120, Qt.KeyboardModifier.ControlModifier)
    after = card.view.layout
    assert after is not None and after.width > 2 * layout.width
    assert after.at(card.canvas.sight.line_x(at.x())) == pytest.approx(before)
    left = card.view.left_px
    wheel(card, at, -120, Qt.KeyboardModifier.NoModifier)
    assert card.view.left_px > left
    QTest.keyClick(card.canvas, Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert card.view.is_whole


def test_keys_zoom_about_the_selection(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot, scene_id=tale.train)
    before = centre(card, Stop(SCENES, 2)).x()
    for _n in range(3):
        QTest.keyClick(card.canvas, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert abs(centre(card, Stop(SCENES, 2)).x() - before) <= 1
    assert not card.view.is_whole


def test_what_plays_is_where_its_cue_is(tale: Tale, qtbot: QtBot) -> None:
    again = tale.services.cues.add_cue(tale.opening, Span(30_000, 50_000), tale.farewell, 60_000)
    line = shown_card(tale, qtbot).line
    assert line is not None

    def at(before: Playhead | None, cue_id: int | None = None) -> Playhead | None:
        return playhead_of(line, tale.opening, 35_000, before, cue_id)

    assert at(None) == Playhead(2, 5_000)
    assert at(Playhead(3, 64_000)) == Playhead(3, 65_000)  # it stays where it was
    assert at(None, again) == Playhead(3, 65_000)
    assert playhead_of(line, tale.opening, 80_000, None, None) is None


def pixels(card: StoryLineCard) -> npt.NDArray[np.uint8]:
    picture = card.canvas.grab().toImage()
    shape = picture.height(), picture.width(), 4
    return np.frombuffer(picture.constBits(), np.uint8).reshape(shape).copy()


def test_panned_and_painted_anew_look_the_same(tale: Tale, qtbot: QtBot) -> None:
    for number in range(30):
        scene = tale.services.scenes.add_scene(tale.work, f"Scene {number}")
        tale.services.cues.add_cue(tale.opening, Span(0, 30_000), scene)
    card = shown_card(tale, qtbot)
    card.canvas.clearFocus()
    for by in (137, 300, 41, -60, 500):
        card.view.pan(by)
        panned = pixels(card)
        card.canvas.refresh()
        others = (pixels(card) != panned).any(axis=2).mean()
        assert others < 0.001  # dashes begin elsewhere where they are cut off


def test_a_zoom_ends_with_its_own_picture(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    card.canvas.grab()
    card.view.zoom(2.0, 300)
    stretched = card.canvas.grab().toImage()
    qtbot.waitUntil(lambda: card.canvas.grab().toImage() != stretched)
    settled = card.canvas.grab().toImage()
    card.canvas.refresh()
    assert card.canvas.grab().toImage() == settled


def test_a_long_story_opens_where_the_listener_is(tale: Tale, qtbot: QtBot) -> None:
    later = tale.services.scenes.add_episode(tale.work, 1, 3)
    for number in range(40):
        tale.services.scenes.add_scene(tale.work, f"Scene {number}", episode_id=tale.second)
    last = tale.services.scenes.add_scene(tale.work, "Covered", episode_id=later)
    tale.services.story_progress.set_at_episode(tale.second)
    card = shown_card(tale, qtbot)
    assert card.line is not None and card.view.layout is not None
    place = card.line.place_of(last)
    assert place is not None and card.view.left_px > 0
    before = card.view.layout.right_of(place - 1)
    assert card.view.part.left < before <= card.view.part.right


def test_scenes_stay_as_wide_when_the_listener_says_how_far_they_are(
    tale: Tale, qtbot: QtBot
) -> None:
    later = tale.services.scenes.add_episode(tale.work, 1, 3)
    for number in range(90):
        tale.services.scenes.add_scene(tale.work, f"Scene {number}", episode_id=later)
    card = shown_card(tale, qtbot)
    assert card.view.layout is not None and not card.view.is_whole
    wide = float(card.view.layout.widths.min())
    tale.services.story_progress.set_at_episode(tale.second)
    qtbot.waitUntil(lambda: titles(card)[-1] == "")
    assert card.view.is_whole  # four scenes, and what is covered
    tale.services.story_progress.clear(tale.work)
    qtbot.waitUntil(lambda: titles(card)[-1] != "")
    assert float(card.view.layout.widths.min()) == pytest.approx(wide)
    card.view.zoom(2.0)
    wide = float(card.view.layout.widths.min())
    tale.services.scenes.add_scene(tale.work, "Another", episode_id=later)
    qtbot.waitUntil(lambda: titles(card)[-1] == "Another")
    assert float(card.view.layout.widths.min()) == pytest.approx(wide, rel=0.02)


def test_a_work_without_scenes_has_an_empty_line(tale: Tale, qtbot: QtBot) -> None:
    film = tale.services.scenes.add_work(WorkKind.FILM, "Nothing yet")
    card = shown_card(tale, qtbot, scene_id=tale.harbour)
    card.open(film)
    qtbot.waitUntil(lambda: card.line is not None and card.line.works[0].id == film)
    assert card.selection is None
    press(card, Key.Key_Right, Key.Key_Down, Key.Key_P, Key.Key_U)
    wheel(card, QPoint(400, 200), 120, Qt.KeyboardModifier.ControlModifier)
    assert card.canvas.grab().toImage().isNull() is False
    assert card.table.lines.rowCount() == 0


def test_a_change_elsewhere_is_shown(tale: Tale, qtbot: QtBot) -> None:
    card = shown_card(tale, qtbot)
    tale.services.scenes.edit("scene", tale.star, title="The comet")
    qtbot.waitUntil(lambda: titles(card)[1] == "The comet")


def test_what_is_ahead_is_neither_painted_nor_told(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    assert titles(card) == ["The harbour", "The star", "", ""]
    assert card.head.caption.text() == "2 scenes up to S1 E1"
    press(card, Key.Key_End)
    assert card.selection == Stop(SCENES, 2)
    assert not card.popover.isVisible()
    press(card, Key.Key_Return, Key.Key_P)
    assert tale.parts.navigator.shown == []


def test_u_uncovers_for_one_look(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    press(card, Key.Key_End, Key.Key_U)
    qtbot.waitUntil(lambda: titles(card) == ["The harbour", "The star", "The train", ""])
    assert card.popover.isVisible()
    assert not spoilers().covering.shown
    press(card, Key.Key_Home)
    qtbot.waitUntil(lambda: titles(card) == ["The harbour", "The star", "", ""])


def test_a_click_on_a_covered_tile_uncovers_that_scene(tale: Tale, qtbot: QtBot) -> None:
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    tiles = card.canvas.sight.rect_of(Stop(SCENES, 2))
    at = QPoint(round(tiles.right() - 10), round(tiles.center().y()))
    QTest.mouseClick(card.canvas, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: titles(card) == ["The harbour", "The star", "", "The farewell"])
    card.hide()
    settle(card, qtbot)
    assert titles(card) == ["The harbour", "The star", "", ""]


def test_a_story_with_many_scenes_opens_readable_and_fits_on_request(
    tale: Tale, qtbot: QtBot
) -> None:
    for number in range(60):
        tale.services.scenes.add_scene(tale.work, f"Scene {number}", episode_id=tale.second)
    card = shown_card(tale, qtbot)
    layout = card.view.layout
    assert layout is not None and float(layout.widths.min()) >= 48
    card.head.fitted.emit()
    layout = card.view.layout
    assert layout is not None
    assert layout.width == pytest.approx(card.view.width_px)
    assert card.canvas.sight.picture is not None and card.canvas.sight.picture.is_far
    assert card.canvas.grab().toImage().isNull() is False


def test_many_covered_scenes_take_no_pictures_or_words_from_the_others(
    tale: Tale, qtbot: QtBot
) -> None:
    for number in range(80):
        tale.services.scenes.add_scene(tale.work, f"Scene {number}", episode_id=tale.second)
    tale.services.story_progress.set_at_episode(tale.first)
    card = shown_card(tale, qtbot)
    layout = card.view.layout
    assert layout is not None and float(layout.widths[:2].min()) >= 48
    assert card.canvas.sight.picture is not None and not card.canvas.sight.picture.is_far
    tiles = card.canvas.sight.rect_of(Stop(SCENES, 2))
    end = round(tiles.left() + layout.right_of(7) - float(layout.lefts[2]))
    shown, y = card.canvas.grab().toImage(), round(tiles.center().y())
    assert shown.pixelColor(end - 10, y) == colour("pressed")  # the last of six tiles
    assert shown.pixelColor(end + 5, y) != colour("pressed")


def test_the_playhead_follows_the_player(tale: Tale, qtbot: QtBot, tmp_path: Path) -> None:
    context = tale.parts.context
    track = TrackId(add_tracks(context, tmp_path / "music", ["Heard"])["Heard"])
    tale.services.cues.add_cue(track, Span(0, 250), tale.star, 3_000)
    card = shown_card(tale, qtbot)
    assert card.canvas.playhead is None
    context.playback.play_lines([(track, None)])
    qtbot.waitUntil(lambda: card.canvas.playhead is not None)
    assert card.canvas.playhead is not None and card.canvas.playhead.scene == 1
    assert card.canvas.playhead.ms >= 3_000
    context.playback.stop()


def test_a_saga_runs_through_all_of_its_works(tale: Tale, qtbot: QtBot) -> None:
    services = tale.services
    film = services.scenes.add_work(WorkKind.FILM, "After")
    services.scenes.add_scene(film, "Dawn")
    saga = services.sagas.add_saga("The town")
    for work in (tale.work, film):
        services.sagas.place(work, saga)
    card = shown_card(tale, qtbot)
    card.open_saga(saga)
    qtbot.waitUntil(lambda: card.line is not None and len(card.line.works) == 2)
    assert titles(card) == ["The harbour", "The star", "The train", "The farewell", "Dawn"]
    press(card, Key.Key_End, Key.Key_Return)
    assert card.canvas.grab().toImage().isNull() is False
    assert len(tale.parts.navigator.shown) == 1
