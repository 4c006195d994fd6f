"""What is covered because it gives something away: one answer for every view.

A scene, character or theme is covered if the listener marked it as a spoiler, or if it comes after
what they have seen of its work; see `db/queries/progress.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from app.core.ids import CharacterId, SceneId, ThemeId
from app.core.words import Text, dotted
from app.story.records import Episode, Progress, episode_label

# Translators: instead of the title of a scene that is hidden as a spoiler
HIDDEN = Text("A later scene")
# Translators: instead of the name of a character who is hidden as a spoiler
HIDDEN_CHARACTER = Text("A later character")
# Translators: instead of the name of a musical theme that is hidden as a spoiler
HIDDEN_THEME = Text("A later theme")


class Named(Protocol):
    """A scene as far as it matters whether it may be named."""

    @property
    def id(self) -> SceneId: ...
    @property
    def title(self) -> str: ...
    @property
    def is_spoiler(self) -> bool: ...
    @property
    def is_ahead(self) -> bool: ...


class Placed(Named, Protocol):
    """A scene with its place in the story."""

    @property
    def work_title(self) -> str: ...
    @property
    def episode_label(self) -> str: ...
    @property
    def episode_numbers(self) -> str: ...


class NamedCharacter(Protocol):
    """The same of a character."""

    @property
    def id(self) -> CharacterId: ...
    @property
    def name(self) -> str: ...
    @property
    def is_spoiler(self) -> bool: ...
    @property
    def is_ahead(self) -> bool: ...


class NamedTheme(Protocol):
    """The same of a theme, which has no place in the story of its own."""

    @property
    def id(self) -> ThemeId: ...
    @property
    def name(self) -> str: ...
    @property
    def is_spoiler(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class SceneName:
    """A scene where something else is shown: with a mark, or as an entry's link.

    is_ahead: it comes after what the listener has seen of its work. still: its picture’s file name.
    """

    id: SceneId
    title: str
    is_spoiler: bool
    is_ahead: bool = False
    still: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A theme where something else is shown."""

    id: ThemeId
    name: str
    is_spoiler: bool


@dataclass(frozen=True, slots=True)
class Covering:
    """is_on: whether spoilers are hidden. shown, characters_shown, themes_shown: those the listener
    asked to see all the same.
    """

    is_on: bool = True
    shown: frozenset[SceneId] = frozenset()
    characters_shown: frozenset[CharacterId] = frozenset()
    themes_shown: frozenset[ThemeId] = frozenset()

    def covers(self, scene: Named) -> bool:
        return self.is_on and (scene.is_spoiler or scene.is_ahead) and scene.id not in self.shown

    def covers_episode_of(self, scene: Named) -> bool:
        """Whether the episode's title gives away what is still to come."""
        return self.is_on and scene.is_ahead and scene.id not in self.shown

    def covers_episode(self, episode: Episode, progress: Progress | None) -> bool:
        """The same of an episode of a work. progress: in that work."""
        if not self.is_on or progress is None or None in (progress.season, progress.number):
            return False
        seen = progress.season or 0, progress.number or 0
        return (episode.season_number, episode.number) > seen

    def covers_character(self, person: NamedCharacter) -> bool:
        is_later = person.is_spoiler or person.is_ahead
        return self.is_on and is_later and person.id not in self.characters_shown

    def covers_theme(self, theme: NamedTheme) -> bool:
        return self.is_on and theme.is_spoiler and theme.id not in self.themes_shown

    def title(self, scene: Named) -> str:
        """Its title, or what is shown instead."""
        return str(HIDDEN) if self.covers(scene) else scene.title

    def episode_words(self, episode: Episode, progress: Progress | None) -> str:
        """“S1 E3 · Low water” of an episode itself. progress: in its work."""
        title = "" if self.covers_episode(episode, progress) else episode.title
        return episode_label(episode.season_number, episode.number, title)

    def episode(self, scene: Placed) -> str:
        """“S1 E3 · Low water”; without its title while that is still to come."""
        return scene.episode_numbers if self.covers_episode_of(scene) else scene.episode_label

    def place(self, scene: Placed) -> str:
        """Work and episode: “Tidewatch · S1 E3 · Low water”."""
        return dotted(scene.work_title, self.episode(scene))

    def character_name(self, person: NamedCharacter) -> str:
        """Their name, or what is shown instead."""
        return str(HIDDEN_CHARACTER) if self.covers_character(person) else person.name

    def theme_name(self, theme: NamedTheme) -> str:
        """Its name, or what is shown instead."""
        return str(HIDDEN_THEME) if self.covers_theme(theme) else theme.name

    def showing(self, *scenes: SceneId) -> Covering:
        return replace(self, shown=self.shown.union(scenes))

    def showing_character(self, person: CharacterId) -> Covering:
        return replace(self, characters_shown=self.characters_shown | {person})

    def showing_theme(self, theme: ThemeId) -> Covering:
        return replace(self, themes_shown=self.themes_shown | {theme})


OPEN = Covering(is_on=False)
