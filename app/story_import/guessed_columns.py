"""What the columns of a table without headings hold, by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.story_import.headings import Column
from app.story_import.line_forms import numbers_at_start
from app.story_import.times import NoTime, whole_time

_NUMBER = re.compile(r"\d{1,4}")
_SURE_SHARE = 0.8
_NEEDED_ROWS = 2


def guessed_columns(rows: Sequence[Sequence[str]], *, is_sure: bool) -> list[Column] | None:
    """is_sure: that it is a table. Otherwise its rows must have the same number of columns, and
    the first of them must number the episodes. None if it is no table.
    """
    widths = {len(cells) for cells in rows}
    if not is_sure and (len(rows) < _NEEDED_ROWS or len(widths) != 1):
        return None
    width = max(widths)
    if width < 2:
        return None
    by_place = [
        [cells[at] for cells in rows if at < len(cells) and cells[at]] for at in range(width)
    ]
    columns: list[Column] = []
    for texts in by_place:
        columns.append(_kind_of(texts, columns))
    if Column.EPISODE not in columns and columns.count(Column.SEASON) == 1:
        columns[columns.index(Column.SEASON)] = Column.EPISODE  # one number: no seasons
    has_title = Column.TITLE in columns
    is_numbered = columns[0] in (Column.EPISODE, Column.SEASON)
    return columns if has_title and (is_sure or is_numbered) else None


def _kind_of(texts: Sequence[str], before: Sequence[Column]) -> Column:
    if not texts:
        return Column.IGNORED
    if _mostly(texts, _is_time):
        has_start = Column.START in before
        return Column.TIME if _is_span(texts[0]) else Column.END if has_start else Column.START
    if Column.TITLE not in before and _mostly(texts, lambda text: bool(_NUMBER.fullmatch(text))):
        return Column.EPISODE if Column.SEASON in before else Column.SEASON
    if Column.EPISODE not in before and _mostly(texts, _is_code):
        return Column.EPISODE
    if Column.TITLE not in before:
        return Column.TITLE
    return Column.IGNORED if Column.SUMMARY in before else Column.SUMMARY


def _mostly(texts: Sequence[str], is_it: Callable[[str], bool]) -> bool:
    return sum(map(is_it, texts)) >= _SURE_SHARE * len(texts)


def _is_code(text: str) -> bool:
    numbers, title = numbers_at_start(text)
    return numbers is not None and not title


def _is_time(text: str) -> bool:
    try:
        whole_time(text)
    except NoTime:
        return False
    return True


def _is_span(text: str) -> bool:
    return not whole_time(text).is_point if _is_time(text) else False
