"""Column types whose values an export contains as lists."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.types import TypeDecorator


class Listed(TypeDecorator[Any]):
    """A value that is something else in memory than in the file, and a list in an export.

    nothing: an empty one as the file contains it; None where there is no such thing (a trace
    without samples is no trace).
    """

    cache_ok = True
    nothing: ClassVar[Any] = None

    def as_lists(self, value: Any) -> Any:
        """As an export contains it."""
        raise NotImplementedError

    def from_lists(self, value: Any) -> Any:
        """Raises WrongValue for anything that `as_lists` didn't make; limits are checked later."""
        raise NotImplementedError

    def is_whole(self, kept: Any) -> bool:
        """Whether this, as the file contains it, can be read."""
        return True
