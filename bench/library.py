"""The Library page with 100,000 tracks on 5,000 albums, in the real window.

Each letter typed in the filter: how long the key itself takes, the longest turn of the event loop
until what was found is painted, and the whole way. Each arrow in the grid of albums, until the step
is painted, with the album's panel closed and open. Usage: python -m bench.library
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from bench.display import expect_display
from bench.figure import median, percentile, say
from bench.profile import filled_profile
from bench.real_window import PaintWatch, opened_window, settle, wait_until

if TYPE_CHECKING:
    from ui.library.album_grid import AlbumGrid
    from ui.library.page import LibraryPage

TYPED = ("harbour 12", "score 9", "the night")  # each finds some, so that the table is painted
STEPS = 8


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tracks", type=int, default=100_000)
    options = parser.parse_args()
    expect_display()
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="ost-bench-") as folder:
        from ui.tour.own_pages import OwnPages

        filled_profile(Path(folder), options.tracks)
        window, _listen = opened_window(Path(folder), (1320, 840))
        desk = window.desk
        assert desk is not None
        desk.pages.show_page("library")
        page = OwnPages(desk.pages).library
        settle()
        wait_until(lambda: not desk.context.jobs.running, 600)
        _say_keys(page, options.tracks)
        _say_steps(page)
        window.close()
    app.quit()


def _say_keys(page: LibraryPage, tracks: int) -> None:
    watch = PaintWatch()
    page.table.viewport().installEventFilter(watch)
    page.focus_search()
    keys, turns, ways = [], [], []
    for text in TYPED:
        page.search.clear()
        settle()
        for letter in text:
            began_ns = time.monotonic_ns()
            QTest.keyClicks(page.search, letter)
            keys.append((time.monotonic_ns() - began_ns) / 1e6)
            if letter == " ":
                continue  # asks for nothing else
            asked_ns = time.monotonic_ns()
            turns.append(_longest_turn_ms(page, watch))
            ways.append((watch.painted_ns - began_ns) / 1e6)
            assert watch.painted_ns > asked_ns
    say(
        "library_key",
        tracks=tracks,
        key_ms=median(keys),
        key_max_ms=max(keys),
        longest_turn_ms=median(turns),
        longest_turn_p90_ms=percentile(turns, 0.9),
        until_shown_ms=median(ways),
    )


def _longest_turn_ms(page: LibraryPage, watch: PaintWatch) -> float:
    """Of the event loop, until the answer is painted."""
    longest_ns, painted_ns, was_searching = 0, watch.painted_ns, True
    while was_searching or watch.painted_ns == painted_ns:
        if was_searching and not page.is_searching:
            was_searching, painted_ns = False, watch.painted_ns
        began_ns = time.monotonic_ns()
        QApplication.processEvents()
        longest_ns = max(longest_ns, time.monotonic_ns() - began_ns)
    return longest_ns / 1e6


def _say_steps(page: LibraryPage) -> None:
    from ui.library.album_grid import AlbumGrid

    page.search.clear()
    (albums,) = (one for one in page.findChildren(QPushButton) if one.text() == "Albums")
    albums.click()
    settle()
    (grid,) = page.findChildren(AlbumGrid)
    grid.setFocus()
    watch = PaintWatch()
    grid.viewport().installEventFilter(watch)
    closed = [_step_ms(grid, watch, number) for number in range(STEPS)]
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle()
    opened = [_step_ms(grid, watch, number) for number in range(STEPS)]
    say(
        "album_step",
        albums=grid.model().rowCount() - 1,
        closed_ms=median(closed),
        closed_p90_ms=percentile(closed, 0.9),
        open_ms=median(opened),
        open_p90_ms=percentile(opened, 0.9),
    )


def _step_ms(grid: AlbumGrid, watch: PaintWatch, number: int) -> float:
    """Right, and every fourth time down; until it is painted."""
    key = Qt.Key.Key_Right if number % 4 else Qt.Key.Key_Down
    settled_ns = watch.painted_ns
    began_ns = time.monotonic_ns()
    QTest.keyClick(grid, key)
    wait_until(lambda: watch.painted_ns > settled_ns)
    ms = (watch.painted_ns - began_ns) / 1e6
    settle()
    return ms


if __name__ == "__main__":
    main()
