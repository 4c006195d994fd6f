"""Undo steps of what waits to be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.waiting.records import Deed


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """An undo step that isn't in the journal yet. name: see Deed.step.

    undo, redo: raise Problem, or LookupError if it is in the journal by now; then nothing changed.
    """

    name: str
    label: str
    undo: Callable[[], None]
    redo: Callable[[], None]


class MovedDeeds:
    """Deeds that a step takes out of the file and puts back, however often."""

    def __init__(
        self,
        deeds: Sequence[Deed],
        take_out: Callable[[Sequence[Deed]], list[Deed]],
        add: Callable[[Sequence[Deed]], None],
    ) -> None:
        """take_out: returns what it took, which may be more."""
        self._deeds = list(deeds)
        self._take_out, self._add = take_out, add

    def take_out(self) -> None:
        self._deeds = self._take_out(self._deeds)

    def put_back(self) -> None:
        self._add(self._deeds)


def nobody_undoes(_step: WaitingStep) -> None:
    """Without a window, there is no undo stack."""
