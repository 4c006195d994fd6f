"""Hints for SQLite's query planner, which has no statistics."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

T = TypeVar("T")


def unindexed(column: ColumnElement[T]) -> ColumnElement[T]:
    """`+column`: the same value, but without using an index (https://www.sqlite.org/optoverview.html)."""
    plus: Any = custom_op("+")
    return UnaryExpression(column, operator=plus, type_=column.type)
