"""How a theme's return differs from where the theme is stated, in words."""

from __future__ import annotations

from app.core.words import Text, _, number, pgettext
from app.themes.change_words import semitone_words, tempo_words
from app.themes.difference import Difference
from ui.words.lists import comma_list

_OCTAVE = 12
_MUCH_DB = 9.0
_AS_STATED = Text("as it was first heard")
_ALIKE = Text("much as it was first heard")


def measured_words(differs: Difference, *, is_home: bool) -> str:
    """“higher, slower, quieter, darker”; empty if nothing is known."""
    if is_home:
        return str(_AS_STATED)
    found = comma_list(
        (_key(differs), tempo_words(differs.tempo_ratio), _loudness(differs), _brightness(differs))
    )
    return found or (str(_ALIKE) if differs.is_known else "")


def figures(differs: Difference) -> str:
    """Key and tempo: “4 semitones lower, 28% slower”; empty if neither is known."""
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
        return _("at the same tempo")
    percent = number(round(100 * abs(differs.tempo_ratio - 1)))
    if differs.tempo_ratio > 1:
        # Translators: percent is a number such as 28: the tempo against where a theme is stated
        return _("{percent}% faster", percent=percent)
    # Translators: percent is a number such as 28: the tempo against where a theme is stated
    return _("{percent}% slower", percent=percent)
