"""4. Night Train. G major over rails: the two leads' theme for the first time, twice its half."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR
from .pair import TWO_PHRASES, pair_melody
from .score import PAIR, Occurrence, Part, Score

INTRO, FIRST, AGAIN, CODA = 0.0, 16.0, 32.0, 48.0
END = 64.0
G4 = 67


def night_train() -> Score:
    score = Score("Night Train", (1, False), seed=61, tempi=_tempi())
    piano = score.part("Piano", 0, volume=104, pan=56, reverb=60)
    pizz = score.part("Pizzicato", 45, volume=92, pan=44, reverb=50, is_loose=False)
    basses = score.part("Basses", 43, volume=96, pan=90, reverb=56)
    strings = score.part("Slow strings", 49, volume=78, pan=62, reverb=84)
    vibraphone = score.part("Vibraphone", 11, volume=78, pan=36, reverb=84)
    kit = score.part("Rails", 48, is_drums=True, volume=84, reverb=56, is_loose=False)

    intro = arr.progression(INTRO, "Em7 Cmaj7 Em7 D7sus4")
    first = arr.progression(FIRST, "G D/F# C/E G/D", intro[-1])
    again = arr.progression(AGAIN, "G D/F# C/E D7sus4", first[-1])
    coda = arr.progression(CODA, "Em7 Cmaj7 Gadd9:8", again[-1])
    whole = intro + first + again + coda

    arr.ostinato(pizz, intro + first + again + coda[:2], 58, shift=12)
    arr.bass(basses, whole, 74, steps=2)
    arr.pad(strings, first[2:] + again + coda, 60)
    arr.sing(piano, FIRST, pair_melody(G4, MAJOR, TWO_PHRASES), 76)
    arr.sing(piano, AGAIN, pair_melody(G4, MAJOR, TWO_PHRASES), 84)
    piano.play(AGAIN, "B4/3 G4/1 A4/2 F#4/2 G4/3 E4/1 F#4/2 D4/2", 60)
    vibraphone.play(INTRO + 8, "B5/2 G5/2 A5/4", 54, 2.0)
    vibraphone.play(CODA, "G5/2 B5/2 E5/2 G5/2 D6/6", 52, 2.0)
    piano.play(CODA + 8, "D4/1 G4/1 A4/1 B4/3", 50, 2.0)
    _rails(kit)
    score.parts[3].swell((0, 40), (FIRST, 60), (AGAIN, 84), (CODA, 70), (END, 20))
    score.sections = [
        (INTRO, "Rails"),
        (FIRST, "Tea for two"),
        (AGAIN, "Without a ticket"),
        (CODA, "The lamp goes past"),
    ]
    score.occurrences = [
        Occurrence(FIRST, FIRST + 16, 0, "two phrases, piano alone", PAIR),
        Occurrence(AGAIN, AGAIN + 16, 0, "the same two phrases, with thirds", PAIR),
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [(0, 100), (8, 106), (44, 106), (48, 100), (56, 84), (64, 66)]


def _rails(kit: Part) -> None:
    """Two axles over each joint, nearer and further away."""
    for bar in range(14):
        level = 34 + 3 * min(bar, 10) - (18 if bar > 11 else 0)
        for beat in (0, 0.5, 2, 2.5):
            kit.note(4 * bar + beat, 0.5, 77, level + (8 if beat in (0, 2) else 0))
        for eighth in range(8):
            kit.note(4 * bar + eighth / 2, 0.5, 70, max(12, level - 12))
    kit.note(FIRST, 2, 59, 40)
    kit.note(CODA + 4, 4, 59, 36)
