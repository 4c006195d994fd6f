"""The journal's values: items ready to be shown and heard, filters, the days of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.core.ids import (
    CharacterId,
    EmotionId,
    EntryId,
    ListenId,
    MomentId,
    SceneId,
    TrackId,
    WorkId,
)
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.entry_parts import EntryPicture
from app.journal.seals import Seal, Sealing
from app.story.covering import OPEN, Covering, SceneName, ThemeName

# A line of the journal comes from a mark of some kind, or from an entry.
ENTRY = MarkKind("entry")


class FeltChange(StrEnum):
    """How a feeling changed from before listening to after it."""

    CALMER = "calmer"
    SAME = "same"
    RESTLESS = "restless"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts, where the filter's other conditions don't say it; empty means all.

    is_felt: only feelings, without what the music merely expresses. hour: of the local day. word:
    folded; it stands whole in what was written. change: as an entry says it. place: on the track.
    is_heard: only marks that were made while listening.
    """

    is_felt: bool = False
    role: str = ""
    composer: str = ""
    hour: int | None = None
    word: str = ""
    change: FeltChange | None = None
    place: Span | None = None
    is_heard: bool = False

    def but(self, **others: Any) -> Counted:
        """With other conditions as well."""
        return replace(self, **others)


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What a page shows; empty means everything.

    Days are local to where each mark was made; both ends are included. text: each of its words is
    in the mark's or entry's text, or in one name: of a track, album, scene, character or emotion.
    companion: a name of somebody whom the entry says it was heard with, in any spelling.
    covering: the scenes that aren't found by their names, since to be found would give them away.
    counted: set for what a figure of the year counts.
    """

    emotion_ids: frozenset[EmotionId] = frozenset()
    kinds: frozenset[MarkKind] = frozenset()
    work_id: WorkId | None = None
    character_id: CharacterId | None = None
    scene_id: SceneId | None = None
    track_id: TrackId | None = None
    first_day: date | None = None
    last_day: date | None = None
    companion: str = ""
    text: str = ""
    covering: Covering = OPEN
    counted: Counted | None = None

    @property
    def is_empty(self) -> bool:
        return replace(self, covering=OPEN) == JournalFilter()


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the journal: the next page is the lines older than it."""

    line_id: int


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the listener felt, on two axes, each -1..1."""

    valence: float
    arousal: float

    def __post_init__(self) -> None:
        if not (-1 <= self.valence <= 1 and -1 <= self.arousal <= 1):
            raise ValueError(f"not a feeling on two axes: {self.valence}, {self.arousal}")


@dataclass(frozen=True, slots=True)
class JournalTrack:
    """A track as a row shows it. is_available: whether one of its files can be played."""

    id: TrackId
    title: str
    artist: str
    album: str
    cover: str | None
    role: str
    work_id: WorkId | None
    work_title: str
    duration_ms: int
    is_available: bool


@dataclass(frozen=True, slots=True)
class LinkedMoment:
    """A favourite moment that an entry links to."""

    id: MomentId
    track: JournalTrack
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class EntryLinks:
    """What an entry links to, which pictures it shows, and with whom it was heard."""

    tracks: tuple[JournalTrack, ...] = ()
    scenes: tuple[SceneName, ...] = ()
    moments: tuple[LinkedMoment, ...] = ()
    pictures: tuple[EntryPicture, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalItem:
    """One mark or entry, with everything a row needs.

    owner_id: the id of the tag, moment, cue, occurrence or entry. title: an entry's title, a
    moment's label, an occurrence's theme, a cue's scene. text: an entry's Markdown, a mark's note,
    an occurrence's variation. scene: whose title the title is, if
    it is one. scenes: what plays at the mark's place, in playing order.
    preroll_ms: a mark's own lead-in, None for the one in Settings. is_waiting: something about it
    waits to be saved; a mark that isn't in the journal at all has an owner_id below zero.
    seal: of a letter. Until it opens, its title and what it waits for are all that is known of it.
    """

    cursor: Cursor
    kind: MarkKind
    owner_id: int
    uid: str
    made: Instant
    track: JournalTrack | None = None
    span: Span | None = None
    emotion_id: EmotionId | None = None
    intensity: int | None = None
    mode: str | None = None
    title: str = ""
    text: str = ""
    memory: str = ""
    scene: SceneName | None = None
    theme: ThemeName | None = None
    scenes: tuple[SceneName, ...] = ()
    listen_id: ListenId | None = None
    before: Feeling | None = None
    after: Feeling | None = None
    links: EntryLinks = EntryLinks()
    preroll_ms: int | None = None
    is_waiting: bool = False
    seal: Seal | None = None

    @property
    def is_sealed(self) -> bool:
        return self.seal is not None and not self.seal.is_open

    @property
    def day(self) -> date:
        return self.made.day

    @property
    def is_hearable(self) -> bool:
        """Whether its passage can be played now."""
        return self.track is not None and self.span is not None and self.track.is_available


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """A passage of a track, named as any journal may know it: by uid and payload hashes."""

    track_uid: str
    hashes: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the journal knows about a place. fits: whether it matches a filter's track, work, scene
    and character; None if that isn't known.
    """

    track: JournalTrack
    scenes: tuple[SceneName, ...]
    fits: bool | None


Around = Mapping[MarkPlace, Surroundings]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Newest first; next_cursor is None on the last page."""

    items: tuple[JournalItem, ...]
    next_cursor: Cursor | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated text. track_ids, scene_ids, moment_ids: its links, in the order they were added.
    people: with whom it was heard. seal: as of a JournalItem.
    """

    id: EntryId
    uid: str
    written: Instant
    title: str
    text: str
    before: Feeling | None
    after: Feeling | None
    track_ids: tuple[TrackId, ...]
    scene_ids: tuple[SceneId, ...]
    moment_ids: tuple[MomentId, ...]
    pictures: tuple[EntryPicture, ...] = ()
    people: tuple[str, ...] = ()
    seal: Seal | None = None

    def as_draft(self) -> EntryDraft:
        """To be changed. Its seal stays as it is."""
        return EntryDraft(
            self.title, self.text, self.before, self.after, self.track_ids, self.scene_ids,
            self.moment_ids, self.pictures, self.people,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What the listener wrote, before it is saved. sealing: seals it as it is saved."""

    title: str = ""
    text: str = ""
    before: Feeling | None = None
    after: Feeling | None = None
    track_ids: tuple[TrackId, ...] = ()
    scene_ids: tuple[SceneId, ...] = ()
    moment_ids: tuple[MomentId, ...] = ()
    pictures: tuple[EntryPicture, ...] = ()
    people: tuple[str, ...] = ()
    sealing: Sealing | None = None


@dataclass(frozen=True, slots=True)
class DayOfFeelings:
    """One local day: marks by emotion, all marks, entries, listens, and how long music played."""

    day: date
    by_emotion: Mapping[EmotionId, int] = field(default_factory=dict)
    marks: int = 0
    entries: int = 0
    listens: int = 0
    heard_ms: int = 0

    @property
    def leading_emotion(self) -> EmotionId | None:
        """The most frequent emotion; of two equally frequent ones, the one with the lower id."""
        if not self.by_emotion:
            return None
        return min(self.by_emotion, key=lambda emotion: (-self.by_emotion[emotion], emotion))


@dataclass(frozen=True, slots=True)
class YearOfFeelings:
    """The days of a year on which something was heard, marked or written, in order."""

    year: int
    days: tuple[DayOfFeelings, ...]

    def day(self, wanted: date) -> DayOfFeelings:
        found = (day for day in self.days if day.day == wanted)
        return next(found, DayOfFeelings(wanted))


@dataclass(frozen=True, slots=True)
class Overview:
    """How much the journal holds. waiting: how many marks aren't saved yet, or only in part.
    has_people: whether any entry says with whom it was heard."""

    marks: int
    entries: int
    listens: int
    heard_ms: int
    first_day: date | None
    last_day: date | None
    waiting: int = 0
    has_people: bool = False

    @classmethod
    def of_nothing(cls) -> Overview:
        return cls(0, 0, 0, 0, None, None)
