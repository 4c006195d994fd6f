"""The locale of the language that is spoken: how it writes dates, times and numbers."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale

from app.core import languages

_BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def spoken_locale() -> QLocale:
    """The locale of `languages.spoken()`; British for English and for the pseudo-locales."""
    return _locale_of(languages.spoken())


def digits(number: int) -> str:
    """A number that isn't counted, such as a day or a year: “2026”, not “2,026”."""
    return _without_groups(languages.spoken()).toString(number)


def first_weekday() -> int:
    """0 is Monday. The desktop's: it goes by the country, not by the language."""
    return QLocale.system().firstDayOfWeek().value - 1


@cache
def _locale_of(code: str) -> QLocale:
    if code == languages.ENGLISH or code in languages.PSEUDO:
        return _BRITISH
    return QLocale(code)


@cache
def _without_groups(code: str) -> QLocale:
    locale = QLocale(_locale_of(code))
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale
