"""NFO files together: which series an episode belongs to is said by the folders around it."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.decoding import NoText, decoded
from app.core.user_files import is_plain_file, read_bytes
from app.core.words import _
from app.story.records import WorkKind
from app.story_import.art import Art
from app.story_import.nfo import AboutSomethingElse, NoNfo, elements_in
from app.story_import.nfo_words import EpisodeOf, episode_in, work_in
from app.story_import.records import (
    Found,
    FoundEpisode,
    FoundWork,
    NotTaken,
    Place,
    both,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SERIES_FILE = "tvshow.nfo"
_LEVELS_UP = 2  # “Series/Season 1/Episode.nfo”, or one folder more for each episode
_MOST_SERIES_BYTES = 8 * 1024 * 1024


class Shelf:
    """All NFO files of one reading."""

    def __init__(self) -> None:
        self._art = Art()
        self._series: dict[Path, FoundWork | None] = {}  # by folder; None: there is none to read
        self._films: list[FoundWork] = []
        self._episodes: list[tuple[Path, EpisodeOf]] = []
        self._not_taken: list[NotTaken] = []
        self._read: set[Path] = set()

    def add(self, path: Path, text: str, *, is_named: bool = True) -> None:
        """A file's text. What is wrong with it goes into `found().not_taken`. is_named: whether it
        was asked for; in a folder, files about something else are none of ours.
        """
        self._read.add(path)
        place = Place(path)
        try:
            for root in elements_in(text):
                self._add_root(root, path, place)
        except NoNfo as fault:
            if not is_named and isinstance(fault, AboutSomethingElse):
                return
            self._not_taken.append(NotTaken(place, "", fault.why, fault.remedy))

    def found(self) -> Found:
        """Each series with its episodes, then films."""
        by_series: dict[tuple[Path | None, str], dict[tuple[int, int], FoundEpisode]] = {}
        for path, (title, episode) in self._episodes:
            folder = self._folder_of_series(path)
            known = by_series.setdefault((folder, "" if folder else title), {})
            first = known.get(episode.key)
            known[episode.key] = episode if first is None else both(first, episode)
        works = []
        for folder, series in self._series.items():
            if series is not None:
                episodes = by_series.pop((folder, ""), {})
                works.append(replace(series, episodes=_in_order(episodes)))
        for (_folder, title), episodes in by_series.items():
            places = [episode.place for episode in episodes.values()]
            kind = WorkKind.SERIES
            works.append(FoundWork(title, kind, episodes=_in_order(episodes), place=places[0]))
        return Found((*works, *self._films), (*self._not_taken, *self._art.not_taken))

    def _add_root(self, root: Element, path: Path, place: Place) -> None:
        folder = path.parent
        if root.tag == "episodedetails":
            found = episode_in(root, place, self._art.of_episode(path))
            self._episodes.append((path, found))
        elif root.tag == "movie":
            poster = self._art.of_film(path, is_alone=_is_alone(path))
            self._films.append(
                work_in(root, place, poster, lambda actor: self._art.of_actor(folder, actor))
            )
        elif self._series.get(folder) is None:
            poster = self._art.of_series(folder)
            self._series[folder] = work_in(
                root, place, poster, lambda actor: self._art.of_actor(folder, actor)
            )

    def _folder_of_series(self, path: Path) -> Path | None:
        """The nearest folder with a series' file, which is read if it wasn't yet."""
        folder = path.parent
        for _level in range(_LEVELS_UP + 1):
            if folder not in self._series:
                self._series[folder] = None
                self._look_for_series(folder / SERIES_FILE)
            if self._series[folder] is not None:
                return folder
            folder = folder.parent
        return None

    def _look_for_series(self, file: Path) -> None:
        if file in self._read or not is_plain_file(file):
            return
        try:
            text = decoded(read_bytes(file, _MOST_SERIES_BYTES))
        except (OSError, NoText):
            why = _("It couldn’t be read, so its episodes go without it.")
            self._not_taken.append(NotTaken(Place(file), "", why))
        else:
            self.add(file, text)


def _in_order(episodes: dict[tuple[int, int], FoundEpisode]) -> tuple[FoundEpisode, ...]:
    return tuple(episode for _key, episode in sorted(episodes.items()))


def _is_alone(file: Path) -> bool:
    """Whether the folder is this film's alone."""
    if file.name.lower() == "movie.nfo":
        return True
    try:
        with os.scandir(file.parent) as entries:
            ends = Counter(os.path.splitext(entry.name)[1].lower() for entry in entries)  # noqa: PTH122
    except OSError:
        return False
    return ends[".nfo"] == 1
