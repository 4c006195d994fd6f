"""Everything can be reached by Tab, and has a name for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

from tests.support.app_harness import AppHarness, WindowSession
from tests.support.lines import own
from ui.listen.inbox_link import InboxLink
from ui.window.page_table import PAGES

KEYS = [spec.key for spec in PAGES]
MOST_TABS = 400
MOST_ROUNDS = 5
FEW = {"stage": 0, "first_notes": 2}  # the way out; the invitation, its button and the table


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """The demo, with something playing: every page shows everything it can."""
    session = harness.open("--demo")
    session.playback.play_lines(own(session.rows()[0].id))
    session.playback.pause()
    link = session.pages.listen.findChild(InboxLink)
    session.until(lambda: isinstance(link, InboxLink) and not link.isHidden())  # counted later
    return session


def test_whatever_takes_the_focus_has_a_name(session: WindowSession) -> None:
    for page in KEYS:
        shown = _shown(session, page)
        focusable = _focusable(shown)
        assert [_describe(widget) for widget in focusable if not _name(widget)] == [], page


def test_tab_reaches_everything_and_comes_back(session: WindowSession) -> None:
    for page in KEYS:
        shown = _shown(session, page)
        reached = _once_round_as_it_is(session, shown)
        unreached = [
            _describe(widget)
            for widget in (*shown.findChildren(QWidget), *session.desk.bar.findChildren(QWidget))
            if _can_be_focused(widget) and _is_in_tab_order(widget) and widget not in reached
        ]
        assert unreached == [], page


def test_the_cards_of_the_listen_page_can_be_reached_and_have_names(session: WindowSession) -> None:
    page = session.pages.show_listen()
    page.inbox.open()
    page.trace.open()
    cards = (page.side.inbox, page.side.trace_pad)
    stops = [w for card in cards for w in card.findChildren(QWidget) if _can_be_focused(w)]
    assert len(stops) >= 8
    assert [_describe(widget) for widget in stops if not _name(widget)] == []
    reached = _once_round(session)
    unreached = [w for w in stops if _is_in_tab_order(w) and w not in reached]
    assert [_describe(widget) for widget in unreached] == []


def test_the_rail_and_the_bar_have_names(session: WindowSession) -> None:
    parts = (session.desk.rail, session.desk.bar)
    nameless = [
        _describe(widget)
        for part in parts
        for widget in part.findChildren(QWidget)
        if _can_be_focused(widget) and not _name(widget)
    ]
    assert nameless == []


def _shown(session: WindowSession, page: str) -> QWidget:
    """A page that has read what it shows."""
    shown = session.desk.pages.show_page(page)
    session.until(lambda: len(_focusable(shown)) > FEW.get(page, 3))
    session.until(lambda: not session.desk.context.jobs.running)  # what comes late moves Tab on
    return shown


def _focusable(page: QWidget) -> list[QWidget]:
    return [widget for widget in page.findChildren(QWidget) if _can_be_focused(widget)]


def _once_round_as_it_is(session: WindowSession, shown: QWidget) -> list[QWidget]:
    """A round during which nothing came to the page: what comes may stand where Tab has been."""
    for _ in range(MOST_ROUNDS):
        before = _focusable(shown)
        reached = _once_round(session)
        if _focusable(shown) == before:
            return reached
    raise AssertionError("the page never rested")


def _once_round(session: WindowSession) -> list[QWidget]:
    """Every stop of Tab, from the window’s first one until that one comes again."""
    session.window.setFocus()
    reached: list[QWidget] = []
    for _ in range(MOST_TABS):
        session.driver.tap(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus got lost"
        if reached and focus is reached[0]:
            return reached
        reached.append(focus)
    raise AssertionError(f"Tab never came back to {_describe(reached[0])}")


def _can_be_focused(widget: QWidget) -> bool:
    return (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _is_inside_another(widget)
    )


def _is_inside_another(widget: QWidget) -> bool:
    """A scroll area's viewport and bars, a spin box's line: parts, not Tab stops."""
    return widget.objectName().startswith("qt_")


def _is_in_tab_order(widget: QWidget) -> bool:
    if isinstance(widget, QScrollArea):
        return False  # scrolled by what is in it
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface is not None else ""
    if not said and isinstance(widget, QAbstractScrollArea):
        return "a scroll area" if isinstance(widget, QScrollArea) else ""
    return said


def _describe(widget: QWidget) -> str:
    chain = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 5:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    return " in ".join(chain)
