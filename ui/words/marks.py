"""Marks in words: for tooltips, the table, and those who hear the screen instead of seeing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.counting import counted
from app.core.marks import Mark, MarkKind
from app.core.timecode import Span, format_ms
from app.marks.kinds import KINDS, in_cell, in_line, name_of
from app.story.records import Scene
from ui.words.spoilers import spoilers

HIDDEN_TITLE = "A later scene (spoiler)"


def told_in_words(mark: Mark) -> str:
    """“Wonder, felt, intensity 3 of 5: the horns”."""
    return in_line(mark, spoilers().cover(HIDDEN_TITLE))


def told_in_cell(mark: Mark) -> str:
    """Where the kind is said beside it: “Wonder, felt”."""
    return in_cell(mark, spoilers().cover(HIDDEN_TITLE))


def heading_of(mark: Mark) -> str:
    """Above all that belongs to it: “Wonder”, “Theme “The heart””."""
    spec = KINDS[mark.kind]
    return spec.words.said(spec.words.heading, spec.told(mark), spoilers().cover(HIDDEN_TITLE))


def name_in_words(mark: Mark, hidden: str) -> str:
    """What it is called; “A favourite moment” where nobody named it. hidden: over a spoiler."""
    spec = KINDS[mark.kind]
    is_named = bool(spec.told(mark).name)
    return name_of(mark, spoilers().cover(hidden)) if is_named else spec.words.unnamed


def is_waiting(mark: Mark) -> bool:
    """Whether something about it is not in the journal yet."""
    return KINDS[mark.kind].waits(mark)


def several_in_words(count: int, waits: int) -> str:
    """Marks shown as one number: “12 marks, 2 of them wait for the journal”."""
    many = counted(count, "1 mark", "{n} marks")
    if not waits:
        return many
    if waits == count:
        return f"{many}, all of them wait for the journal"
    some = counted(waits, "1 of them waits for the journal", "{n} of them wait for the journal")
    return f"{many}, {some}"


def waiting_in(shares: Iterable[tuple[Mark, int]]) -> int:
    """How many are not in the journal yet. shares: one mark of each kind, and how many of it."""
    return sum(many for mark, many in shares if is_waiting(mark))


def kinds_in_words(counts: Mapping[MarkKind, int]) -> str:
    """“3 feelings, 1 scene”, in the order of the kinds."""
    parts = []
    for kind, spec in KINDS.items():
        if number := counts.get(kind):
            one, many = spec.words.one.lower(), spec.words.many.lower()
            parts.append(counted(number, f"1 {one}", f"{{n}} {many}"))
    return ", ".join(parts)


def span_in_words(span: Span) -> str:
    """“at 1:05.250”, or “1:05.250 to 1:09.000”."""
    start, end = (format_ms(ms, with_millis=True) for ms in (span.start_ms, span.end_ms))
    return f"at {start}" if span.is_point else f"{start} to {end}"


def scene_title(scene: Scene) -> str:
    """A spoiler's title stays covered where the listener wants that and nobody asked for it."""
    return HIDDEN_TITLE if spoilers().is_covered(scene.is_spoiler) else scene.title
