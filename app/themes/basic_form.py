"""Passages of a family told against the basic form of a theme that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.themes.keys import in_nearest_octave
from app.themes.new_rows import mark_at
from app.themes.records import Candidate, OccurrenceStatus, stated_in
from db.models.theme import Occurrence as OccurrenceRow


def against_theme(
    family: Sequence[Candidate], known: Sequence[OccurrenceRow]
) -> tuple[Candidate, ...]:
    """Key and tempo, which were told against another passage of the family, are known if one of
    these is a mark whose own are.

    known: the theme's marks, in the order in which they were made.
    """
    home = stated_in(known, lambda row: row.status == OccurrenceStatus.CONFIRMED)
    marks = [(one, here) for one in family if (here := mark_at(one.passage, known)) is not None]
    by = next(_semitones(marks, home), None)
    ratio = next(_ratios(marks, home), None)
    return tuple(_moved(one, by, ratio) for one in family)


_Marks = Sequence[tuple[Candidate, OccurrenceRow]]


def _semitones(marks: _Marks, home: OccurrenceRow | None) -> Iterator[int]:
    """How much higher the family is told than the theme."""
    for one, mark in marks:
        by = 0 if mark is home and mark.transposition is None else mark.transposition
        if by is not None and one.transposition is not None:
            yield by - one.transposition


def _ratios(marks: _Marks, home: OccurrenceRow | None) -> Iterator[float]:
    for one, mark in marks:
        ratio = 1.0 if mark is home and mark.tempo_ratio is None else mark.tempo_ratio
        if ratio is not None and one.tempo_ratio is not None:
            yield ratio / one.tempo_ratio


def _moved(one: Candidate, by: int | None, ratio: float | None) -> Candidate:
    key, tempo = one.transposition, one.tempo_ratio
    return replace(
        one,
        transposition=None if key is None or by is None else in_nearest_octave(key + by),
        tempo_ratio=None if tempo is None or ratio is None else tempo * ratio,
    )
