"""A mark as lanes show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.marks import MarkRef
from app.core.timecode import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LaneMark(Generic[T]):
    """in_words: its description, for tooltips and screen readers."""

    ref: MarkRef
    span: Span
    value: T
    in_words: Callable[[T], str]

    @property
    def text(self) -> str:
        return self.in_words(self.value)
