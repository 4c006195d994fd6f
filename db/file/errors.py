"""Storage faults, sorted where they occur: the kind decides what the listener is told."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class FaultKind(StrEnum):
    FULL = "full"
    LOCKED = "locked"
    DAMAGED = "damaged"
    MISSING = "missing"  # no journal, or an empty one, where there once was one with content
    TOO_NEW = "too_new"
    READ_ONLY = "read_only"
    UNREACHABLE = "unreachable"


class StorageFault(Exception):
    """The file, the disk or another process is the cause; never a bug of ours."""

    def __init__(self, kind: FaultKind, details: str) -> None:
        super().__init__(details)
        self.kind = kind
        self.details = details


class RowGone(LookupError):
    """The row that a new one belongs to has been deleted meanwhile; never a bug of ours."""


# Primary result codes: https://www.sqlite.org/rescode.html
_KINDS = {
    sqlite3.SQLITE_FULL: FaultKind.FULL,
    sqlite3.SQLITE_BUSY: FaultKind.LOCKED,
    sqlite3.SQLITE_LOCKED: FaultKind.LOCKED,
    sqlite3.SQLITE_CORRUPT: FaultKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: FaultKind.DAMAGED,
    sqlite3.SQLITE_TOOBIG: FaultKind.DAMAGED,  # a row's own header says how long it is
    sqlite3.SQLITE_FORMAT: FaultKind.DAMAGED,
    sqlite3.SQLITE_READONLY: FaultKind.READ_ONLY,
    sqlite3.SQLITE_PERM: FaultKind.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: FaultKind.UNREACHABLE,
    sqlite3.SQLITE_IOERR: FaultKind.UNREACHABLE,
}

# What SQLite and Python's sqlite3 say if a file lacks what every journal has, or contains invalid
# text, or has a table of another program's under a name of ours. The code is that of a wrong query,
# or there is none.
_DAMAGE = re.compile(
    r"Could not decode to UTF-8|no such (table|column)|has no column named|malformed"
    r"|(table|index) \S+ already exists|invalid fts5 file format|unsupported file format"
)


def fault_of(error: BaseException | None) -> StorageFault | None:
    """The storage fault that caused an exception; None if it is a bug of ours."""
    while error is not None:
        if isinstance(error, UnicodeDecodeError):  # a schema that isn't text, in SQLite's message
            return StorageFault(FaultKind.DAMAGED, str(error))
        if isinstance(error, sqlite3.Error):
            kind = _kind_behind(error)
            return StorageFault(kind, str(error)) if kind else None
        error = getattr(error, "orig", None) or error.__cause__
    return None


def _kind_behind(error: sqlite3.Error) -> FaultKind | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_ERROR:
        return FaultKind.DAMAGED if _DAMAGE.search(str(error)) else None
    return _KINDS.get(code & 0xFF)


def _code_of(error: BaseException | None) -> int | None:
    """SQLite's extended result code for an exception."""
    code = getattr(getattr(error, "orig", None) or error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


@contextmanager
def sorted_faults() -> Iterator[None]:
    """Raises StorageFault or RowGone instead of SQLite's errors; our own bugs pass through."""
    try:
        yield
    except (StorageFault, RowGone):
        raise
    except Exception as error:
        if _code_of(error) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise RowGone(str(error)) from error
        fault = fault_of(error)
        if fault is None:
            raise
        raise fault from error


@contextmanager
def sorted_file_faults() -> Iterator[None]:
    """Raises StorageFault instead of OSError."""
    try:
        yield
    except OSError as error:
        raise StorageFault(_kind_of(error), repr(error)) from error


def _kind_of(error: OSError) -> FaultKind:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return FaultKind.FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return FaultKind.READ_ONLY
    return FaultKind.UNREACHABLE
