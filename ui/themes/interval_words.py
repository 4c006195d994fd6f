"""Leaps of a melody by their names."""

from __future__ import annotations

from app.core.words import Text

_NAMES = {
    7: Text("a fifth", "an interval"),
    8: Text("a sixth", "an interval"),
    9: Text("a sixth", "an interval"),
    10: Text("a seventh", "an interval"),
    11: Text("a seventh", "an interval"),
    12: Text("an octave", "an interval"),
    13: Text("a ninth", "an interval"),
    14: Text("a ninth", "an interval"),
    15: Text("a tenth", "an interval"),
    16: Text("a tenth", "an interval"),
}
_WIDER = Text("a wide leap", "an interval")


def interval_name(semitones: int) -> str:
    """“A sixth”."""
    return str(_NAMES.get(semitones, _WIDER))
