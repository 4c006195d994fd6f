"""Links in the text of an entry: to a mark by its uid, to a place in a track, to another entry.

They are plain Markdown links whose address has the program's own scheme, so that they are the same
in an export and in another profile:

    [the horns](ost-my-heart:moment/0192…)
    [Love theme at 1:05](ost-my-heart:track/0192…/65000-70000/a1b2…)
    [To spring](ost-my-heart:entry/0192…)

Marks and places play. The last part of a place is the payload hash of the sound, by which the track
is found again where it has another uid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from app.core.timecode import MOST_MS, Span
from db.search.own_links import LONGEST as LONGEST
from db.search.own_links import SCHEME as SCHEME

_UID = r"[A-Za-z0-9_.:-]{1,36}"
_MARK = re.compile(rf"{SCHEME}:moment/(?P<uid>{_UID})", re.IGNORECASE)
_ENTRY = re.compile(rf"{SCHEME}:entry/(?P<uid>{_UID})", re.IGNORECASE)
_PLACE = re.compile(
    rf"{SCHEME}:track/(?P<uid>{_UID})/(?P<start>[0-9]{{1,10}})-(?P<end>[0-9]{{1,10}})"
    r"(?:/(?P<sound>[A-Za-z0-9_.~%-]{1,600}))?",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&])")


@dataclass(frozen=True, slots=True)
class MarkLink:
    """To a mark of any kind."""

    uid: str

    @property
    def address(self) -> str:
        return f"{SCHEME}:moment/{self.uid}"


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """To a place in a track. sound: a payload hash of it; empty if it isn't known."""

    track_uid: str
    span: Span
    sound: str = ""

    @property
    def address(self) -> str:
        place = f"{SCHEME}:track/{self.track_uid}/{self.span.start_ms}-{self.span.end_ms}"
        return f"{place}/{quote(self.sound, safe='')}" if self.sound else place


@dataclass(frozen=True, slots=True)
class EntryLink:
    """To another entry."""

    uid: str

    @property
    def address(self) -> str:
        return f"{SCHEME}:entry/{self.uid}"


MomentLink = MarkLink | PlaceLink
Link = MomentLink | EntryLink


def link_of(address: str) -> Link | None:
    """None for any other address, and for one of ours that is damaged."""
    if len(address) > LONGEST:
        return None
    if mark := _MARK.fullmatch(address):
        return MarkLink(mark["uid"])
    if entry := _ENTRY.fullmatch(address):
        return EntryLink(entry["uid"])
    place = _PLACE.fullmatch(address)
    if place is None:
        return None
    start_ms, end_ms = int(place["start"]), int(place["end"])
    if not start_ms <= end_ms <= MOST_MS:
        return None
    return PlaceLink(place["uid"], Span(start_ms, end_ms), unquote(place["sound"] or ""))


def is_ours(address: str) -> bool:
    """Whether it has our scheme, damaged or not."""
    return address.partition(":")[0].lower() == SCHEME


def as_markdown(words: str, link: Link) -> str:
    """A link that reads as these words, whatever signs they have."""
    plain = _SIGNS.sub(r"\\\1", " ".join(words.split()))
    return f"[{plain}]({link.address})"
