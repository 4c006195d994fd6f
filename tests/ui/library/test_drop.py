"""What is dropped on the window: files and folders on this computer, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.library.records import ImportReport
from tests.support.app_harness import AppHarness
from tests.support.hostile_files import lists
from tests.support.listening_post import ListeningPost
from tests.support.special_files import KINDS, lay
from ui.bridge.places import NewMusic
from ui.library.drop import MusicDrop, local_paths
from ui.style.theme import colour


def test_addresses_are_not_files(tmp_path: Path) -> None:
    data = QMimeData()
    addresses = ("http://127.0.0.1/a.mp3", "ftp://x/a.flac", "smb://x/y.ogg", "rtsp://x/y")
    data.setUrls([QUrl(each) for each in addresses] + [QUrl.fromLocalFile(str(tmp_path))])
    assert local_paths(data) == [tmp_path]
    text = QMimeData()
    text.setText("http://127.0.0.1/a.mp3")
    assert local_paths(text) == []


def dragged(over: QWidget, data: QMimeData) -> bool:
    """Whether it is taken there."""
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def test_a_veil_with_words_lies_over_the_window_while_files_hang_above_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    MusicDrop(window)
    with qtbot.waitExposed(window):
        window.show()
    before = window.grab().toImage()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert dragged(window, data)
    veiled = window.grab().toImage()
    ink = colour("ink").lightness()
    middle = (veiled.pixelColor(x, y) for x in range(100, 500) for y in range(100, 200))
    assert any(abs(spot.lightness() - ink) < 40 for spot in middle), "there are words"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.grab().toImage() == before


def test_words_dragged_over_the_window_are_not_taken(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    MusicDrop(window)
    text = QMimeData()
    text.setText("Dawn")
    assert not dragged(window, text)


def test_dropped_playlists_are_not_followed(harness: AppHarness, tmp_path: Path) -> None:
    post = ListeningPost()
    try:
        names = ("a.m3u", "b.cue", "c.pls", "d.xspf", "e.asx", "f.mp3", "g.m3u8", "h.strm")
        kinds = ("m3u", "cue", "pls", "xspf", "asx", "hls", "hls", "strm")
        for name, kind in zip(names, kinds, strict=True):
            (tmp_path / name).write_bytes(lists(post.address)[kind])
        session = harness.open()
        reports: list[ImportReport] = []
        session.pages.library.flow.finished.connect(reports.append)
        session.desk.navigation.show(NewMusic(tuple(tmp_path / name for name in names)))
        session.until(lambda: reports)
        assert {each.path.name for each in reports[0].unreadable} == set(names)
        assert session.rows() == []
    finally:
        post.close()
    assert post.knocks == []


def test_a_file_that_is_known_is_opened_without_news_of_an_import(harness: AppHarness) -> None:
    theme = harness.record("theme.wav", seconds=3)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    reports: list[ImportReport] = []
    session.pages.library.flow.finished.connect(reports.append)
    session.desk.open_files([theme])
    session.until(lambda: session.playback.is_playing)
    assert reports[0].unchanged == 1 and session.said == ""


def test_what_is_no_file_is_refused_when_it_is_handed_to_the_window(
    harness: AppHarness, tmp_path: Path
) -> None:
    """Opening a pipe would hang, and reading an endless device take all memory."""
    kinds = [kind for kind in KINDS if kind != "folder"]
    for kind in kinds:
        (tmp_path / kind).mkdir()
    session = harness.open()
    reports: list[ImportReport] = []
    session.pages.library.flow.finished.connect(reports.append)
    session.desk.open_files([lay(tmp_path / kind / "theme.flac", kind) for kind in kinds])
    session.until(lambda: reports)
    assert len(reports[0].unreadable) == len(kinds)
    assert all(each.reason.endswith("not a file.") for each in reports[0].unreadable)
    assert session.rows() == []
