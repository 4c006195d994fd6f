"""The page of years: a year of 100,000 marks and 5,000 listens, and 20 years of 1,000,000 marks.

First picture: from the service’s verb to the painted picture; the floor, after each: the same
aggregates by sqlite3 alone. Opened: the first page of what each kind of figure counts, from the
journal’s verb to frozen values; the floor, after each: all marks that it counts, by sqlite3 alone;
the worst kind is the figure. All years: the first picture as above, of the newest year; then how
long the event loop’s turns take while the rest comes in, every 16 ms, beside as many at rest.

Usage: python -m bench.year [--platform offscreen|xcb] [--marks 100000] [--many 1000000]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.display import expect_display
from bench.figure import in_a_row, median, percentile, ratio_by_turns, say, spread

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.bootstrap import Services
    from app.journal.records import JournalFilter
    from app.years.records import Count, Period
    from ui.years.year_view import YearView

YEAR, YEARS = 2025, 20
TRACKS, LISTENS = 500, 5_000
RUNS, FRAME_MS = 9, 16
FIRST_MS = 1_735_689_600_000  # the start of 2025
YEAR_MS = 31_536_000_000
SIZE = (1232, 840)

# `chance` looks random and is the same on every run (Park and Miller's generator).
_MARKS = """
WITH RECURSIVE numbers(n, chance) AS (
    SELECT 0, 48271
    UNION ALL SELECT n + 1, chance * 48271 % 2147483647 FROM numbers WHERE n + 1 < :count
)
INSERT INTO emotional_tag (uid, created_at, updated_at, track_id, emotion_id, start_ms, end_ms,
    raw_start_ms, raw_end_ms, intensity, mode, note, memory, made_at, made_offset_min)
SELECT printf('00000000-0000-7000-8000-%012x', n), :first, :first, 1 + chance % :tracks,
    1 + chance / 11 % 9, chance / 7 % 170000, chance / 7 % 170000, 0, 0, 1 + chance / 13 % 5,
    iif(chance / 17 % 10 < 3, 'expressed', 'felt'),
    iif(n % 4 = 0, 'the '
        || substr('river bridge answer door window breath ', 1 + chance / 19 % 20, 12)
        || ' again', ''),
    '', :first + n * :step, 60 * (chance / 23 % 3)
FROM numbers
"""
_LISTENS = """
WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :count)
INSERT INTO listen (uid, created_at, updated_at, track_id, started_at, started_offset_min, ended_at,
    heard_ms)
SELECT printf('00000000-0000-7000-9000-%012x', n), :first, :first, 1 + n % :tracks,
    :first + n * :step, 60, :first + n * :step + 90000, 90000 FROM numbers
"""
_STRETCHES = """
INSERT INTO heard_stretch (listen_id, start_ms, end_ms)
SELECT id, id % 4 * 20000, id % 4 * 20000 + 60000 FROM listen
"""
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


def made_years(folder: Path, marks: int, years: int) -> Services:
    """Marks spread evenly over years up to YEAR; the triggers’ lines are written at once."""
    from bench.profile import filled_profile, open_profile
    from db.models.journal_line import LINE_COLUMNS_AND_TEXT, TIME_SHIFT, lines_as_meant
    from db.search.in_sql import know_fold

    filled_profile(folder, TRACKS)
    services = open_profile(folder)
    services.open()
    first = FIRST_MS - (years - 1) * YEAR_MS
    with closing(sqlite3.connect(services.paths.database, isolation_level=None)) as raw:
        know_fold(raw)
        raw.execute("BEGIN")
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " AND tbl_name IN ('emotional_tag')"
        ).fetchall()
        for name, _sql in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        span = years * YEAR_MS
        said = {"tracks": TRACKS, "first": first}
        raw.execute(_MARKS, {**said, "count": marks, "step": span // marks})
        raw.execute(_LISTENS, {**said, "count": LISTENS, "step": span // LISTENS})
        raw.execute(_STRETCHES)
        raw.execute(
            f"INSERT INTO journal_line (id, {LINE_COLUMNS_AND_TEXT}) SELECT (made_at <<"
            f" {TIME_SHIFT}) + (row_number() OVER (PARTITION BY made_at)), {LINE_COLUMNS_AND_TEXT}"
            f" FROM ({lines_as_meant()}) WHERE kind = 'tag'"
        )
        for _name, sql in triggers:
            raw.execute(sql)
        raw.execute("COMMIT")
    return services


# --- one year -----------------------------------------------------------------------------------


def _with_year(folder: Path, marks: int) -> None:
    from app.years.records import Period
    from db.search.in_sql import know_fold

    services = made_years(folder, marks, 1)
    window, view = _view(services)
    with closing(sqlite3.connect(services.paths.database)) as raw:
        know_fold(raw)
        _first_picture("year_first_picture", services, view, raw)
        _opened(services, Period(YEAR), raw)
    window.close()
    services.close()


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


def _opened(services: Services, period: Period, raw: sqlite3.Connection) -> None:
    ratios, ours_ms = {}, {}
    for name, one in _figures(services, period).items():
        ours = in_a_row(partial(services.journal.page, one.wanted), RUNS)
        floors = in_a_row(partial(_fetched, raw, *_whole_query(services, one.wanted)), RUNS)
        ratios[name] = round(ratio_by_turns(ours, floors), 3)
        ours_ms[name] = round(median(ours), 2)
    say("year_figure_opened", ms=ours_ms, ratios=ratios, worst_ratio=max(ratios.values()))


def _fetched(raw: sqlite3.Connection, sql: str, values: Any) -> list[Any]:
    return raw.execute(sql, values).fetchall()


def _figures(services: Services, period: Period) -> dict[str, Count]:
    from app.story.covering import OPEN

    found = services.years.breakdown(period, OPEN)
    remarkable = services.years.remarkable(period)
    kinds = {
        "role": found.roles,
        "hour": found.hours,
        "track": found.tracks,
        "word": services.years.words(period),
        "returned to": remarkable.returned_to,
    }
    return {name: counts[0] for name, counts in kinds.items() if counts}  # type: ignore[misc]


def _whole_query(services: Services, wanted: JournalFilter) -> tuple[str, Any]:
    """All marks that a figure counts, with their lines: the page’s own condition, unlimited."""
    from sqlalchemy import event

    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_others: Any) -> None:
        found.append((sql, values))

    event.listen(services.store.engine, "before_cursor_execute", note)
    services.journal.page(wanted)
    event.remove(services.store.engine, "before_cursor_execute", note)
    walks = ((sql, values) for sql, values in found if sql.startswith("SELECT journal_line.id"))
    sql, values = next(walks)
    ids, _limit, _offset = sql.partition("LIMIT")
    whole = (
        "SELECT * FROM journal_line AS line LEFT JOIN emotional_tag AS tag ON line.kind = 'tag'"
        f" AND tag.id = line.owner_id WHERE line.id IN ({ids}) ORDER BY line.id DESC"
    )
    return whole, values[: ids.count("?")]


# --- all years ----------------------------------------------------------------------------------


def _with_all(folder: Path, marks: int) -> None:
    services = made_years(folder, marks, YEARS)
    window, view = _view(services)
    with closing(sqlite3.connect(services.paths.database)) as raw:
        _first_picture("all_years_first_picture", services, view, raw)
    window.close()
    services.close()
    _frames(folder)


def _frames(folder: Path) -> None:
    """Of the real page, in a window of its own."""
    from bench.real_window import opened_window
    from ui.bridge.places import YearPlace
    from ui.tour.own_pages import OwnPages

    window, _listen = opened_window(folder, SIZE)
    assert window.desk is not None
    pages = window.desk.pages
    page = OwnPages(pages).years
    pages.show_page("years")
    page.open(YearPlace(YEAR))
    _turns(page, lambda: page.is_reading)
    began = time.perf_counter()
    page.open_year(None)
    streaming = _turns(page, lambda: page.is_reading)
    lasted_s = time.perf_counter() - began
    ends = time.perf_counter() + lasted_s
    rest = _turns(page, lambda: time.perf_counter() < ends)
    late, calm = percentile(streaming, 0.999), percentile(rest, 0.999)
    say(
        "all_years_frames",
        p999_ms=late,
        max_ms=max(streaming),
        rest_p999_ms=calm,
        frames=len(streaming),
        streamed_s=lasted_s,
        ratio=late / calm,
    )
    window.close()


def _turns(page: QWidget, goes_on: Callable[[], bool]) -> list[float]:
    """From one frame to the next, in ms, with one due every FRAME_MS."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, times = QEventLoop(), list[float]()
    last = [time.perf_counter()]

    def frame() -> None:
        now = time.perf_counter()
        times.append((now - last[0]) * 1000)
        last[0] = now
        if not goes_on() and len(times) > 20:
            loop.quit()

    timer = QTimer(page, interval=FRAME_MS)
    timer.setTimerType(timer.timerType().PreciseTimer)
    timer.timeout.connect(frame)
    timer.start()
    loop.exec()
    timer.stop()
    return times[1:]


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
