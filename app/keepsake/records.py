"""A keepsake as values, without anything private that wasn't asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.core.words import dotted, ngettext
from app.emotions.records import Emotion
from app.journal.entry_parts import EntryPicture
from app.journal.feelings_said import before_and_after
from app.journal.records import Feeling
from app.keepsake.choosing import Choice
from app.story.records import Character

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A mark or an entry. heading: its feeling, label or title. is_entry: its text is Markdown.
    emotion: None for what isn't one. scenes: titles of what plays there. linked: what an entry
    links to, in words. people: whom it names. pictures: those that its text shows. attached: those
    beside the text. is_letter: it was sealed, and has opened.
    """

    uid: str
    kind: MarkKind
    made: Instant
    heading: str
    is_entry: bool = False
    emotion: Emotion | None = None
    intensity: int = 0
    is_expressed: bool = False
    text: str = ""
    memory: str = ""
    track_id: TrackId | None = None
    track_title: str = ""
    span: Span | None = None
    scenes: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    before: Feeling | None = None
    after: Feeling | None = None
    pictures: tuple[str, ...] = ()
    attached: tuple[EntryPicture, ...] = ()
    people: tuple[str, ...] = ()
    is_letter: bool = False

    @property
    def day(self) -> date:
        return self.made.day

    @property
    def before_after(self) -> str:
        """How the listener felt, in words."""
        return before_and_after(self.before, self.after)


@dataclass(frozen=True, eq=False)
class KeptWave:
    """A track's waveform in columns of one width. tops: 0..1. felt: which feeling leads in each, as
    a place in the keepsake's `emotions`; -1 for none.
    """

    tops: Floats
    felt: Ints


@dataclass(frozen=True, eq=False)
class KeptTrack:
    """wave: None where it can't be drawn. cover: a file of the cache's covers. is_hearable: one of
    its files is there.
    """

    id: TrackId
    title: str
    artist: str
    album: str
    role: str
    duration_ms: int
    cover: str | None
    is_hearable: bool
    wave: KeptWave | None = None


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """Of a track, in a scene."""

    track_id: TrackId
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class KeptScene:
    """felt: how often each feeling was, in its music. themes: what returns in it."""

    title: str
    summary: str
    still: str | None
    people: tuple[str, ...]
    music: tuple[KeptPassage, ...]
    themes: tuple[str, ...]
    felt: Mapping[EmotionId, int]


@dataclass(frozen=True, slots=True)
class KeptEpisode:
    """heading: empty outside of episodes."""

    heading: str
    scenes: tuple[KeptScene, ...]


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A work's story with what plays in it, without anything that is covered."""

    title: str
    year: int | None
    note: str
    picture: str | None
    cast: tuple[Character, ...]
    episodes: tuple[KeptEpisode, ...]

    @property
    def scenes(self) -> Iterator[KeptScene]:
        return (scene for episode in self.episodes for scene in episode.scenes)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what goes in, or of what stays out. letters: that have opened; sealed: those that haven't.
    scenes: with their words; covered ones are only counted, as `spoilers`, with characters and
    themes.
    """

    marks: int = 0
    entries: int = 0
    memories: int = 0
    letters: int = 0
    sealed: int = 0
    tracks: int = 0
    scenes: int = 0
    spoilers: int = 0
    pictures: int = 0

    def in_words(self) -> str:
        """“120 marks · 4 entries · 9 tracks”; zeros are left out."""
        said = (
            (self.marks, ngettext("1 mark", "{n} marks", self.marks)),
            (self.entries, ngettext("1 entry", "{n} entries", self.entries)),
            (self.letters, ngettext("1 letter", "{n} letters", self.letters)),
            (self.sealed, ngettext("1 sealed letter", "{n} sealed letters", self.sealed)),
            (self.memories, ngettext("1 memory", "{n} memories", self.memories)),
            (self.tracks, ngettext("1 track", "{n} tracks", self.tracks)),
            (self.scenes, ngettext("1 scene", "{n} scenes", self.scenes)),
            (self.spoilers, ngettext("1 spoiler", "{n} spoilers", self.spoilers)),
            (self.pictures, ngettext("1 picture", "{n} pictures", self.pictures)),
        )
        return dotted(*(words for n, words in said if n))


@dataclass(frozen=True, eq=False)
class Keepsake:
    """lines: oldest first. emotions: those that were felt, in the vocabulary's order. inside,
    left_out: for the preview; a keepsake doesn't tell whoever gets it what isn't in it.
    """

    choice: Choice
    made: Instant
    lines: tuple[KeptLine, ...]
    tracks: tuple[KeptTrack, ...]
    stories: tuple[KeptStory, ...]
    emotions: tuple[Emotion, ...]
    inside: Counts
    left_out: Counts
    sounds: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return self.choice.title

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({line.day.year for line in self.lines}))

    @cached_property
    def by_day(self) -> Mapping[date, list[KeptLine]]:
        """In order."""
        days: dict[date, list[KeptLine]] = {}
        for line in self.lines:
            days.setdefault(line.day, []).append(line)
        return dict(sorted(days.items()))  # of two zones, the later line may be on the earlier day

    def of_track(self, track_id: TrackId) -> Sequence[KeptLine]:
        """In the order of the music; on one second, as time went on."""
        return self._by_track.get(track_id, ())

    @cached_property
    def _by_track(self) -> Mapping[TrackId, list[KeptLine]]:
        tracks: dict[TrackId, list[KeptLine]] = {}
        for line in self.lines:
            if line.track_id is not None and line.span is not None:
                tracks.setdefault(line.track_id, []).append(line)
        return {key: sorted(lines, key=_by_place) for key, lines in tracks.items()}

    @cached_property
    def felt(self) -> Mapping[EmotionId, int]:
        """How often each feeling was, the most frequent first."""
        counts = Counter(
            line.emotion.id for line in self.lines if line.emotion and not line.is_expressed
        )
        return dict(counts.most_common())

    @property
    def pictures(self) -> frozenset[str]:
        """File names of the profile's pictures that it shows."""
        names = {story.picture for story in self.stories}
        names |= {scene.still for story in self.stories for scene in story.scenes}
        names |= {person.portrait for story in self.stories for person in story.cast}
        names |= {name for line in self.lines for name in line.pictures}
        names |= {picture.file for line in self.lines for picture in line.attached}
        return frozenset(name for name in names if name)

    @property
    def covers(self) -> frozenset[str]:
        return frozenset(track.cover for track in self.tracks if track.cover)


def _by_place(line: KeptLine) -> tuple[int, int]:
    """By the second that is read, and by when it was marked."""
    assert line.span is not None
    return line.span.start_ms // 1000, line.made.utc_ms
