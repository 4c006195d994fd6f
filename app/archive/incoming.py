"""Brings an export's pictures into the profile: all of them, or none.

Each appears whole before the rows that use it are committed. Their names are noted first, as empty
files in a folder beside them, so that after a crash the rows can decide: a picture that one of them
uses stays, the others are deleted.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.archive.pictures import Images
from app.archive.records import LeftOut
from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.user_files import reason
from app.core.words import _
from app.profile.paths import Paths
from app.profile.pictures import is_named_rightly, is_whole
from db.file.folder import sync_folder

log = logging.getLogger(__name__)

# The name, or what has it already, is at fault, not the disk.
_WRONG_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.EISDIR, errno.ENOTEMPTY}

Used = Callable[[Collection[str]], Collection[str]]  # those of the names that rows use


@dataclass
class Taken:
    """Names. added: not there before. healed: their file was damaged."""

    added: list[str] = field(default_factory=list)
    healed: list[str] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)


class Incoming:
    """For one profile's pictures. Use it only while holding the journal's write lock."""

    def __init__(self, paths: Paths) -> None:
        self._pictures = paths.pictures
        self._notes = paths.incoming

    @property
    def is_left_over(self) -> bool:
        return self._notes.is_dir()

    def add(self, images: Images, job: JobContext) -> Taken:
        """Adds the pictures that are missing.

        Raises Problem when there is no room, and JobCancelled; after rolling back, call `settle`.
        """
        new = [name for name in images.taken if not self._is_anything(name)]
        taken = Taken(skipped=list(images.skipped))
        with _as_problems():
            if new:
                self._note(new)
            for number, name in enumerate(new):
                job.report(number, len(new), _("Pictures"))
                self._take(name, b64decode(images.taken[name]), taken)
        return taken

    def heal(self, images: Images, taken: Taken) -> None:
        """Replaces those that are damaged here, for good. Raises Problem as `add` does."""
        there = filter(self._is_anything, images.taken.keys() - set(taken.added))
        with _as_problems():
            for name in sorted(there):
                if not is_whole(self._pictures, name):
                    self._take(name, b64decode(images.taken[name]), taken)

    def settle(self, used: Used) -> None:
        """Deletes the pictures it added that no row uses, whatever became of the rows.

        Leaves those that were there before alone. Called while something is left over.
        Raises OSError.
        """
        names = [path.name for path in self._notes.iterdir()]
        unused = set(names) - set(used(names))
        for name in unused:
            (self._pictures / name).unlink(missing_ok=True)
        self.forget()
        log.info("interrupted restore: deleted %d of %d pictures", len(unused), len(names))

    def forget(self) -> None:
        """The rows are saved, so `settle` has nothing to do any more."""
        shutil.rmtree(self._notes, ignore_errors=True)

    def _take(self, name: str, data: bytes, taken: Taken) -> None:
        was_there = self._is_anything(name)
        if was_there and not is_named_rightly(name, data):
            taken.skipped.append(LeftOut(name, _("It is damaged, in the export as well as here.")))
            return
        try:
            write_whole(self._pictures / name, data)
        except OSError as error:
            if error.errno not in _WRONG_NAME:
                raise
            taken.skipped.append(LeftOut(name, reason(error)))
        else:
            (taken.healed if was_there else taken.added).append(name)

    def _is_anything(self, name: str) -> bool:
        return os.path.lexists(self._pictures / name)

    def _note(self, names: Collection[str]) -> None:
        self._notes.mkdir(parents=True, exist_ok=True)
        for name in names:
            (self._notes / name).touch()
        sync_folder(self._notes)
        sync_folder(self._pictures)


@contextmanager
def _as_problems() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem(
            _("The export’s pictures couldn’t be saved, so nothing was restored."),
            reason(error),
            _("Free some space for the pictures folder, then restore again."),
            repr(error),
        ) from error
