"""A document's pictures on their way into the profile: all of them, or none.

Each appears whole, before the rows that speak of it are committed. Which ones came is noted first,
by empty files of the same names in a folder beside them, so that what a crash leaves can be sorted
out by the rows: a picture that one of them speaks of stays, another goes.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Mapping

from app.errors import Problem
from app.paths import Paths
from app.pictures import is_whole
from app.whole_file import sync_folder, write_whole

log = logging.getLogger(__name__)

Used = Callable[[Collection[str]], Collection[str]]  # those of the names that rows speak of


class Incoming:
    """For one profile's pictures. Only whoever holds the journal's write lock uses it."""

    def __init__(self, paths: Paths) -> None:
        self._pictures = paths.pictures
        self._notes = paths.incoming

    @property
    def is_left_over(self) -> bool:
        return self._notes.is_dir()

    def take_in(self, images: Mapping[str, bytes]) -> int:
        """Puts those that are missing or broken in place. Returns how many.

        Raises Problem when there is no room; whoever rolls back calls `settle` then.
        """
        missing = [name for name in images if not is_whole(self._pictures, name)]
        try:
            if missing:
                self._note(missing)
            for name in missing:
                write_whole(self._pictures / name, images[name])
        except OSError as error:
            raise Problem(
                "The export’s pictures couldn’t be written, so nothing was restored.",
                f"{error.strerror}." if error.strerror else "",
                "Make room in the pictures folder, then restore again.",
                repr(error),
            ) from error
        return len(missing)

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

    def _note(self, names: Collection[str]) -> None:
        self._notes.mkdir(parents=True, exist_ok=True)
        for name in names:
            (self._notes / name).touch()
        sync_folder(self._notes)
        sync_folder(self._pictures)
