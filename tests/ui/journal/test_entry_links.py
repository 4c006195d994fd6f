"""The links of an entry: their search field opens once, however often it is asked for."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from ui.bridge.context import Context
from ui.journal.entry_links import EntryLinks
from ui.journal.link_targets import Link
from ui.widgets.popup import Popup


@pytest.fixture
def links(context: Context, track: TrackId, qtbot: QtBot) -> EntryLinks:
    """One link to a track whose name isn't read yet."""
    widget = EntryLinks(context)
    qtbot.addWidget(widget)
    widget.show()
    widget.add(Link("track", track, "Track"))
    return widget


def popups(links: EntryLinks) -> list[Popup]:
    return [widget for widget in links.window().findChildren(Popup) if widget.isVisible()]


def test_two_clicks_before_the_names_are_read_open_one_popup(
    links: EntryLinks, context: Context, qtbot: QtBot
) -> None:
    links.open_field()
    links.open_field()
    qtbot.waitUntil(lambda: bool(popups(links)))
    qtbot.waitUntil(lambda: not context.jobs.running)
    (popup,) = popups(links)
    popup.close()
