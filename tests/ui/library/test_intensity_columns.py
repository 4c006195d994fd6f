"""How intense tracks are, in the library: hidden until chosen, drawn, sorted by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.analysis.heard import hear_what_is_missing
from app.core.jobs import JobContext
from tests.app.analysis.dynamics.swelling import RATE_HZ, swelling
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.audio import write_audio
from ui.library.columns import INDEX

MUSIC = {
    "calm": ((0, -40), (20, -40)),
    "loud": ((0, -6), (20, -6)),
    "swell": ((0, -30), (10, -30), (26, -8), (30, -8), (30.2, -28), (36, -28)),
    "unheard": ((0, -10), (12, -10)),
}


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    for name, corners in MUSIC.items():
        write_audio(harness.music / f"{name}.wav", swelling(*corners), rate_hz=RATE_HZ)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    for row in session.rows():
        if row.title != "unheard":
            (held,) = session.services.library.track(row.id).files
            hear_what_is_missing(
                held.path, held.payload_hash, session.services.analysis.features, JobContext()
            )
    return session


def shown(session: WindowSession, key: str) -> dict[str, str]:
    """What the column says, from top to bottom."""
    model = session.pages.library.table.model()
    rows = range(model.rowCount())
    return {model.index(n, INDEX["title"]).data(): model.index(n, INDEX[key]).data() for n in rows}


def test_they_are_hidden_until_they_are_chosen_and_stay_chosen(
    harness: AppHarness, session: WindowSession
) -> None:
    page = session.pages.library
    session.driver.alt(Qt.Key.Key_2)
    assert page.table.isColumnHidden(INDEX["intense"]) and page.table.isColumnHidden(INDEX["build"])
    session.desk.actions["columns"].trigger()
    menu = page.columns.open()
    next(action for action in menu.actions() if action.text() == "Longest build").trigger()
    menu.close()
    session.until(lambda: shown(session, "build")["swell"])
    assert not page.table.isColumnHidden(INDEX["build"])
    session.close()
    again = harness.open()
    again.driver.alt(Qt.Key.Key_2)
    assert not again.pages.library.table.isColumnHidden(INDEX["build"])
    again.until(lambda: shown(again, "build")["swell"])


def test_tracks_are_sorted_by_them(session: WindowSession) -> None:
    page = session.pages.library
    session.driver.alt(Qt.Key.Key_2)
    page.columns.choose("intense", is_shown=True)
    page.columns.choose("build", is_shown=True)
    session.until(lambda: shown(session, "intense")["loud"])
    page.table.sortByColumn(INDEX["intense"], Qt.SortOrder.AscendingOrder)
    assert list(shown(session, "intense")) == ["loud", "swell", "calm", "unheard"]
    assert shown(session, "intense")["unheard"] == ""
    page.table.sortByColumn(INDEX["build"], Qt.SortOrder.AscendingOrder)
    assert next(iter(shown(session, "build"))) == "swell"


def test_a_track_is_drawn_as_a_hill_where_it_was_listened_through(session: WindowSession) -> None:
    page = session.pages.library
    session.driver.alt(Qt.Key.Key_2)
    page.columns.choose("intense", is_shown=True)
    session.until(lambda: shown(session, "intense")["loud"])
    colours = {title: colours_of(session, n) for n, title in enumerate(shown(session, "intense"))}
    assert colours["loud"] > colours["unheard"] == 1


def colours_of(session: WindowSession, place: int) -> int:
    table = session.pages.library.table
    table.clearSelection()
    cell = table.visualRect(table.model().index(place, INDEX["intense"])).adjusted(4, 4, -4, -4)
    shot = table.viewport().grab(cell).toImage()
    return len({shot.pixel(x, y) for x in range(shot.width()) for y in range(shot.height())})
