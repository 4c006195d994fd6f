"""A track in its role, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.analysis.loudness import IntensityCurve
from app.characters.records import TheirCue, TheirTheme, Written
from app.core.ids import SceneId, ThemeId, TrackId, WorkId
from app.core.instant import Instant
from app.core.time_map import TimeMap
from app.core.timecode import Span
from app.emotions.felt import FeltStrip
from app.emotions.records import Emotion, TaggedEmotion
from app.intensity.records import IntensityEvent
from app.library.records import Role, TrackRow
from app.moments.records import Moment
from app.returns.records import Return
from app.story.records import Character
from app.themes.records import Theme

HeardMark = TaggedEmotion | Moment


@dataclass(frozen=True, slots=True)
class PastListen:
    """One listen to a track, and what it left. is_listen: it was heard in this program; else only
    the day is known on which something was marked or written. marks: by their places in the track;
    written: in the order in which they were.
    """

    begun: Instant
    is_listen: bool
    marks: tuple[HeardMark, ...] = ()
    written: tuple[Written, ...] = ()

    @property
    def left_something(self) -> bool:
        return bool(self.marks or self.written)


@dataclass(frozen=True, slots=True)
class Impression:
    """The first impression against the latest ones.

    heard: how often. first, last: when. first_kept: the first listen that left something; latest:
    up to `past_listens.LATEST` of the others that did, the latest first. written_covered: how many
    entries are left out, since they are about a covered scene, too.
    """

    heard: int = 0
    first: Instant | None = None
    last: Instant | None = None
    first_kept: PastListen | None = None
    latest: tuple[PastListen, ...] = ()
    written_covered: int = 0


@dataclass(frozen=True, slots=True)
class ThemeQuote:
    """A theme that is stated on one track, at home, and returns on another one, at `at`."""

    theme: Theme
    home: Return
    at: Return


@dataclass(frozen=True, slots=True)
class SungLine:
    """A line of its lyrics. span: where it is sung; None if that isn't known. felt: there, at any
    time, the strongest first.
    """

    text: str
    span: Span | None = None
    felt: tuple[Emotion, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Dynamics:
    """How intense the track is: its curve, and its events as the listener corrected them."""

    curve: IntensityCurve
    events: tuple[IntensityEvent, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One of several tracks with the same role in a work. place: where it is first heard in the
    story, “S2 E1”; empty if that isn't known. felt: its strip. time_map: from the track that is
    shown to this one; None if they aren't aligned.
    """

    track: TrackRow
    place: str
    first: Instant | None
    heard: int
    felt: FeltStrip
    time_map: TimeMap | None = None


@dataclass(frozen=True, slots=True)
class RolesOf:
    """The tracks of a work, or of an album that belongs to none. tracks: by role, in the order of
    the roles, without those whose role says nothing. others: those.
    """

    work_id: WorkId | None
    title: str
    tracks: Mapping[Role, tuple[TrackRow, ...]]
    others: tuple[TrackRow, ...]

    @property
    def first(self) -> TrackId | None:
        return next((rows[0].id for rows in self.tracks.values()), None)


@dataclass(frozen=True, slots=True, eq=False)
class TrackInRole:
    """cues: the scenes it carries, in story order; cues_covered: how many more are covered.
    themes: that return on it, with all their returns along the story: those stated here first;
    people: whose each is.
    quoted_by: where other tracks quote a theme of this one; quotes: where it quotes theirs.
    versions: of an opening or an ending, all of them, itself among them; empty if it is the only
    one. sung: its lyrics.
    dynamics: None until it is listened through. covered, seen_until: as in `CharacterStory`.
    """

    track: TrackRow
    role: Role
    of: RolesOf
    impression: Impression
    cues: tuple[TheirCue, ...] = ()
    cues_covered: int = 0
    themes: tuple[TheirTheme, ...] = ()
    people: Mapping[ThemeId, tuple[Character, ...]] = field(default_factory=dict)
    quoted_by: tuple[ThemeQuote, ...] = ()
    quotes: tuple[ThemeQuote, ...] = ()
    versions: tuple[Version, ...] = ()
    sung: tuple[SungLine, ...] = ()
    dynamics: Dynamics | None = None
    covered: tuple[SceneId, ...] = ()
    seen_until: str = ""
