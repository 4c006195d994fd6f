"""How a row's return differs, in words: what was measured, and what the listener says instead."""

from __future__ import annotations

from ui.themes.shown import ShownReturn
from ui.words import differences
from ui.words.changes import likelihood_words
from ui.words.lists import comma_list


def words_of(row: ShownReturn) -> str:
    """The listener's own, else what was measured; empty if nothing is known. Of what isn't answered
    yet, how likely it is, too.
    """
    found = row.one.occurrence
    if found.is_unanswered and found.probability is not None:
        return comma_list((likelihood_words(found.probability), measured_words(row)))
    return row.one.occurrence.variation or measured_words(row)


def measured_words(row: ShownReturn) -> str:
    """“higher, slower, quieter, darker”."""
    return differences.measured_words(row.difference, is_home=row.one.is_home)


def figures_of(row: ShownReturn) -> str:
    """Key and tempo: “4 semitones lower, 28% slower”; empty if neither is known."""
    return "" if row.one.is_home else differences.figures(row.difference)
