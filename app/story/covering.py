"""Which scenes are covered because they give something away: one answer for every view."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from app.core.ids import SceneId
from app.core.words import Text

# Translators: instead of the title of a scene that is hidden as a spoiler
HIDDEN = Text("A later scene")


class Named(Protocol):
    """A scene as far as it matters whether it may be named."""

    @property
    def id(self) -> SceneId: ...
    @property
    def title(self) -> str: ...
    @property
    def is_spoiler(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class SceneName:
    """A scene where something else is shown: with a mark, or as an entry's link."""

    id: SceneId
    title: str
    is_spoiler: bool


@dataclass(frozen=True, slots=True)
class Covering:
    """is_on: whether spoilers are hidden. shown: those the listener asked to see all the same."""

    is_on: bool = True
    shown: frozenset[SceneId] = frozenset()

    def covers(self, scene: Named) -> bool:
        return self.is_on and scene.is_spoiler and scene.id not in self.shown

    def title(self, scene: Named) -> str:
        """Its title, or what is shown instead."""
        return str(HIDDEN) if self.covers(scene) else scene.title

    def showing(self, scene: SceneId) -> Covering:
        return replace(self, shown=self.shown | {scene})


OPEN = Covering(is_on=False)
