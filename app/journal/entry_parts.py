"""What an entry holds besides its words: its pictures, and who listened, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.search_text import fold

MOST_PICTURES = 60


@dataclass(frozen=True, slots=True)
class EntryPicture:
    """file: its name among the profile's pictures. words: what it shows, for those who can't see
    it. width, height: in pixels, if known.
    """

    file: str
    words: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody whom entries name. name: as it is spelled most often. spellings: all of them."""

    name: str
    spellings: tuple[str, ...]
    entries: int


def companion_key(name: str) -> str:
    """Equal for names that mean the same person, however they are spelled."""
    return " ".join(fold(name).split()) or name.strip()


def companions(counted: Iterable[tuple[str, int]]) -> list[Companion]:
    """counted: each spelling, and how many entries have it. Those named most often come first."""
    by_key: dict[str, list[tuple[str, int]]] = {}
    for name, entries in counted:
        by_key.setdefault(companion_key(name), []).append((name, entries))
    found = [
        Companion(
            max(spelled, key=lambda one: one[1])[0],
            tuple(name for name, _entries in spelled),
            sum(entries for _name, entries in spelled),
        )
        for spelled in by_key.values()
    ]
    return sorted(found, key=lambda one: (-one.entries, companion_key(one.name)))


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that say the same again, and without empty ones."""
    by_key: dict[str, str] = {}
    for name in names:
        if name.strip():
            by_key.setdefault(companion_key(name), name.strip())
    return tuple(by_key.values())


def names_anew(
    there: Sequence[str], begun: Sequence[str], wanted: Sequence[str]
) -> tuple[str, ...]:
    """The names as they are now, with those that the listener added or removed."""
    before, after = set(map(companion_key, begun)), set(map(companion_key, wanted))
    gone = before - after
    kept = [name for name in there if companion_key(name) not in gone]
    return each_once([*kept, *(name for name in wanted if companion_key(name) not in before)])


def pictures_anew(
    there: Sequence[EntryPicture], begun: Sequence[EntryPicture], wanted: Sequence[EntryPicture]
) -> tuple[EntryPicture, ...]:
    """The pictures as they are now, with what the listener added, removed, moved or described."""
    if tuple(wanted) == tuple(begun):
        return tuple(there)
    now, before = _by_file(there), _by_file(begun)
    result = [
        picture if before.get(picture.file) != picture else now[picture.file]
        for picture in wanted
        if picture.file in now or before.get(picture.file) != picture
    ]
    shown = {picture.file for picture in (*wanted, *begun)}
    return (*result, *(picture for picture in there if picture.file not in shown))


def _by_file(pictures: Iterable[EntryPicture]) -> Mapping[str, EntryPicture]:
    return {picture.file: picture for picture in pictures}
