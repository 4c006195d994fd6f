"""Which rows depend on which, according to the foreign keys of all models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table

from db.models import all as _all_models  # a model that isn't imported would be missed
from db.models.base import Base

CASCADE = "CASCADE"
SET_NULL = "SET NULL"


@dataclass(frozen=True, slots=True)
class Dependent:
    """Rows of `model` refer to others by `column`. rule: what ON DELETE says."""

    model: type[Any]
    table: Table
    column: str
    rule: str


@cache
def dependents_of(table_name: str) -> tuple[Dependent, ...]:
    """What refers to a table."""
    return tuple(
        Dependent(mapper.class_, table, key.parent.name, key.ondelete or "")
        for mapper in Base.registry.mappers
        if isinstance(table := mapper.local_table, Table)
        for key in table.foreign_keys
        if key.column.table.name == table_name
    )


def table_named(name: str) -> Table:
    """Raises KeyError for a table without a model."""
    return _all_models.metadata.tables[name]
