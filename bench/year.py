"""The page of years: a year of 100,000 marks and 5,000 listens, and 20 years of 1,000,000 marks.

First picture: from the service’s verb to the painted picture; the floor, after each: the same
aggregates by sqlite3 alone. Of all years, that of the newest year. Opened: `year_figures.py`.
Frames while the rest of all years comes in: `year_frames.py`.

Usage: python -m bench.year [--platform offscreen|xcb] [--marks 100000] [--many 1000000]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench import year_figures, year_frames
from bench.display import expect_display
from bench.figure import in_a_row, say, spread
from bench.year_frames import SIZE
from bench.year_profile import FIRST_MS, YEAR, YEAR_MS, made_years

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.bootstrap import Services
    from ui.years.year_view import YearView

YEARS, RUNS = 20, 9

_DAY = "(made_at + coalesce(made_offset_min, 0) * 60000) / 86400000"
_LISTEN_DAY = "(started_at + started_offset_min * 60000) / 86400000"


def _aggregates(year: int) -> tuple[str, ...]:
    first = FIRST_MS + (year - YEAR) * YEAR_MS
    there = f"BETWEEN {first} AND {first + YEAR_MS}"
    return (
        f"SELECT {_DAY} AS day, emotion_id, count(*), sum(mode = 'felt'),"
        f" sum(intensity * (mode = 'felt')) FROM emotional_tag WHERE made_at {there}"
        " GROUP BY day, emotion_id",
        f"SELECT {_DAY} AS day, kind, count(*) FROM journal_line"
        " WHERE kind IN ('moment', 'cue', 'occurrence', 'entry')"
        f" AND id BETWEEN {first} << 20 AND {first + YEAR_MS} << 20 GROUP BY day, kind",
        f"SELECT {_LISTEN_DAY} AS day, count(*), sum(heard_ms) FROM listen"
        f" WHERE started_at {there} GROUP BY day",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--marks", type=int, default=100_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = asked.platform
    expect_display()
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        _with_year(Path(folder), asked.marks)
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        _with_all(Path(folder), asked.many)


def _with_year(folder: Path, marks: int) -> None:
    from app.years.records import Period
    from db.search.in_sql import know_fold

    services = made_years(folder, marks, 1)
    window, view = _view(services)
    with closing(sqlite3.connect(services.paths.database)) as raw:
        know_fold(raw)
        _first_picture("year_first_picture", services, view, raw)
        year_figures.measure(services, Period(YEAR), raw)
    window.close()
    services.close()


def _with_all(folder: Path, marks: int) -> None:
    services = made_years(folder, marks, YEARS)
    window, view = _view(services)
    with closing(sqlite3.connect(services.paths.database)) as raw:
        _first_picture("all_years_first_picture", services, view, raw)
    window.close()
    services.close()
    year_frames.measure(folder)


def _first_picture(
    figure: str, services: Services, view: YearView, raw: sqlite3.Connection
) -> None:
    """Of all years, it is that of the newest one."""
    from app.years.records import Period

    is_one = figure.startswith("year")
    read = services.years.felt if is_one else services.years.felt_among_others

    def ours() -> None:
        view.show_felt(Period(YEAR if is_one else None), read(YEAR), is_all=is_one)
        view.picture.repaint()

    def floor() -> None:
        for query in _aggregates(YEAR):
            raw.execute(query).fetchall()

    say(figure, **spread(in_a_row(ours, RUNS), in_a_row(floor, RUNS)))


def _view(services: Services) -> tuple[QWidget, YearView]:
    """In a window of its own, which goes with whoever holds it."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from bench.timeline_redraw import application
    from ui.bridge.track.thumbnails import Thumbnails
    from ui.style.theme import apply_theme
    from ui.style.tokens import LIGHT
    from ui.years.cards.returned_card import COVER_PX
    from ui.years.year_view import YearView

    apply_theme(application(), LIGHT)
    window = QWidget()
    covers = Thumbnails(services.paths.covers, COVER_PX, window)
    view = YearView(services.emotions.emotion, covers, window)
    QVBoxLayout(window).addWidget(view)
    window.resize(*SIZE)
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window, view


if __name__ == "__main__":
    main()
