"""What was found in lists and files: the same neutral values, whichever reader found them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.core.timecode import Span
from app.story.records import WorkKind

# A list that somebody pastes has some hundred lines, and the largest series have some thousand
# episodes; a plan of this many rows is still made and shown in a second.
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found. file: None for what was pasted. line: from 1; 0 if not known."""

    file: Path | None = None
    line: int = 0


PASTED = Place()


@dataclass(frozen=True, slots=True)
class FoundCharacter:
    """A person of the story. actor: who plays them. portrait: a picture beside the file."""

    name: str
    actor: str = ""
    portrait: Path | None = None


@dataclass(frozen=True, slots=True)
class FoundScene:
    """span: in its episode, if known; a scene whose end isn't known is a point."""

    title: str
    span: Span | None = None
    summary: str = ""
    characters: tuple[str, ...] = ()
    still: Path | None = None
    place: Place = PASTED


@dataclass(frozen=True, slots=True)
class FoundEpisode:
    """guests: characters who are in this episode, whoever is in all of them."""

    season_number: int
    number: int
    title: str = ""
    plot: str = ""
    length_ms: int | None = None
    still: Path | None = None
    guests: tuple[str, ...] = ()
    scenes: tuple[FoundScene, ...] = ()
    place: Place = PASTED

    @property
    def key(self) -> tuple[int, int]:
        return self.season_number, self.number


@dataclass(frozen=True, slots=True)
class FoundWork:
    """title: empty for a list that doesn't say whose it is. kind: None if that isn't said either.
    scenes: those outside of episodes. saga: the name of the one that it is part of.
    """

    title: str = ""
    kind: WorkKind | None = None
    year: int | None = None
    plot: str = ""
    poster: Path | None = None
    characters: tuple[FoundCharacter, ...] = ()
    episodes: tuple[FoundEpisode, ...] = ()
    scenes: tuple[FoundScene, ...] = ()
    place: Place = PASTED
    saga: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A line, a file or a picture that isn't taken in. text: the line itself, empty for a file.
    why: a sentence. remedy: what to do now, if there is something.
    """

    place: Place
    text: str
    why: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that readers found, and what they left out. others: files that are for somebody else."""

    works: tuple[FoundWork, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    others: tuple[Path, ...] = ()

    def __add__(self, other: Found) -> Found:
        return Found(
            self.works + other.works,
            self.not_taken + other.not_taken,
            self.others + other.others,
        )

    @property
    def rows(self) -> int:
        return sum(len(work.scenes) + sum(map(_rows_of, work.episodes)) for work in self.works)


@dataclass(slots=True)
class WorkInMaking:
    """A work that is found piece by piece."""

    title: str = ""
    kind: WorkKind | None = None
    year: int | None = None
    place: Place = PASTED
    scenes: list[FoundScene] = field(default_factory=list)
    _episodes: dict[tuple[int, int], FoundEpisode] = field(default_factory=dict)
    _scenes: dict[tuple[int, int], list[FoundScene]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.scenes and not self._episodes

    def add_episode(self, episode: FoundEpisode) -> None:
        """What an earlier mention of the same episode doesn't say is taken from this one."""
        first = self._episodes.get(episode.key)
        self._episodes[episode.key] = episode if first is None else both(first, episode)
        self._scenes.setdefault(episode.key, []).extend(episode.scenes)

    def title_of(self, key: tuple[int, int]) -> str:
        """Of an episode found before; empty if there is none."""
        found = self._episodes.get(key)
        return "" if found is None else found.title

    def add_scene(self, key: tuple[int, int] | None, scene: FoundScene) -> None:
        """key: of an episode that was added before; None for a scene outside of any."""
        (self.scenes if key is None else self._scenes[key]).append(scene)

    def made(self) -> FoundWork:
        episodes = tuple(
            replace(episode, scenes=tuple(self._scenes[key]))
            for key, episode in sorted(self._episodes.items())
        )
        return FoundWork(
            self.title,
            self.kind,
            self.year,
            episodes=episodes,
            scenes=tuple(self.scenes),
            place=self.place,
        )


def both(first: FoundEpisode, second: FoundEpisode) -> FoundEpisode:
    """One episode of two mentions: the first one's words, and what only the second one says. The
    scenes are the first one's.
    """
    return replace(
        first,
        title=first.title or second.title,
        plot=first.plot or second.plot,
        length_ms=second.length_ms if first.length_ms is None else first.length_ms,
        still=first.still or second.still,
        guests=tuple(dict.fromkeys((*first.guests, *second.guests))),
    )


def _rows_of(episode: FoundEpisode) -> int:
    return 1 + len(episode.scenes)
