"""The strip of a track in the table: what was felt, and playing from a place in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import Emotion
from tests.support.seen import model_of
from tests.support.window_parts import WindowParts, add_tracks
from ui.library.columns import INDEX
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel
from ui.style.theme import colour


@pytest.fixture
def page(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> LibraryPage:
    """Dawn, Dusk and Night; the first half of Dawn is all wonder, the rest of it sadness."""
    ids = add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk", "Night"])
    half = _row_ms(parts, ids["Dawn"]) // 2
    feel(parts, ids["Dawn"], "wonder", Span(0, half))
    feel(parts, ids["Dawn"], "sadness", Span(half, 2 * half))
    page = LibraryPage(parts.context, parent=parts.window)
    parts.window.resize(1100, 700)
    page.resize(1100, 700)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    qtbot.waitUntil(lambda: bool(spoken(page, 0)))
    return page


def _row_ms(parts: WindowParts, track_id: int) -> int:
    return parts.context.services.library.track(track_id).row.duration_ms


def emotion(parts: WindowParts, name: str) -> Emotion:
    found = parts.context.services.emotions.named(name)
    assert found is not None
    return found


def feel(parts: WindowParts, track_id: int, name: str, span: Span) -> None:
    word = emotion(parts, name)
    parts.context.services.tagging.add_tag(TrackId(track_id), word.id, span)


def spoken(page: LibraryPage, place: int) -> str:
    """What a screen reader says of the strip."""
    index = page.table.model().index(place, INDEX["felt"])
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def at(page: LibraryPage, place: int, share: float) -> QPoint:
    """A point of a track's strip; the cell's margins are 12 px."""
    cell = page.table.visualRect(page.table.model().index(place, INDEX["felt"]))
    return QPoint(round(cell.left() + 12 + (cell.width() - 24) * share), cell.center().y())


def picture(page: LibraryPage) -> QImage:
    return page.table.viewport().grab().toImage()


def click(page: LibraryPage, qtbot: QtBot, where: QPoint, *keys: Qt.KeyboardModifier) -> None:
    modifier = keys[0] if keys else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def near(shown: QColor, wanted: QColor) -> bool:
    return all(abs(one - other) < 60 for one, other in zip(
        shown.getRgb()[:3], wanted.getRgb()[:3], strict=True))  # type: ignore[index, arg-type] # fmt: skip


def test_a_strip_shows_each_feeling_in_its_place(page: LibraryPage, parts: WindowParts) -> None:
    shown = picture(page)
    for share, name in ((0.2, "wonder"), (0.8, "sadness")):
        assert near(shown.pixelColor(at(page, 0, share)), QColor(emotion(parts, name).colour))
    assert shown.pixelColor(at(page, 1, 0.5)) == colour("sunken")


def test_its_feelings_are_read_out(page: LibraryPage) -> None:
    assert spoken(page, 0) in ("Wonder, Sadness", "Sadness, Wonder")
    assert spoken(page, 1) == ""


def test_a_new_mark_is_seen_in_its_strip(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    """Also in a strip that is known already."""
    rows = model_of(page.table, TrackTableModel).shown
    feel(parts, rows[0].id, "tension", Span(0, rows[0].duration_ms))
    feel(parts, rows[0].id, "tension", Span(0, rows[0].duration_ms))
    qtbot.waitUntil(lambda: spoken(page, 0) == "Tension")
    feel(parts, rows[1].id, "power", Span(0, rows[1].duration_ms))
    qtbot.waitUntil(lambda: spoken(page, 1) == "Power")


def test_another_colour_of_an_emotion_is_seen(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    wonder = emotion(parts, "wonder")
    parts.context.services.emotions.edit_word(wonder.id, colour="#00ff00", pattern="solid")
    qtbot.waitUntil(lambda: picture(page).pixelColor(at(page, 0, 0.2)) == QColor("#00ff00"))


def test_a_click_plays_from_there_and_the_page_stays(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    click(page, qtbot, at(page, 0, 0.5))
    playback = parts.context.playback
    assert playback.track is not None and playback.track.title == "Dawn"
    assert playback.is_playing
    assert playback.position_ms == pytest.approx(playback.track.duration_ms / 2, abs=10)
    assert len(playback.queue) == 3
    assert parts.navigator.shown == []
    click(page, qtbot, at(page, 0, 0.25))
    assert playback.position_ms == pytest.approx(playback.track.duration_ms / 4, abs=10)


def test_a_click_in_another_track_goes_there(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    click(page, qtbot, at(page, 0, 0.5))
    click(page, qtbot, at(page, 2, 0.0))
    playback = parts.context.playback
    assert playback.track is not None and playback.track.title == "Night"
    assert playback.is_playing and playback.queue.index == 2


def test_ctrl_and_shift_select_as_in_other_cells(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    page.table.selectRow(0)
    click(page, qtbot, at(page, 2, 0.5), Qt.KeyboardModifier.ControlModifier)
    assert [row.title for row in page.table.selected_rows()] == ["Dawn", "Night"]
    assert not parts.context.playback.is_playing


def test_a_double_click_keeps_the_place_of_its_first(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    where = at(page, 0, 0.5)
    click(page, qtbot, where)
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    playback = parts.context.playback
    assert playback.track is not None
    assert playback.position_ms == pytest.approx(playback.track.duration_ms / 2, abs=10)


def test_the_playing_track_has_the_playhead(
    page: LibraryPage, parts: WindowParts, qtbot: QtBot
) -> None:
    click(page, qtbot, at(page, 1, 0.5))
    parts.context.playback.poll()
    where = at(page, 1, 0.5)
    columns = range(where.x() - 3, where.x() + 4)
    shown = picture(page)
    assert any(shown.pixelColor(x, where.y()) == colour("playhead") for x in columns)
    parts.context.playback.seek_ms(0)
    parts.context.playback.poll()
    shown = picture(page)
    assert not any(shown.pixelColor(x, where.y()) == colour("playhead") for x in columns)


def test_the_tip_says_which_feeling_and_when(page: LibraryPage) -> None:
    row = model_of(page.table, TrackTableModel).row_at(0)
    assert page.table.strips.tip(row, 0.25).startswith("Wonder, 0:00 to ")
    assert page.table.strips.tip(row, 0.75).startswith("Sadness, ")


def test_a_library_in_which_nothing_was_felt_is_never_asked(
    parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    add_tracks(parts.context, tmp_path / "music", ["Dawn", "Dusk"])
    page = LibraryPage(parts.context, parent=parts.window)
    page.resize(1100, 700)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    assert [spoken(page, place) for place in (0, 1)] == ["", ""]
    qtbot.waitUntil(lambda: not parts.context.jobs.running)
    assert "feelings" not in vars(parts.context.services)
