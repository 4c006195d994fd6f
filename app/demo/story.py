"""The demo's story file, and the dates that its relative dates stand for today."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.core.instant import Instant

FORMAT = "ost-my-heart-demo"
VERSION = 1

Story = dict[str, Any]


def read_story(folder: Path) -> Story:
    """The file, as described in `resources/demo/README.md`.

    Raises ValueError when it is another format or version.
    """
    story: Story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    if (story.get("format"), story.get("version")) != (FORMAT, VERSION):
        raise ValueError(f"not the demo's story: {story.get('format')} {story.get('version')}")
    return story


def instant_of(when: dict[str, Any], today: date) -> Instant:
    """The instant that a `days_ago` or `years_ago` with a local `time` stands for."""
    if "years_ago" in when:
        day = _years_before(today, int(when["years_ago"]))
    else:
        day = today - timedelta(days=int(when["days_ago"]))
    clock = time.fromisoformat(when.get("time", "12:00"))
    moment = datetime.combine(day, clock).astimezone()
    return Instant.of(round(moment.timestamp() * 1000))


def _years_before(today: date, years: int) -> date:
    if (today.month, today.day) == (2, 29):
        today = today.replace(day=28)
    return today.replace(year=today.year - years)
