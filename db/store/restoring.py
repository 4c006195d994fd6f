"""A backup put in the place of the open database."""

from __future__ import annotations

from pathlib import Path

from db.file.errors import FaultKind, StorageFault, sorted_file_faults
from db.file.journal_lock import held_alone
from db.plain.revision import HEAD_REVISION, known_revision_of, revision_of
from db.store import backup as backups
from db.store.check import check
from db.store.engine import Store
from db.store.moving_aside import move_aside, moved_aside
from db.store.opening import make_new, open_store


def restore_backup(
    store: Store, source: Path, folder: Path, watch: backups.Watch = backups.nobody_watches
) -> None:
    """The store shows what `source` holds; what it held is kept in `folder` first.

    A store too damaged to be copied is moved aside whole. watch: told each stage, of which COPY and
    CHECK_COPY are those of what the store held; what it raises ends it, and nothing changed until
    KEEP or, where nothing is kept, EXCHANGE. Raises StorageFault when the backup is damaged, newer
    or no journal. Nothing changed then.
    """
    watch(backups.Stage.CHECK, 0, 0)
    expect_usable(source, watch)
    with store.exclusive():
        is_kept = _is_kept(store.path, folder, source, watch)
        watch(backups.Stage.EXCHANGE, 0, 0)
        if not is_kept:
            move_aside(store.path)
        backups.copy(source, store.path)
        # A backup made before an upgrade goes through that upgrade again.
        open_store(store.path).close()


def replace_unopened(
    path: Path, source: Path, watch: backups.Watch = backups.nobody_watches
) -> Path | None:
    """Puts a backup in the place of a journal that can't be opened.

    watch: told each stage; what it raises before the exchange ends it, and nothing changed.
    Returns where the old file lies now; None when there was none. Raises as `restore_backup` does;
    the old file is moved only when the new one lies ready beside it, and back when that one can't
    take its place.
    """
    watch(backups.Stage.CHECK, 0, 0)
    expect_usable(source, watch)
    ready = path.with_name(f"{path.name}.restored")
    with held_alone(path):
        try:
            backups.backup(source, ready, watch)
            watch(backups.Stage.EXCHANGE, 0, 0)
            with moved_aside(path) as aside:
                with sorted_file_faults():
                    ready.replace(path)
                open_store(path).close()
        finally:
            with sorted_file_faults():
                ready.unlink(missing_ok=True)
    return aside


def begin_anew(path: Path) -> Path | None:
    """A new journal in the place of one that can't be opened, or of none.

    Returns where the old file lies now; None when there was none. Raises StorageFault.
    """
    with held_alone(path), moved_aside(path) as aside:
        make_new(path)
    return aside


def expect_usable(source: Path, watch: backups.Watch) -> None:
    check(source, on_step=lambda: watch(backups.Stage.CHECK, 0, 0))
    if revision_of(source) is None:
        raise StorageFault(FaultKind.DAMAGED, "the backup is empty")
    known_revision_of(source)


def _is_kept(path: Path, folder: Path, source: Path, watch: backups.Watch) -> bool:
    """Whether the journal is among the backups now; False when it is too damaged for one."""
    try:
        backups.backup_into(folder, path, HEAD_REVISION, spare=source, watch=watch)
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        return False
    return True
