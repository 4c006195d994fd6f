"""A journal filter in words, one chip for each of its conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.core.ids import CharacterId, EmotionId, TrackId, WorkId
from app.core.words import Text, _
from app.journal.records import Counted, JournalFilter
from app.library.records import role_label
from ui.journal.words import kind_in_words, span_in_words
from ui.words.dates import (
    hour_in_words,
    long_date,
    month_and_year,
    short_date,
    stretch_in_words,
)
from ui.words.felt_changes import CHANGE_WORDS
from ui.words.lists import comma_list
from ui.words.locale import digits
from ui.words.marks import character_name, scene_title

if TYPE_CHECKING:
    from app.bootstrap import Services


# Translators: instead of the name of a track, scene, character or emotion that no longer exists
_GONE = Text("deleted", "instead of a name")


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a filter. without: the filter without it."""

    label: str
    without: JournalFilter


class FilterNames:
    """The names behind the ids of a filter; “deleted” for what no longer exists."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def emotion(self, emotion_id: EmotionId) -> str:
        try:
            return self._services.emotions.emotion(emotion_id).name
        except LookupError:
            return str(_GONE)

    def work(self, work_id: WorkId) -> str:
        works = self._services.scenes.works()
        return next((work.title for work in works if work.id == work_id), str(_GONE))

    def character(self, character_id: CharacterId) -> str:
        for work in self._services.scenes.works():
            for person in self._services.scenes.characters(work.id):
                if person.id == character_id:
                    return character_name(person)
        return str(_GONE)

    def track(self, track_id: TrackId) -> str:
        try:
            return self._services.library.track(track_id).row.title
        except LookupError:
            return str(_GONE)

    def scene(self, wanted: JournalFilter) -> str:
        assert wanted.scene_id is not None
        try:
            return scene_title(self._services.scenes.scene(wanted.scene_id))
        except LookupError:
            return str(_GONE)

    def parts(self, wanted: JournalFilter) -> list[Part]:
        """All conditions except the text, which has a field of its own. What a figure counts is one
        part: “13 to 19 April, Comfort”.
        """
        if wanted.counted is not None:
            plain = replace(wanted, counted=None, first_day=None, last_day=None)
            said = [*_days_counted(wanted), *_counted(wanted.counted)]
            said += [part.label for part in self.parts(plain)]
            label = comma_list(said) or _("felt")
            return [Part(label, JournalFilter(text=wanted.text))]
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
            # Translators: filters by a character of the story
            label = _("with {character}", character=name)
            yield Part(label, replace(wanted, character_id=None))
        if wanted.scene_id is not None:
            yield Part(self.scene(wanted), replace(wanted, scene_id=None))
        if wanted.track_id is not None:
            label = _("“{track}”", track=self.track(wanted.track_id))
            yield Part(label, replace(wanted, track_id=None))
        if wanted.companion:
            # Translators: filters by who listened, too
            label = _("heard with {name}", name=wanted.companion)
            yield Part(label, replace(wanted, companion=""))


def presets(now: date) -> list[tuple[str, date, date | None]]:
    """Periods that are often wanted: label, first and last day; None for today."""
    week = now - timedelta(days=now.weekday())
    last_year = now.year - 1
    return [
        (_("This week"), week, None),
        (_("This month"), now.replace(day=1), None),
        (_("This year"), date(now.year, 1, 1), None),
        (_("Last year"), date(last_year, 1, 1), date(last_year, 12, 31)),
    ]


def days_in_words(first: date | None, last: date | None) -> str:
    """“14 Mar 2025”, “March 2025”, “2025”, “since 16 Nov”, “until …”, “16 Nov to 21 Nov”."""
    if first is None and last is None:
        return _("Any day")
    if last is None:
        assert first is not None
        return _("since {date}", date=short_date(first))
    if first is None:
        return _("until {date}", date=short_date(last))
    if first == last:
        return long_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return digits(first.year)
    next_day = last + timedelta(days=1)
    if first.day == next_day.day == 1 and (last - first).days < 31:
        return month_and_year(first)
    # Translators: a period, “16 Nov to 21 Nov”
    return _("{first} to {last}", first=short_date(first), last=short_date(last))


def _kinds(wanted: JournalFilter) -> Iterator[Part]:
    for kind in sorted(wanted.kinds):
        rest = replace(wanted, kinds=wanted.kinds - {kind})
        yield Part(kind_in_words(kind), rest)


def _days_counted(wanted: JournalFilter) -> Iterator[str]:
    first, last = wanted.first_day, wanted.last_day
    if first is not None and last is not None:
        is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        is_year = is_year and first.year == last.year
        yield digits(first.year) if is_year else stretch_in_words(first, last)


def _counted(counted: Counted) -> Iterator[str]:
    if counted.role:
        yield role_label(counted.role)
    if counted.composer:
        yield counted.composer
    if counted.hour is not None:
        yield hour_in_words(counted.hour)
    if counted.word:
        yield _("“{word}”", word=counted.word)
    if counted.change is not None:
        yield str(CHANGE_WORDS[counted.change])
    if counted.place is not None:
        yield span_in_words(counted.place)
    if counted.is_heard:
        yield _("marked while listening")


def _days(wanted: JournalFilter) -> Iterator[Part]:
    if wanted.first_day is not None or wanted.last_day is not None:
        label = days_in_words(wanted.first_day, wanted.last_day)
        yield Part(label, replace(wanted, first_day=None, last_day=None))
