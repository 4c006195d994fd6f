"""A journal as the program makes a new one. It is made once in each process and then copied: making
one runs every migration, which is more work than most tests do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.emotions.planting import plant
from app.profile.paths import Paths
from db.store.opening import open_store


def ready_journal(path: Path) -> Path:
    """The path, after making a journal there unless there is one."""
    return _lay(path, is_planted=False)


def ready_profile(folder: Path) -> Paths:
    """The profile's paths, after making a journal there with the emotions that are shipped."""
    paths = Paths.for_profile(folder)
    paths.make()
    _lay(paths.database, is_planted=True)
    return paths


def _lay(path: Path, *, is_planted: bool) -> Path:
    if not path.exists():
        path.write_bytes(_new_journal(is_planted))
        path.chmod(0o600)
    return path


@cache
def _new_journal(is_planted: bool) -> bytes:
    with TemporaryDirectory(prefix="ost-journal-") as folder:
        path = Path(folder, "journal.db")
        store = open_store(path)
        if is_planted:
            plant(store)
        store.close()
        return path.read_bytes()
