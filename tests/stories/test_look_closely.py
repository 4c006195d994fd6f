"""A listener zooms in: from the whole track to single waves, along the ruler, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from tests.ui.timeline.timeline_view import drag
from ui.timeline.geometry.following import Follow
from ui.timeline.view import TimelineView

Key = Qt.Key


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    harness.record("theme.wav", seconds=40)
    harness.take_in()
    harness.play_by_hand(**{"theme.wav": 40_000})
    session = harness.open()
    session.play()
    session.until(lambda: session.desk.track_view.peaks is not None)
    session.playback.pause()
    return session


def turn_wheel(view: TimelineView, at: QPoint) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.canvas, event)


def test_the_wheel_zooms_from_the_whole_track_to_the_wave_itself(session: WindowSession) -> None:
    page = session.pages.listen
    view = page.timeline
    at = QPoint(view.canvas.gutter_px + 300, 150)
    framed: list[Span | None] = []
    session.desk.track_view.in_sight_changed.connect(framed.append)
    anchor_ms = view.viewport.axis.ms_at(300)
    for _ in range(40):
        turn_wheel(view, at)
    session.until(lambda: not view.viewport.is_gliding)
    assert view.viewport.axis.ms_per_px == 1.0
    assert view.viewport.axis.ms_at(300) == pytest.approx(anchor_ms, abs=1)
    source = page.seeing.closer.source
    assert source is not None
    session.until(
        lambda: source.missing(view.viewport.axis.start_ms, view.viewport.axis.end_ms) == []
    )
    start = round(anchor_ms)
    mins, maxs, _rms = source.stretch(start, start + 20, 20)
    assert (maxs - mins).min() < 0.95, "single waves of 440 Hz, not one block"
    assert framed[-1] == view.viewport.axis.visible
    session.driver.tap(Key.Key_0)
    session.until(lambda: view.viewport.axis.is_whole and not view.viewport.is_gliding)


def test_dragging_the_ruler_leaves_the_music_paused_where_it_was_released(
    session: WindowSession,
) -> None:
    view = session.pages.listen.timeline
    heard: list[int] = []
    play_span = session.playback.player.play_span

    def listen(span: object, preroll_ms: int = 0) -> None:
        heard.append(span.start_ms)  # type: ignore[attr-defined]
        play_span(span, preroll_ms)  # type: ignore[arg-type]

    session.playback.player.play_span = listen  # type: ignore[method-assign,assignment]
    start, end = QPoint(view.canvas.gutter_px + 100, 6), QPoint(view.canvas.gutter_px + 400, 6)
    drag(session.harness.qtbot, view, start, end)
    assert heard
    wanted = view.viewport.axis.position_at(400)
    assert session.playback.position_ms == pytest.approx(wanted, abs=1)
    assert not session.playback.is_playing
    assert view.viewport.position_ms == session.playback.position_ms


def test_the_follow_mode_changes_by_its_key_and_is_remembered(session: WindowSession) -> None:
    view = session.pages.listen.timeline
    seen = []
    for _ in range(3):
        session.driver.ctrl(Key.Key_L)
        seen.append(view.viewport.follow)
    assert seen == [Follow.CENTRED, Follow.OFF, Follow.PAGE]
    session.driver.ctrl(Key.Key_L)
    assert session.services.settings.current.follow == "centred"


def test_a_seek_from_the_bar_brings_the_view_back_to_the_playhead(session: WindowSession) -> None:
    view = session.pages.listen.timeline
    view.viewport.set_reduced_motion(True)
    view.viewport.zoom(8, 0)
    view.viewport.scroll_to_end()
    session.playback.seek_ms(2_000)
    assert 0 <= view.viewport.axis.x_of(2_000) <= view.viewport.axis.width_px


def test_a_repeating_loop_leaves_the_view_where_the_listener_looks(session: WindowSession) -> None:
    view = session.pages.listen.timeline
    view.viewport.set_reduced_motion(True)
    session.playback.set_loop(Span(1_000, 3_000))
    session.playback.toggle()
    session.turn(400)
    view.viewport.zoom(8, 0)
    view.viewport.scroll_to_end()
    looked_at = view.viewport.axis
    turned: list[int] = []
    session.playback.jumped.connect(turned.append)
    session.turn(6_000)
    assert turned and view.viewport.axis == looked_at


def test_while_the_ruler_is_dragged_the_playhead_is_under_the_pointer(
    session: WindowSession,
) -> None:
    view = session.pages.listen.timeline
    start, end = QPoint(view.canvas.gutter_px + 100, 6), QPoint(view.canvas.gutter_px + 400, 6)
    drag(session.harness.qtbot, view, start, end, release=False)
    here = view.viewport.axis.position_at(400)
    session.turn(120)
    assert view.viewport.position_ms == here, "the music sounds on a little, the pointer rests"
    session.harness.qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)
    assert session.playback.position_ms == here
