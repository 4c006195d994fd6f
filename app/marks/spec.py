"""What a kind of mark is: said once, for everything that lists, shows, copies or saves marks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import Mark, MarkKind
from app.core.words import Text
from app.emotions.records import Emotion
from app.story.covering import OPEN, Covering, NamedTheme, Placed

Row = Mapping[str, Any]
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NAME = Text("Name")
BETWEEN = Text(", ", "between the qualities of a mark")


class Told(NamedTuple):
    """What a mark says, in parts that a line can be made of.

    name: empty where the listener gave none. icon: its own, a Lucide name. qualities: ready to be
    shown. work: which one it belongs to. texts: what the listener wrote, by field. intensity: 1..5,
    0 where the kind has none. scene, theme: whose title or name the name is, if it is one; it may
    have to be hidden.
    """

    name: str
    icon: str
    qualities: tuple[str, ...] = ()
    work: str = ""
    texts: Mapping[str, str] = _NOTHING
    intensity: int = 0
    scene: Placed | None = None
    theme: NamedTheme | None = None

    @property
    def note(self) -> str:
        return self.texts.get("note", "")

    def place_under(self, covering: Covering) -> str:
        """Where in the story it belongs, the work first."""
        return "" if self.scene is None else covering.place(self.scene)

    def name_under(self, covering: Covering) -> str:
        """Its name, or what is shown instead of that of a scene or theme."""
        if self.scene is not None:
            return covering.title(self.scene)
        return self.name if self.theme is None else covering.theme_name(self.theme)


class Verb(Enum):
    """What can be done with a mark of any kind and has a name as an undo step."""

    MOVE = auto()
    RESIZE = auto()
    EDIT = auto()
    DELETE = auto()
    CUT = auto()
    DUPLICATE = auto()
    SPLIT = auto()
    PASTE = auto()


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What the kind is called, and the lines that describe one of its marks.

    counted: a number of them. steps: names of undo steps about one of them. row: the mark as
    opposed to what it stands for. unnamed: one without a name, with its article. name: the label
    of the field for its name.

    The lines may hold {name}, {qualities}, {place}, {work} and {intensity}; None is the name
    alone. line: read aloud. cell: in a column whose heading says the kind. text: for the clipboard.
    """

    one: Text
    many: Text
    counted: Callable[[int], str]
    steps: Mapping[Verb, Text]
    row: Text
    unnamed: Text
    line: Text
    cell: Text | None = None
    text: Text | None = None
    in_journal: Text | None = None
    heading: Text | None = None
    name: Text = _NAME

    def said(self, line: Text | None, told: Told, covering: Covering = OPEN) -> str:
        """One of the lines filled in; without a name, what the kind is called.

        covering: which scenes and themes may not be named.
        """
        if not told.name:
            return str(self.one)
        name = told.name_under(covering)
        if line is None:
            return name
        return line.filled(
            name=name,
            qualities=str(BETWEEN).join(told.qualities),
            place=told.place_under(covering),
            work=told.work,
            intensity=str(told.intensity),
        )

    def said_in_journal(self, name: str) -> str:
        """name: of the mark or of what it stands for; empty where there is none."""
        if not name:
            return str(self.one)
        return name if self.in_journal is None else self.in_journal.filled(name=name)


class Reading(NamedTuple):
    """What reading the marks of a track needs. emotions: every emotion there is, by its id."""

    connection: Any
    emotions: Callable[[], Mapping[int, Emotion]]


class Meant(Protocol):
    """Finds what a copied mark refers to in this profile, or adds it. None: it can't be added."""

    def emotion_id(self, emotion: Row) -> int: ...
    def theme_id(self, theme: Row) -> int: ...
    def scene_id(self, scene: Row) -> int | None: ...


def made_by_no_key(_mark: Any) -> Instant | None:
    """For a kind that no key makes: when it was made isn't known."""
    return None


def never_waits(_mark: Any) -> bool:
    """For a kind that is only shown once it is saved."""
    return False


@dataclass(frozen=True, slots=True)
class MarkSpec:
    """One kind of mark. Its table is in `db/models/marks.py`, under the same name.

    change: the noun that is announced. icon: of the kind. what: the columns that say what the mark
    is; marks that agree in them can be merged. texts: what the listener wrote. facts: the other
    columns that a copy shares. greatest: columns of which a merged mark gets the greatest value.
    is_pressed: made by a key, so the raw press, the listen and the time of marking are known.
    named_by: the field that holds its name; empty where it is named elsewhere, and why_not_named
    says where; `{keys}` in it are those of the command assigned_by.

    colour: a mark's, a token or “#rrggbb”; asked for ten thousand marks at a time, as is waits:
    whether part of the mark waits to be saved. told: what it says.
    overview: how it is drawn where the whole track is shown small. read: a track's marks in time
    order, or those with some ids. copied: what belongs to the kind, ready for JSON; pasted: the
    columns made of it, None where what it refers to isn't known here. journal_texts: columns;
    the journal shows the first one that isn't empty.
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
    why_not_named: Text | None = None
    assigned_by: str = ""
    journal_texts: tuple[str, ...] = ("note",)

    @property
    def editable(self) -> frozenset[str]:
        """The columns that the listener may change; its place is changed by moving it."""
        return frozenset((*self.what, *self.texts, *self.facts))


def fields_of(source: Mark | object, *names: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}
