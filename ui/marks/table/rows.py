"""A mark as a row of the table: what each cell shows, sorts by and lets be edited. Pure."""

from __future__ import annotations

from collections.abc import Callable

from app.core.marks import Mark, MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import Text, _
from app.emotions.records import TaggedEmotion
from app.marks.kinds import KINDS, colour_of, told
from app.marks.spec import MarkSpec
from app.themes.records import Occurrence
from app.transactions.typed import Typed
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting, told_in_cell

SortKey = tuple[int | str, int, int, MarkRef]

COLUMNS = (
    Text("Kind"),
    Text("Start"),
    Text("End"),
    Text("What", "the column with the name of an emotion, moment, scene or theme"),
    Text("Intensity"),
    Text("Note"),
)
KIND, START, END, WHAT, INTENSITY, NOTE = range(len(COLUMNS))


def spec_of(mark: Mark) -> MarkSpec:
    return KINDS[mark.kind]


def picture_of(mark: Mark) -> tuple[str, str]:
    """The icon's name and its colour."""
    icon = WAITS_ICON if is_waiting(mark) else told(mark).icon
    return icon, colour_of(mark)


def text_of(mark: Mark, column: int) -> str:
    """A cell's text, on one line."""
    span = mark.span
    if column == KIND:
        return str(spec_of(mark).words.one)
    if column == START:
        return format_ms(span.start_ms, with_millis=True)
    if column == END:
        return "" if span.is_point else format_ms(span.end_ms, with_millis=True)
    if column == WHAT:
        return told_in_cell(mark)
    if column == INTENSITY:
        intensity = told(mark).intensity
        return _("{intensity} of 5", intensity=str(intensity)) if intensity else ""
    return " ".join(told(mark).note.split())


def sort_key(mark: Mark, column: int) -> SortKey:
    """Times sort as times; marks with equal cells, by their times. No two keys are equal."""
    span = mark.span
    value: int | str = span.start_ms
    if column == END:
        value = span.end_ms
    elif column == INTENSITY:
        value = told(mark).intensity
    elif column != START:
        value = text_of(mark, column).casefold()
    return value, span.start_ms, span.end_ms, mark.ref


def is_editable(mark: Mark, column: int) -> bool:
    if isinstance(mark, Occurrence) and mark.is_unanswered:
        return column in (START, END)
    return column in (START, END) or _field(mark, column) in spec_of(mark).editable


def why_not_editable(mark: Mark, column: int, keys_of: Callable[[str], str]) -> str:
    """What to say if the listener tries to edit a cell that has no editor.

    keys_of: the shortcut of a command, given its key.
    """
    if column == KIND:
        return _("A mark’s kind can’t be changed, but its times, its note and what it says can.")
    if column == INTENSITY:
        return _("Only emotions have an intensity.")
    spec = spec_of(mark)
    if spec.why_not_named is None:
        return ""
    return spec.why_not_named.filled(keys=keys_of(spec.assigned_by) if spec.assigned_by else "")


def edit_value(mark: Mark, column: int) -> int | str:
    """What an editor starts with: milliseconds, an emotion's id, a number, or text."""
    if column in (START, END):
        return mark.span.start_ms if column == START else mark.span.end_ms
    if column == WHAT:
        return int(mark.emotion.id) if isinstance(mark, TaggedEmotion) else told(mark).name
    return told(mark).intensity if column == INTENSITY else told(mark).note


def edited_field(mark: Mark, column: int, value: int | str) -> tuple[str, object]:
    """The field and value of an edited cell, as the inspector reports them."""
    if column == START:
        return "span", _with_start(mark.span, int(value))
    if column == END:
        return "span", Span.between(mark.span.start_ms, int(value))
    field = _field(mark, column)
    if isinstance(value, str):
        return field, Typed(value, str(edit_value(mark, column)), is_long=column == NOTE)
    return field, value


def _field(mark: Mark, column: int) -> str:
    """The field that a cell shows; empty where it can't be edited here."""
    return {WHAT: spec_of(mark).named_by, INTENSITY: "intensity", NOTE: "note"}.get(column, "")


def _with_start(span: Span, start_ms: int) -> Span:
    """A point moves; a span keeps its end, or moves when its start would pass it."""
    is_moved = span.is_point or start_ms > span.end_ms
    return span.moved_to(start_ms) if is_moved else Span(start_ms, span.end_ms)
