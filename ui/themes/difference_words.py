"""How a row's return differs, in words: what was measured, and what the listener says instead."""

from __future__ import annotations

from ui.themes.shown import ShownReturn
from ui.words import differences


def words_of(row: ShownReturn) -> str:
    """The listener's own, else what was measured; empty if nothing is known."""
    return row.one.occurrence.variation or measured_words(row)


def measured_words(row: ShownReturn) -> str:
    """“higher, slower, quieter, darker”."""
    return differences.measured_words(row.difference, is_home=row.one.is_home)


def figures_of(row: ShownReturn) -> str:
    """Key and tempo: “4 semitones lower, 0.72 times as fast”; empty if neither is known."""
    return "" if row.one.is_home else differences.figures(row.difference)
