"""The story of one character, or of two, as values."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import CharacterId, EntryId, OccurrenceId, SceneId, ThemeId
from app.core.instant import Instant
from app.core.timecode import Span
from app.core.words import dotted
from app.emotions.records import MAX_INTENSITY, Emotion
from app.story.records import Character
from app.story_line.records import LineCue, LineScene, LineTrack, LineWork


@dataclass(frozen=True, slots=True)
class FeltThere:
    """What was felt in a stretch of music, at any time.

    counts: of marks, by emotion; the most first, of as many the stronger. intensity: their mean,
    1..5; 0 without any.
    """

    counts: tuple[tuple[Emotion, int], ...] = ()
    intensity: float = 0.0

    @property
    def marks(self) -> int:
        return sum(many for _emotion, many in self.counts)

    @property
    def leading(self) -> Emotion | None:
        return self.counts[0][0] if self.counts else None

    @property
    def dots(self) -> int:
        """The mean as a whole number, 1..5; 0 without marks."""
        return min(MAX_INTENSITY, max(1, round(self.intensity))) if self.counts else 0


@dataclass(frozen=True, slots=True)
class PlacedScene:
    """A scene of theirs. episode: its label, “S1 E2”; empty outside of episodes. work: the title of
    its work, if there are several.
    """

    scene: LineScene
    episode: str
    work: str = ""

    @property
    def where(self) -> str:
        """“S1 E2”, or “My Heart · S1 E2”."""
        return dotted(self.work, self.episode)


@dataclass(frozen=True, slots=True)
class TheirCue:
    """Music that plays while they are on. stretches: what leads in parts of it, all equally long;
    None where nothing was felt.
    """

    at: PlacedScene
    cue: LineCue
    track: LineTrack
    felt: FeltThere
    stretches: tuple[Emotion | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TheirReturn:
    """Where a theme returns. span: what is heard of it in the scene, in the track. is_home: the
    theme is stated here.
    """

    at: PlacedScene
    occurrence_id: OccurrenceId
    cue: LineCue
    track: LineTrack
    span: Span
    felt: FeltThere
    is_home: bool


@dataclass(frozen=True, slots=True)
class TheirTheme:
    """is_theirs: it belongs to them, and returns holds all its returns; else those while they are
    on. In story order.
    """

    id: ThemeId
    name: str
    colour: str
    is_theirs: bool
    returns: tuple[TheirReturn, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """An entry of the journal that is linked to one of their scenes, or to music in them. emotion:
    what was felt most there.
    """

    entry_id: EntryId
    uid: str
    written: Instant
    title: str
    text: str
    emotion: Emotion | None


@dataclass(frozen=True, slots=True)
class Partner:
    """Who is on with them. scenes: in how many scenes."""

    character: Character
    scenes: int


@dataclass(frozen=True, slots=True)
class CharacterStory:
    """work: of the first of them; scenes may be of other works of its saga. people: one or two.
    hidden: those of them who are covered; then there is nothing else.

    scenes: with all of them, in story order. themes: theirs first, and of those the ones that
    return most in these scenes alone. partners: of the first of them, those with most scenes
    together first. written: those linked to a scene first, each the latest first. written_covered:
    how many entries are linked to covered scenes. covered: those scenes, whoever is in them;
    seen_until: where that begins, “S2 E1”.
    """

    work: LineWork
    people: tuple[Character, ...]
    hidden: frozenset[CharacterId] = frozenset()
    scenes: tuple[PlacedScene, ...] = ()
    cues: tuple[TheirCue, ...] = ()
    themes: tuple[TheirTheme, ...] = ()
    partners: tuple[Partner, ...] = ()
    written: tuple[Written, ...] = ()
    written_covered: int = 0
    covered: tuple[SceneId, ...] = ()
    seen_until: str = ""

    @property
    def ids(self) -> tuple[CharacterId, ...]:
        return tuple(person.id for person in self.people)
