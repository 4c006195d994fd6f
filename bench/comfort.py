"""What comforts, out of 100,000 marks: a queue for one feeling, for a place on the axes, and a path
of half an hour; the worst is the figure.

The whole answer is timed, from the journal to frozen values: the marks are read each time. The
floor, after each: sqlite3 alone, reading the same columns of the same rows: what was felt, in which
tracks, and when each place was heard.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from app.comfort.path import PathMaker
from app.comfort.records import PathWish, Wish
from app.journal.records import Feeling
from bench.figure import in_a_row, median, ratio_by_turns, say
from bench.profile import open_profile

MARKS, TRACKS, LISTENS, RUNS = 100_000, 2_000, 5_000, 7
QUEUE = 40
_LISTENS = f"""
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {LISTENS})
INSERT INTO listen (uid, created_at, updated_at, track_id, started_at, started_offset_min, ended_at,
    heard_ms)
SELECT printf('00000000-0000-7000-9000-%012x', n), 0, 0, 1 + n * 7919 % {TRACKS},
    1500000000000 + n * 3000000, 0, 1500000180000 + n * 3000000, 120000 FROM numbers
"""
_STRETCHES = """
INSERT INTO heard_stretch (listen_id, start_ms, end_ms)
SELECT id, 0, 60000 FROM listen UNION ALL SELECT id, 90000, 150000 FROM listen
"""
_FLOOR = (
    "SELECT id, track_id, emotion_id, start_ms, end_ms, intensity, made_at, mode = 'felt' "
    "FROM emotional_tag ORDER BY track_id, start_ms",
    "SELECT id, duration_ms FROM track WHERE EXISTS (SELECT 1 FROM track_source s, audio_file f "
    "WHERE s.track_id = track.id AND f.payload_hash = s.payload_hash AND f.is_available) "
    "ORDER BY id",
    "SELECT track_id, start_ms, end_ms, started_at FROM heard_stretch "
    "JOIN listen ON listen.id = listen_id ORDER BY started_at",
)


def main() -> None:
    from bench.many_marks import make

    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        make(Path(folder), marks=MARKS, on_track=1_000, tracks=TRACKS)
        services = open_profile(Path(folder))
        with closing(sqlite3.connect(services.paths.database)) as raw:
            raw.execute(_LISTENS)
            raw.execute(_STRETCHES)
            raw.commit()
            comfort, now_ms = services.comfort, time.time_ns() // 1_000_000
            words = services.emotions.emotions()
            wishes = {
                "feeling": Wish(frozenset({words[4].id})),
                "place": Wish(place=Feeling(0.5, -0.5)),
            }
            steps = {
                name: lambda wish=wish: comfort.shelf(comfort.marks(), wish, now_ms, QUEUE)
                for name, wish in wishes.items()
            }

            def path() -> object:
                own, way = comfort.marks(), PathWish(Feeling(-0.45, 0.7), Feeling(0.6, -0.75), 30)
                return comfort.path(own, PathMaker(own, now_ms).lay(way), now_ms)

            def floor() -> None:
                for query in _FLOOR:
                    raw.execute(query).fetchall()

            seen = {
                name: (in_a_row(step, RUNS), in_a_row(floor, RUNS))
                for name, step in {**steps, "path": path}.items()
            }
        services.close()
    say(
        "comfort_100k",
        ms={name: round(median(ours), 1) for name, (ours, _floors) in seen.items()},
        floor_ms=median([one for _ours, floors in seen.values() for one in floors]),
        worst_ratio=max(ratio_by_turns(*pair) for pair in seen.values()),
    )


if __name__ == "__main__":
    main()
