"""Going over marks in a profile of a million: the next wonder, the inbox, a row more in the table.

Each beside a floor measured in the same run: plain sqlite3 asking the same, or building the table
anew. Usage: python -m bench.mark_to_mark [--marks N]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.profile.paths import Paths
from bench.figure import median, percentile, say
from bench.many_marks import make
from bench.profile import open_profile

RUNS = 60
_TRACKS_WITH = (
    "SELECT id FROM track WHERE EXISTS (SELECT * FROM emotional_tag "
    "WHERE track_id = track.id AND emotion_id = 1)"
)
_NEWEST = (
    "SELECT * FROM emotional_tag WHERE note = '' AND memory = '' AND needs_no_note = 0 "
    "ORDER BY made_at DESC LIMIT 1000"
)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser()
    parser.add_argument("--marks", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        make(Path(folder), marks=options.marks, on_track=min(10_000, options.marks // 2))
        _say_library(Path(folder), options.marks)
    _say_table()


def _say_library(folder: Path, marks: int) -> None:
    from app.core.ids import EmotionId
    from app.marks.navigation import Origin

    services = open_profile(folder)
    wonder = EmotionId(1)
    track_ids = iter([row.id for row in services.library.tracks()] * RUNS)
    next_ms = _each(
        lambda: services.mark_navigation.go(Origin(next(track_ids), position_ms=1 << 30), 1, wonder)
    )
    inbox_ms, count_ms = _each(services.inbox.items), _each(services.inbox.count)
    services.close()
    with closing(sqlite3.connect(Paths.for_profile(folder).database)) as raw:
        tracks_ms = _each(lambda: raw.execute(_TRACKS_WITH).fetchall())
        newest_ms = _each(lambda: raw.execute(_NEWEST).fetchall())
    _say("next_wonder", next_ms, tracks_ms, marks=marks)
    _say("inbox_opened", inbox_ms, newest_ms, marks=marks)
    _say("inbox_counted", count_ms, newest_ms, marks=marks)


def _say_table() -> None:
    from PySide6.QtWidgets import QApplication

    from app.core.marks import MarkKind
    from bench.made_timeline import busy_timeline, tagged
    from ui.marks.table.table import LaneTable

    app = QApplication([])
    table, many = LaneTable(), busy_timeline(3_600_000, 10_000)
    table.resize(1_000, 700)
    table.set_timeline(many)
    states = []
    for number in range(RUNS):
        tags = sorted(
            [*many.tags, tagged(60_000 + number, 1_800_000 + 37 * number)],
            key=lambda item: (item.span, item.tag.id),
        )
        many = many.with_lanes({MarkKind.TAG: tuple(tags)})
        states.append(many)
    coming = iter(states)
    more_ms = _each(lambda: table.set_timeline(next(coming)))

    def build_anew() -> None:
        table.set_timeline(None)
        table.set_timeline(many)

    anew_ms = _each(build_anew)
    _say("table_one_more_mark", more_ms, anew_ms, marks=10_000)
    table.deleteLater()
    app.quit()


def _each(verb: Callable[[], object]) -> list[float]:
    seen = []
    for _ in range(RUNS):
        began = time.perf_counter()
        verb()
        seen.append((time.perf_counter() - began) * 1000)
    return seen


def _say(figure: str, milliseconds: list[float], floor_ms: list[float], *, marks: int) -> None:
    say(
        figure,
        median_ms=median(milliseconds),
        p99_ms=percentile(milliseconds, 0.99),
        floor_ms=median(floor_ms),
        marks=marks,
    )


if __name__ == "__main__":
    main()
