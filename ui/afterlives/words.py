"""Afterlives in words and signs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.core.words import _, dotted
from app.story.echo_kinds import KIND_WORDS, EchoKind, afterlives_counted
from ui.words.dates import long_date, month_and_year, short_date, short_month_and_year
from ui.words.locale import digits

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife, AfterlivesOf

KIND_ICONS = {
    EchoKind.COVER: "music",
    EchoKind.REMIX: "audio-waveform",
    EchoKind.SAMPLE: "scissors",
    EchoKind.LIVE: "mic-vocal",
    EchoKind.FAN_VIDEO: "video",
    EchoKind.ADVERTISEMENT: "tv",
    EchoKind.TRAILER: "megaphone",
    EchoKind.FILM: "film",
    EchoKind.MEME: "laugh",
}


def date_in_words(iso: str) -> str:
    """“2001”, “May 2001”, “3 May 2001”; empty for none. iso: as an echo has it."""
    year, month, day = _parts(iso)
    if day:
        return long_date(date(year, month, day))
    return month_and_year(date(year, month, 1)) if month else digits(year) if year else ""


def date_in_brief(iso: str) -> str:
    """“2001”, “May 2001”, “3 May 2001” with the month shortened."""
    year, month, day = _parts(iso)
    if day:
        return short_date(date(year, month, day), date.min)
    return short_month_and_year(date(year, month, 1)) if month else digits(year) if year else ""


def _parts(iso: str) -> tuple[int, int, int]:
    """Missing ones are 0; a day that no calendar has is left out."""
    numbers = [int(part) for part in iso.split("-")] if iso else []
    year, month, day = (*numbers, 0, 0, 0)[:3]
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return year, 0, 0
    return year, month, day


def kind_words(life: Afterlife) -> str:
    return str(KIND_WORDS[life.echo.kind])


def life_words(life: Afterlife) -> str:
    """All of it in one line, for screen readers and lists."""
    echo = life.echo
    extra = [echo.title, echo.who, date_in_words(echo.date) or _("no date")]
    if life.linked is not None:
        extra.append(_("in your library"))
    if echo.link:
        extra.append(_("has a link"))
    return dotted(kind_words(life), *(part for part in extra if part))


def sentence(shown: AfterlivesOf) -> str:
    """“First heard on 29 November 2024. 8 afterlives since, the latest in September 2026.”"""
    count = afterlives_counted(len(shown.lives))
    first = shown.first_heard
    latest = date_in_words(shown.latest)
    if first is None:
        # Translators: count: “8 afterlives”; when: a year, month or day
        told = _("{count}, the latest {when}.", count=count, when=latest) if latest else count
        return told if shown.lives else ""
    heard = long_date(first.day)
    if latest:
        # Translators: count: “8 afterlives”; when: a year, month or day
        return _(
            "First heard {day}. {count}, the latest {when}.", day=heard, count=count, when=latest
        )
    if shown.lives:
        return _("First heard {day}. {count}.", day=heard, count=count)
    return _("First heard {day}.", day=heard)
