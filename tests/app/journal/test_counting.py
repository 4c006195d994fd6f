"""How many marks and entries a filter finds."""

from __future__ import annotations

from app.journal.records import EntryDraft, JournalFilter
from app.journal.service import JournalService


def test_it_counts_no_further_than_asked(journal: JournalService) -> None:
    for number in range(5):
        journal.write_entry(EntryDraft(f"Rain {number}"))
    journal.write_entry(EntryDraft("Sun"))
    rain = JournalFilter(text="rain")
    assert journal.count(rain, 1000) == 5
    assert journal.count(rain, 5) == 5
    assert journal.count(rain, 3) == 4, "more than three"
    assert journal.count(JournalFilter(text="snow"), 1000) == 0
