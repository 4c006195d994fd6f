"""8. One More Beat. F major: the two leads' theme home at last, held back; then two beats."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR, pitch
from .motif import head
from .pair import pair_melody
from .score import PAIR, Occurrence, Score

INTRO, FIRST, CODA = 0.0, 8.0, 40.0
END = 58.0
F4, F5 = 65, 77


def reunion() -> Score:
    score = Score("One More Beat", (-1, False), seed=79, tempi=_tempi())
    violins = score.part("Violins", 48, volume=112, pan=40, reverb=80)
    oboe = score.part("Oboe", 68, volume=84, pan=56, reverb=70)
    horn = score.part("Horn", 60, volume=80, pan=82, reverb=84)
    strings = score.part("Slow strings", 49, volume=84, pan=60, reverb=86)
    basses = score.part("Basses", 43, volume=88, pan=90, reverb=62)
    harp = score.part("Harp", 46, volume=80, pan=30, reverb=74)
    celesta = score.part("Celesta", 8, volume=110, pan=36, reverb=88)
    timpani = score.part("Timpani", 47, volume=86, pan=70, reverb=70, is_loose=False)

    intro = arr.progression(INTRO, "Bbmaj7 C7sus4")
    first = arr.progression(FIRST, "F C/E Bb/D F/C Bbadd9 Dm7 Gm7:2 C7sus4:1 C7:1 F", intro[-1])
    coda = arr.progression(CODA, "Bbmaj7 Gm7:2 C7sus4:2 Fadd9:10", first[-1])
    arr.pad(strings, intro + first + coda, 64)
    arr.bass(basses, first + coda, 66)
    arr.arpeggio(harp, intro + first + coda[:3], 48, (0, 2, 4, 5, 6, 5, 4, 2), lowest=53)
    arr.sing(oboe, FIRST, pair_melody(F4, MAJOR, 4), 78)
    arr.sing(violins, FIRST + 16, pair_melody(F4, MAJOR)[8:], 92)
    arr.sing(violins, FIRST + 16, pair_melody(F4, MAJOR)[8:], 80, shift=12)
    horn.play(FIRST + 16, "D4/2 F4/2 D4/4 D4/2 C4/2 C4/4", 70)
    arr.sing(celesta, CODA + 7, head(F5, MAJOR, (0.5, 0.5, 2, 1, 3)), 66)
    for at in (CODA + 10, CODA + 13):
        arr.heartbeat(timpani, at, 1, pitch("F2"), 40)
    harp.play(CODA + 12, "F3/.5 C4/.5 A4/.5 C5/.5 F5/3", 46, 3.0)
    arc = [(0, 40), (FIRST, 60), (24, 92), (30, 118), (36, 104), (CODA, 72), (50, 50), (END, 10)]
    for part in (violins, oboe, horn, strings, basses):
        part.swell(*arc)
    violins.swell((0, 0), (24, 40), (36, 50), (END, 0), control=1)
    score.sections = [(INTRO, "A meadow"), (FIRST, "Two hands"), (CODA, "One more beat")]
    score.occurrences = [
        Occurrence(FIRST, FIRST + 32, -2, "major at last, held back: oboe, then violins", PAIR),
        Occurrence(CODA + 7, CODA + 14, 3, "only the head, celesta, and two beats after it"),
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [(0, 62), (8, 66), (23, 64), (24, 72), (34, 72), (39, 56), (40, 62), (50, 54), (58, 44)]
