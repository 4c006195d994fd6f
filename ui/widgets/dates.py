"""Days and moments in words: “Yesterday”, “a year ago”, “Saturday 21 November 2026”.

The names are our own: `strftime` answers in the language of the process, the rest of the screen is
English.
"""

from __future__ import annotations

from datetime import date, datetime

from app.core.counting import counted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SMALL = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def today() -> date:
    """This day on the listener's wall."""
    return datetime.now().astimezone().date()


def day_in_words(day: date, now: date | None = None) -> str:
    """“Today”, “Yesterday”, else “Saturday 21 November 2026”."""
    days = ((now or today()) - day).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def long_date(day: date) -> str:
    """“21 November 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, now: date | None = None) -> str:
    """“21 Nov”, with the year when it is another one than now's."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if day.year == (now or today()).year else f"{text} {day.year}"


def clock_time(when: datetime) -> str:
    """“21:40”."""
    return f"{when.hour:02d}:{when.minute:02d}"


def days_ago(day: date, now: date | None = None) -> str:
    """The distance of two days: “today”, “yesterday”, “five days ago”, “a year ago”."""
    now = now or today()
    days = (now - day).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    if days < 0:
        return f"on {long_date(day)}"
    if days < 14:
        return "a week ago" if days == 7 else f"{_spelled(days, 'a day', '{n} days')} ago"
    months = (now.year - day.year) * 12 + now.month - day.month - (now.day < day.day)
    # Three days short of an anniversary is still called by its name.
    years = round(days / 365.25)
    if years and abs(days - years * 365.25) < 8:
        return f"{_spelled(years, 'a year', '{n} years')} ago"
    if months < 1:
        return f"{_spelled(days // 7, 'a week', '{n} weeks')} ago"
    if months < 12:
        return f"{_spelled(months, 'a month', '{n} months')} ago"
    return f"{_spelled(months // 12, 'a year', '{n} years')} ago"


def _spelled(number: int, one: str, many: str) -> str:
    """“a year”, “two years”, “14 years”."""
    many = many.replace("{n}", _SMALL[number]) if number < len(_SMALL) else many
    return counted(number, one, many)
