"""Places the listener can be taken to, as values. The window knows which page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.core.ids import MomentId, SceneId, TrackId
    from app.core.marks import MarkRef
    from app.core.timecode import Span
    from app.journal.records import JournalFilter


@dataclass(frozen=True, slots=True)
class CurrentTrack:
    """The current track, at its current position."""


@dataclass(frozen=True, slots=True)
class StagePlace:
    """The Stage, with whatever plays."""


@dataclass(frozen=True, slots=True)
class TrackPlace:
    """A position in a track. mark: one to select there."""

    track_id: int
    position_ms: int
    mark: MarkRef | None = None


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """A work of the story: its page."""

    work_id: int


@dataclass(frozen=True, slots=True)
class StoryLinePlace:
    """A work's page, with its story line. scene_id: the scene to select."""

    work_id: int
    scene_id: int | None = None


@dataclass(frozen=True, slots=True)
class WorkForm:
    """Where a work is edited: its title, kind, year, cast, saga, episodes and scenes."""

    work_id: int


@dataclass(frozen=True, slots=True)
class Afterlives:
    """What became of a track, or of a work with its tracks. echo_id: the one to select."""

    work_id: int | None = None
    track_id: int | None = None
    echo_id: int | None = None


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A track in its role; without one, the first of a work’s tracks that has a role."""

    track_id: int | None = None
    work_id: int | None = None


@dataclass(frozen=True, slots=True)
class PasteStory:
    """Where a list of episodes and scenes is pasted. work_id: the work it belongs to, if known."""

    work_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportStory:
    """Lists and NFO files, to be looked at and imported. work_id: as in PasteStory."""

    paths: tuple[Path, ...]
    work_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScenePlace:
    """A scene of the story."""

    scene_id: int


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """A character: their page. scene_id: the scene it is opened from, if it is."""

    character_id: int
    scene_id: int | None


@dataclass(frozen=True, slots=True)
class PairPlace:
    """Two characters of one work, where they are on together."""

    character_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class PersonForm:
    """Where a character is edited: name, colour, portrait and note. scene_id: as in PersonPlace."""

    character_id: int
    scene_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A theme with its returns. occurrence_id: the one to select."""

    theme_id: int
    occurrence_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeSearch:
    """Where else a theme returns: what is found, to be answered. occurrence_id: the mark to search
    from; None for where it is stated.
    """

    theme_id: int
    occurrence_id: int | None = None


@dataclass(frozen=True, slots=True)
class WhatReturns:
    """What returns in a soundtrack: that of a work, or else the one that a track is on."""

    work_id: int | None = None
    track_id: int | None = None


@dataclass(frozen=True, slots=True)
class MomentPlace:
    """Seconds of a track, as they were felt across the years. uid: of the mark to select."""

    track_id: TrackId
    span: Span
    uid: str = ""


@dataclass(frozen=True, slots=True)
class DayPlace:
    """A day of the journal, and what to select there."""

    day: date
    uid: str


@dataclass(frozen=True, slots=True)
class ComfortPlace:
    """What comforts: the page of own moments to hear again."""


@dataclass(frozen=True, slots=True)
class MarksPlace:
    """The marks and entries of the journal that match a filter."""

    wanted: JournalFilter


@dataclass(frozen=True, slots=True)
class YearPlace:
    """A year in feelings. year: None for the one that was shown last, at first the present one."""

    year: int | None = None


@dataclass(frozen=True, slots=True)
class LifePlace:
    """The life of a work, or of a track: when it was heard, what was felt and written."""

    work_id: int | None = None
    track_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry of the journal."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """A letter to later, whether it is open or not. entry_id: None for whichever comes first."""

    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry of the journal to be written. text: its Markdown, to go on from. The ids: what it is
    linked to. is_letter: it is to be sealed.
    """

    text: str = ""
    track_id: TrackId | None = None
    scene_ids: tuple[SceneId, ...] = ()
    moment_ids: tuple[MomentId, ...] = ()
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class NewMusic:
    """Files and folders to import.

    is_played: whether they are played after the import. on_ended: called when the import is over,
    whatever the outcome. is_quiet: whether nobody asked for it, so that only its progress is shown.
    """

    paths: tuple[Path, ...]
    is_played: bool = False
    is_quiet: bool = False
    on_ended: Callable[[], object] | None = None


class Navigator(Protocol):
    """Leads from one page to another, since pages don't know one another."""

    def open_page(self, key: str) -> object:
        """Brings a page to the front. Raises KeyError for an unknown page."""

    def go_back(self) -> None:
        """From a page that leads back to the one that it was opened from."""

    @property
    def leads_back_to(self) -> str:
        """The title of the page that `go_back` would show; empty if there is none."""

    def show(self, place: object) -> None:
        """Brings the page that shows such places to the front, at this one.

        Raises KeyError for a kind of place that no page shows.
        """

    def can_show(self, kind: type) -> bool:
        """Whether some page shows such places."""
