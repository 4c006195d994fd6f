"""What the cells of the track table say: as text, as a tooltip, and to screen readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.words import _
from app.library.shelf import Shelf
from ui.library.chosen_columns import CHOSEN_ONLY, HEARD, KnownOfTracks
from ui.library.columns import COLUMNS, INDEX, number_text

if TYPE_CHECKING:
    from app.library.records import TrackRow


class CellWords:
    """shelf: which the rows are on. known: what isn't in the rows. current_id: the current track.
    say_felt: what was felt in a row, in words.
    """

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.known = KnownOfTracks()
        self.current_id: int | None = None
        self.say_felt: Callable[[TrackRow], str] = lambda _row: ""

    def text(self, row: TrackRow, column: int) -> str:
        if column == INDEX["number"]:
            return number_text(row, with_disc=row.key in self.shelf.on_several_discs)
        key = COLUMNS[column].key
        return self.known.text(key, row) if key in CHOSEN_ONLY else COLUMNS[column].text(row)

    def hint(self, row: TrackRow, column: int) -> str:
        if not row.is_available:
            return _("Its file is missing. All its marks are safe; “Locate…” says where it is.")
        if column == INDEX[HEARD]:
            return self.known.spoken(HEARD, row)
        return self.text(row, column) if column == INDEX["title"] else ""

    def spoken(self, row: TrackRow, column: int) -> str:
        key = COLUMNS[column].key
        if key == "felt":
            return self.say_felt(row)
        if key in CHOSEN_ONLY:
            return self.known.spoken(key, row)
        return self._spoken_title(row) if key == "title" else self.text(row, column)

    def _spoken_title(self, row: TrackRow) -> str:
        title, is_current = self.text(row, INDEX["title"]), row.id == self.current_id
        if is_current and not row.is_available:
            return _("{title}, missing, current track", title=title)
        if is_current:
            return _("{title}, current track", title=title)
        return title if row.is_available else _("{title}, missing", title=title)
