"""One moment of the music across the years, as values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from app.core.ids import EmotionId, SceneId, TrackId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import ENTRY, JournalItem, JournalTrack

NEAR_MS = 3_000


def is_same_moment(asked: Span, other: Span) -> bool:
    """They overlap, or are within three seconds of one another. It is about the one that is asked
    about: two that are the same moment as a third needn't be that of one another.
    """
    gap_ms = max(other.start_ms - asked.end_ms, asked.start_ms - other.end_ms)
    return gap_ms <= NEAR_MS


@dataclass(frozen=True, slots=True)
class AskedMoment:
    """The seconds of a track that are asked about. uid: of the mark or entry one came from."""

    track_id: TrackId
    span: Span
    uid: str = ""

    def over(self, span: Span) -> AskedMoment:
        """The same with other edges."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True)
class PointingEntry:
    """An entry about this moment. is_of_the_day: it is about the track, and was written on a day on
    which something was felt here; otherwise it links to what is here.
    """

    item: JournalItem
    is_of_the_day: bool


@dataclass(frozen=True, slots=True)
class CountedVersion:
    """A track whose marks count. many: how many of them; sources: of how many different sounds."""

    track: JournalTrack
    span: Span
    many: int
    sources: int


@dataclass(frozen=True, slots=True)
class MomentAcrossYears:
    """All that was felt at one moment of the music.

    reactions: emotions and favourites, the oldest first. scene_ids: what plays there. versions: the
    track itself, then those aligned with it on which something was felt here.
    """

    asked: AskedMoment
    track: JournalTrack
    reactions: tuple[JournalItem, ...]
    entries: tuple[PointingEntry, ...]
    versions: tuple[CountedVersion, ...]
    scene_ids: tuple[SceneId, ...] = ()

    @property
    def many(self) -> int:
        return len(self.reactions)

    @property
    def with_words(self) -> int:
        return sum(map(has_words, self.reactions))

    @property
    def first_day(self) -> date | None:
        return self.reactions[0].day if self.reactions else None

    def feelings(self) -> list[tuple[EmotionId, int]]:
        """How often each was felt, the most frequent first; as they first came where equal."""
        counts = Counter(one.emotion_id for one in self.reactions if one.emotion_id is not None)
        return counts.most_common()


def has_words(item: JournalItem) -> bool:
    """Whether the listener wrote something about it."""
    return bool(own_words(item))


def own_words(item: JournalItem) -> str:
    """What the listener wrote; a favourite’s name is theirs, too. Empty if there is nothing."""
    is_named = item.kind in (MarkKind.MOMENT, ENTRY)
    return item.text or (item.title if is_named else "") or item.memory
