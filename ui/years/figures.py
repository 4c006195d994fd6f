"""Every figure of a year or a life, as lines of its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.core.timecode import format_span
from app.core.words import _, dotted, ngettext
from app.journal.records import JournalFilter
from app.years.records import FELT, FeltDays, Period, silences
from ui.words.dates import day_in_brief, month_and_year, stretch_in_words
from ui.words.lengths import unheard
from ui.words.locale import first_weekday
from ui.years.cards.items import said_of, when_of
from ui.years.picture.axis import months_between, weeks_of
from ui.years.picture.shown import Pick, emotions_of, felt_between, marks_between
from ui.years.table import Line
from ui.years.words import (
    FindEmotion,
    days_in_words,
    heard_in_words,
    name_of,
)
from ui.years.year_cards import LEAST_SILENCE, MOST_SILENCES, TITLES

if TYPE_CHECKING:
    from app.core.ids import EmotionId
    from app.emotions.records import Emotion
    from app.years.lives import Life
    from app.years.records import Felt, Remarkable


def lines_of(period: Period, found: Mapping[str, Any], find: FindEmotion) -> Iterator[Line]:
    """As far as it was read by now."""
    felt = found.get("felt", FeltDays())
    yield from _emotions(period, felt, find)
    yield from _stretches(period, felt, find)
    breakdown = found.get("breakdown")
    if breakdown is not None:
        for name, title in (*TITLES.items(), ("hours", _("By the hour"))):
            for one in getattr(breakdown, name):
                yield Line(str(title), name_of(one), one.marks, one.wanted)
    for one in found.get("words", ()):
        yield Line(_("Your words"), one.name, one.marks, one.wanted)
    remarkable = found.get("remarkable")
    if remarkable is not None:
        yield from _remarkable(period, remarkable, felt, find)


def _remarkable(
    period: Period, found: Remarkable, felt: FeltDays, find: FindEmotion
) -> Iterator[Line]:
    """Single things show what they are about: how often, how long, or when."""
    if found.listens:
        what = heard_in_words(found.listens, found.tracks_heard)
        yield Line(_("Marked while listening"), what, found.marks_heard, period.heard())
    for one in (*found.changes_by_work, *found.changes):
        yield Line(_("Before and after"), name_of(one), one.marks, one.wanted)
    for place in found.returned_to:
        where = dotted(place.label, place.title, format_span(place.span))
        times = ngettext("begun once", "begun {n} times", place.starts)
        yield Line(_("Most returned to"), where, None, place.wanted, times)
    for first in found.firsts:
        word, day = find(first.emotion_id), first.made.day
        there = JournalFilter(frozenset({word.id}), first_day=day, last_day=day, counted=FELT)
        yield Line(_("For the first time"), word.name, None, there, day_in_brief(day))
    for item in found.ends:
        on_day = replace(period.marks(), first_day=item.day, last_day=item.day)
        yield Line(_("First and last"), said_of(item, find), None, on_day, when_of(item))
    for pause in silences(felt.days, LEAST_SILENCE, MOST_SILENCES):
        # What was marked from the day on that ended it.
        back = JournalFilter(first_day=pause.back, last_day=pause.marked or pause.back)
        stretch = stretch_in_words(pause.first, pause.last)
        yield Line(_("Silences"), stretch, None, back, days_in_words(pause.days))
    for comeback in found.comebacks:
        of_track = period.wanted(track_id=comeback.track_id)
        time = unheard(comeback.silent.days)
        yield Line(_("Heard again"), comeback.title, None, of_track, time)


def lines_of_life(life: Life, find: FindEmotion) -> Iterator[Line]:
    """What was felt: by emotion, and month by month."""
    total, days = life.felt.total, sorted(life.felt.felt)
    for emotion in _most_first(total, find):
        wanted = life.of.felt(emotion_ids=frozenset({emotion.id}))
        yield Line(_("By emotion"), emotion.name, total[emotion.id].number, wanted)
    for first, last in months_between(days[0], days[-1]).columns if days else ():
        there = felt_between(life.felt.felt, Pick(first, last))
        if there:
            marks = sum(one.number for one in there.values())
            what = dotted(month_and_year(first), find(_led(there)).name)
            wanted = life.of.felt(first_day=first, last_day=last)
            yield Line(_("By month"), what, marks, wanted)


def _most_first(total: Felt, find: FindEmotion) -> list[Emotion]:
    """Of those felt as often, in the order of their vocabularies."""
    return sorted(emotions_of(total, find), key=lambda one: -total[one.id].number)


def _led(there: Felt) -> EmotionId:
    return max(there, key=lambda one: (there[one].weight, -one))


def _emotions(period: Period, felt: FeltDays, find: FindEmotion) -> Iterator[Line]:
    total = felt.total
    for emotion in _most_first(total, find):
        wanted = period.wanted(emotion_ids=frozenset({emotion.id}), counted=FELT)
        yield Line(_("By emotion"), emotion.name, total[emotion.id].number, wanted)


def _stretches(period: Period, felt: FeltDays, find: FindEmotion) -> Iterator[Line]:
    """Weeks of a year; months of all years."""
    if not felt.days:
        return
    if period.year is None:
        columns = months_between(felt.days[0].day, felt.days[-1].day).columns
        title = _("By month")
    else:
        columns = weeks_of(period.year, first_weekday()).columns
        title = _("By week")
    for column in columns:
        pick = Pick(*column)
        marks = marks_between(felt.days, pick)
        if not marks:
            continue
        there = felt_between(felt.felt, pick)
        is_month = period.year is None
        when = month_and_year(pick.first) if is_month else stretch_in_words(*column)
        what = dotted(when, find(_led(there)).name if there else "")
        # As many as it says: without entries.
        wanted = replace(period.marks(), first_day=pick.first, last_day=pick.last)
        yield Line(title, what, marks, wanted)
