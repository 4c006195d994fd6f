"""Rows that the demo writes: what was written already is referred to by its key in the story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.demo.story import Story, instant_of
from db.repositories import rows


class DemoRows:
    """tracks: by their keys, as are those of the rows that follow."""

    def __init__(self, session: Any, story: Story, tracks: Mapping[str, int], today: date) -> None:
        self.session = session
        self.story = story
        self.today = today
        self.tracks = tracks
        self.episodes: dict[str, int] = {}
        self.characters: dict[str, int] = {}
        self.scenes: dict[str, int] = {}
        self.themes: dict[str, int] = {}

    def add(self, model: Any, **values: Any) -> int:
        return int(rows.add(self.session, model, **values).id)

    def place(self, mark: dict[str, Any]) -> dict[str, int]:
        track_id = self.tracks[mark["track"]]
        return {"track_id": track_id, "start_ms": mark["start_ms"], "end_ms": mark["end_ms"]}

    def told_at(self, mark: dict[str, Any]) -> int:
        """When the mark was made: during one of the first listens to the track."""
        hearings = [one for one in self.story["listens"] if one["track"] == mark["track"]]
        times = sorted(instant_of(hearing, self.today).utc_ms for hearing in hearings)
        return int(times[mark["start_ms"] // 1000 % min(9, len(times))] + mark["end_ms"])
