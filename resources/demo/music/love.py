"""2. Love Theme. B flat, then D flat: the motif slow, over chords that never quite settle."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR, pitch
from .motif import Melody, head, melody
from .score import Occurrence, Part, Score

INTRO, FIRST, SECOND, CODA = 0.0, 8.0, 40.0, 72.0
BB4, DB5 = 70, 73


def love() -> Score:
    score = Score("Love Theme: The Letter by the Window", (-2, False), seed=29, tempi=_tempi())
    piano = score.part("Piano", 0, volume=104, pan=58, reverb=62)
    cello = score.part("Cello", 42, volume=110, pan=84, reverb=72)
    strings = score.part("Slow strings", 49, volume=82, pan=60, reverb=84)
    violins = score.part("Violins", 48, volume=110, pan=40, reverb=80)
    flute = score.part("Flute", 73, volume=78, pan=54, reverb=80)
    horn = score.part("Horn", 60, volume=74, pan=80, reverb=86)
    harp = score.part("Harp", 46, volume=78, pan=30, reverb=72)
    basses = score.part("Basses", 43, volume=86, pan=90, reverb=64)
    celesta = score.part("Celesta", 8, volume=104, pan=36, reverb=90)

    intro = arr.progression(INTRO, "Ebadd9 Bb/D:2 F7sus4:2")
    first = arr.progression(
        FIRST, "Ebadd9 F/Eb Cm7 Gm7 Abadd9 Bb/F Cm7:2 F7:2 Gbadd9:2 Ab7sus4:2", intro[-1]
    )
    second = arr.progression(SECOND, "Db Ab/C Gb/Bb Db/Ab Gbadd9 Bbm7 Ebm7:2 F7b9:2", first[-1])
    coda = arr.progression(CODA - 4, "Bb Ebm6/Bb:3 Bb:5 Bbadd9:6", second[-1])

    arr.arpeggio(piano, intro, 46, (0, 2, 4, 5, 6, 5, 4, 5), lowest=39)
    arr.arpeggio(piano, first, 50, (0, 2, 3, 4, 5, 4, 3, 2), lowest=41, ring=2.0)
    arr.arpeggio(piano, second, 54, (0, 2, 4, 5, 4, 5, 4, 2), lowest=41, ring=2.0)
    arr.arpeggio(piano, coda[:3], 46, (0, 2, 4, 5, 4, 5, 4, 2), lowest=41, ring=2.0)
    arr.arpeggio(harp, second + coda[:1], 52, (0, 2, 4, 6, 7, 6, 4, 2), lowest=49)
    arr.pad(strings, first[4:] + second + coda, 66)
    arr.bass(basses, first[4:] + second + coda, 66)

    tune = melody(BB4, MAJOR)
    _melt(piano, tune)
    high = [*melody(DB5, MAJOR)[:-1], (pitch("D5"), 3.0)]
    arr.sing(violins, SECOND - 1, high, 86)
    arr.sing(flute, SECOND + 15, high[12:], 72)

    _answers(cello, flute, horn, celesta)
    arr.sing(cello, CODA + 3, head(BB4 - 12, MAJOR, (0.5, 0.5, 2, 1, 4)), 74)
    piano.play(CODA + 8, "Bb2/.5 F3/.5 D4/.5 F4/.5 Bb4/.5 C5/.5 D5/1 F5/1 Bb5/3", 42, 2.2)
    celesta.play(CODA + 11, "F6/.5 F6/.5 D7/4", 44, 2.0)
    _dynamics(score)
    score.sections = [
        (INTRO, "The window"),
        (FIRST, "The letter"),
        (SECOND, "What it says"),
        (CODA, "Folded again"),
    ]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, -4, "slow, reharmonised: piano, the cello answers"),
        Occurrence(SECOND - 1, SECOND + 31, -1, "tender and full: violins, down a half step"),
        Occurrence(CODA + 3, CODA + 9, -4, "only the head, cello, an octave deep"),
    ]
    score.end = CODA + 14
    return score


def _tempi() -> list[tuple[float, float]]:
    return [
        (0, 60),
        (6, 62),
        (7, 54),
        (8, 66),
        (22, 68),
        (24, 64),
        (26, 68),
        (34, 66),
        (38, 60),
        (40, 54),
        (41, 68),
        (54, 74),
        (58, 72),
        (64, 66),
        (67, 52),
        (68, 60),
        (72, 60),
        (76, 56),
        (80, 46),
        (86, 42),
    ]


def _melt(piano: Part, tune: Melody) -> None:
    """The right hand leans late into each long note, with a third or sixth below the peaks."""
    arr.sing(piano, FIRST - 1, tune, 80)
    thirds = "G4/2 F4/1 Eb4/1 -/4 Bb4/2 -/2 -/4 C5/2 Bb4/1 G4/1"
    piano.play(FIRST, thirds, 54)


def _answers(cello: Part, flute: Part, horn: Part, celesta: Part) -> None:
    """What the other voice says while the melody holds its breath."""
    cello.play(
        FIRST,
        "-/4 -/1 A3/1 C4/1.5 A3/.5 G3/2 -/2 -/1 F3/1 Bb3/1 D4/1 Eb4/3 C4/1 "
        "D4/1.5 C4/.5 Bb3/2 G3/2 A3/2 Bb3/2 Db4/2",
        76,
    )
    cello.play(
        SECOND,
        "Ab3/2 Db4/1 F4/1 Eb4/2 C4/2 Bb3/2 Db4/2 Ab3/1 Db4/1 F4/2 "
        "Gb4/2 F4/1 Eb4/1 Db4/2 Ab3/1 F3/1 Gb3/2 A3/2 Bb3/4 Gb3/3",
        82,
    )
    flute.play(FIRST + 29, "-/1 Eb5/1 Db5/1", 58)
    flute.play(CODA, "-/1 C5/.5 Bb4/.5 Gb5/1.5 F5/2", 54)
    horn.play(SECOND + 16, "Db4/4 Db4/4 Eb4/2 Eb4/2 D4/4", 70)
    celesta.play(FIRST + 5, "C6/.5 F6/1.5 -/6 D6/.5 G6/1.5", 46, 2.0)


def _dynamics(score: Score) -> None:
    arc = [
        (0, 40),
        (7, 50),
        (8, 58),
        (24, 78),
        (32, 66),
        (36, 62),
        (40, 82),
        (48, 96),
        (56, 122),
        (60, 112),
        (66, 96),
        (68, 74),
        (72, 66),
        (76, 60),
        (80, 54),
        (86, 10),
    ]
    for part in score.parts:
        if part.name in ("Piano", "Harp", "Celesta"):
            continue
        part.swell(*arc)
        if part.name in ("Violins", "Cello", "Flute"):
            part.swell(*((beat, max(0, value * 0.6 - 14)) for beat, value in arc), control=1)
