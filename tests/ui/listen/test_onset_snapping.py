"""From an audio file to the snap line: drags snap to the notes when zoomed in."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint

from app.core.timecode import Span
from tests.support.app_harness import AppHarness
from tests.support.audio import RATE_HZ, silence, tone, write_audio
from tests.ui.timeline.timeline_view import drag, mark_point, point_at
from ui.timeline.geometry.edges import Edge
from ui.timeline.lanes.waveform_lane import WaveformLane

NOTES_MS = (3_000, 4_210, 5_480)


def test_a_marks_end_snaps_to_the_note_that_starts_there(harness: AppHarness) -> None:
    sound = silence(12)
    for at_ms in NOTES_MS:
        first, note = at_ms * RATE_HZ // 1000, tone(0.8)
        sound[first : first + len(note)] += note * np.linspace(1, 0, len(note), dtype=np.float32)
    write_audio(harness.music / "theme.flac", sound)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    row = session.play()
    session.playback.pause()
    page = session.pages.listen
    session.until(lambda: page.timeline.lanes.of(WaveformLane).onsets is not None)
    wonder = session.services.emotions.named("wonder")
    assert wonder is not None
    session.services.tagging.add_tag(row.id, wonder.id, Span(3_500, 3_900))
    (mark,) = session.timeline.tags
    view = page.timeline
    view.viewport.set_reduced_motion(True)
    view.viewport.zoom_to_span(Span(2_500, 6_000))
    start = mark_point(view, mark.ref, 3_900)
    end = QPoint(point_at(view, 4_210).x() + 4, start.y())
    drag(harness.qtbot, view, start, end)
    (moved,) = session.timeline.tags
    assert abs(moved.span.end_ms - 4_210) <= 15
    near = view.lanes.of(WaveformLane).edges_near(
        view.viewport.axis, view.viewport.axis.x_of(4_210), 6
    )
    assert Edge(moved.span.end_ms, "Onset", gives_way=True) in near
