"""The cache is cleared; covers are made again, those on a disconnected drive when it is back."""

from __future__ import annotations

import shutil

import pytest
from mutagen.flac import FLAC
from PySide6.QtGui import QImage

from app.core.jobs import JobContext
from tests.support.app_harness import AppHarness, WindowSession
from ui.widgets.cover import Cover


@pytest.mark.logs("could not be read")
def test_a_cleared_cache_costs_no_cover(harness: AppHarness) -> None:
    _album_with_cover(harness)
    _lose_cache(harness)
    session = harness.open()
    session.play()
    _until_shown(session)


@pytest.mark.logs("could not be read")
def test_the_cover_of_a_drive_that_was_away_comes_with_it(harness: AppHarness) -> None:
    _album_with_cover(harness)
    _lose_cache(harness)
    away = harness.music.rename(harness.music.with_name("away"))
    session = harness.open()
    availability = session.services.library.availability
    availability.look(JobContext())
    session.desk.pages.show_page("library")
    session.until(lambda: not session.rows()[0].is_available)
    assert not harness.paths.covers.exists()
    away.rename(harness.music)
    availability.look(JobContext())
    session.until(harness.paths.covers.exists)
    session.play()
    _until_shown(session)


def _album_with_cover(harness: AppHarness) -> None:
    flac = FLAC(harness.record("theme.flac", seconds=2))
    flac["album"] = "The Long Road"
    flac.save()
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(harness.music / "cover.png"))
    harness.take_in()
    harness.play_by_hand()


def _lose_cache(harness: AppHarness) -> None:
    assert list(harness.paths.covers.iterdir())
    shutil.rmtree(harness.paths.covers)


def _shown(session: WindowSession) -> list[Cover]:
    """The covers of the player bar and of the page, if they show a picture."""
    covers = session.window.findChildren(Cover)
    return [cover for cover in covers if cover.has_picture]


def _until_shown(session: WindowSession) -> None:
    session.until(lambda: len(_shown(session)) == 2)
