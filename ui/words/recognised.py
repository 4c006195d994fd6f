"""How soon something was known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _, decimal

if TYPE_CHECKING:
    from app.first_notes.records import Known


def seconds_words(ms: int) -> str:
    """“1.8 s”: a tenth at least, since nothing is known before it sounds."""
    # Translators: seconds is a number such as 1.8
    return _("{seconds} s", seconds=decimal(max(100, ms) / 1000, 1))


def recognised_words(after_ms: int) -> str:
    """“Recognised after 1.8 s”."""
    # Translators: time is such as “1.8 s”: how soon a piece of music was known
    return _("Recognised after {time}", time=seconds_words(after_ms))


def known_words(known: Known | None) -> str:
    """“Recognised after 1.8 s, fastest 0.9 s”, as the last time; empty if it never was."""
    if known is None:
        return ""
    if known.fastest_ms == known.latest_ms:
        return recognised_words(known.latest_ms)
    return _(
        # Translators: time and fastest are such as “1.8 s”: the last time, and of all times
        "Recognised after {time}, fastest {fastest}",
        time=seconds_words(known.latest_ms),
        fastest=seconds_words(known.fastest_ms),
    )
