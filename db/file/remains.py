"""What a journal leaves in its folder: tells a lost journal from one that never existed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_file_faults

BACKUPS = "backups"
PICTURES = "pictures"
PENDING = "pending.jsonl"
# A process that was killed while creating the first journal leaves these, and no rows.
_MADE_WITH_IT = (".lock", "-wal", "-shm", "-journal")
# What file managers put into any folder they show.
_NOT_OURS = frozenset({"thumbs.db", "desktop.ini"})


def expect_none_was_here(database: Path) -> None:
    """Raises StorageFault missing if the journal is missing or empty, but once had content.

    A new one in its place would hide what can still be recovered, and an export of it would replace
    a good one.
    """
    with sorted_file_faults():
        found = next(_remains(database), None)
    if found is not None:
        raise StorageFault(FaultKind.MISSING, f"no rows in {database}, but there is {found}")


def _remains(database: Path) -> Iterator[Path]:
    folder = database.parent
    if not folder.is_dir():
        return
    for path in sorted(folder.glob(f"{database.stem}*")):
        if not path.name.endswith(_MADE_WITH_IT) and path != database and _holds_something(path):
            yield path
    if not _holds_something(database) and _holds_something(Path(f"{database}-wal")):
        yield Path(f"{database}-wal")
    if _holds_something(folder / PENDING):
        yield folder / PENDING
    yield from (folder / BACKUPS).glob(f"{database.stem}-*.db")
    if (folder / PICTURES).is_dir():
        yield from filter(_is_picture, sorted((folder / PICTURES).iterdir()))


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _is_picture(path: Path) -> bool:
    is_ours = not path.name.startswith(".") and path.name.lower() not in _NOT_OURS
    return is_ours and _holds_something(path)
