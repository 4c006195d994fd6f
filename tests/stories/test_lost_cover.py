"""The cache is cleared; the covers are there again, and those of a drive that was away follow."""

from __future__ import annotations

import shutil

from mutagen.flac import FLAC
from PySide6.QtGui import QImage

from app.core.jobs import JobContext
from tests.support.house import House, Visit
from ui.widgets.cover import Cover


def test_a_cleared_cache_costs_no_cover(house: House) -> None:
    _album_with_cover(house)
    _lose_cache(house)
    visit = house.open()
    visit.play()
    _until_shown(visit)


def test_the_cover_of_a_drive_that_was_away_comes_with_it(house: House) -> None:
    _album_with_cover(house)
    _lose_cache(house)
    away = house.music.rename(house.music.with_name("away"))
    visit = house.open()
    availability = visit.services.library.availability
    availability.look(JobContext())
    visit.desk.pages.show_page("library")
    visit.until(lambda: not visit.rows()[0].is_available)
    assert not house.paths.covers.exists()
    away.rename(house.music)
    availability.look(JobContext())
    visit.until(house.paths.covers.exists)
    visit.play()
    _until_shown(visit)


def _album_with_cover(house: House) -> None:
    flac = FLAC(house.record("theme.flac", seconds=2))
    flac["album"] = "The Long Road"
    flac.save()
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(house.music / "cover.png"))
    house.take_in()
    house.play_by_hand()


def _lose_cache(house: House) -> None:
    assert list(house.paths.covers.iterdir())
    shutil.rmtree(house.paths.covers)


def _shown(visit: Visit) -> list[Cover]:
    """Those of the bar and of the page, when they show a picture."""
    covers = visit.window.findChildren(Cover)
    return [cover for cover in covers if cover.has_picture]


def _until_shown(visit: Visit) -> None:
    visit.until(lambda: len(_shown(visit)) == 2)
