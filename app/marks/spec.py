"""What a kind of mark is: said once, asked by everybody who lists, shows, copies or keeps marks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import Mark, MarkKind
from app.emotions.records import Emotion

Row = Mapping[str, Any]
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Told(NamedTuple):
    """What a mark says, in parts, for whoever puts them into a line.

    name: what it is called; empty where nobody named it. icon: its own, a Lucide name. qualities:
    in words. place: where in the story it belongs, the work
    first. texts: what the listener wrote, by field. intensity: 1..5, 0 where the kind has none.
    is_spoiler: its name gives something away, which whoever shows it may cover.
    """

    name: str
    icon: str
    qualities: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    texts: Mapping[str, str] = _NOTHING
    intensity: int = 0
    is_spoiler: bool = False

    @property
    def note(self) -> str:
        return self.texts.get("note", "")


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What the kind is called, and the lines that tell of one of its marks.

    step: as the name of an undo step has it. row: told apart from what it stands for. unnamed: one
    that has no name, with its article. name: above the field where one is given.

    The lines may hold {name}, {qualities}, {place}, {work} and {intensity}. line: read aloud. cell:
    under a heading that says the kind. text: for the clipboard. in_journal, heading: the name
    alone where the kind is plain to see.
    """

    one: str
    many: str
    step: str
    row: str
    unnamed: str
    line: str
    cell: str
    text: str
    in_journal: str = "{name}"
    heading: str = "{name}"
    name: str = "Name"

    def said(self, line: str, told: Told, covered: str = "") -> str:
        """One of the lines filled in. covered: what stands for a name that gives something away;
        where it is empty, everything is told.
        """
        if not told.name:
            return self.one
        return line.format(
            name=covered if covered and told.is_spoiler else told.name,
            qualities=", ".join(told.qualities),
            place=" · ".join(told.place),
            work=told.place[0] if told.place else "",
            intensity=told.intensity,
        )


class Reading(NamedTuple):
    """What reading the marks of a track needs. emotions: every word there is, by its id."""

    connection: Any
    emotions: Callable[[], Mapping[int, Emotion]]


class Meant(Protocol):
    """Finds what a copied mark speaks of in this profile, or makes it. None: it can't be made."""

    def emotion_id(self, word: Row) -> int: ...
    def theme_id(self, theme: Row) -> int: ...
    def scene_id(self, scene: Row) -> int | None: ...


def no_titles(_connection: Any, _rows: Iterable[Any]) -> dict[int, str]:
    """Of a kind whose marks are called by what their own row says."""
    return {}


def made_by_no_key(_mark: Any) -> Instant | None:
    """Of a kind that is not pressed: nobody asks when."""
    return None


def never_waits(_mark: Any) -> bool:
    """Of a kind that is only shown when it is in the journal."""
    return False


@dataclass(frozen=True, slots=True)
class MarkSpec:
    """One kind of mark. Its table is in `db/models/marks.py`, under the same name.

    change: the noun that is announced. icon: of the kind. what: the columns that say what the mark
    is; marks that agree in them can be merged. texts: what the listener wrote. facts: whatever
    else a copy shares. greatest: of these, a merged mark has the greatest. is_pressed: made by a
    key, so that it knows the raw press, the listen and when it was made. named_by: the field
    behind its name, empty where it is named elsewhere, and why_not_named says where.

    colour: of a mark, a token or “#rrggbb”; asked of ten thousand at a time, as is waits: whether
    something about a mark is not in the journal yet. told: what it says.
    overview: how it is drawn where a whole track is seen in small. read: a track's marks in time
    order, or those of some ids. copied: what belongs to the kind, ready for JSON; pasted: the
    columns that it means, None where what it speaks of is not known here. titles: names by row id,
    where they stand in another table. journal_texts: the columns of which the first that isn't
    empty is read in the journal.
    """

    kind: MarkKind
    change: str
    words: MarkWords
    icon: str
    colour: Callable[[Any], str]
    told: Callable[[Any], Told]
    read: Callable[[Reading, TrackId, Collection[int] | None], tuple[Any, ...]]
    copied: Callable[[Any], dict[str, Any]]
    pasted: Callable[[Meant, Row], dict[str, Any] | None]
    what: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ("preroll_ms",)
    greatest: tuple[str, ...] = ()
    is_pressed: bool = False
    made: Callable[[Any], Instant | None] = made_by_no_key
    waits: Callable[[Any], bool] = never_waits
    overview: Literal["line", "band", "dot"] = "band"
    named_by: str = ""
    why_not_named: str = ""
    titles: Callable[[Any, Iterable[Any]], dict[int, str]] = no_titles
    journal_texts: tuple[str, ...] = ("note",)

    @property
    def editable(self) -> frozenset[str]:
        """The columns that the listener may change; its place is moved, not edited."""
        return frozenset((*self.what, *self.texts, *self.facts))


def fields_of(source: Mark | object, *names: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}
