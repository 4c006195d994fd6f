"""The story line of a work with 2,000 scenes, 5,000 cues and 50,000 marks.

Read and painted: from the service's verb to the painted widget, its waveforms known; the floor,
after each: the same rows by sqlite3 alone. Zoom and pan: each redraw after a gesture, from the
whole story to its closest; the floor: the track timeline's own redraw by the same gesture, with
10,000 marks, one after each. While a zoom goes on, the picture that is there gets stretched;
“painted anew” is what follows it, beside the same floor.

Usage: python -m bench.story_line [--platform offscreen|xcb]
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bench.display import expect_display
from bench.figure import in_a_row, say, spread

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.bootstrap import Services
    from app.story_line.records import StoryLine
    from ui.story_line.canvas import LineCanvas
    from ui.timeline.view import TimelineView

RUNS = 9
WIDTH, HEIGHT = 1184, 548
TIMELINE_MARKS = 10_000
TIMELINE_MS = 240_000
ZOOM = 1.6
SETTLED_MS = 200
PANS = 6  # at each zoom
_IN_SCENES = """(SELECT cue.track_id FROM cue JOIN scene ON scene.id = cue.scene_id
                 WHERE scene.work_id = 1)"""
_SAME_ROWS = (
    "SELECT * FROM work WHERE id = 1",
    "SELECT * FROM episode WHERE work_id = 1",
    "SELECT id, work_id, episode_id, title, summary, story_order, start_ms, end_ms, still,"
    " is_spoiler FROM scene WHERE work_id = 1 ORDER BY story_order, id",
    "SELECT id, name, colour, portrait, is_spoiler FROM character WHERE work_id = 1",
    "SELECT scene_id, character_id FROM scene_character JOIN scene ON scene.id = scene_id"
    " WHERE work_id = 1",
    "SELECT cue.id, cue.uid, track_id, scene_id, cue.start_ms, cue.end_ms, scene_offset_ms"
    " FROM cue JOIN scene ON scene.id = scene_id WHERE work_id = 1",
    "SELECT id, title, artist, album, duration_ms, role, cover FROM track"
    f" WHERE id IN {_IN_SCENES}",
    "SELECT id, track_id, emotion_id, start_ms, end_ms, intensity, made_at, made_offset_min"
    f" FROM emotional_tag WHERE track_id IN {_IN_SCENES} AND mode = 'felt'"
    " ORDER BY track_id, start_ms, id",
    "SELECT * FROM theme WHERE work_id = 1",
    "SELECT id, theme_id, track_id, start_ms, end_ms, is_home FROM occurrence"
    f" WHERE track_id IN {_IN_SCENES} AND status = 'confirmed'",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default="offscreen")
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = asked.platform
    expect_display()
    from bench.made_story import long_story
    from bench.profile import open_profile

    with tempfile.TemporaryDirectory() as folder:
        long_story(Path(folder))
        services = open_profile(Path(folder))
        measure_reading(services)
        measure_redraw(services)
        services.close()


def measure_reading(services: Services) -> None:
    canvas = _canvas()
    with closing(sqlite3.connect(services.paths.database)) as raw:

        def floor() -> None:
            for query in _SAME_ROWS:
                raw.execute(query).fetchall()

        ours = in_a_row(lambda: _read_and_paint(services, canvas), RUNS)
        floors = in_a_row(floor, RUNS)
    say("story_line_read_and_painted", **spread(ours, floors))
    canvas.close()


def _read_and_paint(services: Services, canvas: LineCanvas) -> None:
    canvas.view.show_line(_line(services), is_other=True)
    canvas.repaint()


def _line(services: Services) -> StoryLine:
    from app.core.ids import WorkId
    from app.story.covering import OPEN

    return services.story_lines.read(WorkId(1), OPEN)


def measure_redraw(services: Services) -> None:
    from PySide6.QtTest import QTest

    from bench.made_timeline import busy_timeline
    from bench.timeline_redraw import redrawn, shown

    canvas = _canvas()
    canvas.view.show_line(_line(services), is_other=True)
    timeline = shown(busy_timeline(TIMELINE_MS, TIMELINE_MARKS), WIDTH, HEIGHT)
    zooms: list[tuple[float, float]] = []
    pans: list[tuple[float, float]] = []
    chance = random.Random(4)
    settled: list[tuple[float, float]] = []
    canvas.view.fit()
    while True:
        QTest.qWait(SETTLED_MS)  # the zoom ends with its own picture
        canvas.refresh()
        anew = redrawn(canvas).wall_ms
        _pan_both(canvas, timeline, chance, pans)
        before, at = canvas.view.content_px, chance.random() * WIDTH
        canvas.view.zoom(ZOOM, at)
        if canvas.view.content_px == before:
            break
        ours = redrawn(canvas)  # before the other moves, which would be painted along with it
        timeline.viewport.zoom(ZOOM, at)
        floor_ms = redrawn(timeline.canvas).wall_ms
        zooms.append((ours.wall_ms, floor_ms))
        settled.append((anew, floor_ms))
    say("story_line_zoom", **_spread(zooms))
    say("story_line_pan", **_spread(pans))
    say("story_line_painted_anew", **_spread(settled))
    timeline.close()
    canvas.close()


def _pan_both(
    canvas: LineCanvas,
    timeline: TimelineView,
    chance: random.Random,
    pans: list[tuple[float, float]],
) -> None:
    from bench.timeline_redraw import redrawn

    for _ in range(PANS):
        by = chance.choice((-1, 1)) * chance.uniform(0.01, 1.2) * WIDTH
        canvas.view.pan(by)
        ours = redrawn(canvas)
        timeline.viewport.scroll_by(by)
        pans.append((ours.wall_ms, redrawn(timeline.canvas).wall_ms))


def _spread(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    ours, floors = zip(*pairs, strict=True)
    return {**spread(ours, floors), "redraws": len(pairs)}


def _canvas() -> LineCanvas:
    """On the screen, with pictures and waveforms that are known already."""
    import numpy as np
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtGui import QColor, QImage
    from PySide6.QtTest import QTest

    from bench.timeline_redraw import application
    from ui.bridge.jobs.gc_pauses import GarbageRounds
    from ui.story_line.canvas import LineCanvas
    from ui.story_line.view import LineView
    from ui.story_line.waves import LineWaves, WaveShape
    from ui.style.theme import apply_theme
    from ui.style.tokens import LIGHT

    class KnownWaves(QObject):
        known = Signal()

        def __init__(self) -> None:
            super().__init__()
            self.version = 1
            swell = 0.2 + 0.6 * np.abs(np.sin(np.linspace(0, 30, 1_800)))
            self._shape = WaveShape(swell, 0.4 * swell, 100.0)

        def shape(self, _track_id: int) -> WaveShape:
            return self._shape

    apply_theme(application(), LIGHT)
    picture = QImage(240, 135, QImage.Format.Format_RGB32)
    picture.fill(QColor("#5a4a7a"))

    def still(_name: str) -> QImage:
        return picture

    waves = cast(LineWaves, KnownWaves())
    canvas = LineCanvas(LineView(), waves, still, still)
    GarbageRounds(lambda: True, canvas).start()  # as in the program
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    QTest.qWaitForWindowExposed(canvas)
    return canvas


if __name__ == "__main__":
    main()
