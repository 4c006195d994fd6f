"""What is heard, what came of it, and how far it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

MINUTE_S = 60

Soundtrack = tuple[str, ...]  # tells one work's tracks, or one album's, from all others


class Sound(NamedTuple):
    """What one file holds, and whose it is: one track's, or those of a whole album.

    duration_ms: for guessing how long it takes.
    """

    payload_hash: str
    path: Path
    duration_ms: int
    track_ids: tuple[int, ...]
    soundtrack: Soundtrack


class Outcome(StrEnum):
    """HEARD: the cache has all of it now. UNREADABLE: the file isn't there, or nothing of it could
    be decoded. NOT_KEPT: the cache can't be written. BLOCKED: something that can't be moved is in
    the place of this one there. ENDED: the process ended, by the system, say.
    """

    HEARD = "heard"
    UNREADABLE = "unreadable"
    NOT_KEPT = "not_kept"
    BLOCKED = "blocked"
    ENDED = "ended"


class Report(NamedTuple):
    """What came of a sound. why: for the log. is_cache_full: what else is kept now pushes out what
    was kept before.
    """

    payload_hash: str
    outcome: Outcome
    why: str = ""
    is_cache_full: bool = False


class Reached(NamedTuple):
    """How far a process is with a sound."""

    payload_hash: str
    done_ms: int


class State(StrEnum):
    """QUIET: there is nothing to do, or nobody wants it done. RESTING: it would go wrong again, so
    it is tried again later.
    """

    QUIET = "quiet"
    WORKING = "working"
    PAUSED = "paused"
    RESTING = "resting"


class Trouble(StrEnum):
    """Why it rests, or leaves something out. FULL: the cache has its full size, so that keeping
    more would only push out what was heard before.
    """

    NONE = ""
    NOT_KEPT = "not_kept"
    ENDED = "ended"
    FULL = "full"


class Standing(NamedTuple):
    """How far it is, of all tracks that have a file.

    left_s: until it is done, None if nothing is known yet. unreadable: tracks that were left out.
    is_awaited: whether somebody asked for it.
    """

    state: State = State.QUIET
    done: int = 0
    total: int = 0
    left_s: float | None = None
    unreadable: int = 0
    trouble: Trouble = Trouble.NONE
    is_awaited: bool = False

    @property
    def minutes_left(self) -> int | None:
        """As it is said: 0 for less than one."""
        if self.left_s is None:
            return None
        return round(self.left_s / MINUTE_S) if self.left_s >= MINUTE_S else 0

    def says_the_same_as(self, other: Standing) -> bool:
        """Nobody is told that some seconds have passed."""
        return (
            self._replace(left_s=None) == other._replace(left_s=None)
            and self.minutes_left == other.minutes_left
        )
