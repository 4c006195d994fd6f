"""Pictures in the profile that nothing names any more: of entries, scenes and the like that were
deleted for good.

A picture is one file for all that show it, and outlives them: undo, in this window or another one,
brings a deleted entry back, and a backup names what was there when it was made. So a file goes only
once nothing has named it for a month, and no backup names it.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.cache_file import write_cached
from app.core.errors import Problem
from app.core.user_files import is_plain_file, read_bytes
from app.profile.pictures import is_our_name
from db.file.errors import StorageFault
from db.queries.pictures import spoken_of
from db.store.backup import backups_in
from db.store.backup_pictures import named_in_backup

if TYPE_CHECKING:
    from app.profile.paths import Paths
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

KEPT_S = 30 * 24 * 3600
_MOST_BYTES = 1 << 20


class UnusedPictures:
    """now_s: the clock, since 1970."""

    def __init__(
        self, ledger: Ledger, paths: Paths, now_s: Callable[[], float] = time.time
    ) -> None:
        self._ledger = ledger
        self._paths = paths
        self._now_s = now_s
        self._since = paths.cache / "unused-pictures.json"

    def sweep(self) -> int:
        """Once a start. Returns how many were deleted. What goes wrong leaves everything there."""
        try:
            return self._sweep()
        except (Problem, StorageFault, OSError) as fault:
            log.warning("pictures that nothing names stay for now: %r", fault)
            return 0

    def _sweep(self) -> int:
        if self._may_be_wanted:
            return 0
        files = dict(self._files())
        unused = set(files) - self._named(files)
        since = self._noted(unused)
        before_s = self._now_s() - KEPT_S
        due = {name for name in unused if max(since[name], files[name]) <= before_s}
        for backup in backups_in(self._paths.backups) if due else ():
            due -= named_in_backup(backup.path, due)
        return self._delete(due, before_s) if due else 0

    @property
    def _may_be_wanted(self) -> bool:
        """A restore that broke off, or a damaged journal beside this one, may name any of them."""
        database = self._paths.database
        is_damaged = any(database.parent.glob(f"{database.name}.damaged-*"))
        return is_damaged or self._paths.incoming.exists()

    def _files(self) -> Iterator[tuple[str, float]]:
        """Ours, and when each was kept last."""
        for path in self._paths.pictures.glob("*"):
            if is_our_name(path.name) and is_plain_file(path):
                yield path.name, path.stat().st_mtime

    def _named(self, names: Mapping[str, float]) -> set[str]:
        with self._ledger.read() as connection:
            return spoken_of(connection, names)

    def _noted(self, unused: set[str]) -> dict[str, float]:
        """Since when nothing has named them, as far as it was noticed; kept for the next start."""
        now_s = self._now_s()
        before = self._read()
        since = {name: min(now_s, before.get(name, now_s)) for name in sorted(unused)}
        if since != before:
            write_cached(self._since, json.dumps(since).encode())
        return since

    def _read(self) -> dict[str, float]:
        """Nothing where there is no file, or one that can't be read: then the month begins now."""
        try:
            told = json.loads(read_bytes(self._since, _MOST_BYTES))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as fault:
            log.info("%s: %r", self._since.name, fault)
            return {}
        pairs = told.items() if isinstance(told, dict) else ()
        return {name: float(at) for name, at in pairs if isinstance(at, int | float)}

    def _delete(self, due: set[str], before_s: float) -> int:
        """While nobody else writes in the journal: an entry may have been given one meanwhile."""
        with self._ledger.store.write() as unit:
            due -= spoken_of(unit.session.connection(), due)
            gone = [name for name in sorted(due) if self._delete_one(name, before_s)]
        if gone:
            log.info("deleted %d pictures that nothing names: %s", len(gone), gone)
        return len(gone)

    def _delete_one(self, name: str, before_s: float) -> bool:
        path: Path = self._paths.pictures / name
        if path.stat().st_mtime > before_s:  # chosen again meanwhile
            return False
        path.unlink()
        return True
