"""Writes a keepsake as a folder of pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.jobs import JobContext
from app.core.resources import RESOURCES
from app.core.words import _
from app.emotions.records import Emotion
from app.keepsake.craft import Craft
from app.keepsake.craft import Pictures as Find
from app.keepsake.html.pages import Pages
from app.keepsake.html.parts import Parts, Shown
from app.keepsake.html.search_words import search_words
from app.keepsake.records import Keepsake, KeptLine

log = logging.getLogger(__name__)

_STYLE = RESOURCES / "keepsake" / "style.css"
_SCRIPT = RESOURCES / "keepsake" / "script.js"
_LONGEST_PX, _COVER_PX = 1280, 480
_IN_THE_DARK = "@media screen and (prefers-color-scheme: dark)"  # not shown
_PLAIN_COLOUR = "#8a6f9e"
_HEX = frozenset("0123456789abcdefABCDEF")

# Of a mark, to a path without suffix; returns the file's own name, None if there is no sound.
WriteSound = Callable[[KeptLine, Path, JobContext], str | None]


@dataclass(frozen=True)
class FolderWriting:
    """pictures, covers: find them by their names."""

    keepsake: Keepsake
    craft: Craft
    pictures: Find
    covers: Find
    write_sound: WriteSound

    def write(self, folder: Path, job: JobContext) -> None:
        """Into a folder that is there and empty. Raises OSError, Problem and JobCancelled."""
        wanted = [(self.pictures, name, _LONGEST_PX) for name in sorted(self.keepsake.pictures)]
        wanted += [(self.covers, name, _COVER_PX) for name in sorted(self.keepsake.covers)]
        shown: list[Shown | None] = []
        for number, (find, name, longest) in enumerate(wanted):
            job.report(number, len(wanted), _("Saving pictures"))
            shown.append(self._picture(find(name), longest, folder / "pictures", number + 1))
        many = len(self.keepsake.pictures)
        parts = Parts(
            self.keepsake,
            self.craft,
            _by_name(wanted[:many], shown[:many]),
            _by_name(wanted[many:], shown[many:]),
            dict(self._sounds(folder / "sounds", job)),
            job,
        )
        pages = Pages(parts)
        for number, (file, data) in enumerate(pages.all()):
            job.report(number, len(pages.names), _("Writing pages"))
            (folder / file).write_bytes(data)
        (folder / "words.js").write_bytes(search_words(parts))
        (folder / "script.js").write_bytes(_SCRIPT.read_bytes())
        style = _STYLE.read_text("utf-8") + feeling_rules(self.keepsake.emotions)
        (folder / "style.css").write_bytes(style.encode())

    def _picture(
        self, path: Path | None, longest_px: int, folder: Path, number: int
    ) -> Shown | None:
        made = None if path is None else self.craft.encoded(path, longest_px)
        if made is None:
            return None
        folder.mkdir(exist_ok=True)
        file = f"{number:04d}{made.suffix}"
        (folder / file).write_bytes(made.data)
        return Shown(f"pictures/{file}", made.width, made.height)

    def _sounds(self, folder: Path, job: JobContext) -> Iterator[tuple[str, str]]:
        wanted = [line for line in self.keepsake.lines if line.uid in self.keepsake.sounds]
        for number, line in enumerate(wanted, 1):
            job.report(number - 1, len(wanted), _("Saving sounds"))
            folder.mkdir(exist_ok=True)
            name = self.write_sound(line, folder / f"{number:03d}", job)
            if name is not None:
                yield line.uid, f"sounds/{name}"


def _by_name(wanted: list[tuple[Find, str, int]], shown: list[Shown | None]) -> Mapping[str, Shown]:
    pairs = zip(wanted, shown, strict=True)
    return {name: one for (_find, name, _px), one in pairs if one is not None}


def feeling_rules(emotions: tuple[Emotion, ...]) -> str:
    """A rule for each; in the dark their colours are mixed with white, as in the program."""
    rules = []
    for place, emotion in enumerate(emotions):
        name = f".f{place}"
        rules.append(f"{name} {{ --own: {_colour(emotion)}; --f: var(--own); }}")
    mixed = "color-mix(in srgb, var(--own) 78%, white)"  # not shown
    every = ", ".join(f".f{place}" for place in range(len(emotions)))
    if every:
        rules.append(f"{_IN_THE_DARK} {{ {every} {{ --f: {mixed}; }} }}")
    return "\n".join(rules) + "\n"


def _colour(emotion: Emotion) -> str:
    colour = emotion.colour
    is_plain = len(colour) == 7 and colour[0] == "#" and _HEX.issuperset(colour[1:])
    return colour if is_plain else _PLAIN_COLOUR
