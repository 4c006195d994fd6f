"""Whatever the window's memory file contains, the window opens, in sight."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.special_files import KINDS, lay
from ui.shell.window_memory import WindowMemory

FIRST = QSize(700, 500)
RECTANGLES_AT = (8, 24, 50)  # the frame, the place when it is not maximised, the place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "window.ini"
    path.parent.mkdir()
    return path


def test_what_was_saved_comes_back(qtbot: QtBot, tmp_path: Path, file: Path) -> None:
    memory = WindowMemory(tmp_path)
    memory.state.setValue("page", "journal")
    memory.state.setValue("geometry", _geometry(qtbot, 40, 60))
    memory.state.sync()
    again = WindowMemory(tmp_path)
    assert again.problem is None
    assert again.text("page") == "journal"
    window = _placed(qtbot, again)
    assert window.geometry().topLeft().toTuple() == (40, 60)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.logs("can't be read; it was renamed to")
def test_anything_but_a_plain_file_is_moved_aside(
    qtbot: QtBot, tmp_path: Path, file: Path, kind: str
) -> None:
    lay(file, kind)
    memory = WindowMemory(tmp_path)
    assert memory.problem is not None
    assert "window.unreadable.ini" in memory.problem.remedy
    assert _placed(qtbot, memory).size() == FIRST
    memory.state.setValue("page", "journal")
    memory.state.sync()
    assert file.is_file()


@pytest.mark.parametrize(
    "content",
    [b"\0" * 5000, b"[" * 100_000, b"a" * 200_000, b"x" * 1_000_000, bytes(range(256)) * 99],
    ids=["nuls", "brackets", "one word", "too large", "bytes"],
)
@pytest.mark.logs("can't be read; it was renamed to")
def test_a_file_in_another_format_is_kept_under_another_name(
    qtbot: QtBot, tmp_path: Path, file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    memory = WindowMemory(tmp_path)
    assert memory.problem is not None
    assert file.with_name("window.unreadable.ini").read_bytes() == content
    assert _placed(qtbot, memory).size() == FIRST


@pytest.mark.parametrize(
    "value",
    [
        "@Rect(0 0 9999999999 1)",
        "a, b, c",
        "@Invalid()",
        '"@Variant(\\0\\0\\0\\t\\xff\\xff\\xff\\xff)"',
        '"@Variant(\\0\\0\\0\\x41\\0\\0\\0\\0)"',
        '"@ByteArray(\\x1\\xd9\\xd0\\xcb)"',
    ],
)
def test_values_of_another_type_count_as_missing(
    qtbot: QtBot, tmp_path: Path, file: Path, value: str
) -> None:
    file.write_text(
        f"[General]\ngeometry={value}\npage={value}\ntheme={value}\nrail_px={value}\n", "utf-8"
    )
    memory = WindowMemory(tmp_path)
    assert memory.text("page") == memory.text("theme") == ""
    assert memory.length("rail_px", 88) == 88
    assert _placed(qtbot, memory).size() == FIRST


@pytest.mark.parametrize(
    ("kept", "px"), [("108", 108), ("0", 88), ("-3", 88), ("99999", 88), ("9" * 5000, 88)]
)
def test_a_length_that_no_window_has_counts_as_missing(
    tmp_path: Path, file: Path, kept: str, px: int
) -> None:
    file.write_text(f"[General]\nrail_px={kept}\n", "utf-8")
    assert WindowMemory(tmp_path).length("rail_px", 88) == px


@pytest.mark.parametrize("left", [-5000, 1 << 16, 0x7F00_0000, 1])
@pytest.mark.parametrize(("width", "height"), [(640, 480), (-70_000, 480), (-1, -1 << 24)])
def test_a_place_outside_every_screen_is_ignored(
    qtbot: QtBot, tmp_path: Path, file: Path, left: int, width: int, height: int
) -> None:
    data = bytearray(_geometry(qtbot, 40, 60).data())
    for at in RECTANGLES_AT:
        struct.pack_into(">4i", data, at, left, 60, left + width - 1, 60 + height - 1)
    QSettings(str(file), QSettings.Format.IniFormat).setValue("geometry", QByteArray(bytes(data)))
    window = _placed(qtbot, WindowMemory(tmp_path))
    seen = QGuiApplication.primaryScreen().geometry().intersected(window.frameGeometry())
    assert seen.width() >= 100
    assert seen.height() >= 100


def _geometry(qtbot: QtBot, left: int, top: int) -> QByteArray:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(left, top, 640, 480)
    return window.saveGeometry()


def _placed(qtbot: QtBot, memory: WindowMemory) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    memory.place(window, FIRST)
    return window


def test_the_first_window_fits_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    WindowMemory(tmp_path).place(window, QSize(9_000, 9_000))
    room = QGuiApplication.primaryScreen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height(), "a title bar is above it"
