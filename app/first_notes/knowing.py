"""What follows from all that was recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from app.first_notes.records import Known, Recognition, Subject

Naming = Callable[[Subject], tuple[str, str] | None]


def known_of(recognitions: Sequence[Recognition], name: str = "", detail: str = "") -> Known:
    """recognitions: of one subject, at least one, the oldest first."""
    years: dict[int, list[int]] = defaultdict(list)
    for one in recognitions:
        years[one.made.day.year].append(one.after_ms)
    last = recognitions[-1]
    return Known(
        last.key.subject,
        name,
        detail,
        len(recognitions),
        min(one.after_ms for one in recognitions),
        last.after_ms,
        last.made,
        {year: round(median(years[year])) for year in sorted(years)},
    )


def all_known(recognitions: Iterable[Recognition], name_of: Naming) -> tuple[Known, ...]:
    """The soonest first. name_of: the name of a subject and what tells it from others; None for
    what isn't named now.
    """
    by_subject: dict[Subject, list[Recognition]] = defaultdict(list)
    for one in recognitions:
        by_subject[one.key.subject].append(one)
    found = []
    for subject, theirs in by_subject.items():
        named = name_of(subject)
        if named is not None:
            found.append(known_of(theirs, *named))
    return tuple(sorted(found, key=lambda one: (one.latest_ms, one.name.casefold())))
