"""A mark as a line of the table: what each cell says, sorts by and lets be edited. Pure."""

from __future__ import annotations

from app.core.marks import Mark, MarkRef
from app.core.timecode import Span, format_ms
from app.emotions.records import TaggedEmotion
from app.marks.kinds import KINDS, colour_of, told
from app.marks.spec import MarkSpec
from app.transactions.typed import Typed
from ui.widgets.waiting import WAITS_ICON
from ui.words.marks import is_waiting, told_in_cell

SortKey = tuple[int | str, int, int, MarkRef]

COLUMNS = ("Kind", "Start", "End", "What", "Intensity", "Note")
KIND, START, END, WHAT, INTENSITY, NOTE = range(len(COLUMNS))


def spec_of(mark: Mark) -> MarkSpec:
    return KINDS[mark.kind]


def picture_of(mark: Mark) -> tuple[str, str]:
    """The icon's name and its colour."""
    icon = WAITS_ICON if is_waiting(mark) else told(mark).icon
    return icon, colour_of(mark)


def text_of(mark: Mark, column: int) -> str:
    """What a cell says, on one line."""
    span = mark.span
    if column == KIND:
        return spec_of(mark).words.one
    if column == START:
        return format_ms(span.start_ms, with_millis=True)
    if column == END:
        return "" if span.is_point else format_ms(span.end_ms, with_millis=True)
    if column == WHAT:
        return told_in_cell(mark)
    if column == INTENSITY:
        intensity = told(mark).intensity
        return f"{intensity} of 5" if intensity else ""
    return " ".join(told(mark).note.split())


def sort_key(mark: Mark, column: int) -> SortKey:
    """Times sort as times; marks that say the same, by when they are. No two are equal."""
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
    return column in (START, END) or _field(mark, column) in spec_of(mark).editable


def why_not_editable(mark: Mark, column: int) -> str:
    """What to say when somebody wants to change a cell that has no editor."""
    if column == KIND:
        return "A mark stays of the kind it is: its time, words and note can be changed."
    if column == INTENSITY:
        return "Only feelings have an intensity."
    return spec_of(mark).why_not_named


def edit_value(mark: Mark, column: int) -> int | str:
    """What an editor begins with: milliseconds, an emotion's id, a number, or text."""
    if column in (START, END):
        return mark.span.start_ms if column == START else mark.span.end_ms
    if column == WHAT:
        return int(mark.emotion.id) if isinstance(mark, TaggedEmotion) else told(mark).name
    return told(mark).intensity if column == INTENSITY else told(mark).note


def edited_field(mark: Mark, column: int, value: int | str) -> tuple[str, object]:
    """The field and the value that an edited cell means, as the inspector tells them."""
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
