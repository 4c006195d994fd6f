"""Which cue of a story is heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.story.records import Cue


@dataclass(frozen=True, slots=True)
class StoryStep:
    """The cue that is heard, or would be if it weren't paused. number: from 1, of count."""

    cue: Cue
    number: int
    count: int
