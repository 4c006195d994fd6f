"""Marks in words: for tooltips, the table and screen readers."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.marks import Mark, MarkKind
from app.core.timecode import Span, format_ms
from app.core.words import _, dotted, ngettext, number
from app.marks.kinds import KINDS, in_cell, in_line, name_of
from app.story.covering import Named, NamedCharacter, NamedTheme, Placed
from ui.words.lists import comma_list
from ui.words.spoilers import spoilers


def told_in_words(mark: Mark) -> str:
    """“Wonder, felt, intensity 3 of 5: the horns”."""
    return in_line(mark, spoilers().covering)


def told_in_cell(mark: Mark) -> str:
    """Next to its kind: “Wonder, felt”."""
    return in_cell(mark, spoilers().covering)


def heading_of(mark: Mark) -> str:
    """Above everything about it: “Wonder”, “Theme “The heart””."""
    spec = KINDS[mark.kind]
    return spec.words.said(spec.words.heading, spec.told(mark), spoilers().covering)


def name_in_words(mark: Mark) -> str:
    """Its name; “A favourite moment” where it has none."""
    spec = KINDS[mark.kind]
    is_named = bool(spec.told(mark).name)
    return name_of(mark, spoilers().covering) if is_named else str(spec.words.unnamed)


def is_waiting(mark: Mark) -> bool:
    """Whether something about it isn't saved yet."""
    return KINDS[mark.kind].waits(mark)


def several_in_words(count: int, waits: int) -> str:
    """Marks shown as one number: “12 marks, 2 waiting to be saved”. waits: how many of them."""
    marks = ngettext("1 mark", "{n} marks", count)
    if not waits:
        return marks
    if waits == count:
        return ngettext("1 mark, waiting to be saved", "{n} marks, all waiting to be saved", count)
    # Translators: some of the marks
    waiting = ngettext("1 waiting to be saved", "{n} waiting to be saved", waits)
    # Translators: “12 marks, 2 waiting to be saved”
    return _("{marks}, {waiting}", marks=marks, waiting=waiting)


def kinds_in_words(counts: Mapping[MarkKind, int]) -> str:
    """“3 emotions, 1 scene”, in the order of the kinds."""
    parts = []
    for kind, spec in KINDS.items():
        if number := counts.get(kind):
            parts.append(spec.words.counted(number))
    return comma_list(parts)


def span_in_words(span: Span) -> str:
    """“at 1:05.250”, or “1:05.250 to 1:09.000”."""
    start, end = (format_ms(ms, with_millis=True) for ms in (span.start_ms, span.end_ms))
    if span.is_point:
        # Translators: a time in the music, “at 1:05.250”
        return _("at {time}", time=start)
    # Translators: a passage of the music, “1:05.250 to 1:09.000”
    return _("{start} to {end}", start=start, end=end)


def character_name(person: NamedCharacter) -> str:
    """Their name, or what is shown instead while it would give something away."""
    return spoilers().covering.character_name(person)


def theme_name(theme: NamedTheme) -> str:
    """The same of a theme."""
    return spoilers().covering.theme_name(theme)


def return_words(theme: NamedTheme, place: int, count: int) -> str:
    """“The heart motif · return 3 of 10”. place: from 1."""
    at = _("return {number} of {count}", number=number(place), count=number(count))
    return dotted(theme_name(theme), at)


def scene_place(scene: Placed) -> str:
    """Its work and episode, without the title of an episode that is still to come."""
    return spoilers().covering.place(scene)


def scene_episode(scene: Placed) -> str:
    """The same of the episode alone."""
    return spoilers().covering.episode(scene)


def scene_title(scene: Named) -> str:
    """Its title, or what is shown instead while it is a hidden spoiler."""
    return spoilers().covering.title(scene)
