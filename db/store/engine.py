"""Connections to the file: pragmas, transactions, one writer at a time."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import (
    Connection as Connection,
)  # other packages use the name without importing SQLAlchemy
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from db.file.errors import FaultKind, StorageFault, sorted_faults, sorted_file_faults
from db.file.foreign_commits import ForeignCommits, SeenVersion
from db.file.identity import FileIdentity
from db.file.journal_lock import JournalLock
from db.file.reading import Stamp, reading_mode, stamp_of
from db.plain.revision import BUSY_TIMEOUT_MS
from db.search.in_sql import know_fold
from db.store.examining import examined_faults
from db.store.waits import Waits, raw_of
from db.writing.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


class Store:
    """The open database. Reads run in parallel; writes take turns.

    Create one with `db.store.opening.open_store`, which checks the file first.

    patience_ms, of reading and writing: how long to wait in all, for this process's writer and for
    other processes. None: the usual time for other processes, and until it ends for our own writer.
    """

    def __init__(
        self,
        path: Path,
        lock: JournalLock | None = None,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        is_read_only: bool = False,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        """lock: held shared as long as a connection may be open, so that other processes know.

        is_read_only: nothing is ever written, neither to the file nor beside it. on_close: called
        when all connections are closed.
        """
        self.path = path
        self.is_read_only = is_read_only
        self._on_close = on_close
        self._stamp: Stamp | None = None
        self._lock = lock or JournalLock(path)
        self._busy_timeout_ms = busy_timeout_ms
        self._writer = threading.RLock()
        self._identity = FileIdentity(path)
        self._foreign = ForeignCommits(self._connect_to_look)
        self._waits = Waits(busy_timeout_ms)
        self.engine = self._make_engine()

    @contextmanager
    def read(self, patience_ms: int | None = None) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the file.

        Raises StorageFault if the file can't be read.
        """
        self._follow()
        with (
            examined_faults(self.path),
            self._waits.at_most(patience_ms),
            self.engine.connect() as connection,
        ):
            # Without SQLAlchemy's transaction, which would take as long as reading a few rows. What
            # it does at the end of every connection ends this one, too.
            self._on_begin(connection)
            yield connection

    @contextmanager
    def write(self, patience_ms: int | None = None) -> Iterator[UnitOfWork]:
        """A unit of work that holds the file's write lock from its start.

        Only `UnitOfWork.commit` commits; leaving without it rolls back.
        Raises StorageFault if the file is locked or damaged, or the disk is full. If the file is no
        longer the one that was opened, it is unreachable, and nothing counts as saved.
        """
        self._expect_writable()
        with (
            self._turn(patience_ms) as left_ms,
            examined_faults(self.path),
            self._begun(left_ms) as unit,
        ):
            yield unit

    @contextmanager
    def _begun(self, patience_ms: int | None) -> Iterator[UnitOfWork]:
        """Only the start waits for other processes; after that, it has the lock."""
        with ExitStack() as until_begun:
            until_begun.enter_context(self._waits.at_most(patience_ms))
            with self._same_file() as connection:
                writing = connection.execution_options(ost_writes=True)
                unit = UnitOfWork(writing, lambda: self._foreign.committed(raw_of(writing)))
                try:
                    unit.begin()
                    until_begun.close()
                    yield unit
                finally:
                    unit.close()

    @contextmanager
    def _same_file(self) -> Iterator[Connection]:
        """A connection to the file, which must be the same one before and after."""
        self._identity.expect_same()
        with self.engine.connect() as connection:
            yield connection
        self._identity.expect_same()

    def notice_others(self, seen: SeenVersion | None = None) -> None:
        """Makes `has_foreign_commits` work from now on; with `seen`, from that version on.

        For a read-only file it never reports any.
        """
        if self.is_read_only:
            if seen is not None:
                seen.close()
            return
        with self._writer:
            self._foreign.start(seen)

    def has_foreign_commits(self) -> bool:
        """Whether another process has committed since the last call. Never waits: while we are
        writing, or the file can't be read, it says no, and a later call reports the commits.
        """
        if not self._writer.acquire(blocking=False):
            return False
        try:
            return self._foreign.take()
        finally:
            self._writer.release()

    @contextmanager
    def _turn(self, patience_ms: int | None) -> Iterator[int | None]:
        """Makes this thread the process's only writer. Yields what is left of its patience."""
        began = time.monotonic()
        timeout_s = -1 if patience_ms is None else patience_ms / 1000
        if not self._writer.acquire(timeout=timeout_s):
            raise StorageFault(FaultKind.LOCKED, "a job of this process is writing")
        try:
            gone_ms = round(1000 * (time.monotonic() - began))
            yield None if patience_ms is None else max(0, patience_ms - gone_ms)
        finally:
            self._writer.release()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """For replacing the file: neither we nor another process have it open.

        Raises StorageFault locked if another process has it open.
        """
        self._expect_writable()
        with self._writer, sorted_faults(), self._foreign.resting():
            self.engine.dispose()
            with self._lock.alone():
                try:
                    yield
                finally:
                    self.engine.dispose()
                    self._identity.forget()

    def close(self) -> None:
        with self._writer:
            self._foreign.close()
        self.engine.dispose()
        self._identity.forget()
        self._lock.let_go()
        if self._on_close is not None:
            self._on_close()

    def _expect_writable(self) -> None:
        if self.is_read_only:
            raise StorageFault(FaultKind.READ_ONLY, f"{self.path} was opened for reading only")

    def _follow(self) -> None:
        """Reopens a file that was opened as immutable if it has changed."""
        if not self.is_read_only:
            return
        with sorted_file_faults():
            stamp = stamp_of(self.path)
        if self._stamp not in (None, stamp):
            self.engine.dispose()
            self._identity.forget()
        self._stamp = stamp

    def _make_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=8,
            pool_use_lifo=True,  # the last one used still has its pages cached
            hide_parameters=True,  # a traceback is copied into reports: no diary in it
        )
        event.listen(engine, "begin", self._on_begin)
        event.listen(engine, "close", lambda *_: self._identity.closed())
        return engine

    def _on_begin(self, connection: Connection) -> None:
        raw = raw_of(connection)
        if raw.in_transaction:
            return  # of `read`: SQLAlchemy begins its own when it is first asked
        self._waits.tell(connection)
        if not connection.get_execution_options().get("ost_writes", False):
            raw.execute("BEGIN")  # by SQLAlchemy, it would take ten times as long
            return
        # A transaction that starts as a reader can't wait to write: SQLite fails with BUSY at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._foreign.begin(raw)

    def _connect_to_look(self) -> sqlite3.Connection:
        """Fails rather than waits."""
        self._lock.share(patience_s=0)
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(
            address, uri=True, timeout=0, check_same_thread=False, isolation_level=None
        )

    def _connect(self) -> sqlite3.Connection:
        self._lock.share(self._waits.patience_s)
        # "rw": a file that is gone is unreachable, and isn't recreated.
        mode = reading_mode(self.path) if self.is_read_only else "mode=rw"
        address = f"{self.path.absolute().as_uri()}?{mode}"
        raw = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        try:
            set_pragmas(raw, self._waits.ms, is_read_only=self.is_read_only)
            know_fold(raw)
            self._identity.opened()
        except (sqlite3.Error, StorageFault):
            raw.close()
            raise
        return raw


def set_pragmas(
    raw: sqlite3.Connection, busy_timeout_ms: int, *, is_read_only: bool = False
) -> None:
    """Prepares a connection. FULL: a mark that is shown as saved must survive a power cut."""
    for pragma in (
        f"busy_timeout = {busy_timeout_ms}",
        "query_only = ON" if is_read_only else "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = FULL",
        # The maximum, in KiB. A track's ten thousand marks may be on as many pages of a large file;
        # with SQLite's default of 2 MB, reading them again took 1.5 times as long.
        "cache_size = -65536",
    ):
        raw.execute(f"PRAGMA {pragma}").close()
