"""7. Four Minutes. A minor: only the head of the two leads' theme, under a clock."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MINOR, pitch
from .pair import HEAD, pair_melody
from .score import PAIR, Occurrence, Score

INTRO, FIRST, CODA = 0.0, 8.0, 24.0
END = 34.0
A3 = 57


def platform() -> Score:
    score = Score("Four Minutes", (0, True), seed=73, tempi=_tempi())
    cello = score.part("Cello", 42, volume=116, pan=76, reverb=74)
    piano = score.part("Piano", 0, volume=98, pan=54, reverb=66)
    strings = score.part("Slow strings", 49, volume=78, pan=60, reverb=88)
    clock = score.part("Clock", 48, is_drums=True, volume=70, reverb=70, is_loose=False)

    intro = arr.progression(INTRO, "Am Fmaj7")
    first = arr.progression(FIRST, "Am Em/G Fmaj7 E7sus4", intro[-1])
    coda = arr.progression(CODA, "Am9 Fmaj7:2 Am:4", first[-1])
    arr.pad(strings, first + coda, 58)
    arr.arpeggio(piano, intro + first + coda[:1], 40, (0, 2, 4, 3), step=1, lowest=45)
    arr.sing(cello, FIRST, pair_melody(A3 - 12, MINOR, HEAD), 88)
    cello.play(FIRST + 8, "F3/3 E3/1 D3/2 E3/2", 76)
    piano.play(CODA, "E5/2 C5/2 B4/2 A4/4", 44, 2.0)
    cello.note(CODA + 4, 5, pitch("A2"), 60)
    for second in range(int(END) - 4):
        clock.note(second, 0.5, 76 if second % 2 else 77, 34 if second % 2 else 42)
    for part in (cello, strings):
        part.swell((0, 50), (FIRST, 70), (16, 92), (22, 76), (CODA, 60), (END, 10))
    score.sections = [(INTRO, "The clock"), (FIRST, "About the weather"), (CODA, "The whistle")]
    score.occurrences = [
        Occurrence(FIRST, FIRST + 8, -22, "only its head, cello, an octave deep, minor", PAIR)
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [(0, 60), (22, 60), (24, 56), (30, 50), (34, 44)]
