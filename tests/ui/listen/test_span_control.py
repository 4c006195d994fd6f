"""How much of the track is in view: what the header says, and its menu of spans."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.listen.span_control import SPANS_MS, SpanControl, span_in_words
from ui.timeline.viewport import Viewport

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Paused at 0:30 of a minute, without gliding."""
    session = harness.playing(400)
    session.playback.pause()
    session.playback.seek_ms(30_000)
    session.services.settings.change(reduced_motion="on")
    return session


def control(session: WindowSession) -> SpanControl:
    return session.pages.listen.tools.span


def viewport(session: WindowSession) -> Viewport:
    return session.pages.listen.timeline.viewport


def in_view_ms(session: WindowSession) -> float:
    axis = viewport(session).axis
    return axis.ms_for(axis.width_px)


def choose(menu: QMenu, words: str) -> None:
    menu.aboutToShow.emit()
    (action,) = [each for each in menu.actions() if each.text().split("\t")[0] == words]
    action.trigger()


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (150, "0.2 seconds"),
        (1_000, "1 second"),
        (2_520, "2.5 seconds"),
        (9_960, "10 seconds"),
        (12_030, "12 seconds"),
        (59_600, "1 minute"),
        (84_000, "1:24 min"),
        (120_000, "2 minutes"),
        (754_000, "13 minutes"),
    ],
)
def test_a_span_is_told_in_words(ms: float, words: str) -> None:
    assert span_in_words(ms) == words


def test_the_middle_says_what_is_in_view(session: WindowSession) -> None:
    assert control(session).seen.text() == "Whole track"
    viewport(session).zoom_to_span(Span(20_000, 40_000))
    assert control(session).seen.text() == span_in_words(in_view_ms(session)) != "Whole track"
    assert control(session).seen.accessibleName() == f"In view: {control(session).seen.text()}"
    session.driver.tap(Key.Key_0)
    assert control(session).seen.text() == "Whole track"


def test_it_says_where_a_glide_leads_not_every_step_of_it(session: WindowSession) -> None:
    session.services.settings.change(reduced_motion="off")
    choose(control(session).menu, "12 seconds")
    assert viewport(session).is_gliding
    assert control(session).seen.text() == "12 seconds"


def test_a_span_of_the_menu_is_shown_around_the_playhead(session: WindowSession) -> None:
    view = viewport(session)
    before_x = view.playhead_x()
    choose(control(session).menu, "12 seconds")
    assert in_view_ms(session) == pytest.approx(12_000)
    assert view.playhead_x() == pytest.approx(before_x, abs=1)
    choose(control(session).menu, "Whole track")
    assert view.axis.is_whole


def test_only_spans_shorter_than_the_track_are_offered_and_the_one_in_view_is_checked(
    session: WindowSession,
) -> None:
    choose(control(session).menu, "30 seconds")
    control(session).menu.aboutToShow.emit()
    texts = [action.text() for action in control(session).menu.actions()]
    shorter = [span_in_words(ms) for ms in SPANS_MS if ms < 60_000]
    assert texts == ["Whole track\t0", *shorter, "", "Zoom to the selection\tZ"]
    checked = [each.text() for each in control(session).menu.actions() if each.isChecked()]
    assert checked == ["30 seconds"]


def test_the_buttons_beside_it_zoom_in_and_out(session: WindowSession) -> None:
    control(session).zoom_in.click()
    assert in_view_ms(session) < 60_000 and not viewport(session).axis.is_whole
    control(session).zoom_out.click()
    assert viewport(session).axis.is_whole


def test_the_menu_is_worked_by_keys_alone(session: WindowSession) -> None:
    span = control(session)
    span.seen.setFocus(Qt.FocusReason.TabFocusReason)
    session.driver.tap(Key.Key_Space)
    session.until(span.menu.isVisible)
    for _step in range(2):
        session.harness.qtbot.keyClick(span.menu, Key.Key_Down)
    session.harness.qtbot.keyClick(span.menu, Key.Key_Return)
    assert in_view_ms(session) == pytest.approx(30_000)
    assert not span.menu.isVisible() and QApplication.focusWidget() is span.seen
