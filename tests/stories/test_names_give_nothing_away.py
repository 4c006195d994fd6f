"""On every page: a name that looks like HTML is never read as such, and a hidden scene isn't named,
not in a tip, to a screen reader, in a list or in what is copied.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.window.page_table import PAGES

Key = Qt.Key
Role = Qt.ItemDataRole
HTML = '<b>x</b><img src="http://127.0.0.1:9/a.png">'
SECRET = "The king dies"
_SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
_ROLES = (Role.DisplayRole, Role.AccessibleTextRole, Role.AccessibleDescriptionRole)
_MOST = 60


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
        session.desk.navigation.open_page(spec.key)
        session.harness.qtbot.waitExposed(session.window)
        assert given_away(session) == [], spec.key


def test_with_each_mark_selected_and_copied(session: WindowSession) -> None:
    page = session.pages.show_listen()
    for kind in (MarkKind.CUE, MarkKind.TAG, MarkKind.MOMENT, MarkKind.OCCURRENCE):
        page.select(MarkRef(kind, 1))
        assert given_away(session) == [], kind
        session.driver.ctrl(Key.Key_C)
        assert SECRET not in QApplication.clipboard().text()
    page.select(MarkRef(MarkKind.CUE, 1))
    session.driver.tap(Key.Key_Delete)
    assert given_away(session) == []
    session.desk.context.undo()
    assert given_away(session) == []


def test_while_a_scene_is_chosen(session: WindowSession) -> None:
    session.driver.tap(Key.Key_S)
    session.until(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().activateWindow()
    session.until(lambda: QApplication.activeWindow() is QApplication.activeModalWidget())
    session.driver.write("a later")
    assert given_away(session) == []
    session.driver.tap(Key.Key_Return)
    assert session.said == "“A later scene” was assigned."
    assert given_away(session) == []


def given_away(session: WindowSession) -> list[tuple[str, str]]:
    """What names the hidden scene, or would be read as HTML: its widget's type, and the text."""
    QApplication.processEvents()
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    found = []
    for part in (part for one in windows for part in (one, *one.findChildren(QWidget))):
        kind = type(part).__name__
        found += [(kind, tip) for tip in _tips(part) if "<img" in tip or SECRET in tip]
        if isinstance(part, QLabel) and part.textFormat() is not Qt.TextFormat.PlainText:
            found += [(kind, part.text())] * ("<img" in part.text())
        if part.isVisible():
            found += [(kind, text) for text in _told(part) if SECRET in text]
    return found


def _tips(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    yield from _data(part, (Role.ToolTipRole,))


def _told(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        yield part.text()
    if isinstance(part, QPlainTextEdit):
        yield part.toPlainText()
    yield from _data(part, _ROLES)
    spoken = QAccessible.queryAccessibleInterface(part)
    if spoken is not None:
        yield from _spoken(spoken)


def _data(part: QWidget, roles: tuple[Qt.ItemDataRole, ...]) -> Iterator[str]:
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _data_in(part, part.rootIndex(), roles)


def _data_in(
    view: QAbstractItemView, parent: QModelIndex, roles: tuple[Qt.ItemDataRole, ...]
) -> Iterator[str]:
    model = view.model()
    for row in range(min(_MOST, model.rowCount(parent))):
        column, index = 0, model.index(row, 0, parent)
        while index.isValid():
            yield from (text for role in roles if isinstance(text := index.data(role), str))
            column += 1
            index = model.index(row, column, parent)
        yield from _data_in(view, model.index(row, 0, parent), roles)


def _spoken(spoken: QAccessibleInterface) -> Iterator[str]:
    """Of the part itself, and of what is painted in it."""
    yield from (spoken.text(kind) for kind in _SPOKEN)
    for number in range(min(_MOST, spoken.childCount())):
        child = spoken.child(number)
        if child is not None and child.isValid() and not isinstance(child.object(), QWidget):
            yield from _spoken(child)
