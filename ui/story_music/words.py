"""A bead in words: what screen readers and tooltips say of it."""

from __future__ import annotations

from app.characters.records import FeltThere, PlacedScene
from app.core.timecode import Span, format_ms
from app.core.words import _, dotted, ngettext, number
from app.emotions.records import MAX_INTENSITY
from ui.story_music.bead import Bead


def place_in_words(at: PlacedScene) -> str:
    """“Rain on the rooftop garden · S1 E2”."""
    return dotted(at.scene.title, at.where)


def passage_in_words(span: Span) -> str:
    """“0:29 to 0:44”."""
    start, end = format_ms(span.start_ms), format_ms(span.end_ms)
    # Translators: a passage of the music, “1:05.250 to 1:09.000”
    return _("{start} to {end}", start=start, end=end)


def felt_in_words(felt: FeltThere) -> str:
    """“Tenderness, intensity 4 of 5, 12 marks”."""
    if felt.leading is None:
        return _("nothing felt there yet")
    marks = ngettext("1 mark", "{n} marks", felt.marks)
    # Translators: what was felt most in some music, how strongly on average, and from how many
    # marks that is known: “Tenderness, intensity 4 of 5, 12 marks”
    return _(
        "{emotion}, intensity {value} of {most}, {marks}",
        emotion=felt.leading.name,
        value=number(felt.dots),
        most=number(MAX_INTENSITY),
        marks=marks,
    )


def bead_in_words(bead: Bead, place: int, count: int) -> str:
    """All that is to be known of it without seeing it. place: from 0."""
    return ". ".join(part.rstrip(".") for part in _told(bead, place, count) if part)


def tip_of(bead: Bead, place: int, count: int) -> str:
    """The same on several lines."""
    return "\n".join(part for part in _told(bead, place, count) if part)


def _told(bead: Bead, place: int, count: int) -> tuple[str, ...]:
    # Translators: one of several places along a story, “3 of 5”
    numbered = _("{place} of {count}", place=number(place + 1), count=number(count))
    heard = dotted(bead.track.title, format_ms(bead.passage.span.start_ms))
    words = "" if bead.words == bead.track.title else bead.words
    return numbered, place_in_words(bead.at), felt_in_words(bead.felt), heard, words
