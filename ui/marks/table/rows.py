"""A mark as a line of the table: what each cell says, sorts by and lets be edited. Pure."""

from __future__ import annotations

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.emotions.records import TaggedEmotion
from app.moments.records import Moment
from app.story.records import Cue
from app.themes.records import Occurrence
from app.transactions.typed import Typed
from ui.widgets.waiting import WAITS, WAITS_ICON
from ui.words.marks import (
    KIND_WORDS,
    MODE_WORDS,
    STATUS_WORDS,
    change_in_words,
    scene_place,
    scene_title,
)

TableMark = TaggedEmotion | Moment | Cue | Occurrence
SortKey = tuple[int | str, int, int, MarkRef]

COLUMNS = ("Kind", "Start", "End", "What", "Intensity", "Note")
KIND, START, END, WHAT, INTENSITY, NOTE = range(len(COLUMNS))
_HAS_NOTE = (TaggedEmotion, Moment, Occurrence)


def ref_of(mark: TableMark) -> MarkRef:
    if isinstance(mark, TaggedEmotion):
        return mark.ref
    kind = {Moment: MarkKind.MOMENT, Cue: MarkKind.CUE, Occurrence: MarkKind.OCCURRENCE}
    return MarkRef(kind[type(mark)], mark.id)


def what_of(mark: TableMark) -> str:
    """“Wonder, felt”; a moment's label; a scene and where it is; a theme and how it returns."""
    if isinstance(mark, TaggedEmotion):
        return _waiting(f"{mark.emotion.name}, {MODE_WORDS[mark.tag.mode]}", mark.tag.is_waiting)
    if isinstance(mark, Moment):
        return _waiting(mark.label or KIND_WORDS[MarkKind.MOMENT], mark.is_waiting)
    if isinstance(mark, Cue):
        return f"{scene_title(mark.scene)} · {scene_place(mark.scene)}"
    parts = (mark.theme.name, STATUS_WORDS[mark.status], change_in_words(mark))
    return ", ".join(part for part in parts if part)


def picture_of(mark: TableMark) -> tuple[str, str]:
    """The icon's name and its colour."""
    if isinstance(mark, TaggedEmotion):
        return WAITS_ICON if mark.tag.is_waiting else mark.emotion.icon, mark.emotion.colour
    if isinstance(mark, Moment):
        return WAITS_ICON if mark.is_waiting else "heart", "accent"
    return (
        ("clapperboard", "ink_muted") if isinstance(mark, Cue) else ("music-2", mark.theme.colour)
    )


def _waiting(words: str, is_waiting: bool) -> str:
    return f"{words}, {WAITS}" if is_waiting else words


def intensity_of(mark: TableMark) -> int:
    """0 where the kind has none."""
    return mark.tag.intensity if isinstance(mark, TaggedEmotion) else 0


def note_of(mark: TableMark) -> str:
    if isinstance(mark, TaggedEmotion):
        return mark.tag.note
    return "" if isinstance(mark, Cue) else mark.note


def text_of(mark: TableMark, column: int) -> str:
    """What a cell says, on one line."""
    span = mark.span
    if column == KIND:
        return KIND_WORDS[ref_of(mark).kind]
    if column == START:
        return format_ms(span.start_ms, with_millis=True)
    if column == END:
        return "" if span.is_point else format_ms(span.end_ms, with_millis=True)
    if column == WHAT:
        return what_of(mark)
    if column == INTENSITY:
        return f"{intensity_of(mark)} of 5" if intensity_of(mark) else ""
    return " ".join(note_of(mark).split())


def sort_key(mark: TableMark, column: int) -> SortKey:
    """Times sort as times; marks that say the same, by when they are. No two are equal."""
    span = mark.span
    value: int | str = span.start_ms
    if column == END:
        value = span.end_ms
    elif column == INTENSITY:
        value = intensity_of(mark)
    elif column != START:
        value = text_of(mark, column).casefold()
    return value, span.start_ms, span.end_ms, ref_of(mark)


def is_editable(mark: TableMark, column: int) -> bool:
    if column == WHAT:
        return isinstance(mark, TaggedEmotion | Moment)
    if column == INTENSITY:
        return isinstance(mark, TaggedEmotion)
    return isinstance(mark, _HAS_NOTE) if column == NOTE else column in (START, END)


def why_not_editable(mark: TableMark, column: int) -> str:
    """What to say when somebody wants to change a cell that has no editor."""
    if column == KIND:
        return "A mark stays of the kind it is: its time, words and note can be changed."
    if column == INTENSITY:
        return "Only feelings have an intensity."
    if isinstance(mark, Cue):
        return "What a scene is called is changed on the Story page; which one plays here, with S."
    return "A theme is named where it is marked: select the stretch and press T."


def edit_value(mark: TableMark, column: int) -> int | str:
    """What an editor begins with: milliseconds, an emotion's id, a number, or text."""
    if column in (START, END):
        return mark.span.start_ms if column == START else mark.span.end_ms
    if column == WHAT:
        return int(mark.emotion.id) if isinstance(mark, TaggedEmotion) else _label(mark)
    return intensity_of(mark) if column == INTENSITY else note_of(mark)


def edited_field(mark: TableMark, column: int, value: int | str) -> tuple[str, object]:
    """The field and the value that an edited cell means, as the inspector tells them."""
    if column == START:
        return "span", _with_start(mark.span, int(value))
    if column == END:
        return "span", Span.between(mark.span.start_ms, int(value))
    if column == WHAT:
        if isinstance(mark, TaggedEmotion):
            return "emotion_id", value
        return "label", Typed(str(value), _label(mark))
    if column == INTENSITY:
        return "intensity", value
    return "note", Typed(str(value), note_of(mark), is_long=True)


def _with_start(span: Span, start_ms: int) -> Span:
    """A point moves; a span keeps its end, or moves when its start would pass it."""
    is_moved = span.is_point or start_ms > span.end_ms
    return span.moved_to(start_ms) if is_moved else Span(start_ms, span.end_ms)


def _label(mark: TableMark) -> str:
    return mark.label if isinstance(mark, Moment) else ""
