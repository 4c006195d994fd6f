"""What is dropped on the window: files and folders on this computer, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.library.records import ImportReport
from app.story_import.contents import Contents, contents_of
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.hostile_files import lists
from tests.support.listening_post import ListeningPost
from tests.support.nfo_files import lay_series
from tests.support.special_files import KINDS, lay
from tests.support.window_parts import write_buzz
from ui.bridge.places import NewMusic
from ui.story_import.files_dialog import FilesDialog
from ui.style.theme import colour
from ui.widgets.drop_hint import DropHint
from ui.window.file_drop import FileDrop, local_paths
from ui.window.which_import import WhichImport

T = TypeVar("T")


def test_addresses_are_not_files(tmp_path: Path) -> None:
    data = QMimeData()
    addresses = ("http://127.0.0.1/a.mp3", "ftp://x/a.flac", "smb://x/y.ogg", "rtsp://x/y")
    data.setUrls([QUrl(each) for each in addresses] + [QUrl.fromLocalFile(str(tmp_path))])
    assert local_paths(data) == [tmp_path]
    text = QMimeData()
    text.setText("http://127.0.0.1/a.mp3")
    assert local_paths(text) == []


def data_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


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
    FileDrop(window)
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
    FileDrop(window)
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


def drop(session: WindowSession, *paths: Path) -> None:
    data = data_of(*paths)
    assert dragged(session.window, data)
    fall = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(session.window, fall)
    assert fall.isAccepted()


def the_only(session: WindowSession, kind: type[T]) -> T:
    session.until(lambda: bool(session.window.findChildren(kind)))
    (one,) = session.window.findChildren(kind)
    return one


def test_a_folder_goes_to_the_import_that_it_is_for_and_to_both_if_the_listener_wants_it(
    harness: AppHarness, tmp_path: Path
) -> None:
    session = harness.open()
    story = lay_series(tmp_path / "Tidewatch")
    drop(session, story)
    dialog = the_only(session, FilesDialog)
    assert dialog.windowTitle() == "Import “Tidewatch”"
    dialog.leave()
    session.until(lambda: not session.window.findChildren(FilesDialog))

    music = tmp_path / "Score"
    music.mkdir()
    (music / "album.nfo").write_text("<album><title>Score</title></album>", encoding="utf-8")
    write_buzz(music / "Noon.wav", 50)
    drop(session, music)
    session.until(lambda: [row.title for row in session.rows()] == ["Noon"])
    assert not session.window.findChildren(WhichImport)

    write_buzz(story / "Dusk.wav", 60)
    drop(session, story)
    which = the_only(session, WhichImport)
    assert "“Tidewatch”" in which.accessibleDescription()
    assert which.music.isChecked() and which.story.isChecked()
    session.driver.click(which.music)
    session.driver.click(which.story)
    assert not which.yes.isEnabled()
    session.driver.click(which.music)
    session.driver.click(which.story)
    session.driver.click(which.yes)
    session.until(lambda: {row.title for row in session.rows()} == {"Noon", "Dusk"})
    assert the_only(session, FilesDialog).windowTitle() == "Import “Tidewatch”"


def test_videos_beside_a_story_are_offered_but_not_taken_for_music(tmp_path: Path) -> None:
    story = lay_series(tmp_path / "Tidewatch")
    (story / "Season 1" / "Tidewatch S01E01.mkv").write_bytes(b"")
    found = contents_of([story], JobContext())
    assert found == Contents((story,), (story,), is_video=True)
    (tmp_path / "song.flac").write_bytes(b"")
    assert contents_of([tmp_path], JobContext()) == Contents((tmp_path,), (tmp_path,))


def test_named_files_are_told_apart_by_their_names(tmp_path: Path) -> None:
    song, notes, gone = tmp_path / "song.flac", tmp_path / "scenes.txt", tmp_path / "gone.csv"
    for path in (song, notes):
        path.write_bytes(b"")
    assert contents_of([song, notes], JobContext()) == Contents((song,), (notes,))
    assert contents_of([gone, song], JobContext()) == Contents((gone, song))


def test_the_veil_says_where_it_would_go(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    FileDrop(window)
    (hint,) = window.findChildren(DropHint)
    for names, said in (
        (["a.nfo", "b.CSV"], "Drop to import into your story"),
        (["a.flac"], "Drop to add to your library"),
        (["a.nfo", "a.flac"], "Drop to add to your library or your story"),
        (["folder"], "Drop to add to your library or your story"),
    ):
        assert dragged(window, data_of(*map(Path, names)))
        assert hint.text == said
