"""How a return differs, in words: what was measured, and what the listener says instead."""

from __future__ import annotations

from app.core.words import Text, _, decimal, pgettext
from app.themes.difference import Difference
from ui.themes.shown import ShownReturn
from ui.words.changes import likelihood_words, semitone_words, tempo_words
from ui.words.lists import comma_list

_OCTAVE = 12
_MUCH_DB = 9.0
_AS_STATED = Text("as it was first heard")
_ALIKE = Text("much as it was first heard")


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
    if row.one.is_home:
        return str(_AS_STATED)
    differs = row.difference
    found = comma_list(
        (_key(differs), tempo_words(differs.tempo_ratio), _loudness(differs), _brightness(differs))
    )
    return found or (str(_ALIKE) if differs.is_known else "")


def figures_of(row: ShownReturn) -> str:
    """Key and tempo: “4 semitones lower, 0.72 times as fast”; empty if neither is known."""
    differs = row.difference
    if row.one.is_home:
        return ""
    return comma_list((semitone_words(differs.semitones), _times(differs)))


def _key(differs: Difference) -> str:
    by = differs.semitones or 0
    if abs(by) == _OCTAVE:
        return _("an octave higher") if by > 0 else _("an octave lower")
    if abs(by) > _OCTAVE:
        return _("much higher") if by > 0 else _("much lower")
    if not by:
        return ""
    return pgettext("a theme's key", "higher") if by > 0 else pgettext("a theme's key", "lower")


def _loudness(differs: Difference) -> str:
    if not differs.has_other_loudness or differs.louder_db is None:
        return ""
    if abs(differs.louder_db) >= _MUCH_DB:
        return _("much louder") if differs.louder_db > 0 else _("much quieter")
    return _("louder") if differs.louder_db > 0 else _("quieter")


def _brightness(differs: Difference) -> str:
    if not differs.has_other_brightness or differs.brighter_octaves is None:
        return ""
    return _("brighter") if differs.brighter_octaves > 0 else _("darker")


def _times(differs: Difference) -> str:
    if differs.tempo_ratio is None:
        return ""
    if not differs.has_other_tempo:
        return _("as fast")
    # Translators: ratio is a number such as 0.72: the tempo against where a theme is stated
    return _("{ratio} times as fast", ratio=decimal(differs.tempo_ratio, 2))
