"""What is said about ridges: their names, what a hill holds, which emotions lead the track."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from app.core.timecode import Span
from app.core.words import _, listed, ngettext
from app.emotions.records import Emotion, TaggedEmotion
from ui.timeline.geometry.lane_area import Hit, Part
from ui.timeline.lanes.ridge_layer import Hill
from ui.timeline.layout.lane_mark import LaneMark
from ui.words.marks import is_waiting, several_in_words


def row_words(emotions: Sequence[Emotion]) -> str:
    """The name of a row, by its emotions."""
    if len(emotions) == 1:
        return emotions[0].name
    return ngettext("{n} more emotion", "{n} more emotions", len(emotions))


def hill_hit(hill: Hill, name: str, marks: Sequence[LaneMark[TaggedEmotion]]) -> Hit:
    """A hill under the pointer. name: of its row. marks: it is made of."""
    waits = sum(is_waiting(mark.value) for mark in marks)
    several = several_in_words(len(marks), waits)
    # Translators: marks is such as “9 marks, 2 waiting to be saved”
    words = _("{emotion}, {marks}", emotion=name, marks=several)
    span = Span(round(hill.start_ms), round(hill.end_ms))
    return Hit(None, span, Part.BODY, words, refs=tuple(mark.ref for mark in marks), row=hill.row)


def most_often(marks: Iterable[TaggedEmotion]) -> str:
    """The three emotions with the most marks."""
    many = Counter(item.emotion.name for item in marks)
    return listed(f"{name} ({count})" for name, count in many.most_common(3))
