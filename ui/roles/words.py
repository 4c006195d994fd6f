"""The page in words: when something was first heard, how often, what was felt then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from app.core.words import Text, _, dotted, ngettext
from app.emotions.records import Mode, TaggedEmotion
from ui.words.dates import days_ago, long_date, today
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.core.instant import Instant
    from app.roles.records import Impression, PastListen

_MORNING, _AFTERNOON, _EVENING, _NIGHT = 5, 12, 18, 22
_MOST_NAMES = 3
_PARTS = (
    # Translators: a date and the part of the day, “3 March 2024, in the morning”
    (_MORNING, Text("{date}, in the morning")),
    (_AFTERNOON, Text("{date}, in the afternoon")),
    (_EVENING, Text("{date}, in the evening")),
    (_NIGHT, Text("{date}, at night")),
)


def day_and_part(when: datetime) -> str:
    """“3 March 2024, at night”."""
    hour = when.hour
    found = [text for begins, text in _PARTS if hour >= begins]
    text = found[-1] if found else _PARTS[-1][1]  # after midnight it is still night
    return str(text.filled(date=long_date(when.date())))


def first_heard(impression: Impression) -> str:
    """“First heard 3 March 2024, at night”; of what has only marks, when these were made."""
    if impression.first is None:
        return _("Not heard yet")
    when = day_and_part(impression.first.local)
    kept = impression.first_kept
    if kept is not None and not kept.is_listen and kept.begun == impression.first:
        return _("First marked {date}", date=when)
    return _("First heard {date}", date=when)


def then_in_words(impression: Impression) -> str:
    """Above the first impression: when it was, and what was felt."""
    kept = impression.first_kept
    if kept is None:
        return first_heard(impression)
    if impression.first is not None and kept.begun != impression.first:
        words = _("First marked {date}", date=day_and_part(kept.begun.local))
    else:
        words = first_heard(impression)
    return dotted(words, felt_names((kept,)))


def now_in_words(impression: Impression) -> str:
    """Below the latest listens: how many, when the last of them was, and what was felt."""
    if not impression.latest and impression.first_kept is None:
        return _("Nothing marked yet: press the key of an emotion while it plays")
    if not impression.latest:
        return _("Nothing marked since")
    many = len(impression.latest)
    last = days_ago(impression.latest[0].begun.day, today())
    # Translators: when a track was heard lately and something was marked; ago: “yesterday”
    words = ngettext("Latest listen, {ago}", "Latest {n} listens, the last {ago}", many, ago=last)
    return dotted(words, felt_names(impression.latest))


def how_often(impression: Impression) -> str:
    """“heard 69 times · the last time yesterday”."""
    if not impression.heard:
        return ""
    many = times_heard(impression.heard)
    if impression.heard < 2 or impression.last is None:
        return many
    return dotted(many, _("the last time {ago}", ago=days_ago(impression.last.day, today())))


def felt_names(listens: Iterable[PastListen]) -> str:
    """The emotions that were felt most: “Wonder, Tension”."""
    weights: Counter[str] = Counter()
    for listen in listens:
        for mark in listen.marks:
            if isinstance(mark, TaggedEmotion) and mark.tag.mode is Mode.FELT:
                weights[mark.emotion.name] += mark.tag.intensity
    return comma_list([name for name, _weight in weights.most_common(_MOST_NAMES)])


def first_of_version(first: Instant | None) -> str:
    """“first heard 3 March 2024”."""
    if first is None:
        return _("not heard yet")
    return _("first heard {date}", date=long_date(first.day))


def times_heard(heard: int) -> str:
    """“heard 8 times”; empty if it never was."""
    return ngettext("heard once", "heard {n} times", heard) if heard else ""
