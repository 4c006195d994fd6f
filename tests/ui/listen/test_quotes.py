"""The Listen page says which themes the track quotes, and leads to each place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from app.core.ids import TrackId
from app.core.timecode import Span
from app.library.records import Role
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.seen import seen
from ui.listen.page import ListenPage
from ui.listen.quotes_line import QuoteLink, QuotesLine

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Quoting:
    """An action theme; four themes of another track return on it, and one of its own is stated."""

    def __init__(self, harness: AppHarness) -> None:
        harness.record("other.wav", seconds=60, hz=330)
        self.session: WindowSession = harness.playing(400)
        tracks = {row.title: row.id for row in self.session.rows()}
        self.track, other = TrackId(tracks["theme"]), TrackId(tracks["other"])
        services = self.session.services
        services.library.set_role([self.track], Role.ACTION_THEME)
        for place, name in enumerate(("Heart", "Star", "Bridge", "Mira")):
            services.themes.mark_returns(name, other, [Span(place * 5_000, place * 5_000 + 4_000)])
            theme = services.themes.themes()
            key = next(one.id for one in theme if one.name == name)
            start = 12_000 + place * 8_000
            spans = [Span(start, start + 3_000), Span(start + 4_000, start + 7_000)]
            services.themes.mark_returns(key, self.track, spans)
        services.themes.mark_returns("The chase", self.track, [Span(1_000, 9_000)])
        self.session.until(lambda: len(self.page.track_themes.quotes) == 4)

    @property
    def page(self) -> ListenPage:
        return self.session.pages.listen

    @property
    def line(self) -> QuotesLine:
        return self.page.quotes.line

    def links(self) -> list[QuoteLink]:
        return seen(self.line, QuoteLink)


@pytest.fixture
def quoting(harness: AppHarness) -> Quoting:
    return Quoting(harness)


def test_the_first_two_are_told_and_the_others_counted(quoting: Quoting) -> None:
    assert quoting.line.isVisible()
    names = [link.accessibleName() for link in quoting.links()]
    assert names == ["Quotes “Heart” at 0:12", "Quotes “Star” at 0:20"]
    assert [button.text() for button in seen(quoting.line, QPushButton)] == ["and 2 more"]


def test_pressed_it_seeks_there(quoting: Quoting) -> None:
    heart, star = quoting.links()
    quoting.session.harness.qtbot.mouseClick(star, Qt.MouseButton.LeftButton)
    assert abs(quoting.session.playback.position_ms - 20_000) < 100
    quoting.session.harness.qtbot.keyClick(heart, Key.Key_Return)
    assert abs(quoting.session.playback.position_ms - 12_000) < 100
    assert quoting.session.desk.pages.current_key == "listen"


@pytest.mark.parametrize("by_key", [True, False])
def test_with_ctrl_it_opens_the_theme(quoting: Quoting, by_key: bool) -> None:
    star = quoting.links()[1]
    qtbot = quoting.session.harness.qtbot
    if by_key:
        qtbot.keyClick(star, Key.Key_Return, Ctrl)
    else:
        qtbot.mouseClick(star, Qt.MouseButton.LeftButton, Ctrl)
    assert quoting.session.desk.pages.current_key == "themes"
    page = quoting.session.pages.themes
    themes = {one.name: one.id for one in quoting.session.services.themes.themes()}
    quoting.session.until(lambda: page.open_id == themes["Star"])
    assert quoting.session.playback.position_ms < 12_000, "the music went on"


def test_the_others_are_in_a_menu(quoting: Quoting) -> None:
    (more,) = seen(quoting.line, QPushButton)
    menu = more.menu()
    assert menu is not None
    menu.popup(QPoint())
    assert [action.text() for action in menu.actions()] == ["Bridge at 0:28", "Mira at 0:36"]
    menu.actions()[1].trigger()
    menu.close()
    assert abs(quoting.session.playback.position_ms - 36_000) < 100


def test_where_there_is_little_room_fewer_are_told(quoting: Quoting) -> None:
    quoting.line.resize(180, quoting.line.height())
    assert len(quoting.links()) == 1
    assert [button.text() for button in seen(quoting.line, QPushButton)] == ["and 3 more"]


def test_a_track_with_another_role_quotes_nothing(quoting: Quoting) -> None:
    quoting.session.services.library.set_role([quoting.track], Role.SCORE)
    quoting.session.until(lambda: not quoting.line.isVisible())
