"""On every page: a name that looks like HTML is never read as such, and a hidden scene isn't named,
not in a tip, to a screen reader, in a list or in what is copied.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.said_by_windows import said_by_windows
from ui.window.page_table import PAGES

Key = Qt.Key
HTML = '<b>x</b><img src="http://127.0.0.1:9/a.png">'
SECRET = "The king dies"


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """A track with marks of every kind; all names are HTML, and its first scene is hidden."""
    session = harness.playing(0)
    services, row = session.services, session.rows()[0]
    track, words = TrackId(row.id), dict.fromkeys(("title", "artist", "album", "composer"), HTML)
    services.library.edit_lines([row.key], **words)
    work = services.scenes.add_work(WorkKind.FILM, HTML)
    services.library.assign_work([track], work)
    person = services.scenes.add_character(work, HTML)
    says = {"character_ids": [person], "summary": SECRET, "is_spoiler": True}
    hidden = services.scenes.add_scene(work, SECRET, **says)  # type: ignore[arg-type]
    shown = services.scenes.add_scene(work, HTML, character_ids=[person], summary=HTML)
    services.cues.add_cue(track, Span(0, 30_000), hidden)
    services.cues.add_cue(track, Span(30_000, 50_000), shown)
    emotion = services.emotions.add_word(HTML, "#aabbcc", gloss=HTML)
    services.tagging.add_tag(track, emotion, Span(3_000, 4_000))
    services.moments.add_moment(track, Span(500, 800), label=HTML)
    services.themes.mark_returns(HTML, track, [Span(5_000, 9_000)])
    services.journal.write_entry(EntryDraft(title=HTML, text=HTML))
    session.play(HTML)
    return session


def test_on_every_page(session: WindowSession) -> None:
    for spec in PAGES:
        with session.harness.qtbot.waitExposed(session.window):
            session.desk.navigation.open_page(spec.key)
        assert said_by_windows([SECRET]) == [], spec.key


def test_with_each_mark_selected_and_copied(session: WindowSession) -> None:
    page = session.pages.show_listen()
    for kind in (MarkKind.CUE, MarkKind.TAG, MarkKind.MOMENT, MarkKind.OCCURRENCE):
        page.select(MarkRef(kind, 1))
        assert said_by_windows([SECRET]) == [], kind
        session.driver.ctrl(Key.Key_C)
        assert SECRET not in QApplication.clipboard().text()
    page.select(MarkRef(MarkKind.CUE, 1))
    session.driver.tap(Key.Key_Delete)
    assert said_by_windows([SECRET]) == []
    session.desk.context.undo()
    assert said_by_windows([SECRET]) == []


def test_while_a_scene_is_chosen(session: WindowSession) -> None:
    session.driver.tap(Key.Key_S)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().activateWindow()
    session.until(lambda: QApplication.activeWindow() is QApplication.activeModalWidget())
    session.driver.write("a later")
    assert said_by_windows([SECRET]) == []
    session.driver.tap(Key.Key_Return)
    assert session.said == "“A later scene” was assigned."
    assert said_by_windows([SECRET]) == []
