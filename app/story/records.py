"""Works, episodes, scenes, characters and cues as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import CharacterId, CueId, EpisodeId, SagaId, SceneId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.core.words import _


class WorkKind(StrEnum):
    SERIES = "series"
    FILM = "film"
    GAME = "game"
    ALBUM = "album"  # without a story
    STAGE = "stage"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Episode:
    id: EpisodeId
    uid: str
    work_id: WorkId
    season_number: int
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the listener is in a work: all of this has been seen, and nothing after it.

    season and number: of an episode. story_order: of a scene; it decides about scenes outside of
    episodes, and, where no episode is named, about all.
    """

    season: int | None = None
    number: int | None = None
    story_order: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A series, film, game or anything else that music is from.

    episodes: in order. progress: None where nothing is said, so nothing is covered for it. picture:
    a file name among the profile's pictures. saga_order: its place in the saga.
    """

    id: WorkId
    uid: str
    kind: WorkKind
    title: str
    year: int | None
    note: str
    episodes: tuple[Episode, ...]
    progress: Progress | None = None
    picture: str | None = None
    saga_id: SagaId | None = None
    saga_order: float | None = None


@dataclass(frozen=True, slots=True)
class NewWork:
    """A work that is to be added."""

    kind: WorkKind
    title: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class NewEpisode:
    """An episode that is to be added to the work of a scene."""

    season_number: int
    number: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewScene:
    """A scene that is to be added, to an existing work or a new one."""

    title: str
    work: WorkId | NewWork


@dataclass(frozen=True, slots=True)
class Character:
    """A person of the story. portrait: a file name among the profile's pictures. is_ahead: they are
    met only after what the listener has seen of the work.
    """

    id: CharacterId
    uid: str
    work_id: WorkId
    name: str
    colour: str
    portrait: str | None
    note: str
    is_spoiler: bool = False
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens. span: within the episode, if known. still: a file name among the pictures.
    is_ahead: it comes after what the listener has seen of the work. episode_label: as
    `episode_label` makes it; episode_numbers: the same without the title, which is covered while
    the scene is ahead (`Covering.place`).
    """

    id: SceneId
    uid: str
    work_id: WorkId
    work_title: str
    episode_id: EpisodeId | None
    episode_label: str
    title: str
    summary: str
    story_order: float
    span: Span | None
    still: str | None
    is_spoiler: bool
    characters: tuple[Character, ...]
    is_ahead: bool = False
    episode_numbers: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A passage of a track that plays in a scene."""

    id: CueId
    uid: str
    track_id: TrackId
    span: Span
    scene: Scene
    scene_offset_ms: int | None
    preroll_ms: int | None = None

    @property
    def kind(self) -> MarkKind:
        return MarkKind.CUE

    @property
    def ref(self) -> MarkRef:
        return MarkRef(MarkKind.CUE, self.id)


def next_episode(work: Work) -> NewEpisode:
    """The season and number suggested for a new one."""
    if not work.episodes:
        return NewEpisode(1, 1)
    last = work.episodes[-1]
    return NewEpisode(last.season_number, last.number + 1)


def episode_label(season_number: int | None, number: int | None, title: str | None) -> str:
    """“S2 E5 · Farewell”; empty when there is no episode."""
    if number is None:
        return ""
    season, episode = str(season_number), str(number)
    if title:
        # Translators: the season’s and the episode’s number, and its title, “S2 E5 · Farewell”
        text = _("S{season} E{episode} · {title}", season=season, episode=episode, title=title)
    else:
        # Translators: the season’s and the episode’s number, “S2 E5”
        text = _("S{season} E{episode}", season=season, episode=episode)
    return text
