"""How long something lasted, roughly: in days, weeks, months or years."""

from __future__ import annotations

from enum import Enum, auto

from app.core.words import _, ngettext, npgettext
from ui.words.dates import spelled

_WEEKS_FROM, _MONTHS_FROM = 21, 61  # days
_MONTH_DAYS, _YEAR_DAYS, _YEARS_FROM_MONTHS = 30.44, 365.25, 24


class Unit(Enum):
    DAYS = auto()
    WEEKS = auto()
    MONTHS = auto()
    YEARS = auto()


def rough_length(days: int) -> tuple[Unit, int]:
    """The unit in which one would say it, and how many of it. Whoever needs the words in another
    case than `lasted` has its own sentence for each unit.
    """
    if days < _WEEKS_FROM:
        return Unit.DAYS, days
    if days < _MONTHS_FROM:
        return Unit.WEEKS, days // 7
    months = round(days / _MONTH_DAYS)
    if months < _YEARS_FROM_MONTHS:
        return Unit.MONTHS, months
    return Unit.YEARS, round(days / _YEAR_DAYS)


def lasted(days: int) -> str:
    """How long something took: “less than a day”, “five weeks”, “twenty months”."""
    if days < 1:
        return _("less than a day")
    unit, n = rough_length(days)
    if unit is Unit.DAYS:
        return ngettext("a day", "{n} days", n, n=spelled(n))
    if unit is Unit.WEEKS:
        return ngettext("a week", "{n} weeks", n, n=spelled(n))
    if unit is Unit.MONTHS:
        return ngettext("a month", "{n} months", n, n=spelled(n))
    return ngettext("a year", "{n} years", n, n=spelled(n))


def after_how_long(days: int) -> str:
    """“8 months”, as in “after 8 months”: how long something wasn't heard."""
    unit, n = rough_length(days)
    if unit is Unit.YEARS:
        # Translators: as in “after 1 year”, “after 8 months”
        return npgettext("after", "1 year", "{n} years", n)
    if unit is Unit.MONTHS:
        return npgettext("after", "1 month", "{n} months", n)
    if unit is Unit.WEEKS:
        return npgettext("after", "1 week", "{n} weeks", n)
    return npgettext("after", "1 day", "{n} days", n)


def unheard(days: int) -> str:
    """“Unheard for 20 months”."""
    if days <= 0:
        return _("Heard today")
    unit, n = rough_length(days)
    if unit is Unit.DAYS:
        return ngettext("Unheard for a day", "Unheard for {n} days", n)
    if unit is Unit.WEEKS:
        return ngettext("Unheard for a week", "Unheard for {n} weeks", n)
    if unit is Unit.MONTHS:
        return ngettext("Unheard for a month", "Unheard for {n} months", n)
    return ngettext("Unheard for a year", "Unheard for {n} years", n)
