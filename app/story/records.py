"""Works, episodes, scenes, characters and cues as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.ids import CharacterId, CueId, EpisodeId, SceneId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span


class WorkKind(StrEnum):
    SERIES = "series"
    FILM = "film"
    GAME = "game"


@dataclass(frozen=True, slots=True)
class Episode:
    id: EpisodeId
    uid: str
    work_id: WorkId
    season_number: int
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Work:
    """Episodes in order."""

    id: WorkId
    uid: str
    kind: WorkKind
    title: str
    year: int | None
    note: str
    episodes: tuple[Episode, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """portrait: a file name among the profile's pictures."""

    id: CharacterId
    uid: str
    work_id: WorkId
    name: str
    colour: str
    portrait: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens. span: inside the episode, when known. still: a file name among the pictures."""

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


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a track that plays in a scene."""

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


def scene_place(scene: Scene) -> str:
    """Work and episode: “Tidewatch · S1 E3 · Low water”."""
    return " · ".join(part for part in (scene.work_title, scene.episode_label) if part)


def episode_label(season_number: int | None, number: int | None, title: str | None) -> str:
    """“S2 E5 · Farewell”; empty when there is no episode."""
    if number is None:
        return ""
    label = f"S{season_number} E{number}"
    return f"{label} · {title}" if title else label
