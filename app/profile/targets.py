"""Where something of the listener's may be written: nothing of the program's is in its place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app.core.errors import Problem
from app.core.path_names import display_name
from app.core.user_files import open_file
from app.core.words import _
from app.profile.paths import Paths

_MAGIC_BYTES = 16
# An SQLite database and its write-ahead log: somebody’s journal, which nothing replaces.
_DATABASES = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")


def expect_elsewhere(path: Path, paths: Paths) -> None:
    """Raises Problem in one of the program's folders, even through a link: the journal and its
    backups are there, and what is written for others is needed most when they are lost.
    """
    folder = Path(os.path.realpath(path.parent))
    journal = [Path(f"{paths.database}{end}") for end in ("", "-wal", "-shm")]
    ours = {_known(each) for each in (paths.data, paths.config, paths.cache, paths.logs, *journal)}
    if (ours - {None}).intersection(map(_known, (path, folder, *folder.parents))):
        raise Problem(
            _("“{name}” can’t be written there.", name=display_name(path)),
            _("OST My Heart saves your journal and its own files there."),
            _("Choose a folder of your own, preferably on another disk."),
        )


def expect_replaceable(path: Path, seen: os.stat_result | None) -> None:
    """Raises Problem for a link, for what isn't an ordinary file, and for a database. seen: what
    `lstat` says of it; None if there is nothing.
    """
    if seen is None:
        return
    what = _("“{name}” can’t be replaced.", name=display_name(path))
    if stat.S_ISLNK(seen.st_mode):
        raise Problem(
            what,
            _("It is a link to another place."),
            _("Choose the place it links to, or another name."),
        )
    if not stat.S_ISREG(seen.st_mode):
        raise Problem(what, _("It isn’t an ordinary file."), _("Choose another name."))
    if _is_database(path):
        raise Problem(
            what, _("It is a database: a journal, or a backup of one."), _("Choose another name.")
        )


def _known(folder: Path) -> tuple[int, int] | None:
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def _is_database(path: Path) -> bool:
    try:
        with open_file(path) as file:
            return file.read(_MAGIC_BYTES).startswith(_DATABASES)
    except OSError:
        return False  # unknown: the listener is asked
