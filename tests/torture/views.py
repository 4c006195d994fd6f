"""Asks for everything that the pages of the window ask for, so that every row is read."""

from __future__ import annotations

from datetime import date

from app.bootstrap import Services
from app.journal.records import JournalFilter
from app.returns.records import Order

_YEARS = 40  # of the newest; a corrupted journal may claim thousands
_PAGES = 200


def look_at_everything(services: Services) -> None:
    """Raises Problem if a page could not be shown."""
    _library(services)
    _journal(services)
    _story(services)
    services.inbox.count()
    services.inbox.items()


def _library(services: Services) -> None:
    services.library.albums()
    services.library.works()
    services.emotions.sets()
    for row in services.library.tracks():
        services.library.track(row.id)
        services.timelines.timeline(row.id)
        services.traces.of_track(row.id)


def _journal(services: Services) -> None:
    journal, before = services.journal, None
    for _ in range(_PAGES):
        page = journal.page(JournalFilter(), before)
        if page.next_cursor is None:
            break
        before = page.next_cursor
    for text in ("rain", "ここ", "Mira oboe"):
        journal.page(JournalFilter(text=text))
    journal.overview()
    journal.on_this_day(date.today())  # noqa: DTZ011 - any day will do
    for year in journal.years()[:_YEARS]:
        journal.year(year)


def _story(services: Services) -> None:
    for theme in services.themes.themes():
        services.theme_returns.life(theme.id, Order.STORY)
        services.themes.answers.answered(theme.id)
    services.theme_returns.by_work()
    services.themes.families.judged()
    for work in services.scenes.works():
        services.scenes.characters(work.id)
        for scene in services.scenes.scenes(work.id):
            services.scenes.scene(scene.id)
            services.cues.of_scene(scene.id)
