"""A theme as the page shows it: its life, with what is heard and seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.returns.records import Order, Return, ThemeLife, WorkThemes
from app.story.records import Character
from app.themes.difference import Difference
from app.themes.records import Passage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.melody import MelodyNote
    from app.core.ids import ThemeId, TrackId
    from app.first_notes.records import Known
    from app.library.records import HeldFile
    from ui.widgets.wave_picture import Coverage

Melody = tuple["MelodyNote", ...]


@dataclass(frozen=True, slots=True, eq=False)
class ShownReturn:
    """number: 1 for the first confirmed one in the order shown, 0 for one that was left open or
    isn't answered yet. difference: from where the theme is stated. level_db: None if it isn't
    known. wave: of the whole track; None until it is drawn.
    """

    one: Return
    number: int
    difference: Difference
    level_db: float | None
    wave: Coverage | None

    @property
    def passage(self) -> Passage:
        return Passage(self.one.occurrence.track_id, self.one.occurrence.span)

    @property
    def is_unanswered(self) -> bool:
        """Whether it is no mark yet."""
        return self.one.occurrence.is_unanswered

    @property
    def is_sure(self) -> bool:
        return self.number > 0


@dataclass(frozen=True, slots=True, eq=False)
class ShownTheme:
    """melody: where it is stated; None if that track wasn't listened through yet, or its file is
    missing. to_hear: the track to listen through then. undrawn: files whose waveforms are missing.
    cast: all characters that it could belong to. has_scenes: whether any return plays in one.
    known: how soon it is recognised; None if it never was.
    """

    life: ThemeLife
    order: Order
    has_scenes: bool
    returns: tuple[ShownReturn, ...]
    melody: Melody | None
    to_hear: TrackId | None
    undrawn: tuple[HeldFile, ...]
    cast: tuple[Character, ...]
    known: Known | None

    @property
    def sure(self) -> tuple[ShownReturn, ...]:
        return tuple(one for one in self.returns if one.is_sure)

    @property
    def open(self) -> tuple[ShownReturn, ...]:
        return tuple(one for one in self.returns if not one.is_sure)

    @property
    def lasts_ms(self) -> int:
        """All its returns together."""
        return sum(one.one.occurrence.span.duration_ms for one in self.sure)


@dataclass(frozen=True, slots=True, eq=False)
class ShownThemes:
    """All themes. melodies: of those that are known."""

    works: tuple[WorkThemes, ...]
    melodies: Mapping[ThemeId, Melody]
