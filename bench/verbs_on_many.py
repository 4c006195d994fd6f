"""One verb on 10,000 selected marks, from its key's command to the painted timeline.

Each is measured in the real window, along with the part of it that was saving the rows. The floor,
alternating with each round, is what sqlite3 alone takes to change as many rows of such a file
durably.
Usage: python -m bench.verbs_on_many [--marks 10000]
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.core.timecode import Span
from app.profile.paths import Paths
from bench.display import expect_display
from bench.figure import median, ratio_by_turns, say
from bench.profile import copied_database
from bench.real_window import PaintWatch, opened_window, settle, wait_until, write_silence
from db.search.in_sql import know_fold

ROUNDS = 3
Verb = Callable[[], object]
Round = tuple[float, float, float]  # until shown, until saved, the floor; in ms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", type=int, default=10_000)
    count = parser.parse_args().marks
    expect_display()
    from bench.many_marks import make

    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        make(Path(folder), marks=count * 2, on_track=count, tracks=3)
        write_silence(Path(folder))
        for name, rounds in Measure(Path(folder)).all().items():
            _say(f"verb_on_many_{name}", rounds, count)


def _say(figure: str, rounds: list[Round], marks: int) -> None:
    shown, kept, floors = (list(column) for column in zip(*rounds, strict=True))
    say(
        figure,
        shown_ms=median(shown),
        kept_ms=median(kept),
        marks=marks,
        floor_ms=median(floors),
        ratio=ratio_by_turns(kept, floors),
        shown_ratio=ratio_by_turns(shown, floors),
    )


class Measure:
    """Every verb and its undo, several rounds each."""

    def __init__(self, profile: Path) -> None:
        self._app = QApplication([])
        self._floor = Floor(profile)
        self._window, self._page = opened_window(profile)
        assert self._window.desk is not None
        self._desk = self._window.desk
        self._desk.playback.cue_up(1)
        self._desk.playback.seek_ms(100_000)  # where there is something to split
        settle()
        self._watch = PaintWatch()
        self._page.timeline.canvas.installEventFilter(self._watch)
        self._kept_ms = 0.0
        feed = self._desk.services.feed
        announce = feed.announce

        def timed(change: object) -> None:
            self._kept_ms = (time.monotonic_ns() - self._began_ns) / 1e6
            announce(change)  # type: ignore[arg-type]

        feed.announce = timed  # type: ignore[method-assign]

    def all(self) -> dict[str, list[Round]]:
        editing, view, stack = self._page.editing, self._page.timeline, self._undo_stack
        words = self._desk.services.emotions.emotions()

        def nudge() -> None:
            spans = view.marks.selected_spans().items()
            view.marks.keep_moved({ref: span.moved_to(span.start_ms + 10) for ref, span in spans})

        def resize() -> None:
            spans = view.marks.selected_spans().items()
            view.marks.keep_moved({ref: Span(s.start_ms, s.end_ms + 10) for ref, s in spans})

        verbs: dict[str, Verb] = {
            "nudge": nudge,
            "resize": resize,
            "change_emotion": lambda: self._page.rewording.reword(words[4]),
            "split": editing.split,
            "merge": editing.merge,
            "duplicate": editing.duplicate,
            "cut": editing.cut,
            "delete": editing.delete,
        }
        seen: dict[str, list[Round]] = defaultdict(list)
        for name, verb in verbs.items():
            for _ in range(ROUNDS):
                view.marks.set_selection(None)
                view.marks.select_all()
                settle()
                seen[name].append(self._timed(verb))
                seen[f"{name}_undone"].append(self._timed(stack.undo))
        self._window.close()
        self._floor.close()
        return seen

    @property
    def _undo_stack(self):  # type: ignore[no-untyped-def]
        return self._desk.context.history.stack

    def _timed(self, verb: Verb) -> Round:
        floor_ms = self._floor.ms()
        self._began_ns = time.monotonic_ns()
        verb()
        done_ns = time.monotonic_ns()
        self._page.timeline.canvas.update()
        wait_until(lambda: self._watch.painted_ns > done_ns)
        return (self._watch.painted_ns - self._began_ns) / 1e6, self._kept_ms, floor_ms


class Floor:
    """As many rows changed by one prepared statement and committed, in a copy of the file: the
    window would read again after a change that isn't its own.
    """

    def __init__(self, profile: Path) -> None:
        self._raw = sqlite3.connect(copied_database(Paths.for_profile(profile)))
        know_fold(self._raw)
        self._raw.execute("PRAGMA synchronous = FULL")
        self._rows = self._raw.execute("SELECT id FROM emotional_tag WHERE track_id = 1").fetchall()

    def ms(self) -> float:
        began_ns = time.monotonic_ns()
        change = "UPDATE emotional_tag SET start_ms = start_ms WHERE id = ?"
        self._raw.executemany(change, self._rows)
        self._raw.commit()
        return (time.monotonic_ns() - began_ns) / 1e6

    def close(self) -> None:
        self._raw.close()


if __name__ == "__main__":
    main()
