"""What one or several tags say, before anything is cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.spoken_files.line import FileWords

FIELDS = (
    *("title", "artist", "album", "album_artist", "composer"),
    *("disc_number", "track_number", "year"),
)
_MOST_VALUES = 20


@dataclass(slots=True)
class FoundTags:
    """words: texts by names of FIELDS, never empty lists. pictures: the front cover first.

    seconds: the length of the sound, 0 if unknown. codec: its short name, empty if no sound was
    found. has_video: whether there are moving pictures. lyrics: what is sung, as each tag has it.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    pictures: list[bytes] = field(default_factory=list)
    has_chapters: bool = False
    seconds: float = 0.0
    codec: str = ""
    has_video: bool = False
    lyrics: list[FileWords] = field(default_factory=list)

    def add(self, name: str, values: Iterable[object]) -> None:
        """More values of a field; empty ones and those that are already there are left out."""
        held = self.words.get(name, [])
        for value in values:
            text = str(value)
            if text.strip("\0 \t\r\n") and text not in held and len(held) < _MOST_VALUES:
                held.append(text)
        if held:
            self.words[name] = held

    def fill_from(self, other: FoundTags) -> None:
        """Takes what is missing here. Another tag that names a field too says the same again."""
        for name, values in other.words.items():
            self.words.setdefault(name, values)
        self.pictures += other.pictures
        self.lyrics += other.lyrics
        self.has_chapters = self.has_chapters or other.has_chapters


def from_names(
    values: Mapping[str, Iterable[object]], names: Mapping[str, tuple[str, ...]]
) -> FoundTags:
    """names: for each field the keys that may hold it; the first one that does is used."""
    found = FoundTags()
    for name, keys in names.items():
        for key in keys:
            found.add(name, values.get(key, ()))
            if name in found.words:
                break
    return found
