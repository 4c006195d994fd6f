"""What only Qt can do for a keepsake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.keepsake.records import Keepsake


class Paper(Enum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture for the folder. suffix: with its dot."""

    data: bytes
    suffix: str
    width: int
    height: int


class Pictures(Protocol):
    """Where pictures are, by name."""

    def __call__(self, name: str, /) -> Path | None: ...


class Craft(Protocol):
    """Each may be called on any thread."""

    def encoded(self, path: Path, longest_px: int) -> Encoded | None:
        """A picture of the listener's, smaller, and without what a camera wrote in it, such as the
        place; None if it can't be read.
        """
        ...

    def day_words(self, day: date) -> str:
        """“Saturday 21 November 2026”."""
        ...

    def clock_words(self, when: datetime) -> str:
        """“21:40”."""
        ...

    def month_words(self, day: date) -> str:
        """As a heading: “November”."""
        ...

    def write_pdf(
        self,
        keepsake: Keepsake,
        pictures: Pictures,
        covers: Pictures,
        paper: Paper,
        file: BinaryIO,
        job: JobContext,
    ) -> None: ...
