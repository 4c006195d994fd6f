"""What the elements of an NFO file say, as neutral values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.core.timecode import MOST_MS
from app.core.words import _
from app.story.records import WorkKind
from app.story_import.cleaning import clean, clean_text, name_fault, roles_in
from app.story_import.nfo import NoNfo
from app.story_import.records import FoundCharacter, FoundEpisode, FoundWork, Place
from app.story_import.times import whole_length

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_NUMBER = 99_999
_MOST_PEOPLE = 300
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")

Portrait = Callable[[str], Path | None]


class EpisodeOf(NamedTuple):
    """An episode, and the title of its series; empty where the file leaves it to the folder."""

    series: str
    episode: FoundEpisode


def work_in(root: Element, place: Place, poster: Path | None, portrait: Portrait) -> FoundWork:
    """A series or film. portrait: the picture of an actor. Raises NoNfo without a title."""
    title = _text(root, "title") or _text(root, "originaltitle")
    if not title:
        raise NoNfo(_("It has no title."))
    if fault := name_fault(title):
        raise NoNfo(fault)
    return FoundWork(
        title,
        WorkKind.FILM if root.tag == "movie" else WorkKind.SERIES,
        _year(root),
        clean_text(root.findtext("plot") or root.findtext("outline") or ""),
        poster,
        tuple(_characters(root, portrait)),
        place=place,
        saga=_set_of(root),
    )


def episode_in(root: Element, place: Place, still: Path | None) -> EpisodeOf:
    """Raises NoNfo without a season and a number."""
    season, number = _number(root, "season"), _number(root, "episode")
    if season is None or number is None:
        raise NoNfo(_("It doesn’t say which season and episode it is."))
    title = _text(root, "title")
    if fault := name_fault(title):
        raise NoNfo(fault)
    episode = FoundEpisode(
        season,
        number,
        title,
        clean_text(root.findtext("plot") or root.findtext("outline") or ""),
        _length_ms(root),
        still,
        tuple(who.name for who in _characters(root, lambda _actor: None)),
        place=place,
    )
    return EpisodeOf(_text(root, "showtitle"), episode)


def _characters(root: Element, portrait: Portrait) -> Iterator[FoundCharacter]:
    """Each role once, in the order of the file."""
    seen: set[str] = set()
    for actor in root.findall("actor")[:_MOST_PEOPLE]:
        name = _text(actor, "name")
        for role in roles_in(actor.findtext("role") or ""):
            if role.casefold() not in seen:
                seen.add(role.casefold())
                yield FoundCharacter(role, name, portrait(name))


def _set_of(root: Element) -> str:
    """“<set><name>…</name></set>”, or in older files “<set>…</set>”; series have none."""
    name = _text(root, "set/name") or _text(root, "set")
    return "" if root.tag != "movie" or name_fault(name) else name


def _text(root: Element, tag: str) -> str:
    return clean(root.findtext(tag) or "")


def _number(root: Element, tag: str) -> int | None:
    text = _text(root, tag)
    is_number = text.isascii() and text.isdecimal() and len(text) < 9
    return int(text) if is_number and int(text) <= _MOST_NUMBER else None


def _year(root: Element) -> int | None:
    for tag in ("year", "premiered", "aired", "releasedate"):
        if found := _YEAR.match(_text(root, tag)):
            return int(found[0])
    return None


def _length_ms(root: Element) -> int | None:
    seconds = _text(root, "fileinfo/streamdetails/video/durationinseconds")
    if seconds.isdecimal() and len(seconds) < 9 and 0 < int(seconds) * 1000 <= MOST_MS:
        return int(seconds) * 1000
    runtime = _text(root, "runtime")
    return whole_length(f"{runtime} min" if runtime.isdecimal() else runtime) or None
