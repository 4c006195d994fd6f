"""Reads tables, comma- or tab-separated, with headings or without: a row an episode, or a scene."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.core.timecode import Span
from app.core.words import Text
from app.story.records import WorkKind
from app.story_import.cleaning import clean, clean_text, name_fault, people_in
from app.story_import.guessed_columns import guessed_columns
from app.story_import.headings import Column, column_of
from app.story_import.line_forms import numbers_at_start, season_of, unquoted
from app.story_import.lines import BACKWARDS, NO_SUCH_TIME
from app.story_import.records import (
    PASTED,
    Found,
    FoundEpisode,
    FoundScene,
    NotTaken,
    Place,
    WorkInMaking,
)
from app.story_import.times import NoTime, whole_length, whole_time

Cells = Mapping[Column, str]
Row = tuple[int, list[str]]  # its line, its cells

_NOTHING = Text("It has neither an episode’s number nor a scene’s title.")
_TIMES = {Column.START, Column.END, Column.TIME}
_NUMBER = re.compile(r"\d{1,5}(?:\.0)?")
_YEAR = re.compile(r"(?:18|19|20|21)\d\d")
_SEPARATOR_LINE = re.compile(r"^\ufeff?sep=.\n")  # what Excel reads first
_MOST_CELL = 1_000_000
_LEAST_PLOT = 80  # characters: a row of one cell as long as that tells what happens
_TRIED_ROWS = 30


def table_in(text: str, *, is_file: bool) -> tuple[Sequence[Row], Sequence[Column]] | None:
    """The rows without headings, and what their columns hold; None if the text is no table.

    is_file: it was saved as a table, so it is one even without known headings.
    """
    text = _SEPARATOR_LINE.sub("", text)
    for delimiter in _delimiters(text):
        rows = list(_rows(text, delimiter))
        if not rows:
            continue
        columns = _headings(rows[0][1])
        if columns is not None:
            return rows[1:], columns
        guessed = guessed_columns([cells for _line, cells in rows[:_TRIED_ROWS]], is_sure=is_file)
        if guessed is not None:
            return rows, guessed
    return None


def read_table(rows: Sequence[Row], columns: Sequence[Column], place: Place = PASTED) -> Found:
    reading = _Reading(columns, place)
    for line, cells in rows:
        reading.read(line, cells)
    works = tuple(work.made() for work in reading.works.values() if not work.is_empty)
    return Found(works, tuple(reading.not_taken))


class _Reading:
    def __init__(self, columns: Sequence[Column], place: Place) -> None:
        self.works: dict[str, WorkInMaking] = {}
        self.not_taken: list[NotTaken] = []
        self._columns = columns
        self._place = place
        self._is_of_scenes = Column.SCENE not in columns and not _TIMES.isdisjoint(columns)
        self._season = 1
        self._episode: dict[str, tuple[int, int]] = {}
        self._above: tuple[WorkInMaking, tuple[int, int]] | None = None  # the last row's episode

    def read(self, line: int, cells: Sequence[str]) -> None:
        texts = [clean(cell) for cell in cells]
        if not any(texts):
            return
        place = Place(self._place.file, line)
        is_one_cell = len([text for text in texts if text]) == 1
        if is_one_cell and (self._is_season(texts) or self._is_plot("".join(texts), place)):
            return
        try:
            why = self._take(_by_column(self._columns, cells), place)
        except NoTime as fault:
            why = str(BACKWARDS if fault.is_backwards else NO_SUCH_TIME)
        if why:
            self.not_taken.append(NotTaken(place, " · ".join(filter(None, texts)), why))

    def _is_season(self, texts: Sequence[str]) -> bool:
        """Whether the row is a heading between others."""
        season = season_of("".join(texts))
        if season is not None:
            self._season = season
        return season is not None

    def _is_plot(self, text: str, place: Place) -> bool:
        """Whether the row tells the plot of the episode above, as tables of encyclopedias do."""
        if self._above is None or len(text) < _LEAST_PLOT:
            return False
        work, key = self._above
        work.add_episode(FoundEpisode(*key, plot=text, place=place))
        return True

    def _take(self, cells: Cells, place: Place) -> str:
        """Returns why it isn't taken."""
        title, scene_title = self._titles(cells)
        if fault := name_fault(title) or name_fault(scene_title):
            return fault
        work = self._work(cells, place)
        key, title = self._key(work.title, cells, title)
        if key is None and not scene_title:
            return str(_NOTHING)
        if key is not None:
            work.add_episode(self._found_episode(key, title, scene_title, cells, place))
        self._above = None if key is None or scene_title else (work, key)
        if scene_title:
            scene = FoundScene(
                scene_title,
                _span(cells),
                clean_text(cells.get(Column.SUMMARY, "")),
                people_in(cells.get(Column.CHARACTERS, "")),
                place=place,
            )
            work.add_scene(key, scene)
        return ""

    def _titles(self, cells: Cells) -> tuple[str, str]:
        """Of the episode and of the scene."""
        title = unquoted(clean(cells.get(Column.TITLE, "")))
        episode_title = unquoted(clean(cells.get(Column.EPISODE_TITLE, "")))
        if self._is_of_scenes:
            return episode_title, title
        return episode_title or title, unquoted(clean(cells.get(Column.SCENE, "")))

    def _work(self, cells: Cells, place: Place) -> WorkInMaking:
        title = clean(cells.get(Column.WORK, ""))
        if title not in self.works:
            year = _YEAR.fullmatch(clean(cells.get(Column.YEAR, "")))
            kind = _kind(cells.get(Column.KIND, ""))
            made = WorkInMaking(title, kind, int(year[0]) if year else None, place)
            self.works[title] = made
        return self.works[title]

    def _key(
        self, work: str, cells: Cells, title: str
    ) -> tuple[tuple[int, int] | None, str]:  # fmt: skip
        """The episode of a row, and its title. A row that leaves it empty is of the one above."""
        said = clean(cells.get(Column.EPISODE, ""))
        season = clean(cells.get(Column.SEASON, ""))
        if _NUMBER.fullmatch(season):
            self._season = int(float(season))
        elif (named := season_of(season)) is not None:
            self._season = named
        numbers, rest = numbers_at_start(said)
        if numbers is not None:
            self._season = self._season if numbers.season is None else numbers.season
            key = self._season, numbers.first
            title = title or unquoted(rest)
        elif _NUMBER.fullmatch(said):
            key = self._season, int(float(said))
        elif said:
            return None, title
        else:
            above = self._episode.get(work)
            return (above if above and above[0] == self._season else None), title
        self._episode[work] = key
        return key, title

    def _found_episode(
        self, key: tuple[int, int], title: str, scene_title: str, cells: Cells, place: Place
    ) -> FoundEpisode:
        plot = cells.get(Column.PLOT, "") or ("" if scene_title else cells.get(Column.SUMMARY, ""))
        guests = () if scene_title else people_in(cells.get(Column.CHARACTERS, ""))
        length = whole_length(cells.get(Column.LENGTH, ""))
        return replace(
            FoundEpisode(*key),
            title=title,
            plot=clean_text(plot),
            length_ms=length,
            guests=guests,
            place=place,
        )


def _by_column(columns: Sequence[Column], cells: Sequence[str]) -> dict[Column, str]:
    """The first of several columns for the same that isn't empty."""
    found: dict[Column, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell.strip() and not found.get(column):
            found[column] = cell
    return found


def _span(cells: Cells) -> Span | None:
    """Raises NoTime."""
    if when := cells.get(Column.TIME, ""):
        return whole_time(when)
    start = cells.get(Column.START, "")
    if not start:
        return None
    first = whole_time(start)
    end = cells.get(Column.END, "")
    last = whole_time(end) if end else first
    if last.start_ms < first.start_ms:
        raise NoTime(is_backwards=True)
    return first if not end else Span(first.start_ms, last.start_ms)


def _kind(text: str) -> WorkKind | None:
    word = clean(text).casefold()
    return next((kind for kind in WorkKind if kind.value == word), None)


def _headings(cells: Sequence[str]) -> list[Column] | None:
    """What the columns hold, if this row is one of headings: two of them are known."""
    columns = [column_of(cell) for cell in cells]
    known = [column for column in columns if column not in (None, Column.IGNORED)]
    if len(known) < 2 or all(cell.strip().isdecimal() for cell in cells if cell.strip()):
        return None
    return [column or Column.IGNORED for column in columns]


def _delimiters(text: str) -> Iterator[str]:
    """Those that occur in most lines, the one that occurs most first."""
    lines = [line for line in text.splitlines()[: 4 * _TRIED_ROWS] if line.strip()][:_TRIED_ROWS]
    counts = {
        sign: sum(sign in line for line in lines)
        for sign in ("\t", ";", "|", ",")
        if lines and sign in lines[0]
    }
    # A comma is the likeliest to be part of a text: it comes last among equals.
    for sign, count in sorted(counts.items(), key=lambda item: -item[1]):
        if 2 * count >= len(lines):
            yield sign


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Those that aren't blank. The bars around the rows of a Markdown table are taken off."""
    csv.field_size_limit(_MOST_CELL)
    if delimiter == "|":
        text = "\n".join(_without_bars(line) for line in text.splitlines())
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    line = 1
    for cells in _until_unreadable(reader):
        first, line = line, reader.line_num + 1
        if any(cell.strip() for cell in cells):
            yield first, [cell.strip() for cell in cells]


def _until_unreadable(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell of a megabyte: a quotation mark that is never closed
            yield ["…"]


def _without_bars(line: str) -> str:
    bare = line.strip()
    if re.fullmatch(r"[|:\-\s]+", bare):
        return ""
    return bare.removeprefix("|").removesuffix("|")
