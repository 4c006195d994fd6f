"""Real services over a profile in a temporary folder, and what its tables hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.bootstrap import Services
from app.core.ids import TrackId
from app.profile.settings import SettingsFile
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.history import Step
from db.models.all import Track, metadata
from db.repositories import rows
from tests.support.ready_journal import ready_profile

DERIVED = ("journal_line",)  # made by triggers: a line written anew may get another id
Table = dict[int, dict[str, Any]]


class OpenedProfile:
    """The services, and every Change they announced."""

    def __init__(self, folder: Path) -> None:
        paths = ready_profile(folder)
        self.services = Services(paths, SettingsFile(paths.settings_file))
        self.services.emotions.sets()  # the vocabulary is planted before the first verb
        self.changes: list[Change] = []
        self.services.feed.subscribe(self.changes.append)

    def track(self, title: str = "Prologue", duration_ms: int = 90_000) -> TrackId:
        """A track without a file, and without a step to undo."""
        with self.services.ledger.write("Add track", changes.TRACK, is_undoable=False) as writing:
            made = rows.add(writing.session, Track, title=title, duration_ms=duration_ms)
            return TrackId(made.id)

    @property
    def last_step(self) -> Step:
        step = self.changes[-1].step
        assert step is not None
        return step

    def steps(self) -> list[Step]:
        return [change.step for change in self.changes if change.step is not None]

    def tables(self) -> dict[str, Table]:
        """Every authored row, without the time it was last written."""
        with self.services.ledger.read() as connection:
            return {
                table.name: {
                    row.id: {k: v for k, v in row._asdict().items() if k != "updated_at"}
                    for row in connection.execute(select(table))
                }
                for table in metadata.sorted_tables
                if "id" in table.c and table.name not in DERIVED
            }
