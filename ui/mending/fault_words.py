"""Where a row that can't be shown is and what is wrong with it; dates are as on the pages."""

from __future__ import annotations

from datetime import date

from app.core.words import _
from app.unreadable.records import Fault, UnreadableRow
from ui.words.dates import long_date


def where_in_words(row: UnreadableRow) -> str:
    """“on “Dawn” at 0:05”, “of 28 November 2026”; empty where that isn't known."""
    if isinstance(row.where, date):
        return _("of {date}", date=long_date(row.where))
    return row.where


def fault_in_words(fault: Fault) -> str:
    """What is wrong, and what repairing makes of it."""
    if not fault.becomes:
        return fault.says
    becomes = fault.becomes if isinstance(fault.becomes, str) else long_date(fault.becomes)
    # Translators: {fault} is a sentence, {repaired} a date or a time
    return _("{fault} Repairing makes it {repaired}.", fault=fault.says, repaired=becomes)
