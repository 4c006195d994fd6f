"""What the page says: why a moment is here, what a path is, and what it lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.core.instant import Instant
from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext, number
from app.emotions.records import MAX_INTENSITY
from ui.words.dates import today
from ui.words.lengths import unheard
from ui.words.lists import and_list, comma_list
from ui.words.people import with_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.comfort.records import ComfortMoment, ComfortPath, Shelf
    from app.emotions.records import Emotion
    from app.journal.records import Feeling

_MINUTE_MS, _FEW_MINUTES = 60_000, 10
_ENOUGH = 0.9  # of the wanted time


def since_heard(moment: ComfortMoment, now: date | None = None) -> str:
    """“Unheard for 20 months”."""
    return unheard(((now or today()) - Instant.of(moment.heard_at_ms).day).days)


def why_here(moment: ComfortMoment, now: date | None = None) -> str:
    """“Unheard for 7 months, with Noor”."""
    return comma_list((since_heard(moment, now), with_people(moment.people)))


def place_of(moment: ComfortMoment, fit: Callable[[str, str], str] | None = None) -> str:
    """“Love Theme · 0:13”. fit: how much of the title fits beside what follows it."""
    item = moment.item
    assert item.track is not None and item.span is not None
    title, time = item.track.title, format_ms(item.span.start_ms)
    return dotted(title if fit is None else fit(title, dotted("–", time)[1:]), time)


def words_of(moment: ComfortMoment, emotion: Emotion) -> str:
    """The listener's own, or what it was that they felt."""
    return moment.item.text or emotion.name


def why(moment: ComfortMoment, emotion: Emotion) -> str:
    """“Comfort, intensity 5 of 5. Unheard for 20 months.”"""
    value, most = number(moment.item.intensity or 0), number(MAX_INTENSITY)
    return _(
        "{emotion}, intensity {value} of {most}. {unheard}.",
        emotion=emotion.name,
        value=value,
        most=most,
        unheard=why_here(moment),
    )


def moment_in_words(moment: ComfortMoment, emotion: Emotion) -> str:
    """All of it, for screen readers and tips."""
    return comma_list((words_of(moment, emotion), place_of(moment), why(moment, emotion)))


def shelf_sentence(shelf: Shelf, many: int, *, is_whole: bool) -> str:
    """many: own marks altogether."""
    if not shelf.moments:
        return _("Nothing in your own marks fits this yet. Choose another emotion.")
    if len(shelf.moments) < 5 and not is_whole:
        return ngettext(
            "One moment so far. Here it is.",
            "{n} moments so far. Here they are.",
            len(shelf.moments),
        )
    return ngettext(
        "From your own mark. Strongest first, longest unheard first; nothing that ever hurt "
        "at the same seconds.",
        "From your own {n} marks. Strongest first, longest unheard first; nothing that ever hurt "
        "at the same seconds.",
        many,
    )


def path_title(begin: Emotion | None, end: Emotion | None) -> str:
    if begin is None or end is None:
        return _("A path from one emotion to another")
    # Translators: names of emotions: “A path from Tension to Peacefulness”
    return _("A path from {begin} to {end}", begin=begin.name, end=end.name)


def path_sentence(path: ComfortPath, missing: Sequence[str]) -> str:
    """missing: feelings of which there is no mark on the way."""
    many = len(path.moments)
    if not path.plan.is_path:
        if not many:
            return _("Nothing of yours lies on this way yet. Drag either end.")
        return ngettext(
            "One moment of yours lies on this way. A path begins with five. Drag either end.",
            "{n} moments of yours lie on this way. A path begins with five. Drag either end.",
            many,
        )
    sentence = ngettext(
        "One of your own moments, {length} with the music around it.",
        "{n} of your own moments, {length} with the music around them.",
        many,
        length=minutes_of(path.duration_ms),
    )
    wanted = path.plan.wish.minutes
    if path.duration_ms < _ENOUGH * wanted * _MINUTE_MS:
        more = _("There isn’t music for {length} around them.", length=minutes(wanted))
        sentence = " ".join((sentence, more))
    if not missing:
        return " ".join((sentence, _("Drag either end.")))
    # Translators: emotions that nothing was marked with: “Missing on the way: Awe and Humour.”
    lacking = _("Missing on the way: {emotions}.", emotions=and_list(missing))
    return " ".join((sentence, lacking))


def minutes_of(duration_ms: int) -> str:
    if duration_ms < _MINUTE_MS:
        return ngettext("1 second", "{n} seconds", round(duration_ms / 1000))
    return minutes(round(duration_ms / _MINUTE_MS))


def minutes(many: int) -> str:
    return ngettext("1 minute", "{n} minutes", many)


def time_mark(at_ms: int, lasts_ms: int) -> str:
    """Where in a path that lasts so long: “4 min”; “0:42” in one of a few minutes."""
    if lasts_ms < _FEW_MINUTES * _MINUTE_MS:
        return format_ms(at_ms)
    return ngettext("1 min", "{n} min", at_ms // _MINUTE_MS)


def nearest(place: Feeling, emotions: Iterable[Emotion]) -> Emotion | None:
    """The word of the vocabulary for a place on the two axes."""
    return min(
        emotions,
        key=lambda one: (
            (one.valence - place.valence) ** 2 + (one.arousal - place.arousal) ** 2,
            one.position,
        ),
        default=None,
    )


def which_of_shelf(place: int, count: int) -> str:
    # Translators: what the player says: “2 of 5 that comfort”
    return _("{place} of {count} that comfort", place=number(place + 1), count=number(count))


def which_of_path(place: int, count: int) -> str:
    # Translators: what the player says: “Station 2 of 7”
    return _("Station {place} of {count}", place=number(place + 1), count=number(count))
