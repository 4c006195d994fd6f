"""A document's pictures on their way into the profile: all of them, or none.

Each appears whole, before the rows that speak of it are committed. Which ones came is noted first,
by empty files of the same names in a folder beside them, so that what a crash leaves can be sorted
out by the rows: a picture that one of them speaks of stays, another goes.
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
from app.profile.paths import Paths
from app.profile.pictures import is_named_rightly, is_whole
from db.file.folder import sync_folder

log = logging.getLogger(__name__)

# The name or what lies there is at fault, not the disk.
_WRONG_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.EISDIR, errno.ENOTEMPTY}

Used = Callable[[Collection[str]], Collection[str]]  # those of the names that rows speak of


@dataclass
class Taken:
    """Names. added: not there before. healed: their file was broken."""

    added: list[str] = field(default_factory=list)
    healed: list[str] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)


class Incoming:
    """For one profile's pictures. Only whoever holds the journal's write lock uses it."""

    def __init__(self, paths: Paths) -> None:
        self._pictures = paths.pictures
        self._notes = paths.incoming

    @property
    def is_left_over(self) -> bool:
        return self._notes.is_dir()

    def add(self, images: Images, job: JobContext) -> Taken:
        """Puts those in place that are missing.

        Raises Problem when there is no room, JobCancelled; whoever rolls back calls `settle` then.
        """
        new = [name for name in images.taken if not self._is_anything(name)]
        taken = Taken(skipped=list(images.skipped))
        with _said_to_restorer():
            if new:
                self._note(new)
            for number, name in enumerate(new):
                job.report(number, len(new), "pictures")
                self._take(name, b64decode(images.taken[name]), taken)
        return taken

    def heal(self, images: Images, taken: Taken) -> None:
        """Replaces those that are broken here; nothing takes that back. Raises Problem as `add`."""
        there = filter(self._is_anything, images.taken.keys() - set(taken.added))
        with _said_to_restorer():
            for name in sorted(there):
                if not is_whole(self._pictures, name):
                    self._take(name, b64decode(images.taken[name]), taken)

    def settle(self, used: Used) -> None:
        """Whatever became of the rows: pictures that none of them speaks of are gone again.

        Those that were there before are none of its business. Raises OSError.
        """
        if not self.is_left_over:
            return
        names = [path.name for path in self._notes.iterdir()]
        unused = set(names) - set(used(names))
        for name in unused:
            (self._pictures / name).unlink(missing_ok=True)
        self.forget()
        log.info("a restore broke off: of its %d pictures %d went", len(names), len(unused))

    def forget(self) -> None:
        """The rows are kept, so nothing has to be sorted out any more."""
        shutil.rmtree(self._notes, ignore_errors=True)

    def _take(self, name: str, data: bytes, taken: Taken) -> None:
        was_there = self._is_anything(name)
        if was_there and not is_named_rightly(name, data):
            taken.skipped.append(LeftOut(name, "It is damaged in the export as well as here."))
            return
        try:
            write_whole(self._pictures / name, data)
        except OSError as error:
            if error.errno not in _WRONG_NAME:
                raise
            taken.skipped.append(LeftOut(name, f"The system says: {error.strerror}."))
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
def _said_to_restorer() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem(
            "The export’s pictures couldn’t be written, so nothing was restored.",
            f"{error.strerror}." if error.strerror else "",
            "Make room in the pictures folder, then restore again.",
            repr(error),
        ) from error
