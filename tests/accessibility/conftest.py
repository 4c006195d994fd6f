"""The demo in a process of its own, with a client of assistive technology: one start for a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.assistive import Assistive, assisted


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistive]:
    """On the Listen page, paused at the start of a track with marks of every kind."""
    profile: Path = tmp_path_factory.mktemp("assisted")
    with assisted(profile, "--demo") as client:
        tracks = client.the("table", "Tracks")
        client.until(lambda: client.under(tracks, "table cell"))
        client.ask("grab_focus", node=tracks.id)
        client.until(lambda: "focused" in client.now(tracks).states)
        client.keys("Down", "Return")
        client.the("panel", "Timeline")
        client.the("push button", "Pause")
        client.keys("space", "Home")
        client.the("push button", "Play")
        yield client


@pytest.fixture(autouse=True)
def starts_on_the_timeline(demo: Assistive) -> None:
    """With nothing selected and nothing heard yet, whatever the last test left."""
    demo.keys("alt+1")
    panel = demo.the("panel", "Timeline")
    demo.ask("grab_focus", node=panel.id)
    demo.until(lambda: "focused" in demo.now(panel).states)
    demo.keys("Escape")
    demo.until(lambda: _role_of_focus(demo) == "panel")
    demo.forget()


def _role_of_focus(client: Assistive) -> str:
    focus = client.focused()
    return "" if focus is None else focus.role
