"""Why a file doesn't play, which only its drive can say."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app.core.errors import Problem
from app.player.asking import Asked
from app.player.backend import BackendFault
from app.player.troubles import trouble_with


class FileFault:
    """At most one: a file that failed isn't played any further."""

    def __init__(self) -> None:
        self._asked: Asked[Problem] | None = None

    def ask(self, path: Path, *, is_sound: bool) -> None:
        """is_sound: by its first bytes."""
        self._asked = Asked(partial(trouble_with, path, is_sound=is_sound))

    def drop(self) -> None:
        self._asked = None

    def told(self) -> list[BackendFault]:
        """The fault, once the drive has answered and only once."""
        if self._asked is None or not self._asked.is_answered:
            return []
        problem, self._asked = self._asked.answer(), None
        return [BackendFault(problem, is_fatal=True)]
