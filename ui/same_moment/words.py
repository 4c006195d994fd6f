"""The texts of the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.core.timecode import Span, format_ms
from app.core.words import _, dotted, ngettext, number
from app.emotions.records import MAX_INTENSITY
from app.journal.moment_records import MomentAcrossYears, own_words
from ui.words.dates import day_in_words, long_date, month_and_year, today
from ui.words.lists import comma_list
from ui.words.marks import scene_title

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.journal.moment_records import CountedVersion
    from app.journal.records import JournalItem


def time_words(span: Span) -> str:
    """“1:11 to 1:17”; “1:11” for a point, and where both are the same second."""
    start, end = format_ms(span.start_ms), format_ms(span.end_ms)
    if start == end:
        return start
    # Translators: a passage of the music, “1:11 to 1:17”
    return _("{start} to {end}", start=start, end=end)


def summary_words(moment: MomentAcrossYears) -> str:
    """“Opening · 1:11 to 1:17 · felt 19 times since November 2024, 8 times with words”."""
    first = moment.first_day
    place = moment.track.title, time_words(moment.asked.span)
    if first is None:
        return dotted(*place, _("nothing felt here yet"))
    felt = ngettext(
        "felt once, in {month}",
        "felt {n} times since {month}",
        moment.many,
        month=month_and_year(first),
    )
    worded = moment.with_words
    if 0 < worded < moment.many:
        words = ngettext("once with words", "{n} times with words", worded)
        felt = comma_list((felt, words))
    return dotted(*place, felt)


def day_words(day: date) -> str:
    """“Today”, “Yesterday”, else “29 November 2024”."""
    now = today()
    return day_in_words(day, now) if (now - day).days in (0, 1) else long_date(day)


def feeling_words(emotion: Emotion | None) -> str:
    return _("Favourite moment") if emotion is None else emotion.name


def beside_words(item: JournalItem, emotion: Emotion | None, *, is_elsewhere: bool) -> str:
    """Below the listener's own words: “Tenderness · The tram”. is_elsewhere: on another version."""
    said = own_words(item)
    mode = _("expressed by the music") if item.mode == "expressed" else ""
    label = item.title if emotion is None and item.title not in ("", said) else ""
    memory = item.memory if item.memory != said else ""
    version = item.track.title if is_elsewhere and item.track is not None else ""
    named = feeling_words(emotion) if said or emotion is None else ""
    return dotted(named, mode, _("“{label}”", label=label) if label else "", memory, version)


def row_words(item: JournalItem, emotion: Emotion | None) -> str:
    """The whole row, for screen readers."""
    parts = [feeling_words(emotion)]
    if item.intensity is not None:
        value, most = number(item.intensity), number(MAX_INTENSITY)
        parts.append(_("intensity {value} of {most}", value=value, most=most))
    if item.mode == "expressed":
        parts.append(_("expressed by the music"))
    parts += [own_words(item), item.memory if item.memory != own_words(item) else ""]
    parts += map(scene_title, item.scenes)
    return comma_list([*filter(None, parts), long_date(item.day)])


def counted_words(version: CountedVersion, many: int) -> str:
    """“4 of the 19”; those of a track with several files count together."""
    of_all = _("{part} of the {whole}", part=number(version.many), whole=number(many))
    if version.sources < 2:
        return of_all
    return dotted(of_all, ngettext("1 file", "{n} files", version.sources))
