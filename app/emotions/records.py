"""Emotions, and marks that put them on the music, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.core.ids import EmotionId, EmotionSetId, ListenId, TagId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span

MAX_INTENSITY = 5


class Mode(StrEnum):
    FELT = "felt"
    EXPRESSED = "expressed"


@dataclass(frozen=True, slots=True)
class Emotion:
    """valence and arousal, each -1..1, are for charts only. name, gloss: as they are shown.

    colour: "#rrggbb". icon: a Lucide name. pattern: see `ui/style/patterns.py`. shortcut: one key
    or None.
    """

    id: EmotionId
    uid: str
    set_id: EmotionSetId
    key: str
    name: str
    gloss: str
    valence: float
    arousal: float
    colour: str
    icon: str
    pattern: str
    shortcut: str | None
    is_retired: bool
    position: int


@dataclass(frozen=True, slots=True)
class EmotionSet:
    id: EmotionSetId
    uid: str
    key: str
    name: str
    emotions: tuple[Emotion, ...]


class Tag(NamedTuple):
    """An emotion mark; a track may have ten thousand, and tuples are made in half the time.

    raw: where the playhead was at the press and release; span: corrected. made_at_ms: UTC;
    made_offset_min: the zone's offset at that moment. preroll_ms, for every kind of mark: its
    lead-in; None for the length in Settings. carried_from: the uid of the mark on another version
    of the track that it was carried over from. is_waiting: part of it waits to be saved.
    """

    id: TagId
    uid: str
    track_id: TrackId
    emotion_id: EmotionId
    listen_id: ListenId | None
    span: Span
    raw: Span
    intensity: int
    mode: Mode
    note: str
    memory: str
    made_at_ms: int
    made_offset_min: int
    preroll_ms: int | None = None
    carried_from: str | None = None
    is_waiting: bool = False

    @property
    def ref(self) -> MarkRef:
        return MarkRef(MarkKind.TAG, self.id)


class TaggedEmotion(NamedTuple):
    """A tag with its emotion, so that a lane doesn't have to look it up."""

    tag: Tag
    emotion: Emotion

    @property
    def id(self) -> TagId:
        return self.tag.id

    @property
    def uid(self) -> str:
        return self.tag.uid

    @property
    def kind(self) -> MarkKind:
        return MarkKind.TAG

    @property
    def ref(self) -> MarkRef:
        return self.tag.ref

    @property
    def span(self) -> Span:
        return self.tag.span

    @property
    def preroll_ms(self) -> int | None:
        return self.tag.preroll_ms
