"""Every figure of a year or a life, as lines of its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.core.words import _, dotted
from app.years.records import FELT, FeltDays, Period
from ui.words.dates import month_and_year, stretch_in_words
from ui.words.locale import first_weekday
from ui.years.picture.axis import months_between, weeks_of
from ui.years.picture.shown import Pick, emotions_of, felt_between, marks_between
from ui.years.table import Line
from ui.years.words import FindEmotion, name_of
from ui.years.year_cards import TITLES

if TYPE_CHECKING:
    from app.core.ids import EmotionId
    from app.years.lives import Life
    from app.years.records import Felt


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
    for one in () if remarkable is None else remarkable.changes:
        yield Line(_("Before and after"), name_of(one), one.marks, one.wanted)


def lines_of_life(life: Life, find: FindEmotion) -> Iterator[Line]:
    """What was felt: by emotion, and month by month."""
    total, days = life.felt.total, sorted(life.felt.felt)
    for emotion in emotions_of(total, find):
        wanted = life.of.felt(emotion_ids=frozenset({emotion.id}))
        yield Line(_("By emotion"), emotion.name, total[emotion.id].number, wanted)
    for first, last in months_between(days[0], days[-1]).columns if days else ():
        there = felt_between(life.felt.felt, Pick(first, last))
        if there:
            marks = sum(one.number for one in there.values())
            what = dotted(month_and_year(first), find(_led(there)).name)
            wanted = life.of.felt(first_day=first, last_day=last)
            yield Line(_("By month"), what, marks, wanted)


def _led(there: Felt) -> EmotionId:
    return max(there, key=lambda one: (there[one].weight, -one))


def _emotions(period: Period, felt: FeltDays, find: FindEmotion) -> Iterator[Line]:
    total = felt.total
    for emotion in emotions_of(total, find):
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
