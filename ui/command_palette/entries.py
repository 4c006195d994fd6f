"""What the palette offers, as values: each tells how it is shown and what finds it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from app.core.words import Text, _, dotted
from ui.widgets.match_row import Match


class Kind(Enum):
    """In the order of its rows where nothing else tells them apart. The value is what it is called
    by a screen reader.
    """

    COMMAND = Text("Command")
    PAGE = Text("Page")
    WORK = Text("Work")
    CHARACTER = Text("Character")
    THEME = Text("Theme")
    SCENE = Text("Scene")
    TRACK = Text("Track")


@dataclass(frozen=True, slots=True)
class What:
    """Tells a thing from all others, as long as the window is open. key: of a command or page; the
    id of a thing of the story; the line of a track.
    """

    kind: Kind
    key: Hashable


@dataclass(frozen=True, slots=True)
class Entry:
    """detail: what is said beside its name. words: what it is found by besides its name."""

    what: What
    name: str
    detail: str
    icon: str
    words: str = ""
    keys: str = ""

    def found_by(self) -> str:
        return f"{self.name} {self.words}"

    def row(self) -> Match:
        kind = str(self.what.kind.value)
        detail = "" if self.detail == kind else self.detail
        # Translators: {keys} is a shortcut, “Ctrl+O”
        keys = _("Shortcut: {keys}", keys=self.keys) if self.keys else ""
        return Match(
            self.name,
            self.what,
            self.detail,
            self.icon,
            keys=self.keys,
            spoken=dotted(self.name, kind, detail, keys),
            hint=_hint(self),
        )


def _hint(entry: Entry) -> str:
    match entry.what.kind:
        case Kind.TRACK:
            return _("Enter plays “{title}”. Ctrl+Enter plays it next.", title=entry.name)
        case Kind.COMMAND:
            return _("Enter does it: “{command}”.", command=entry.name)
        case _:
            return _("Enter opens “{name}”.", name=entry.name)
