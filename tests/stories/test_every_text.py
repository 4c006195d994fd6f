"""In a language nobody speaks, all that a listener sees or hears comes from the catalogue."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QWidget,
)

from app.commands.arguments import COMMANDS
from app.core import languages
from app.core.languages import ENGLISH, LONGER
from app.profile.settings import SettingsFile
from app.years.records import Period
from tests.support.app_harness import MAIN, AppHarness, WindowSession
from tests.support.audio import tone, write_wav
from tests.support.bare_english import BareEnglish, names_in
from tests.support.led_elsewhere import led_elsewhere
from tests.support.lines import own
from ui.shell.language import follow_language
from ui.shell.writing_dialog import WritingDialog
from ui.timeline.canvas.lane_canvas import LaneCanvas
from ui.widgets.question_dialog import QuestionDialog
from ui.window.page_table import PAGES

# Options, what stands for a value, choices and paths.
_TYPED_AS_IT_IS = re.compile(r"(?<!\w)--?[a-z-]+|\b[A-Z]{2,}\b|\{[^}]*\}|\S*[/.]\S*")
_VERBS = (*COMMANDS, "ost-my-heart", "favourite")
_COMMANDS = (
    "--help", "import --help", "export --help", "mark --help", "rescue --help", "dynamics --help",
    "import {music}", "export {folder}/out.json", "export {folder}/out.json", "rescue",
    "restore {folder}/nothing.json", "restore {music}/a.wav", "mark wonder", "play {folder}/no.wav",
    "dynamics {folder}/no.wav", "dynamics {music}/a.wav",
    "mark", "export", "toggle", "toggle --help", "--nonsense",
)  # fmt: skip


@pytest.fixture
def session(harness: AppHarness, qapp: QApplication) -> Iterator[WindowSession]:
    """The demo, with something playing: every page has all it can show."""
    SettingsFile(harness.paths.settings_file).change(language=LONGER)
    session = harness.open("--demo")
    session.playback.play_lines(own(session.rows()[0].id))
    session.playback.pause()
    yield session
    session.desk.context.listening_through.cancel()  # what was asked for from a menu waits for it
    session.pages.themes.melodies.families.cancel()
    session.until(lambda: not session.desk.context.jobs.running)
    session.close()
    languages.speak(ENGLISH)
    follow_language(qapp)


@pytest.fixture
def bare(session: WindowSession) -> BareEnglish:
    paths = session.harness.paths
    years = session.desk.context.services.years
    used = {one.name for one in years.words(Period(), most=1000)}  # words by themselves
    names = names_in(paths.database) | used
    return BareEnglish({*names, *paths.database.parts, str(paths.data), *Path.home().parts})


def test_pages_and_whatever_their_buttons_open(session: WindowSession, bare: BareEnglish) -> None:
    with led_elsewhere() as opened:
        for spec in PAGES:
            page = session.desk.pages.show_page(spec.key)
            QApplication.processEvents()
            bare.look()
            for button in page.findChildren(QAbstractButton):
                if _can_be_pressed(button):
                    button.click()
                    _glance_and_leave(bare)
                    session.desk.pages.show_page(spec.key)
    assert {url.scheme() for url in opened} == {"file", "https"}
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def test_menus_and_whatever_they_open(session: WindowSession, bare: BareEnglish) -> None:
    places = (
        ("listen", lambda: session.pages.listen.timeline.canvas),
        ("library", lambda: session.pages.library.table),
        ("journal", lambda: session.pages.journal.list),
    )
    for page, of in places:
        session.desk.pages.show_page(page)
        QApplication.processEvents()
        count = len(_menu_of(of()))
        assert count > 3
        for place in range(count):
            session.desk.pages.show_page(page)
            actions = _menu_of(of())
            bare.glance()
            if place < len(actions) and actions[place].isEnabled():
                actions[place].trigger()
            _glance_and_leave(bare)
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


_LEADING_OUT = ("quit", "demo")  # the window closes; another one opens, which nobody would close


def test_commands(session: WindowSession, bare: BareEnglish) -> None:
    of_pages = {command.key: spec.key for spec in PAGES for command in spec.commands}
    for key, action in session.desk.actions.items():
        session.desk.pages.show_page(of_pages.get(key, "listen"))
        if key not in _LEADING_OUT and action.isEnabled():
            action.trigger()
            _glance_and_leave(bare)
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def test_answers_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    write_wav(tmp_path / "music" / "a.wav", tone(0.5))
    bare = BareEnglish({*tmp_path.parts, str(tmp_path), *_VERBS})
    for command in _COMMANDS:
        words = command.format(music=tmp_path / "music", folder=tmp_path).split()
        profile = ("--profile", str(tmp_path / "profile"), "--language", LONGER)
        command_line = [sys.executable, str(MAIN), *profile, *words]
        done = subprocess.run(command_line, capture_output=True, text=True, check=False)
        for line in (done.stdout + done.stderr).splitlines():
            bare.take(_TYPED_AS_IT_IS.sub(" ", line), command)
    assert bare.found == {}, "\n".join(f"{t!r} [{w}]" for t, w in bare.found.items())


def _can_be_pressed(button: QAbstractButton) -> bool:
    try:
        return button.isVisible() and button.isEnabled()
    except RuntimeError:  # what was pressed before it took it away
        return False


def _menu_of(widget: QAbstractItemView | LaneCanvas) -> list[QAction]:
    """What the longest of its menus offers, which is open then: a journal entry has less than a
    mark, and which of them comes first depends on what was pressed before.
    """
    lengths = []
    for at in _places_in(widget):
        menu = _open_menu(widget, at)
        lengths.append(0 if menu is None else len(menu.actions()))
        if menu is not None:
            menu.close()
    places = _places_in(widget)  # each scrolls to its row, so they are gone through once more
    for length in lengths:
        at = next(places)
        menu = _open_menu(widget, at) if length == max(lengths) else None
        if menu is not None:
            return [each for action in menu.actions() for each in _leaves(action)]
    raise AssertionError(f"{type(widget).__name__} has no menu")


def _open_menu(widget: QAbstractItemView | LaneCanvas, at: QPoint) -> QMenu | None:
    target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None


def _places_in(widget: QAbstractItemView | LaneCanvas) -> Iterator[QPoint]:
    if isinstance(widget, LaneCanvas):
        spots = (QPointF(x, y) for y in range(0, widget.height(), 6) for x in range(200, 900, 6))
        yield next(spot for spot in spots if widget.hit_at(spot) is not None).toPoint()
        return
    for row in range(8):  # not each of them is something with a menu: a day in the journal isn't
        index = widget.model().index(row, 0)
        widget.setCurrentIndex(index)
        yield widget.visualRect(index).center()


def _leaves(action: QAction) -> list[QAction]:
    """Two of each submenu: the others, such as other emotions, do the same."""
    inner = action.menu()
    if not isinstance(inner, QMenu):
        return [] if action.isSeparator() else [action]
    return [each for below in inner.actions() for each in _leaves(below)][:2]


def _glance_and_leave(bare: BareEnglish) -> None:
    QApplication.processEvents()
    bare.glance()
    while (top := _in_front()) is not None:
        if isinstance(top, QuestionDialog) and isinstance(top.parent(), WritingDialog):
            top.accept()  # discards what was written
        elif isinstance(top, QDialog):
            top.reject()
        else:
            top.close()
        QApplication.processEvents()
        bare.glance()


def _in_front() -> QWidget | None:
    popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    dialogs = (
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, QDialog) and window.isVisible()
    )
    return popup or next(dialogs, None)
