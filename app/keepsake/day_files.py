"""Journal entries as Markdown, a file for each day, as other diaries read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.jobs import JobContext
from app.core.words import _, dotted, listed
from app.keepsake.craft import Craft, Pictures
from app.keepsake.records import Keepsake, KeptLine
from app.profile.pictures import renamed_in

_LONGEST_PX = 1280
_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def write_day_files(
    keepsake: Keepsake, craft: Craft, pictures: Pictures, folder: Path, job: JobContext
) -> None:
    """Into a folder that is there and empty. Raises OSError and JobCancelled."""
    days = {
        day: [line for line in lines if line.is_entry] for day, lines in keepsake.by_day.items()
    }
    written = {day: entries for day, entries in days.items() if entries}
    shown = sorted(keepsake.pictures)
    saved = _Saving(craft, pictures, folder).all(shown, job)
    for number, (day, entries) in enumerate(written.items()):
        job.report(number, len(written), _("Writing days"))
        text = "\n".join(_Day(craft, saved).lines(day, entries)) + "\n"
        (folder / f"{day.isoformat()}.md").write_bytes(text.encode("utf-8", "replace"))


@dataclass(frozen=True)
class _Saving:
    """Pictures that entries show, beside the files."""

    craft: Craft
    find: Pictures
    folder: Path

    def all(self, names: list[str], job: JobContext) -> Mapping[str, str]:
        """What each is called from now on."""
        saved: dict[str, str] = {}
        for number, name in enumerate(names, 1):
            job.report(number - 1, len(names), _("Saving pictures"))
            path = self.find(name)
            made = None if path is None else self.craft.encoded(path, _LONGEST_PX)
            if made is not None:
                (self.folder / "pictures").mkdir(exist_ok=True)
                saved[name] = f"pictures/{number:04d}{made.suffix}"
                (self.folder / saved[name]).write_bytes(made.data)
        return saved


@dataclass(frozen=True)
class _Day:
    craft: Craft
    pictures: Mapping[str, str]

    def lines(self, day: date, entries: list[KeptLine]) -> Iterator[str]:
        yield f"# {self.craft.day_words(day)}"
        for entry in entries:
            yield ""
            clock = self.craft.clock_words(entry.made.local)
            yield f"## {_escaped(dotted(clock, entry.heading))}"
            if entry.text:
                yield ""
                yield renamed_in(entry.text, self.pictures)
            for one in entry.attached:
                if one.file in self.pictures:
                    yield ""
                    yield f"![{_escaped(one.words)}]({self.pictures[one.file]})"
            for said in self._about(entry):
                yield ""
                yield f"*{_escaped(said)}*"

    def _about(self, entry: KeptLine) -> Iterator[str]:
        if entry.before_after:
            yield entry.before_after
        if entry.people:
            yield _("Heard with {people}", people=listed(entry.people))
        if entry.linked:
            # Translators: the music, scenes and moments that an entry is about
            yield _("About: {things}", things=listed(entry.linked))


def _escaped(text: str) -> str:
    """In one line, and what Markdown would read as its own signs."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
