"""What was chosen in the palette, latest first, until the window closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ui.command_palette.entries import Entry, What

_KEPT = 5


class Recent:
    """Nothing of it is written anywhere."""

    def __init__(self) -> None:
        self._chosen: list[What] = []

    def add(self, what: What) -> None:
        self._chosen = [what, *(each for each in self._chosen if each != what)][:_KEPT]

    @property
    def chosen(self) -> tuple[What, ...]:
        return tuple(self._chosen)


def first_rows(
    recent: Iterable[What], useful: Iterable[What], known: Mapping[What, Entry]
) -> list[Entry]:
    """While nothing is typed: what was chosen last, then what is useful here. What isn’t known
    can’t be chosen any more.
    """
    return [known[what] for what in dict.fromkeys((*recent, *useful)) if what in known]
