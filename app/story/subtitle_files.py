"""Takes files of subtitles in: the file's name says the episode, unless the listener does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Problem
from app.core.ids import EpisodeId, SubtitleId, WorkId
from app.core.path_names import display_name
from app.core.search_text import fold
from app.core.words import _
from app.spoken_files.line import FileWords
from app.spoken_files.names import episode_in
from app.spoken_files.subtitles import read_subtitles
from app.story.records import Episode, Work
from app.story.subtitles import SubtitlesOfWorks


@dataclass(frozen=True, slots=True)
class ReadSubtitles:
    """A file that was read, and whose it is. episode_id: None for a work without episodes."""

    path: Path
    words: FileWords
    work_id: WorkId
    episode_id: EpisodeId | None


@dataclass(frozen=True, slots=True)
class TakenSubtitles:
    """is_new, is_changed: neither if they were there already."""

    id: SubtitleId
    is_new: bool
    is_changed: bool


class SubtitleFiles:
    """Reading needs no thread of its own; taking in writes, as one undo step a file."""

    def __init__(self, subtitles: SubtitlesOfWorks, works: Callable[[], Sequence[Work]]) -> None:
        self._subtitles = subtitles
        self._works = works

    def read(
        self, path: Path, work_id: WorkId | None = None, episode_id: EpisodeId | None = None
    ) -> ReadSubtitles:
        """work_id: None for the one whose title the file’s name or folders have. episode_id: None
        for the one that the name says. Raises Problem when it isn't clear, or can't be read.
        """
        words = read_subtitles(path)
        work = self._work(path, work_id)
        if episode_id is None and work.episodes:
            episode_id = _episode(path, work).id
        return ReadSubtitles(path, words, work.id, episode_id)

    def take_in(self, read: ReadSubtitles, initiator: object = None) -> TakenSubtitles:
        """The same file again changes nothing; another version of it takes its place. Raises
        Problem, and LookupError when the work or episode is gone.
        """
        source, lines = display_name(read.path), read.words.lines
        for known in self._subtitles.of_work(read.work_id):
            its = known.episode_id, known.language, known.source
            if its == (read.episode_id, read.words.language, source):
                if self._subtitles.lines(known.id) == lines:
                    return TakenSubtitles(known.id, is_new=False, is_changed=False)
                self._subtitles.edit(known.id, initiator, lines=lines)
                return TakenSubtitles(known.id, is_new=False, is_changed=True)
        added = self._subtitles.add(
            read.work_id, read.episode_id, lines, read.words.language, source, initiator
        )
        return TakenSubtitles(added, is_new=True, is_changed=True)

    def _work(self, path: Path, work_id: WorkId | None) -> Work:
        works = self._works()
        if work_id is not None:
            found = next((work for work in works if work.id == work_id), None)
            if found is None:
                raise LookupError(f"no work {work_id}")
            return found
        named = [work for work in works if _is_named(path, work.title)]
        if not named and len(works) == 1:
            return works[0]
        if not named:
            raise _unclear(
                path,
                _("No series or film of your story has its title in this name."),
                _("Open the episode in Story, and add the file there."),
            )
        return max(named, key=lambda work: len(work.title))


def _is_named(path: Path, title: str) -> bool:
    words = _bare(title)
    places = (path.name, *(folder.name for folder in list(path.absolute().parents)[:3]))
    return bool(words) and any(f" {words} " in f" {_bare(place)} " for place in places)


def _bare(name: str) -> str:
    """“My.Heart_S01E03” as the words it has."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _episode(path: Path, work: Work) -> Episode:
    said = episode_in(path.name)
    if said is None:
        raise _unclear(
            path,
            _("Its name doesn’t say which episode it is of."),
            _("Name it as in “S01E03.srt”, or open the episode in Story and add the file there."),
        )
    season, number = said
    found = next((one for one in work.episodes if (one.season_number, one.number) == said), None)
    if found is None:
        raise _unclear(
            path,
            _("“{work}” has no episode {number} in season {season}.",
              work=work.title, number=str(number), season=str(season)),
            _("Add the episode first, then import the subtitles again."),
        )  # fmt: skip
    return found


def _unclear(path: Path, why: str, remedy: str) -> Problem:
    return Problem(_("“{file}” wasn’t imported.", file=display_name(path)), why, remedy)
