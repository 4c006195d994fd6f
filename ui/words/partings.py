"""Where two melodies part, in words."""

from __future__ import annotations

from app.analysis.comparison.records import Comparison, Parting, PartingKind
from app.core.timecode import format_ms
from app.core.words import Text, _, ngettext

_HIGHER = {
    1: Text("a semitone higher"),
    2: Text("a step higher"),
    3: Text("a third higher"),
    4: Text("a third higher"),
    5: Text("a fourth higher"),
    6: Text("a tritone higher"),
    7: Text("a fifth higher"),
    8: Text("a sixth higher"),
    9: Text("a sixth higher"),
}
_LOWER = {
    1: Text("a semitone lower"),
    2: Text("a step lower"),
    3: Text("a third lower"),
    4: Text("a third lower"),
    5: Text("a fourth lower"),
    6: Text("a tritone lower"),
    7: Text("a fifth lower"),
    8: Text("a sixth lower"),
    9: Text("a sixth lower"),
}
_MUCH_HIGHER, _MUCH_LOWER = Text("much higher"), Text("much lower")
_MOST_TOLD = 4  # partings; the others are seen


def parting_words(parting: Parting) -> str:
    """“A step higher”: what the other melody does instead, without a capital."""
    if parting.kind is PartingKind.MORE:
        # Translators: of a melody that returns with notes which it hadn't before
        return ngettext("a note added", "{n} notes added", parting.notes)
    if parting.kind is PartingKind.LESS:
        # Translators: of a melody that returns without notes which it had before
        return ngettext("a note left out", "{n} notes left out", parting.notes)
    by = parting.semitones
    known, other = (_HIGHER, _MUCH_HIGHER) if by > 0 else (_LOWER, _MUCH_LOWER)
    return str(known.get(abs(by), other))


def comparison_words(comparison: Comparison) -> str:
    """The whole picture, for a screen reader."""
    missing = no_melody_words(comparison)
    if missing:
        return missing
    notes = len(comparison.home)
    told = [
        ngettext(
            "{same} of 1 note is the same here.",
            "{same} of {n} notes are the same here.",
            notes,
            same=str(comparison.alike),
        )
    ]
    if comparison.widest is not None:
        told += [_at(one) for one in comparison.partings[:_MOST_TOLD]]
    return " ".join(told)


def no_melody_words(comparison: Comparison) -> str:
    """What to say instead of a melody; empty if both have one."""
    if comparison.home and comparison.here:
        return ""
    if comparison.home:
        return _("No melody stands out here.")
    if comparison.here:
        return _("No melody stands out where the theme is stated.")
    return _("No melody stands out in either passage.")


def _at(parting: Parting) -> str:
    time = format_ms(parting.start_ms)
    # Translators: a time in a passage, and what is different there: “0:12: a step higher.”
    return _("{time}: {words}.", time=time, words=parting_words(parting))
