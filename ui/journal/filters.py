"""A journal filter in words, one chip for each thing it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.core.ids import CharacterId, EmotionId, TrackId, WorkId
from app.journal.records import JournalFilter
from ui.journal.words import kind_in_words
from ui.widgets.dates import MONTHS, long_date, short_date

if TYPE_CHECKING:
    from app.bootstrap import Services


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a filter asks. without: the filter that no longer asks it."""

    label: str
    without: JournalFilter


class FilterNames:
    """What the ids of a filter are called; something that is gone is called “gone”."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def emotion(self, emotion_id: EmotionId) -> str:
        try:
            return self._services.emotions.emotion(emotion_id).name
        except LookupError:
            return "gone"

    def work(self, work_id: WorkId) -> str:
        works = self._services.scenes.works()
        return next((work.title for work in works if work.id == work_id), "gone")

    def character(self, character_id: CharacterId) -> str:
        for work in self._services.scenes.works():
            for person in self._services.scenes.characters(work.id):
                if person.id == character_id:
                    return person.name
        return "gone"

    def track(self, track_id: TrackId) -> str:
        try:
            return self._services.library.track(track_id).row.title
        except LookupError:
            return "gone"

    def scene(self, wanted: JournalFilter) -> str:
        assert wanted.scene_id is not None
        try:
            return self._services.scenes.scene(wanted.scene_id).title
        except LookupError:
            return "gone"

    def parts(self, wanted: JournalFilter) -> list[Part]:
        """Everything a filter asks except the text, which stands in its own field."""
        return [*self._feelings(wanted), *_kinds(wanted), *self._things(wanted), *_days(wanted)]

    def _feelings(self, wanted: JournalFilter) -> Iterator[Part]:
        for emotion_id in sorted(wanted.emotion_ids):
            rest = replace(wanted, emotion_ids=wanted.emotion_ids - {emotion_id})
            yield Part(self.emotion(emotion_id), rest)

    def _things(self, wanted: JournalFilter) -> Iterator[Part]:
        if wanted.work_id is not None:
            yield Part(self.work(wanted.work_id), replace(wanted, work_id=None))
        if wanted.character_id is not None:
            name = self.character(wanted.character_id)
            yield Part(f"with {name}", replace(wanted, character_id=None))
        if wanted.scene_id is not None:
            yield Part(self.scene(wanted), replace(wanted, scene_id=None))
        if wanted.track_id is not None:
            yield Part(f"“{self.track(wanted.track_id)}”", replace(wanted, track_id=None))


def presets(now: date) -> list[tuple[str, date, date | None]]:
    """Stretches of days that people ask for; None ends with today."""
    week = now - timedelta(days=now.weekday())
    last_year = now.year - 1
    return [
        ("This week", week, None),
        ("This month", now.replace(day=1), None),
        ("This year", date(now.year, 1, 1), None),
        ("Last year", date(last_year, 1, 1), date(last_year, 12, 31)),
    ]


def days_in_words(first: date | None, last: date | None) -> str:
    """“14 Mar 2025”, “March 2025”, “2025”, “since 16 Nov”, “until …”, “16 Nov to 21 Nov”."""
    if first is None and last is None:
        return "Any day"
    if last is None:
        assert first is not None
        return f"since {short_date(first)}"
    if first is None:
        return f"until {short_date(last)}"
    if first == last:
        return long_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    next_day = last + timedelta(days=1)
    if first.day == next_day.day == 1 and (last - first).days < 31:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{short_date(first)} to {short_date(last)}"


def _kinds(wanted: JournalFilter) -> Iterator[Part]:
    for kind in sorted(wanted.kinds):
        rest = replace(wanted, kinds=wanted.kinds - {kind})
        yield Part(kind_in_words(kind), rest)


def _days(wanted: JournalFilter) -> Iterator[Part]:
    if wanted.first_day is not None or wanted.last_day is not None:
        label = days_in_words(wanted.first_day, wanted.last_day)
        yield Part(label, replace(wanted, first_day=None, last_day=None))
