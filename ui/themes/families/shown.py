"""What returns in a soundtrack, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.themes.records import Candidate, Passage

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.theme_finding.soundtracks import Soundtrack
    from ui.themes.shown import Melody
    from ui.widgets.wave_picture import Coverage


@dataclass(frozen=True, slots=True, eq=False)
class ShownPassage:
    """wave: of the whole track; None until it is drawn."""

    candidate: Candidate
    track: TrackRow
    wave: Coverage | None

    @property
    def passage(self) -> Passage:
        return self.candidate.passage


@dataclass(frozen=True, slots=True, eq=False)
class ShownFamily:
    """passages: in the order in which they are heard. melody: None if it isn't known. dismissed:
    the uid of its dismissal; empty for one that is open. is_accompaniment: it repeats at a regular
    spacing.
    """

    passages: tuple[ShownPassage, ...]
    melody: Melody | None = None
    dismissed: str = ""
    is_accompaniment: bool = False

    @property
    def key(self) -> str:
        """Tells it from the others, also after it was read again."""
        track_id, span = self.passages[0].passage
        return f"{track_id} {span.start_ms} {span.end_ms}"

    @property
    def tracks(self) -> int:
        return len({one.track.id for one in self.passages})

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(one.candidate for one in self.passages)


@dataclass(frozen=True, slots=True, eq=False)
class ShownFamilies:
    """Of one soundtrack; None when there is no music. soundtracks: all that could be asked about.

    families: across tracks first, most returns first; accompaniments apart. judged: how many were
    named or dismissed. is_known: it was looked through before. heard, without_file: how many of its
    tracks were listened through, and can't be.
    """

    soundtracks: tuple[Soundtrack, ...] = ()
    soundtrack: Soundtrack | None = None
    families: tuple[ShownFamily, ...] = ()
    accompaniments: tuple[ShownFamily, ...] = ()
    dismissed: tuple[ShownFamily, ...] = ()
    judged: int = 0
    is_known: bool = False
    heard: int = 0
    without_file: int = 0

    @property
    def open(self) -> tuple[ShownFamily, ...]:
        return (*self.families, *self.accompaniments)
