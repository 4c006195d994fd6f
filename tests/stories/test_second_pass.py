"""The trace pad: pleasure and energy recorded by hand while the music plays, and again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.traces.records import Trace, affect_at
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.lines import own
from ui.bridge.track.tracing import OFF, READY, TRACING
from ui.listen.trace_pad import TraceField
from ui.timeline.lanes.trace_lane import TraceLane

Key = Qt.Key


def test_a_trace_by_keys_is_one_step_and_is_drawn(harness: AppHarness) -> None:
    session = harness.playing(2000)
    page = session.pages.listen
    session.driver.tap(Key.Key_V)
    field = page.side.trace_pad.field
    assert field.hasFocus() and page.trace.tracing.state == OFF
    session.driver.tap(Key.Key_Return)
    assert page.trace.tracing.state == TRACING

    session.driver.press(Key.Key_Right)
    session.driver.press(Key.Key_W)
    _trace(session, 500)
    session.driver.release(Key.Key_Right)
    session.driver.release(Key.Key_W)
    assert 0.3 < field.dot[0] < 0.4 and 0.3 < field.dot[1] < 0.4, "half a second of a diagonal"
    _trace(session, 2000)
    count = session.desk.context.history.stack.index()
    session.driver.tap(Key.Key_Space)
    assert page.trace.tracing.state == READY
    assert session.desk.context.history.stack.index() == count + 1

    (trace,) = _traces(session)
    assert abs(trace.span.duration_ms - 2500) <= 100
    begin = trace.at(trace.span.start_ms)
    assert begin is not None and max(begin) < 0.1, "from the middle"
    end = trace.at(trace.span.end_ms - 1)
    assert end is not None and abs(end[0] - field.dot[0]) < 0.02
    assert page.timeline.lanes.slot_for(page.timeline.lanes.of(TraceLane)) is not None
    assert len(session.timeline.marks()) == 0, "W and S move the dot and nothing else"

    session.driver.ctrl(Key.Key_Z)
    assert _traces(session) == ()
    session.driver.ctrl(Key.Key_Y)
    assert _traces(session) == (trace,)


def test_a_long_trace_is_saved_while_it_is_recorded_and_undone_as_one(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    _trace(session, 25_000)
    (trace,) = _traces(session)
    assert trace.span.duration_ms >= 19_000, "kept before the pass is over"
    session.driver.tap(Key.Key_Space)
    (whole,) = _traces(session)
    assert whole.span.duration_ms > trace.span.duration_ms
    assert session.desk.context.history.stack.count() == 1
    session.driver.ctrl(Key.Key_Z)
    assert _traces(session) == ()


def test_tracing_a_passage_again_replaces_that_part(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    _trace(session, 6000)
    session.driver.tap(Key.Key_Space)
    (first,) = _traces(session)
    session.playback.seek_ms(first.span.start_ms + 2000)
    _point(session.pages.listen.side.trace_pad.field, 0.8, -0.6, held=True)
    session.driver.tap(Key.Key_Space)
    _trace(session, 1500)
    session.driver.tap(Key.Key_Space)
    traces = _traces(session)
    assert len(traces) == 3
    middle = affect_at(traces, first.span.start_ms + 2700)
    assert middle is not None and abs(middle[0] - 0.8) < 0.03 and abs(middle[1] + 0.6) < 0.03
    for kept in (first.span.start_ms + 1000, first.span.start_ms + 5000):
        assert affect_at(traces, kept) == first.at(kept)
    session.driver.ctrl(Key.Key_Z)
    assert _traces(session) == (first,)


def test_seeks_leave_gaps_and_the_rate_changes_nothing(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    session.playback.sound.set_rate(2.0)
    _trace(session, 1000)
    session.playback.seek_ms(40_000)
    session.playback.sound.set_rate(0.5)
    _trace(session, 2000)
    session.driver.tap(Key.Key_Space)
    first, second = _traces(session)
    assert abs(first.span.duration_ms - 2000) <= 150
    assert second.span.start_ms == 40_000
    assert abs(second.span.duration_ms - 1000) <= 100


def test_the_pointer_moves_the_dot_while_it_records_then_the_dot_follows_the_trace(
    harness: AppHarness,
) -> None:
    session = harness.playing(2000)
    _begin(session)
    field = session.pages.listen.side.trace_pad.field
    _point(field, -0.5, 0.9)
    assert abs(field.dot[0] + 0.5) < 0.02, "no button is needed"
    _trace(session, 2000)
    session.driver.tap(Key.Key_Return)
    (trace,) = _traces(session)
    _point(field, 0.9, 0.9)
    assert abs(field.dot[0] + 0.5) < 0.02, "not recording, a passing pointer moves nothing"
    _point(field, 0.9, 0.9, held=True)
    session.playback.seek_ms(trace.span.start_ms + 500)
    assert abs(field.dot[0] + 0.5) < 0.02, "it shows what was told here"


def test_a_finger_moves_the_dot_as_the_pointer_does(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    field = session.pages.listen.side.trace_pad.field
    window, finger = session.window.windowHandle(), QTest.createTouchDevice()
    room = field.field_rect()
    down = field.mapTo(session.window, room.center().toPoint())
    there = down + QPoint(round(room.width() / 4), -round(room.height() / 4))
    QTest.touchEvent(window, finger).press(0, down, window).commit()
    QTest.touchEvent(window, finger).move(0, there, window).commit()
    assert abs(field.dot[0] - 0.5) < 0.03 and abs(field.dot[1] - 0.5) < 0.03
    _trace(session, 1000)
    QTest.touchEvent(window, finger).release(0, there, window).commit()
    session.driver.tap(Key.Key_Return)
    (trace,) = _traces(session)
    told = trace.at(trace.span.end_ms - 1)
    assert told is not None and abs(told[0] - 0.5) < 0.05


def test_the_trace_in_a_selected_passage_is_deleted(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    _trace(session, 5000)
    session.driver.tap(Key.Key_Space)
    (trace,) = _traces(session)
    page, start = session.pages.listen, trace.span.start_ms
    page.timeline.marks.set_selected_span(Span(start + 1000, start + 2000))
    session.driver.click(page.side.trace_pad.erase)
    assert [t.span.start_ms for t in _traces(session)] == [start, start + 2000]
    assert _traces(session)[0].span.duration_ms == 1000
    assert affect_at(_traces(session), start + 1500) is None
    page.timeline.marks.set_selected_span(None)
    session.driver.click(page.side.trace_pad.erase)
    assert "select where the trace" in session.said


def test_a_closing_window_saves_the_trace(harness: AppHarness) -> None:
    session = harness.playing(2000)
    _begin(session)
    _trace(session, 3000)
    session.close()
    again = harness.open()
    track = again.rows()[0].id
    (trace,) = again.services.traces.of_track(track)
    assert trace.span.duration_ms >= 2800


def test_escape_ends_it_and_another_track_is_not_traced_unasked(harness: AppHarness) -> None:
    harness.record("other.wav", seconds=60, hz=300)
    session = harness.playing(2000)
    _begin(session)
    _trace(session, 2000)
    session.playback.play_lines(own(next(row.id for row in session.rows() if row.title == "other")))
    session.turn(400)
    page = session.pages.listen
    assert page.trace.tracing.state == OFF
    first = next(row.id for row in session.rows() if row.title == "theme")
    assert len(session.services.traces.of_track(first)) == 1
    assert _traces(session) == ()
    page.side.trace_pad.field.setFocus()
    session.driver.tap(Key.Key_Escape)
    assert not page.trace.is_open and page.timeline.hasFocus()


def _begin(session: WindowSession) -> None:
    session.driver.tap(Key.Key_V)
    session.driver.tap(Key.Key_Return)
    assert session.pages.listen.trace.tracing.state == TRACING


def _trace(session: WindowSession, ms: int) -> None:
    """Lets time pass, with the samples that the timer would take."""
    tracing = session.pages.listen.trace.tracing
    for _ in range(ms // 50):
        session.turn(50, step_ms=10)
        tracing.tick()


def _traces(session: WindowSession) -> tuple[Trace, ...]:
    row = session.playback.track
    assert row is not None
    return session.services.traces.of_track(row.id)


def _point(field: TraceField, valence: float, arousal: float, *, held: bool = False) -> None:
    """Moves the pointer over the pad, with or without a button pressed."""
    room = field.field_rect()
    at = QPointF(
        room.center().x() + valence * room.width() / 2,
        room.center().y() - arousal * room.height() / 2,
    )
    button = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        at,
        QPointF(field.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(field, event)
