"""Marks in words: for tooltips, the table, and those who hear the screen instead of seeing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.marks import MarkKind
from app.core.timecode import Span, format_ms
from app.emotions.records import Mode, Tag, TaggedEmotion
from app.moments.records import Moment
from app.story.records import Cue, Scene
from app.themes.records import Occurrence, OccurrenceStatus
from ui.widgets.waiting import WAITS

KIND_WORDS = {
    MarkKind.TAG: "Feeling",
    MarkKind.MOMENT: "Favourite moment",
    MarkKind.CUE: "Scene",
    MarkKind.OCCURRENCE: "Theme",
}
MODE_WORDS = {Mode.FELT: "felt", Mode.EXPRESSED: "expressed"}
STATUS_WORDS = {
    OccurrenceStatus.CANDIDATE: "suggested",
    OccurrenceStatus.CONFIRMED: "confirmed",
    OccurrenceStatus.REJECTED: "rejected",
}
HIDDEN_TITLE = "A later scene (spoiler)"


def is_waiting(mark: object) -> bool:
    """Whether something about it is not in the journal yet."""
    held = mark.tag if isinstance(mark, TaggedEmotion) else mark
    return isinstance(held, Tag | Moment) and held.is_waiting


def several_in_words(count: int, waits: int) -> str:
    """Marks shown as one number: “12 marks, 2 of them wait for the journal”."""
    many = f"{count} marks"
    if not waits:
        return many
    if waits == count:
        return f"{many}, all of them wait for the journal"
    return f"{many}, {waits} of them {'waits' if waits == 1 else 'wait'} for the journal"


def waiting_in(shares: Iterable[tuple[object, int]]) -> int:
    """How many are not in the journal yet. shares: one mark of each kind, and how many of it."""
    return sum(many for mark, many in shares if is_waiting(mark))


def kinds_in_words(counts: Mapping[MarkKind, int]) -> str:
    """“3 feelings, 1 scene”, in the order of the kinds."""
    parts = [
        f"{counts[kind]} {word.lower()}{'' if counts[kind] == 1 else 's'}"
        for kind, word in KIND_WORDS.items()
        if counts.get(kind)
    ]
    return ", ".join(parts)


def span_in_words(span: Span) -> str:
    """“at 1:05.250”, or “1:05.250 to 1:09.000”."""
    start = format_ms(span.start_ms, with_millis=True)
    return f"at {start}" if span.is_point else f"{start} to {_end(span)}"


def tag_in_words(tagged: TaggedEmotion) -> str:
    tag = tagged.tag
    words = f"{tagged.emotion.name}, {MODE_WORDS[tag.mode]}, intensity {tag.intensity} of 5"
    return _with_note(_waiting(words, tag.is_waiting), tag.note)


def moment_in_words(moment: Moment) -> str:
    words = f"Favourite moment “{moment.label}”" if moment.label else "Favourite moment"
    return _with_note(_waiting(words, moment.is_waiting), moment.note)


def cue_in_words(cue: Cue) -> str:
    return f"Scene “{scene_title(cue.scene)}”, {scene_place(cue.scene)}"


def occurrence_in_words(occurrence: Occurrence) -> str:
    words = f"Theme “{occurrence.theme.name}”, {STATUS_WORDS[occurrence.status]}"
    change = change_in_words(occurrence)
    return _with_note(f"{words}, {change}" if change else words, occurrence.note)


def scene_title(scene: Scene) -> str:
    """A spoiler's title stays covered wherever nobody asked for it."""
    return HIDDEN_TITLE if scene.is_spoiler else scene.title


def scene_place(scene: Scene) -> str:
    """Work and episode: “Tidewatch · S1 E3 · Low water”."""
    return " · ".join(part for part in (scene.work_title, scene.episode_label) if part)


def change_in_words(occurrence: Occurrence) -> str:
    """How the theme is changed: “+5 semitones, tempo × 0.8”."""
    parts = []
    if occurrence.transposition:
        parts.append(f"{occurrence.transposition:+d} semitones".replace("-", "−"))
    if occurrence.tempo_ratio is not None and abs(occurrence.tempo_ratio - 1) > 0.02:
        parts.append(f"tempo × {occurrence.tempo_ratio:.2g}")
    if occurrence.variation:
        parts.append(occurrence.variation)
    return ", ".join(parts)


def _end(span: Span) -> str:
    return format_ms(span.end_ms, with_millis=True)


def _waiting(words: str, is_waiting: bool) -> str:
    return f"{words}, {WAITS}" if is_waiting else words


def _with_note(words: str, note: str) -> str:
    return f"{words}: {note}" if note else words
