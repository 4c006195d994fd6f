"""What is in files and folders that somebody hands over: music, a story, or both.

Told by names, and by the beginning of NFO files, which albums and artists have, too.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from app.core.jobs import JobContext
from app.library.scan import AUDIO_EXTENSIONS, VIDEO_EXTENSIONS
from app.spoken_files.encoding import NoText, decoded
from app.story_import.files import is_found_in_folders, is_readable
from app.story_import.nfo import tells_a_story

MOST_ENTRIES = 20_000  # of a folder and all below it; somebody is waiting
_HEAD_BYTES = 64 * 1024


class Has(Flag):
    MUSIC = auto()
    VIDEO = auto()
    STORY = auto()


_NOTHING = Has(0)
_ALL = Has.MUSIC | Has.STORY


@dataclass(frozen=True, slots=True)
class Contents:
    """music, stories: those of the paths that the import of each is for. is_video: all that sounds
    there is video, as beside the NFO files of a series.
    """

    music: tuple[Path, ...]
    stories: tuple[Path, ...] = ()
    is_video: bool = False


def contents_of(paths: Sequence[Path], job: JobContext) -> Contents:
    """What is neither, or can't be looked at, is for the import of music, which says why it can't
    be added. Raises JobCancelled.
    """
    has = [(path, _at(path, job)) for path in paths]
    stories = tuple(path for path, what in has if Has.STORY in what)
    sounding = [(path, what) for path, what in has if what & (Has.MUSIC | Has.VIDEO)]
    music = tuple(path for path, _what in sounding)
    if not stories:
        return Contents(tuple(paths))
    is_video = bool(sounding) and not any(Has.MUSIC in what for _path, what in sounding)
    return Contents(music, stories, is_video)


def _at(path: Path, job: JobContext) -> Has:
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - as everywhere where paths are walked
    except (OSError, ValueError):
        return _NOTHING
    if not stat.S_ISDIR(mode):
        return Has.STORY if is_readable(path) else _by_name(path.name) or Has.MUSIC
    found = _NOTHING
    for number, entry in enumerate(_below(path)):
        if number % 100 == 0:
            job.checkpoint()
        if number >= MOST_ENTRIES:
            break
        found |= _by_name(entry.name)
        if Has.STORY not in found and _is_story(entry):
            found |= Has.STORY
        if found & _ALL == _ALL:
            break
    return found


def _below(top: Path) -> Iterator[os.DirEntry[str]]:
    """Files, folder after folder: what is near comes first."""
    waiting = [str(top)]
    for folder in waiting:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:
                continue
            if is_folder:
                waiting.append(entry.path)
            else:
                yield entry


def _by_name(name: str) -> Has:
    ending = Path(name).suffix.lower()
    if ending in VIDEO_EXTENSIONS:
        return Has.VIDEO
    return Has.MUSIC if ending in AUDIO_EXTENSIONS else _NOTHING


def _is_story(entry: os.DirEntry[str]) -> bool:
    path = Path(entry.path)
    if not is_found_in_folders(path):
        return False
    if path.suffix.lower() != ".nfo":
        return True
    try:
        if not entry.is_file():
            return False
        with path.open("rb") as file:
            return tells_a_story(decoded(file.read(_HEAD_BYTES)))
    except (OSError, NoText):
        return False
