"""The declarative base: constraint names, column types, and the columns of every authored row."""

from __future__ import annotations

import os
import secrets
import time
from typing import Annotated, Any

from sqlalchemy import ForeignKey, LargeBinary, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from db.file.stored_path import read_path
from db.ranges.limits import LAST_MS

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class FilePath(TypeDecorator[str]):
    """A path as the file system's bytes, so that any name can be stored."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else os.fsencode(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str:
        return read_path(value)


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): sorts by the millisecond it was made in."""
    bits = (now_ms() << 80) | secrets.randbits(80)
    bits = (bits & ~(0xF << 76)) | (0x7 << 76)
    bits = (bits & ~(0x3 << 62)) | (0x2 << 62)
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def now_ms() -> int:
    """Wall-clock UTC in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


_latest_change = 0


def next_moment() -> None:
    """Makes every change from now on later than all before, even in the same millisecond."""
    global _latest_change
    _latest_change = max(_latest_change + 1, now_ms())


def change_stamp(before: int = 0) -> int:
    """A changed row's new stamp: now, and later than `before`, its old stamp.

    It is never earlier than this process's last change, even if the clock was set back: of two
    versions, the one with the later stamp wins, and that must be the later one. An impossible stamp
    is ignored.
    """
    global _latest_change
    _latest_change = max(_latest_change, now_ms())
    return max(_latest_change, before + 1) if before < LAST_MS else _latest_change


RowId = Annotated[int, mapped_column(primary_key=True)]

# Ids are never reused, so that undo finds the right rows.
AUTOINCREMENT = {"sqlite_autoincrement": True}


# A mark's lead-in; the same for every kind of mark.
PREROLL = "preroll_ms IS NULL OR preroll_ms >= 0"

# What a text column contains other than plain text: the name of a file in the profile's pictures
# folder, or Markdown, which may contain such names.
PICTURE = {"holds": "picture"}
MARKDOWN = {"holds": "markdown"}


class Row:
    """A row with an integer key."""

    __table_args__: Any = AUTOINCREMENT

    id: Mapped[RowId]


class Authored(Row):
    """A row that the listener made: exports, merging and undo identify it by its uid."""

    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    created_at: Mapped[int] = mapped_column(default=now_ms)
    updated_at: Mapped[int] = mapped_column(default=now_ms, onupdate=now_ms)


def reference(target: str, *, on_delete: str = "CASCADE", index: bool = True, **kw: Any) -> Any:
    """A foreign key column to `target` ("table.column")."""
    return mapped_column(ForeignKey(target, ondelete=on_delete), index=index, **kw)
