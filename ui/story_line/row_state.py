"""The rows of a canvas: how far they are scrolled, and whether all characters have one."""

from __future__ import annotations

from dataclasses import replace

from app.core.words import _, ngettext
from ui.story_line.rows import Rows, people_shown, rows_of
from ui.story_line.stops import Stops


class RowState:
    """shows_all: a row for every character."""

    def __init__(self) -> None:
        self.shows_all = False
        self._scroll_px = 0
        self._kept: Rows | None = None

    def forget(self) -> None:
        """There are others, or there is other room."""
        self._kept = None

    def rows(self, stops: Stops, height: int, *, is_narrow: bool) -> Rows:
        if self._kept is None:
            rows = rows_of(
                stops,
                height,
                is_narrow=is_narrow,
                shows_all=self.shows_all,
                words=self._further(stops),
            )
            self._scroll_px = min(self._scroll_px, rows.overflow)
            self._kept = replace(rows, scroll_px=self._scroll_px)
        return self._kept

    def scroll(self, by_px: float) -> bool:
        """Characters and themes. Returns whether there was anything to scroll."""
        rows = self._kept
        if rows is None or not rows.overflow:
            return False
        self._scroll_px = round(min(max(0.0, rows.scroll_px + by_px), rows.overflow))
        self._kept = None
        return True

    def more_words(self, stops: Stops) -> str:
        """“and 6 more”: characters without a row; empty if all have one."""
        shown = people_shown(stops, shows_all=self.shows_all)
        more = sum(bool(one.scenes) for one in stops.line.characters) - len(shown)
        return ngettext("and 1 more", "and {n} more", more) if more else ""

    def _further(self, stops: Stops) -> list[str]:
        # Translators: characters of whom nothing is told, as the listener hasn't met them yet
        later = _("met later") if stops.line.characters_later else ""
        return [words for words in (self.more_words(stops), later) if words]
