"""A pasted list of echoes: lines such as “1999 · Cover · Title – Who · https://…”, CSV or TSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.core.blank import is_blank
from app.story.echo_kinds import KIND_WORDS, EchoKind
from app.story.echo_values import address_of, date_of, looks_like_address
from app.story.echoes import NewEcho
from db.ranges.columns import RANGES

MOST = 1_000  # lines
_MOST_IN_A_LINE = 100_000  # the csv module reads no longer cells than 131,072
_MOST_SHOWN = 500  # of a line that is left out
_TITLE_WHO = re.compile(r"(?<=\S)\s+[–—-]\s+")  # from the first space on: once for each run
_BULLET = re.compile(r"^(?:[-*•]\s+|\d{1,3}[.)]\s+)")
_DOTS = re.compile(r"[·|]")
_OTHERWISE = {  # not shown
    "covers": EchoKind.COVER,
    "live version": EchoKind.LIVE,
    "live versions": EchoKind.LIVE,
    "concert": EchoKind.LIVE,
    "remixes": EchoKind.REMIX,
    "samples": EchoKind.SAMPLE,
    "video": EchoKind.FAN_VIDEO,
    "fan videos": EchoKind.FAN_VIDEO,
    "ad": EchoKind.ADVERTISEMENT,
    "advert": EchoKind.ADVERTISEMENT,
    "commercial": EchoKind.ADVERTISEMENT,
    "movie": EchoKind.FILM,
    "memes": EchoKind.MEME,
}
_HEADINGS = {
    "kind": "kind", "type": "kind", "title": "title", "name": "title", "who": "who",
    "artist": "who", "by": "who", "date": "date", "year": "date", "link": "link", "url": "link",
    "address": "link", "note": "note", "notes": "note", "comment": "note",
}  # fmt: skip


class Wrong(Enum):
    """What keeps a line from being added."""

    NO_TITLE = auto()
    ADDRESS = auto()  # other than http and https, or one that hides where it leads
    DATE = auto()
    LENGTH = auto()


@dataclass(frozen=True, slots=True)
class ListedEcho:
    """number, line: which one it is, and how it begins. kind: None if the line doesn't say it."""

    number: int
    line: str
    kind: EchoKind | None
    echo: NewEcho
    wrong: Wrong | None = None

    def as_kind(self, kind: EchoKind) -> NewEcho:
        """kind: for a line that doesn't say one."""
        return replace(self.echo, kind=self.kind or kind)


@dataclass(frozen=True, slots=True)
class EchoList:
    """is_cut: there were more than MOST lines."""

    echoes: tuple[ListedEcho, ...]
    is_cut: bool = False

    @property
    def sound(self) -> tuple[ListedEcho, ...]:
        return tuple(one for one in self.echoes if one.wrong is None)


def read_list(text: str) -> EchoList:
    """Any text. What isn't understood is said of its line, and keeps no other from being read."""
    lines = [
        (n, line[: _MOST_IN_A_LINE + 1])
        for n, line in enumerate(text.splitlines(), 1)
        if not is_blank(line)
    ]
    rows = list(_rows(lines[: MOST + 1]))
    columns = _headings(rows[0][2]) if rows else None
    if columns is not None:
        rows = rows[1:]
    found = tuple(_listed(*row, columns) for row in rows[:MOST])
    return EchoList(found, len(rows) > MOST)


def kind_of(text: str) -> EchoKind | None:
    """In English or the language that is spoken."""
    folded = text.strip().casefold().replace("_", " ")
    for kind in EchoKind:
        if folded in (kind.value.replace("_", " "), str(KIND_WORDS[kind]).casefold()):
            return kind
    return _OTHERWISE.get(folded)


def _rows(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, list[str]]]:
    """Each with its number, itself, and its parts."""
    is_tabbed = any("\t" in line for _n, line in lines)
    is_csv = not is_tabbed and _is_csv([line for _n, line in lines])
    for number, line in lines:
        if is_tabbed or is_csv:
            parts = next(csv.reader([line], delimiter="\t" if is_tabbed else ","))
        else:
            parts = _DOTS.split(_BULLET.sub("", line.strip()))
        yield number, line, [part.strip() for part in parts]


def _is_csv(lines: Sequence[str]) -> bool:
    """Whether it is headed so, or every line has parts between commas that are no title."""
    if any("·" in line for line in lines):
        return False
    parts = [next(csv.reader([line]), []) for line in lines]
    if parts and _headings([part.strip() for part in parts[0]]) is not None:
        return True
    return bool(parts) and all(
        len(row) >= 3 and any(kind_of(part) or (part.strip() and date_of(part)) for part in row)
        for row in parts
    )


def _headings(parts: Sequence[str]) -> list[str] | None:
    names = [_HEADINGS.get(part.casefold(), "") for part in parts]
    return names if "title" in names and len(parts) > 1 else None


def _listed(number: int, line: str, parts: list[str], columns: list[str] | None) -> ListedEcho:
    said = _by_column(parts, columns) if columns is not None else _by_look(parts)
    kind = kind_of(said.get("kind", ""))
    date, link = date_of(said.get("date", "")), address_of(said.get("link", ""))
    echo = NewEcho(
        kind or EchoKind.COVER,
        said.get("title", ""),
        said.get("who", ""),
        date or "",
        link or "",
        said.get("note", ""),
    )
    wrong = Wrong.LENGTH if len(line) > _MOST_IN_A_LINE else _wrong(echo, date, link)
    return ListedEcho(number, line.strip()[:_MOST_SHOWN], kind, echo, wrong)


def _wrong(echo: NewEcho, date: str | None, link: str | None) -> Wrong | None:
    if link is None:
        return Wrong.ADDRESS
    if date is None:
        return Wrong.DATE
    if is_blank(echo.title):
        return Wrong.NO_TITLE
    limits = RANGES["echo"]
    is_long = any(limits[name].fault(getattr(echo, name)) for name in ("title", "who", "note"))
    return Wrong.LENGTH if is_long else None


def _by_column(parts: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    return {name: part for name, part in zip(columns, parts, strict=False) if name}


def _by_look(parts: Sequence[str]) -> dict[str, str]:
    """A date, a kind and an address are known by their look; the rest is title, who and note."""
    said: dict[str, str] = {}
    words: list[str] = []
    for part in parts:
        if not part:
            continue
        if "link" not in said and looks_like_address(part):
            said["link"] = part
        elif "date" not in said and date_of(part):
            said["date"] = part
        elif "kind" not in said and kind_of(part) is not None:
            said["kind"] = part
        else:
            words.append(part)
    if words:
        title, *who = _TITLE_WHO.split(words.pop(0), maxsplit=1)
        said["title"] = title
        rest = [*who, *words]
        if rest:
            said |= {"who": rest[0], "note": " · ".join(rest[1:])}
    return said
