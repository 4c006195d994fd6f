"""Makes covers that the cache has lost again from the music, so losing the cache loses nothing."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AudioUnreadable, Problem
from app.core.user_files import is_plain_file
from app.library.covers import FolderPictures, cover_key, store_cover
from app.library.reader import cover_of
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.storage_problems import reworded
from db.queries import sources
from db.repositories import tracks

if TYPE_CHECKING:
    from app.transactions.ledger import Ledger

log = logging.getLogger(__name__)

_KEY = re.compile(r"[0-9a-f]{32}\.(jpg|png|webp|gif|bmp)")
_FILES_AT_MOST = 30  # of the tracks that share a cover; an album's tracks all have the same one


class LostCovers:
    """Knows where covers are stored. Thread-safe; `again` reads music, so not on the GUI thread.

    A cover that wasn't found is looked for again once other files are there.
    """

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger = ledger
        self._folder = folder
        self._in_vain: dict[str, list[str]] = {}  # covers not found, and where they were sought
        self._making = threading.Lock()

    def path(self, key: str) -> Path | None:
        """Where it is, or would be; None if the key isn't a cover's, such as a path elsewhere."""
        return self._folder / key if _KEY.fullmatch(key) else None

    def again(self, key: str) -> Path | None:
        """Makes it from a track that has it; None if no file contains it.

        If the music contains another picture by now, its tracks get that one, announced as a Change
        of TRACK.
        """
        path = self.path(key)
        with self._making:
            try:
                return path if path is not None and self._make(key) else None
            except (OSError, Problem) as fault:
                log.warning("the cover %s couldn’t be made again: %s", key, fault)
                return None

    def _make(self, key: str) -> bool:
        """Returns whether exactly this picture was found."""
        paths = self._music_with(key)
        if self._in_vain.get(key) == paths:
            return False
        self._in_vain[key] = paths
        other: bytes | None = None
        for data in _pictures(paths):
            if cover_key(data) == key:
                store_cover(self._folder, data)
                del self._in_vain[key]
                return True
            other = other or data
        if other is not None and not self._ledger.is_read_only:
            self._exchange(key, store_cover(self._folder, other))
        return False

    def _music_with(self, key: str) -> list[str]:
        with self._ledger.read() as connection:
            paths = sources.files_with_cover(connection, key, _FILES_AT_MOST)
        return [path for path in paths if is_plain_file(path)]

    def _exchange(self, old: str, new: str) -> None:
        with reworded("write"), self._ledger.store.write() as unit:
            track_ids = tracks.exchange_cover(unit.session, old, new)
            unit.commit()
        kinds = frozenset({changes.TRACK})
        self._ledger.feed.announce(Change(kinds, frozenset(track_ids), initiator=self))


def _pictures(paths: Iterable[str]) -> Iterator[bytes]:
    folders = FolderPictures()
    for path in map(Path, paths):
        try:
            data = cover_of(path, folders)
        except AudioUnreadable as fault:
            log.info("no cover from it: %s", fault)
            data = folders.beside(path)
        if data is not None:
            yield data
