"""Reads a list, pasted or from a file: as a table if it is one, else line by line."""

from __future__ import annotations

from app.core.words import _, number
from app.story_import.lines import LinesAre, read_lines
from app.story_import.records import MOST_ROWS, PASTED, Found, NotTaken, Place
from app.story_import.tables import read_table, table_in

MOST_CHARACTERS = 4_000_000
_MOST_IN_A_LINE = 50_000


def read_list(
    text: str,
    place: Place = PASTED,
    *,
    is_table: bool = False,
    is_series: bool = True,
    lines_are: LinesAre = LinesAre.AS_WRITTEN,
) -> Found:
    """is_table: it was saved as one. is_series, lines_are: as in `read_lines`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if why := _too_much(text):
        return Found(not_taken=(NotTaken(place, "", why, _("Import it piece by piece.")),))
    if lines_are is LinesAre.AS_WRITTEN and (table := table_in(text, is_file=is_table)):
        return read_table(*table, place)
    return read_lines(text, place, is_series=is_series, lines_are=lines_are)


def _too_much(text: str) -> str:
    if text.count("\n") > MOST_ROWS:
        return _("It has more than {count} lines.", count=number(MOST_ROWS))
    if len(text) > MOST_CHARACTERS:
        return _("It has more than {count} characters.", count=number(MOST_CHARACTERS))
    if max(map(len, text.split("\n")), default=0) > _MOST_IN_A_LINE:
        return _("It has a line of more than {count} characters.", count=number(_MOST_IN_A_LINE))
    return ""
