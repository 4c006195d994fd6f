"""How a theme's return differs from where the theme is stated, in words."""

from __future__ import annotations

from app.core.words import Text, _, decimal, ngettext, pgettext
from app.themes.difference import Difference
from ui.words.lists import comma_list

_OCTAVE = 12
_MUCH_DB = 9.0
_NEARLY = 0.12  # of twice, or half, as fast
_LITTLE = 0.07
_AS_STATED = Text("as it was first heard")
_ALIKE = Text("much as it was first heard")


def measured_words(differs: Difference, *, is_home: bool) -> str:
    """“higher, slower, quieter, darker”; empty if nothing is known."""
    if is_home:
        return str(_AS_STATED)
    found = comma_list((_key(differs), _tempo(differs), _loudness(differs), _brightness(differs)))
    return found or (str(_ALIKE) if differs.is_known else "")


def figures(differs: Difference) -> str:
    """Key and tempo: “4 semitones lower, 0.72 times as fast”; empty if neither is known."""
    return comma_list((_semitones(differs.semitones), _times(differs)))


def _key(differs: Difference) -> str:
    by = differs.semitones or 0
    if abs(by) == _OCTAVE:
        return _("an octave higher") if by > 0 else _("an octave lower")
    if abs(by) > _OCTAVE:
        return _("much higher") if by > 0 else _("much lower")
    if not by:
        return ""
    return pgettext("a theme's key", "higher") if by > 0 else pgettext("a theme's key", "lower")


def _tempo(differs: Difference) -> str:
    ratio = differs.tempo_ratio or 1.0
    if not differs.has_other_tempo:
        return ""
    if abs(ratio / 2 - 1) <= _NEARLY:
        return _("nearly twice as fast")
    if abs(ratio * 2 - 1) <= _NEARLY:
        return _("half as fast")
    if abs(ratio - 1) <= _LITTLE:
        return _("a little faster") if ratio > 1 else _("a little slower")
    if ratio > 1:
        return pgettext("a theme's tempo", "faster")
    return pgettext("a theme's tempo", "slower")


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


def _semitones(by: int | None) -> str:
    if by is None:
        return ""
    if by == 0:
        return _("in the same key")
    if by > 0:
        return ngettext("1 semitone higher", "{n} semitones higher", by)
    return ngettext("1 semitone lower", "{n} semitones lower", -by)


def _times(differs: Difference) -> str:
    if differs.tempo_ratio is None:
        return ""
    if not differs.has_other_tempo:
        return _("as fast")
    # Translators: ratio is a number such as 0.72: the tempo against where a theme is stated
    return _("{ratio} times as fast", ratio=decimal(differs.tempo_ratio, 2))
