"""5. Rain on the Rooftop. E flat major: the two leads' theme whole, and the cello answers."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR
from .pair import pair_melody
from .score import PAIR, Occurrence, Score

INTRO, FIRST, CODA = 0.0, 8.0, 40.0
END = 54.0
EB5 = 75


def rooftop() -> Score:
    score = Score("Rain on the Rooftop", (-3, False), seed=67, tempi=_tempi())
    clarinet = score.part("Clarinet", 71, volume=100, pan=52, reverb=70)
    cello = score.part("Cello", 42, volume=98, pan=84, reverb=72)
    harp = score.part("Harp", 46, volume=84, pan=30, reverb=72)
    strings = score.part("Slow strings", 49, volume=80, pan=62, reverb=84)
    basses = score.part("Basses", 43, volume=86, pan=90, reverb=60)
    celesta = score.part("Celesta", 8, volume=90, pan=40, reverb=90)

    intro = arr.progression(INTRO, "Abmaj7 Bb7sus4")
    first = arr.progression(
        FIRST, "Eb Bb/D Ab/C Eb/Bb Abadd9 Cm7 Fm7:2 Bb7sus4:1 Bb7:1 Eb", intro[-1]
    )
    coda = arr.progression(CODA, "Abmaj7 Fm7:2 Bb7sus4:2 Ebadd9:6", first[-1])

    arr.arpeggio(harp, intro + first + coda[:3], 46, (0, 3, 2, 4, 3, 5, 4, 2), lowest=51)
    arr.pad(strings, first + coda, 62)
    arr.bass(basses, first + coda, 62)
    arr.sing(clarinet, FIRST, pair_melody(EB5 - 12, MAJOR), 80)
    cello.play(
        FIRST,
        "-/3 G3/1 -/2 F3/1 D3/1 -/3 Eb3/1 G3/2 Bb3/2 "
        "C4/2 Ab3/1 C4/1 Eb4/2 D4/1 C4/1 Ab3/2 Bb3/1 Ab3/1 G3/4",
        72,
    )
    _drops(score)
    clarinet.play(CODA, "C5/3 Bb4/1 Ab4/2 F4/2 G4/5", 62)
    celesta.play(CODA + 8, "G5/.5 -/1 Bb5/.5 -/1 Eb6/2", 44, 2.0)
    arc = [(0, 44), (FIRST, 62), (24, 86), (28, 104), (36, 84), (CODA, 66), (END, 14)]
    for part in (clarinet, cello, strings, basses):
        part.swell(*arc)
    score.sections = [(INTRO, "Drops"), (FIRST, "One umbrella"), (CODA, "It doesn't stop")]
    score.occurrences = [
        Occurrence(FIRST, FIRST + 32, -4, "whole, clarinet, the cello answers", PAIR)
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [(0, 72), (8, 78), (32, 80), (38, 70), (40, 74), (48, 62), (54, 50)]


def _drops(score: Score) -> None:
    """Single drops from the gutter, never on the beat."""
    celesta = next(part for part in score.parts if part.name == "Celesta")
    for at, name in ((1.5, "Eb6"), (3.75, "Bb5"), (6.25, "G5"), (13.5, "F6"), (21.5, "Bb5")):
        celesta.play(at, f"{name}/.5", 42, 2.0)
    celesta.play(29.5, "Eb6/.5 D6/.5", 46, 2.0)
