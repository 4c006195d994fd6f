"""Letters to later in words: what they wait for, when they opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _
from ui.words.dates import clock_time, days_ahead, long_date, time_in_sentence, today
from ui.words.lengths import lasted

if TYPE_CHECKING:
    from datetime import date

    from app.core.instant import Instant
    from app.journal.seals import Seal


def condition_in_words(seal: Seal, now: date | None = None) -> str:
    """“Opens on 28 November 2027, in a year”; of a sealed letter."""
    if seal.until is not None:
        day = long_date(seal.until)
        if seal.until <= (now or today()):  # the journal can't be written
            return _("Opens on {date}", date=day)
        # Translators: when is “in a year” or “in five days”
        return _("Opens on {date}, {when}", date=day, when=days_ahead(seal.until, now))
    if seal.track_id is not None:
        track = seal.track_title
        return _("Opens when you hear “{track}” again, at least half of it", track=track)
    return _("The music it waited for is no longer here. Only you can open it.")


def opened_in_words(seal: Seal, now: date | None = None) -> str:
    """“Opened today, 21:40”, “Opened 12 October 2026”; of an opened letter."""
    assert seal.opened is not None
    now, when = now or today(), seal.opened.local
    is_recent = (now - when.date()).days in (0, 1)
    said = time_in_sentence(when, now) if is_recent else long_date(when.date())
    # Translators: when is “today, 21:40” or “12 October 2026”
    return _("Opened {when}", when=said)


def history_in_words(written: Instant, seal: Seal) -> str:
    """“Written 26 March 2025, 02:40. Sealed for twenty months.”; of an opened letter."""
    assert seal.opened is not None
    day = written.local
    days = (seal.opened.utc_ms - seal.sealed.utc_ms) // 86_400_000
    return _(
        "Written {date}, {time}. Sealed for {long}.",
        date=long_date(day.date()),
        time=clock_time(day),
        # Translators: see “less than a day”, “a week”, “{n} months”
        long=lasted(days),
    )
