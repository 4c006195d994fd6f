"""Going from mark to mark in a profile of a million: the next wonder, the inbox, a new table row.

Each alternates with its floor, a few at a time: plain sqlite3 asking the same, or building the
table afresh.
Usage: python -m bench.mark_to_mark [--marks N]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.profile.paths import Paths
from bench.figure import in_a_row, say, spread
from bench.many_marks import make
from bench.profile import open_profile

RUNS = 60
AT_A_TIME = 10
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

    def next_wonder() -> object:
        return services.mark_navigation.go(Origin(next(track_ids), position_ms=1 << 30), 1, wonder)

    with closing(sqlite3.connect(Paths.for_profile(folder).database)) as raw:

        def tracks_with() -> object:
            return raw.execute(_TRACKS_WITH).fetchall()

        def newest() -> object:
            return raw.execute(_NEWEST).fetchall()

        say("next_wonder", **_by_turns(next_wonder, tracks_with), marks=marks)
        say("inbox_opened", **_by_turns(services.inbox.items, newest), marks=marks)
        say("inbox_counted", **_by_turns(services.inbox.count, newest), marks=marks)
    services.close()


def _say_table() -> None:
    from PySide6.QtWidgets import QApplication

    from app.core.marks import MarkKind
    from bench.made_timeline import busy_timeline, tagged
    from ui.marks.table.table import LaneTable

    app = QApplication([])
    many = busy_timeline(3_600_000, 10_000)
    table, anew = LaneTable(), LaneTable()
    for one in (table, anew):
        one.resize(1_000, 700)
        one.set_timeline(many)
    states = []
    for number in range(RUNS + RUNS // AT_A_TIME):
        tags = sorted(
            [*many.tags, tagged(60_000 + number, 1_800_000 + 37 * number)],
            key=lambda item: (item.span, item.tag.id),
        )
        many = many.with_lanes({MarkKind.TAG: tuple(tags)})
        states.append(many)
    coming = iter(states)

    def build_anew() -> None:
        anew.set_timeline(None)
        anew.set_timeline(many)

    figures = _by_turns(lambda: table.set_timeline(next(coming)), build_anew)
    say("table_one_more_mark", **figures, marks=10_000)
    table.deleteLater()
    anew.deleteLater()
    app.quit()


def _by_turns(verb: Callable[[], object], floor: Callable[[], object]) -> dict[str, float]:
    ours: list[float] = []
    floors: list[float] = []
    for _ in range(RUNS // AT_A_TIME):
        ours += in_a_row(verb, AT_A_TIME)
        floors += in_a_row(floor, AT_A_TIME)
    return spread(ours, floors)


if __name__ == "__main__":
    main()
