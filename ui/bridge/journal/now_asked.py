"""Which part on screen asks what is felt now: while it does, the keys of emotions answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.emotions.records import Emotion


class Asking(Protocol):
    """What asks. is_asking: whether it is seen, and waits for an answer."""

    @property
    def is_asking(self) -> bool: ...

    def answer(self, emotion: Emotion | None, *, is_expressed: bool) -> None:
        """emotion: None for a favourite moment."""


class NowAsked:
    """Asked for each key: on pages where nobody asks, the keys are what they always are."""

    def __init__(self) -> None:
        self._parts: list[Asking] = []

    def add(self, part: Asking) -> None:
        """Until `remove`."""
        self._parts.append(part)

    def remove(self, part: Asking) -> None:
        if part in self._parts:
            self._parts.remove(part)

    @property
    def by(self) -> Asking | None:
        """Who asks now; the newest of several."""
        return next((part for part in reversed(self._parts) if part.is_asking), None)
