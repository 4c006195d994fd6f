"""The page of a track in its role, on real services."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.library.records import Role
from tests.support.window_parts import WindowParts
from tests.ui.story_line.conftest import Tale, tale
from ui.bridge.places import RolePlace
from ui.roles.page import RolesPage

__all__ = ["tale"]

DAY_MS = 86_400_000
Open = Callable[[TrackId | None], RolesPage]


class Cast:
    """The tale, in which each track has its role: the opening is heard twice, a year apart; the
    love theme and a second opening quote it.
    """

    def __init__(self, tale: Tale) -> None:
        self.tale, self.services = tale, tale.services
        self.opening, self.love = tale.opening, tale.love
        self.again, self.action = tale.track("Opening, again"), tale.track("Battle")
        tracks = (self.opening, self.love, self.again, self.action)
        library = self.services.library
        library.assign_work(tracks, tale.work)
        library.set_roles(
            {
                self.opening: Role.OPENING_THEME,
                self.again: Role.OPENING_THEME,
                self.love: Role.LOVE_THEME,
                self.action: Role.ACTION_THEME,
            }
        )
        self.services.themes.mark_returns(tale.theme, self.love, [Span(3_000, 9_000)])
        now = 1_700_000_000_000
        self.first = self.listen(self.opening, now - 365 * DAY_MS)
        self.last = self.listen(self.opening, now)

    def listen(self, track: TrackId, at_ms: int) -> int:
        listening = self.services.listening
        listen = listening.begin(track, at_ms, 0)
        listening.end(listen, track, [Span(0, 60_000)], at_ms + 60_000)
        return int(listen)

    def feel(self, word: str, at_ms: int, listen: int, note: str = "") -> None:
        emotion = self.services.emotions.named(word)
        assert emotion is not None
        self.services.tagging.add_tag(
            self.opening,
            emotion.id,
            Span.point(at_ms),
            listen_id=listen,
            note=note,  # type: ignore[arg-type]
        )


@pytest.fixture
def cast(tale: Tale) -> Cast:
    made = Cast(tale)
    made.feel("wonder", 10_000, made.first, "Is that a drum?")
    made.feel("tension", 50_000, made.first)
    made.feel("nostalgia", 12_000, made.last)
    return made


@pytest.fixture
def opened_page(cast: Cast, parts: WindowParts, qtbot: QtBot) -> Open:
    """A page in a window, that shows the track."""
    page = RolesPage(parts.context, None, parts.window)
    page.resize(1220, 740)
    parts.window.resize(1220, 740)
    parts.window.show()

    def show(track: TrackId | None) -> RolesPage:
        page.open(RolePlace(track_id=track))
        read_through(page, qtbot)
        return page

    return show


def read_through(page: RolesPage, qtbot: QtBot) -> None:
    """Returns once what is shown is up to date."""
    qtbot.waitUntil(lambda: not page.is_reading)
