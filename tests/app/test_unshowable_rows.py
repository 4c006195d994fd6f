"""No single row takes a page, whatever it holds: every question is answered without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.core.instant import Instant
from app.intensity.correcting import corrected
from app.journal.records import JournalFilter
from app.returns.records import Order
from app.timeline.companion import companion_at
from app.transactions.changes import ELSEWHERE, EVERYTHING, Change
from tests.support.absurd_rows import Planter, absurdities, fill
from tests.support.opened_profile import OpenedProfile


class Reader:
    """Asks everything the pages ask."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.folder = folder

    def everything(self) -> None:
        services = self.services
        services.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))
        services.look_first()
        for row in services.library.tracks():
            self._track(row.id)
        services.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))
        services.library.albums()
        services.library.works()
        for item in services.inbox.items():
            assert item.made.local
        services.inbox.count()
        self._journal()
        self._story()
        services.emotions.sets()
        services.exports.export_json(self.folder / "all.json")

    def _track(self, track_id: Any) -> None:
        services = self.services
        services.library.track(track_id)
        list(services.theme_returns.on_track(track_id).near(0))
        services.theme_returns.quotes(track_id)
        corrected((), services.intensity.corrections((track_id,)).get(track_id, ()))
        timeline = services.timelines.timeline(track_id)
        for position in (0, 3000, 9000):
            companion_at(timeline, position, None)
        for trace in services.traces.of_track(track_id):
            trace.at(2000)

    def _journal(self) -> None:
        journal = self.services.journal
        page = journal.page(JournalFilter(), limit=3)
        while page.next_cursor is not None:
            for item in page.items:
                assert item.day
            page = journal.page(JournalFilter(), page.next_cursor, limit=3)
        journal.page(JournalFilter(text="evening"))
        journal.page(JournalFilter(first_day=date(1, 1, 1), last_day=date(9999, 12, 31)))
        today = Instant.now().day
        journal.on_this_day(today.replace(year=today.year + 1, day=min(today.day, 28)))
        for year in journal.years():
            journal.year(year)
        journal.overview()

    def _story(self) -> None:
        scenes = self.services.scenes
        for work in scenes.works():
            scenes.characters(work.id)
            for scene in scenes.scenes(work.id):
                self.services.cues.of_scene(scene.id)
        scenes.scenes()
        for theme in self.services.themes.themes():
            self.services.themes.answers.answered(theme.id)
            for order in Order:
                self.services.theme_returns.life(theme.id, order)
        self.services.theme_returns.by_work()
        self.services.themes.families.judged()


@pytest.mark.parametrize("table", sorted({absurd.table for absurd in absurdities()}))
def test_every_question_is_answered_beside_rows_that_cannot_be_shown(
    opened: OpenedProfile, tmp_path: Path, table: str
) -> None:
    fill(opened.services, opened.track())
    planter = Planter(opened.services.paths.database)
    for absurd in absurdities():
        if absurd.table == table:
            planter.plant(absurd)
    planter.close()
    Reader(opened.services, tmp_path).everything()
