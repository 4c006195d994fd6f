"""6. A Thousand Small Lights. D major: the heart motif below, the two leads' theme above it."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR, pitch
from .motif import melody
from .pair import CHORDS, pair_melody
from .score import PAIR, Occurrence, Score

INTRO, FIRST, CODA = 0.0, 16.0, 48.0
END = 62.0
D5 = 74


def lanterns() -> Score:
    score = Score("A Thousand Small Lights", (2, False), seed=71, tempi=_tempi())
    choir = score.part("Choir", 52, volume=112, pan=60, reverb=92)
    violins = score.part("Violins", 48, volume=98, pan=40, reverb=78)
    horn = score.part("Horn", 60, volume=98, pan=82, reverb=80)
    strings = score.part("Strings", 48, volume=80, pan=56, reverb=78)
    basses = score.part("Basses", 43, volume=94, pan=90, reverb=60)
    harp = score.part("Harp", 46, volume=84, pan=30, reverb=72)
    glockenspiel = score.part("Glockenspiel", 9, volume=84, pan=36, reverb=90)
    timpani = score.part("Timpani", 47, volume=88, pan=70, reverb=70, is_loose=False)

    intro = arr.progression(INTRO, "Gmaj7 D/F# Em7 A7sus4")
    first = arr.progression(FIRST, CHORDS, intro[-1])
    coda = arr.progression(CODA, "Gmaj7 Em7:2 A7sus4:2 Dadd9:6", first[-1])
    whole = intro + first + coda

    arr.arpeggio(harp, whole[:-1], 54, (0, 2, 4, 5, 6, 5, 4, 2), lowest=50)
    arr.pad(strings, whole, 66)
    arr.bass(basses, whole, 74)
    heart = melody(D5, MAJOR)
    arr.sing(horn, FIRST - 1, heart, 92, shift=-12)
    arr.sing(choir, FIRST, pair_melody(D5, MAJOR), 100)
    arr.sing(violins, FIRST + 16, pair_melody(D5, MAJOR)[8:], 92)
    _lights(score)
    arr.roll(timpani, FIRST - 4, 3.5, pitch("A2"), (20, 74))
    timpani.note(FIRST, 2, pitch("D2"), 88)
    arr.roll(timpani, FIRST + 24, 3.5, pitch("A2"), (24, 72))
    arr.heartbeat(timpani, CODA, 2, pitch("D2"), 44)
    glockenspiel.play(CODA + 8, "A5/1 D6/1 F#6/4", 52, 2.0)
    arc = [(0, 44), (12, 72), (FIRST, 98), (32, 118), (40, 124), (44, 104), (CODA, 76), (END, 14)]
    for part in (choir, violins, horn, strings, basses):
        part.swell(*arc)
    score.sections = [(INTRO, "From the old bridge"), (FIRST, "All at once"), (CODA, "The key")]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, -12, "below everything: one horn, an octave down"),
        Occurrence(FIRST, FIRST + 32, 7, "over the heart motif, choir", PAIR),
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [(0, 80), (12, 88), (16, 84), (17, 90), (40, 92), (47, 78), (48, 82), (54, 70), (62, 52)]


def _lights(score: Score) -> None:
    glockenspiel = next(part for part in score.parts if part.name == "Glockenspiel")
    at = INTRO
    for name in ["D6", "F#6", "B5", "A6", "E6", "G6", "C#6", "E6", "D6", "A5", "F#6", "D6"]:
        glockenspiel.play(at, f"{name}/.5", 44 + round(at), 2.0)
        at += 1.25
    for bar, name in enumerate(["A6", "E6", "B6", "F#6", "D7", "B6", "G6", "A6"]):
        glockenspiel.play(FIRST + 4 * bar + 2.5, f"{name}/.5", 54, 2.0)
