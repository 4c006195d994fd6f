"""Questions to a drive, each on its own thread: a drive that hangs never answers."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

PATIENCE_S = 0.02  # a drive that is awake answers within a millisecond


class Asked(Generic[T]):
    """A question, asked on creation, which waits `patience_s` for the answer and no longer.

    A caller that no longer wants the answer drops this object; the thread ends when the drive
    answers, or with the program.
    """

    def __init__(self, question: Callable[[], T], patience_s: float = PATIENCE_S) -> None:
        self._question = question
        self._answer: list[T] = []
        self._mistake: BaseException | None = None
        self._done = threading.Event()
        threading.Thread(target=self._ask, name="asking a drive", daemon=True).start()
        self._done.wait(patience_s)

    @property
    def is_answered(self) -> bool:
        return self._done.is_set()

    def answer(self) -> T:
        """Call only when `is_answered`. Raises what the question raised."""
        if self._mistake is not None:
            raise self._mistake
        return self._answer[0]

    def _ask(self) -> None:
        try:
            self._answer.append(self._question())
        except BaseException as mistake:  # noqa: BLE001 - raised where the answer is taken
            self._mistake = mistake
        finally:
            self._done.set()


_unanswered: dict[tuple[str, Path], Asked[bool]] = {}


def is_there(path: Path) -> bool | None:
    """Whether the path exists; None while its drive doesn't answer."""
    return _told("anything", path, os.path.exists)


def is_file_there(path: Path) -> bool | None:
    """Whether it is a file; None while its drive doesn't answer."""
    return _told("file", path, os.path.isfile)


def _told(what: str, path: Path, question: Callable[[Path], bool]) -> bool | None:
    """Asks a drive that hangs only once about each file, however often this is called."""
    asked = _unanswered.pop((what, path), None) or Asked(partial(question, path))
    if asked.is_answered:
        return asked.answer()
    _unanswered[what, path] = asked
    return None
