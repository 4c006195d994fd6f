"""Reads lists of plain lines: episodes, with their scenes below them; or scenes alone.

Any of these begins an episode: “S1E03 The winding key”, “1x03 – …”, “Episode 3: …”, “第3話 …”. A
line “Season 2” is about all that follow. Other lines are scenes of the episode above: bulleted,
numbered, indented or plain, with a time before or after the title, who is in it in brackets, and
what happens after a bar: “10:10–12:22 The harbour [Mira, Elio] | They meet again.”
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.core.timecode import Span
from app.core.words import Text, _
from app.story_import.cleaning import clean, name_fault, people_in
from app.story_import.line_forms import Numbers, numbers_at_start, season_of, unquoted
from app.story_import.records import (
    PASTED,
    Found,
    FoundEpisode,
    FoundScene,
    NotTaken,
    Place,
    WorkInMaking,
)
from app.story_import.times import NoTime, length_at_end, time_at_end, time_at_start

_BULLET = re.compile(r"(?:[-*•‣⁃◦·–—+○●▪■□☐>]\s+|\[[ xX]\]\s+)+")  # noqa: RUF001 - as typed
_NUMBERED = re.compile(r"\(?(\d{1,4})(?:[.)\]]+(?=\s|\D)|\s+[-–—](?=\s))\s*")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_RULE = re.compile(r"[\s\-=_*~#.·—–]+")
_YEAR = re.compile(r"(.+?)\s*\(((?:18|19|20|21)\d\d)(?:\s?[-–]\s?(?:\d{4})?)?\)")
_BRACKETS = re.compile(r"\s*\[([^\[\]]+)\]$")
_BAR = re.compile(r"\s+\|\s+|\t+")
_TAB = 4

NO_TITLE = Text("It has no title.")
BACKWARDS = Text("It ends before it starts.")
NO_SUCH_TIME = Text("It isn’t a time: write it like 10:10 or 1:02:03.")


class LinesAre(StrEnum):
    """What lines without an episode's number stand for. AS_WRITTEN: scenes; but numbered ones are
    episodes in a list that names none otherwise, if something is below them, or in a series.
    """

    AS_WRITTEN = "as_written"
    EPISODES = "episodes"
    SCENES = "scenes"


@dataclass(frozen=True, slots=True)
class _Line:
    """One that isn't blank. number: that it begins with, as in “3. …”; None if it has none."""

    place: Place
    raw: str
    indent: int
    is_heading: bool
    is_bulleted: bool
    number: int | None
    text: str
    numbers: Numbers | None
    title: str
    season: int | None


def read_lines(
    text: str,
    place: Place = PASTED,
    *,
    is_series: bool = True,
    lines_are: LinesAre = LinesAre.AS_WRITTEN,
) -> Found:
    """is_series: whether the work it goes to has episodes."""
    lines = [line for line in _lines(text, place) if not _RULE.fullmatch(line.raw)]
    reading = _Reading(_numbered_are_episodes(lines, is_series=is_series), lines_are)
    for line in lines:
        reading.read(line)
    works = () if reading.work.is_empty else (reading.work.made(),)
    return Found(works, tuple(reading.not_taken))


class _Reading:
    def __init__(self, numbered_are_episodes: bool, lines_are: LinesAre) -> None:
        self.work = WorkInMaking()
        self.not_taken: list[NotTaken] = []
        self._lines_are = lines_are
        self._numbered_are_episodes = numbered_are_episodes
        self._season = 1
        self._last = 0  # number of the last episode
        self._episode: tuple[int, int] | None = None
        self._waiting: list[_Line] = []  # before the first episode, if there is one

    def read(self, line: _Line) -> None:
        if line.season is not None:
            self._season, self._last, self._episode = line.season, 0, None
            self._has_no_episode_above()
        elif self._is_episode(line):
            self._has_no_episode_above()
            self._add_episodes(line)
        elif line.is_heading and self.work.is_empty and not self.work.title:
            self._name_work(line)
        else:
            self._add_scene(line)

    def _is_episode(self, line: _Line) -> bool:
        if self._lines_are is LinesAre.SCENES:
            return False
        if line.numbers is not None:
            return True
        if self._lines_are is LinesAre.EPISODES:
            return True
        return line.number is not None and line.indent == 0 and self._numbered_are_episodes

    def _add_episodes(self, line: _Line) -> None:
        numbers = line.numbers
        if numbers is None:
            first = self._last + 1 if line.number is None else line.number
            numbers = Numbers(None, first, first)
        if numbers.season is not None:
            self._season = numbers.season
        length_ms, title = length_at_end(line.title)
        title = unquoted(title)
        if fault := name_fault(title):
            self._leave(line, fault)
            return
        for number in range(numbers.first, numbers.last + 1):
            key = (self._season, number)
            known = self.work.title_of(key)
            if known and title and known != title:
                self._leave(line, _("This episode is there twice. The first title counts."))
            found = FoundEpisode(*key, title=title, length_ms=length_ms, place=line.place)
            self.work.add_episode(found)
        self._last, self._episode = numbers.last, (self._season, numbers.first)

    def _add_scene(self, line: _Line) -> None:
        try:
            scene = scene_in(line.text, line.place)
        except NoTime as fault:
            self._leave(line, str(BACKWARDS if fault.is_backwards else NO_SUCH_TIME))
            return
        fault_of_name = name_fault(scene.title) or ("" if scene.title else str(NO_TITLE))
        if fault_of_name:
            self._leave(line, fault_of_name)
            return
        if self._episode is None:
            self._waiting.append(line)
        self.work.add_scene(self._episode, scene)

    def _has_no_episode_above(self) -> None:
        """What is before the first episode isn't a scene: the first such line is the work's title,
        the others are left out.
        """
        if not self._waiting:
            return
        for line in self._waiting:
            if not (line is self._waiting[0] and not self.work.title and _may_name(line)):
                self._leave(line, _("There is no episode above it."))
            else:
                self._name_work(line)
        self._waiting.clear()
        self.work.scenes.clear()

    def _name_work(self, line: _Line) -> None:
        found = _YEAR.fullmatch(line.text)
        title = line.text if found is None else found[1]
        self.work.title = unquoted(title.rstrip(":"))
        self.work.year = None if found is None else int(found[2])
        self.work.place = line.place

    def _leave(self, line: _Line, why: str) -> None:
        self.not_taken.append(NotTaken(line.place, line.raw.strip(), why))


def scene_in(text: str, place: Place = PASTED) -> FoundScene:
    """The scene that a line without its bullet tells. Raises NoTime."""
    span, rest = time_at_start(text)
    title, *more = _BAR.split(rest)
    title, people = _people_at_end(title.strip())
    if span is None:
        span, title = time_at_end(title)
    if span is None and more and (found := _whole(more[-1])) is not None:
        span = found
        more.pop()
    if not people:
        title, people = _people_at_end(title)
    summary = " ".join(part for part in more if part.strip())
    return FoundScene(unquoted(title), span, clean(summary), people, place=place)


def _whole(text: str) -> Span | None:
    span, rest = time_at_start(text.strip())
    return span if not rest else None


def _people_at_end(title: str) -> tuple[str, tuple[str, ...]]:
    found = _BRACKETS.search(title)
    if found is None or time_at_start(found[1])[0] is not None or found.start() == 0:
        return title, ()
    return title[: found.start()], people_in(found[1])


def _lines(text: str, place: Place) -> list[_Line]:
    """Those that aren't blank. Indents count from the one that is furthest to the left."""
    raws = [
        (count, raw, bare)
        for count, raw in enumerate(text.splitlines(), start=1)
        if (bare := clean(raw))
    ]
    least = min((_indent(raw) for _count, raw, _bare in raws), default=0)
    return [
        _line(raw, bare, _indent(raw) - least, Place(place.file, count))
        for count, raw, bare in raws
    ]


def _indent(raw: str) -> int:
    grown = raw.expandtabs(_TAB).replace("\u3000", "  ")
    return len(grown) - len(grown.lstrip())


def _line(raw: str, bare: str, indent: int, place: Place) -> _Line:
    heading = _HEADING.fullmatch(bare)
    if heading is not None:
        bare, indent = heading[1].rstrip("#").strip() or bare, 0
    bullet = _BULLET.match(bare)
    text = bare[bullet.end() :] if bullet else bare
    numbers, title = numbers_at_start(text)
    number = None
    if numbers is None and (numbered := _NUMBERED.match(text)) and numbered.end() < len(text):
        number, text = int(numbered[1]), text[numbered.end() :]
        title = text
    season = season_of(text.rstrip()) if numbers is None and bullet is None else None
    return _Line(
        place, raw, indent, heading is not None, bullet is not None, number, text, numbers, title,
        season,
    )  # fmt: skip


def _numbered_are_episodes(lines: Sequence[_Line], *, is_series: bool) -> bool:
    if any(line.numbers is not None for line in lines):
        return False
    if is_series or any(line.season is not None for line in lines):
        return True
    return any(
        first.number is not None and first.indent == 0 and (then.indent > 0 or then.is_bulleted)
        for first, then in pairwise(lines)
    )


def _may_name(line: _Line) -> bool:
    """Whether it may be the title of the work."""
    return not line.is_bulleted and line.number is None and line.indent == 0
