"""A melody that returns, in words."""

from __future__ import annotations

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.themes.difference import Difference
from ui.themes.families.shown import ShownFamily, ShownPassage
from ui.words.differences import figures
from ui.words.places import place_in_words


def name_of(family: ShownFamily) -> str:
    """“A melody that returns 5 times”; as many times as its theme will have returns."""
    count = len(family.passages)
    if family.is_accompaniment:
        return ngettext("A pattern, once", "A pattern, {n} times", count)
    return ngettext("A melody heard once", "A melody that returns {n} times", count)


def detail_of(family: ShownFamily) -> str:
    """“3 tracks · first in “Two cups” at 0:12”."""
    tracks = ngettext("1 track", "{n} tracks", family.tracks)
    first = family.passages[0]
    time = format_ms(first.passage.span.start_ms)
    # Translators: where a melody is heard first, “first in “Two cups” at 0:12”
    return dotted(tracks, _("first in “{track}” at {time}", track=first.track.title, time=time))


def place_of(passage: ShownPassage) -> str:
    """“Two cups 0:12”."""
    return place_in_words(passage.track.title, passage.passage.span.start_ms)


def heard_how(family: ShownFamily, place: int) -> str:
    """Key and tempo, against the first one."""
    one = family.passages[place].candidate
    if place == 0:
        return _("as it was first heard")
    return figures(Difference(one.transposition, one.tempo_ratio))


def told_family(family: ShownFamily, *, is_playing: bool) -> str:
    """For screen readers."""
    notes = ngettext("1 note", "{n} notes", len(family.melody)) if family.melody else ""
    dismissed = _("dismissed") if family.dismissed else ""
    playing = _("playing") if is_playing else ""
    return dotted(name_of(family), detail_of(family), notes, dismissed, playing)


def told_passage(family: ShownFamily, place: int, *, is_playing: bool) -> str:
    playing = _("playing") if is_playing else ""
    return dotted(place_of(family.passages[place]), heard_how(family, place), playing)
