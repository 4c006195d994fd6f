"""References to marks. The kinds of mark are defined in `app/marks/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from app.core.timecode import Span

_made: dict[str, MarkKind] = {}


class MarkKind(str):
    """The kind of a mark, by the name that rows, changes and copies use.

    There is one object per name, so kinds can be compared with `is`. Any name is allowed; those
    with a meaning are in `app/marks/kinds.py`. The kinds that code refers to by name are here.
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
    """Refers to one mark of any kind."""

    kind: MarkKind
    id: int


class Mark(Protocol):
    """What every mark has. preroll_ms: None for the setting's value."""

    @property
    def id(self) -> int: ...
    @property
    def uid(self) -> str: ...
    @property
    def kind(self) -> MarkKind: ...
    @property
    def ref(self) -> MarkRef: ...
    @property
    def span(self) -> Span: ...
    @property
    def preroll_ms(self) -> int | None: ...
