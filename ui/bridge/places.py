"""Where the listener can be led, as values. Who shows them is the window's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.core.marks import MarkRef


@dataclass(frozen=True, slots=True)
class CurrentTrack:
    """What plays, wherever it is by now."""


@dataclass(frozen=True, slots=True)
class TrackPlace:
    """A position in a track; mark: one that lies there and is to be selected."""

    track_id: int
    position_ms: int
    mark: MarkRef | None = None


@dataclass(frozen=True, slots=True)
class ScenePlace:
    """A scene of the story."""

    scene_id: int


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry of the journal."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class NewMusic:
    """Files and folders on their way into the library.

    is_played: whether they are played once they are there. on_ended: called when nothing is left to
    be taken in, whatever came of it.
    """

    paths: tuple[Path, ...]
    is_played: bool = False
    on_ended: Callable[[], object] | None = None


class Navigator(Protocol):
    """Leads from one page to another, for pages don't know each other."""

    def open_page(self, key: str) -> object:
        """Brings a page to the front. Raises KeyError for a page there is not."""

    def show(self, place: object) -> None:
        """Brings the page to the front that shows such places, at this one.

        Raises KeyError for a kind of place that no page shows.
        """
