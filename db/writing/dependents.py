"""Which rows hang on which: read off the foreign keys of every model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table

from db.models import all as _all_models  # a model nobody imported would be missed in silence
from db.models.base import Base

CASCADE = "CASCADE"
SET_NULL = "SET NULL"


@dataclass(frozen=True, slots=True)
class Dependent:
    """Rows of `model` point at somebody through `column`; rule: what ON DELETE says."""

    model: type[Any]
    table: Table
    column: str
    rule: str


@cache
def dependents_of(table_name: str) -> tuple[Dependent, ...]:
    """Who points at a table."""
    return tuple(
        Dependent(mapper.class_, table, key.parent.name, key.ondelete or "")
        for mapper in Base.registry.mappers
        if isinstance(table := mapper.local_table, Table)
        for key in table.foreign_keys
        if key.column.table.name == table_name
    )


def table_named(name: str) -> Table:
    """Raises KeyError for a table no model describes."""
    return _all_models.metadata.tables[name]
