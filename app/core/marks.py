"""Pointing at a mark. Which kinds of mark there are, and what each is, is said in `app/marks/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from app.core.timecode import Span

_made: dict[str, MarkKind] = {}


class MarkKind(str):
    """What sort of mark something is, by the name that rows, changes and copies know.

    One object for each name, so that `is` tells kinds apart. Any name will do; those that mean
    something are in `app/marks/kinds.py`. The kinds that code speaks of by name stand here.
    """

    __slots__ = ()

    TAG: ClassVar[MarkKind]
    MOMENT: ClassVar[MarkKind]
    CUE: ClassVar[MarkKind]
    OCCURRENCE: ClassVar[MarkKind]

    def __new__(cls, name: str) -> MarkKind:
        known = _made.get(name)
        return _made.setdefault(str(name), super().__new__(cls, name)) if known is None else known


MarkKind.TAG = MarkKind("tag")
MarkKind.MOMENT = MarkKind("moment")
MarkKind.CUE = MarkKind("cue")
MarkKind.OCCURRENCE = MarkKind("occurrence")


@dataclass(frozen=True, slots=True, order=True)
class MarkRef:
    """Points at one mark of any kind."""

    kind: MarkKind
    id: int


class Mark(Protocol):
    """What every mark knows of itself; preroll_ms: None as the setting says."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> MarkKind: ...
    @property
    def ref(self) -> MarkRef: ...
    @property
    def span(self) -> Span: ...
    @property
    def preroll_ms(self) -> int | None: ...
