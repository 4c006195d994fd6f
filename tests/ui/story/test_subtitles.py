"""Subtitles on the Story page: added to an episode, and picked from for a scene's time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.spoken_files.line import Line
from tests.support.told_story import Told
from tests.support.window_parts import WindowParts
from ui.story.line_picker import LinePicker
from ui.story.page import StoryPage
from ui.story.story_nodes import NodeRef
from ui.widgets.text import ElidedLabel

Key = Qt.Key
LINES = tuple(
    Line(f"line {n}{' of the key' if n == 4 else ''}", 60_000 * n, 60_000 * n + 2_000)
    for n in range(1, 9)
)


def rows(page: StoryPage) -> list[str]:
    field = page.episode_editor.subtitles
    return [label.text() for row in field.rows for label in row.findChildren(ElidedLabel)]


def write(folder: Path, name: str, words: str = "No wish.") -> Path:
    path = folder / name
    path.write_text(f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n", encoding="utf-8")
    return path


def test_a_dropped_file_is_the_episodes_and_can_be_taken_back(
    qtbot: QtBot, page: StoryPage, parts: WindowParts, told: Told, tmp_path: Path
) -> None:
    page.open(NodeRef("episode", told.second))
    field = page.episode_editor.subtitles
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(write(tmp_path, "any name.en.srt")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys)
    field.dropEvent(event)
    qtbot.waitUntil(lambda: rows(page) == ["English · 1 line · any name.en.srt"])
    (kept,) = parts.context.services.subtitles.of_work(told.work)
    assert kept.episode_id == told.second
    parts.context.undo()
    qtbot.waitUntil(lambda: rows(page) == [])


def test_several_files_go_where_their_names_say(
    qtbot: QtBot, page: StoryPage, parts: WindowParts, told: Told, tmp_path: Path
) -> None:
    page.open(NodeRef("episode", told.first))
    files = [write(tmp_path, f"Show S01E0{n}.srt") for n in (1, 2)]
    page.episode_editor.subtitles.take_in(files)
    subtitles = parts.context.services.subtitles
    qtbot.waitUntil(lambda: len(subtitles.of_work(told.work)) == 2)
    of = {one.source: one.episode_id for one in subtitles.of_work(told.work)}
    assert of == {"Show S01E01.srt": told.first, "Show S01E02.srt": told.second}


def test_a_scenes_time_is_set_by_its_first_and_last_line(
    qtbot: QtBot, page: StoryPage, parts: WindowParts, told: Told
) -> None:
    services = parts.context.services
    page.open(NodeRef("scene", told.harbour))
    assert not page.scene_editor.time.by_lines.isVisible()
    services.subtitles.add(told.work, told.first, LINES, "en")
    qtbot.waitUntil(page.scene_editor.time.by_lines.isVisible)
    page.scene_editor.time.by_lines.click()
    (picker,) = parts.window.findChildren(LinePicker)
    picker.search.setText("of the KEY")
    qtbot.keyClick(picker.search, Key.Key_Return)
    shown = [row for row in range(picker.list.count()) if not picker.list.item(row).isHidden()]
    assert shown == [3]
    picker.list.setCurrentRow(3)
    qtbot.keyClick(picker.list, Key.Key_Return)
    picker.search.clear()
    assert not picker.set_button.isEnabled()
    item = picker.list.visualItemRect(picker.list.item(1)).center()
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert picker.span == Span(120_000, 242_000), "whichever comes first"
    assert "2:00" in picker.said.text() and "4:02" in picker.said.text()
    picker.set_button.click()
    assert services.scenes.scene(told.harbour).span == Span(120_000, 242_000)
    parts.context.undo()
    assert services.scenes.scene(told.harbour).span is None


@pytest.mark.parametrize("count", [0, 3_000])
def test_it_opens_at_the_scenes_time(qtbot: QtBot, parts: WindowParts, count: int) -> None:
    lines = [Line(f"{n}", 1_000 * n, 1_000 * n + 500) for n in range(count)]
    now = Span(2_000_000, 2_100_000)
    picker = LinePicker("When?", lines, now, lambda _span: None, parts.window)
    picker.open()
    assert picker.list.currentRow() == (2_000 if count else -1)
    picker.reject()
