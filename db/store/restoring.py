"""Replaces the journal by a backup, or by a new journal."""

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
    """Replaces the store's content by that of `source`, after backing it up to `folder`.

    A store too damaged to be backed up is moved aside. watch: called at each stage (COPY and
    CHECK_COPY are about the store's old content); may raise to stop, and up to KEEP, or EXCHANGE if
    there is no backup, nothing has changed. Raises StorageFault if the backup is damaged, newer or
    not a journal; nothing has changed then.
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
    """Replaces a journal that can't be opened by a backup.

    watch: called at each stage; may raise to stop, and before EXCHANGE nothing has changed.
    Returns where the old file is now; None if there was none. Raises as `restore_backup` does.
    The old file is moved only once the new one is ready, and moved back if that can't replace it.
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
    """Starts a new journal, in place of one that can't be opened, if any.

    Returns where the old file is now; None if there was none. Raises StorageFault.
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
    """Backs the journal up. False if it is too damaged for that."""
    try:
        backups.backup_into(folder, path, HEAD_REVISION, spare=source, watch=watch)
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise
        return False
    return True
