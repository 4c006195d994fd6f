"""Days and times in words: “Yesterday”, “a year ago”, “Saturday 21 November 2026”.

Names and digits are the locale's. The order of a date is a text of its own: Qt has no long date
without the weekday.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QLocale, QTime

from app.core.words import Text, _, ngettext, number, pgettext
from ui.words.locale import digits, spoken_locale

_LONG, _SHORT = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
_NARROW = QLocale.FormatType.NarrowFormat
_MONTHS = range(1, 13)
_WEEKDAY = re.compile(r"[\s,،]*dddd[\s,،]*")
_SPELLED = {
    # Translators: in “two days ago”, “three weeks ago”. Write digits where your language has other
    # words for other things that are counted.
    2: Text("two", "a number in words"),
    3: Text("three", "a number in words"),
    4: Text("four", "a number in words"),
    5: Text("five", "a number in words"),
    6: Text("six", "a number in words"),
    7: Text("seven", "a number in words"),
    8: Text("eight", "a number in words"),
    9: Text("nine", "a number in words"),
    10: Text("ten", "a number in words"),
}


def today() -> date:
    """The current day, in the local time zone."""
    return datetime.now().astimezone().date()


def day_in_words(day: date, now: date | None = None) -> str:
    """“Today”, “Yesterday”, else “Saturday 21 November 2026”."""
    days = ((now or today()) - day).days
    if days in (0, 1):
        return _("Yesterday") if days else _("Today")
    return full_date(day)


def time_in_words(when: datetime, now: date | None = None) -> str:
    """“Today, 15:56”, “Saturday 21 November 2026, 15:56”."""
    return _with_time(day_in_words(when.date(), now), when)


def time_in_sentence(when: datetime, now: date | None = None) -> str:
    """Within a sentence: “today, 15:56”, “Saturday 21 November 2026, 15:56”."""
    days = ((now or today()) - when.date()).days
    day = days_ago(when.date(), now) if days in (0, 1) else full_date(when.date())
    return _with_time(day, when)


def long_date(day: date) -> str:
    """“21 November 2026”."""
    # Translators: a date, “21 November 2026”
    return _(
        "{day} {month} {year}",
        day=digits(day.day),
        month=spoken_locale().monthName(day.month, _LONG),
        year=digits(day.year),
    )


def unbroken(date: str) -> str:
    """For a text that wraps: a date stays on one line."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")


def short_date(day: date, now: date | None = None) -> str:
    """“21 Nov”, with the year unless it is the current one."""
    of_month = digits(day.day)
    month = spoken_locale().monthName(day.month, _SHORT)
    if day.year == (now or today()).year:
        # Translators: “21 Nov”
        return pgettext("short date", "{day} {month}", day=of_month, month=month)
    # Translators: “21 Nov 2026”
    return pgettext(
        "short date", "{day} {month} {year}", day=of_month, month=month, year=digits(day.year)
    )


def day_in_brief(day: date, now: date | None = None) -> str:
    """“Today”, “Yesterday”, else as `short_date`."""
    now = now or today()
    return day_in_words(day, now) if (now - day).days in (0, 1) else short_date(day, now)


def days_of_each_month() -> tuple[str, ...]:
    """Among which is the widest of those that `day_in_brief` writes."""
    return (_("Today"), _("Yesterday"), *(short_date(date(2000, month, 20)) for month in _MONTHS))


def month_and_year(day: date) -> str:
    """“November 2026”."""
    # Translators: “November 2026”
    return _("{month} {year}", month=month_name(day.month), year=digits(day.year))


def short_month_and_year(day: date) -> str:
    """“Nov 2026”."""
    month = spoken_locale().standaloneMonthName(day.month, _SHORT)
    # Translators: “Nov 2026”
    return _("{month} {year}", month=month, year=digits(day.year))


def month_name(month: int) -> str:
    """As a heading: “November”. month: 1..12."""
    return spoken_locale().standaloneMonthName(month, _LONG)


def short_month(month: int) -> str:
    """Over a column: “Nov”. month: 1..12."""
    return spoken_locale().standaloneMonthName(month, _SHORT)


def stretch_in_words(first: date, last: date, now: date | None = None) -> str:
    """Days from one to another: “13 to 19 April”, “27 April to 3 May”; with the year unless it is
    this one.
    """
    end = long_date(last) if last.year != (now or today()).year else _day_and_month(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        begin = digits(first.day)
    else:
        begin = long_date(first) if first.year != last.year else _day_and_month(first)
    # Translators: days, “13 to 19 April”, “27 April to 3 May”
    return pgettext("days", "{first} to {last}", first=begin, last=end)


def _day_and_month(day: date) -> str:
    month = spoken_locale().monthName(day.month, _LONG)
    # Translators: “19 April”
    return pgettext("day", "{day} {month}", day=digits(day.day), month=month)


def weekday_letter(weekday: int) -> str:
    """Above a column of days: “M”. weekday: 0 is Monday."""
    return spoken_locale().standaloneDayName(weekday + 1, _NARROW)


def edit_format() -> str:
    """Qt's pattern for a field that takes a date: “14 Mar 2025”."""
    pattern = spoken_locale().dateFormat(_LONG)
    return _WEEKDAY.sub("", pattern).replace("MMMM", "MMM")


def clock_time(when: datetime) -> str:
    """“21:40”."""
    return spoken_locale().toString(QTime(when.hour, when.minute), _SHORT)


def hour_in_words(hour: int) -> str:
    """“21:00 to 22:00”."""
    first, last = (spoken_locale().toString(QTime(one % 24, 0), _SHORT) for one in (hour, hour + 1))
    # Translators: times of the day, “21:00 to 22:00”
    return pgettext("times", "{first} to {last}", first=first, last=last)


def days_ago(day: date, now: date | None = None) -> str:
    """How long ago a day was: “today”, “yesterday”, “five days ago”, “a year ago”."""
    now = now or today()
    days = (now - day).days
    if days in (0, 1):
        return _("yesterday") if days else _("today")
    if days < 0:
        # Translators: a day to come, “on 21 November 2026”
        return _("on {date}", date=long_date(day))
    if days < 14 and days != 7:
        return ngettext("a day ago", "{n} days ago", days, n=spelled(days))
    months = (now.year - day.year) * 12 + now.month - day.month - (now.day < day.day)
    # A few days before or after an anniversary are still called by its name.
    years = round(days / 365.25)
    is_near_anniversary = years > 0 and abs(days - years * 365.25) < 8
    if months >= 12 or is_near_anniversary:
        years = years if is_near_anniversary else months // 12
        return ngettext("a year ago", "{n} years ago", years, n=spelled(years))
    if months < 1:
        weeks = days // 7
        return ngettext("a week ago", "{n} weeks ago", weeks, n=spelled(weeks))
    return ngettext("a month ago", "{n} months ago", months, n=spelled(months))


def days_ahead(day: date, now: date | None = None) -> str:
    """How far ahead a day is: “tomorrow”, “in five days”; as `days_ago` if it isn’t."""
    now = now or today()
    days = (day - now).days
    if days < 1:
        return days_ago(day, now)
    if days == 1:
        return _("tomorrow")
    if days < 14 and days != 7:
        return ngettext("in a day", "in {n} days", days, n=spelled(days))
    months = (day.year - now.year) * 12 + day.month - now.month - (day.day < now.day)
    years = round(days / 365.25)
    is_near_anniversary = years > 0 and abs(days - years * 365.25) < 8
    if months >= 12 or is_near_anniversary:
        years = years if is_near_anniversary else months // 12
        return ngettext("in a year", "in {n} years", years, n=spelled(years))
    if months < 1:
        weeks = days // 7
        return ngettext("in a week", "in {n} weeks", weeks, n=spelled(weeks))
    return ngettext("in a month", "in {n} months", months, n=spelled(months))


def full_date(day: date) -> str:
    """“Saturday 21 November 2026”, whatever day it is now."""
    # Translators: a date with its weekday, “Saturday 21 November 2026”
    return _(
        "{weekday} {day} {month} {year}",
        weekday=spoken_locale().dayName(day.isoweekday(), _LONG),
        day=digits(day.day),
        month=spoken_locale().monthName(day.month, _LONG),
        year=digits(day.year),
    )


def _with_time(day: str, when: datetime) -> str:
    # Translators: “Today, 15:56”
    return _("{day}, {time}", day=day, time=clock_time(when))


def spelled(count: int) -> str:
    """“two” to “ten”, then “14”."""
    return str(_SPELLED[count]) if count in _SPELLED else number(count)
