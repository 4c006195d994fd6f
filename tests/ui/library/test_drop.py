"""What is dropped on the window: files and folders of this machine, and nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from app.library.records import ImportReport
from tests.support.app_harness import AppHarness
from tests.support.hostile_files import lists
from tests.support.listening_post import ListeningPost
from ui.bridge.places import NewMusic
from ui.library.drop import local_paths


def test_addresses_are_no_files(tmp_path: Path) -> None:
    data = QMimeData()
    addresses = ("http://127.0.0.1/a.mp3", "ftp://x/a.flac", "smb://x/y.ogg", "rtsp://x/y")
    data.setUrls([QUrl(each) for each in addresses] + [QUrl.fromLocalFile(str(tmp_path))])
    assert local_paths(data) == [tmp_path]
    text = QMimeData()
    text.setText("http://127.0.0.1/a.mp3")
    assert local_paths(text) == []


def test_playlists_that_are_dropped_are_not_followed(harness: AppHarness, tmp_path: Path) -> None:
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
