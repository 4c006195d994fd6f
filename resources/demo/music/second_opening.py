"""9. Opening: My Heart (Season Two). E major: the motif in walking shoes."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR
from .motif import head, melody
from .score import Occurrence, Part, Score

INTRO, FIRST, SECOND, CODA = 0.0, 8.0, 40.0, 72.0
END = 84.0
E5, G5 = 76, 79


def second_opening() -> Score:
    score = Score("Opening: My Heart (Season Two)", (4, False), seed=83, tempi=_tempi())
    guitar = score.part("Guitar", 24, volume=96, pan=46, reverb=56)
    vibraphone = score.part("Vibraphone", 11, volume=104, pan=36, reverb=72)
    bass = score.part("Double bass", 32, volume=104, pan=72, reverb=44)
    violins = score.part("Violins", 48, volume=110, pan=40, reverb=72)
    strings = score.part("Strings", 48, volume=82, pan=58, reverb=76)
    trumpet = score.part("Trumpet", 56, volume=88, pan=80, reverb=72)
    kit = score.part("Kit", 0, is_drums=True, volume=88, reverb=48, is_loose=False)

    intro = arr.progression(INTRO, "Eadd9 Amaj7/E")
    first = arr.progression(
        FIRST, "E B/D# A/C# E/B Aadd9 C#m7 F#m7:2 B7sus4:1 B7:1 C:2 D:2", intro[-1]
    )
    second = arr.progression(
        SECOND, "G D/F# C/E G/D Cadd9 Em7 Am7:2 D7sus4:1 D7:1 Eb:2 F:2", first[-1]
    )
    coda = arr.progression(CODA, "G Cmaj7/G G:4", second[-1])
    arr.arpeggio(guitar, intro + first + second + coda[:2], 62, (0, 3, 2, 4, 3, 5, 4, 3), lowest=52)
    arr.bass(bass, intro[1:] + first + second + coda, 88, steps=2)
    arr.pad(strings, first[4:] + second + coda, 68)
    tune, high = melody(E5, MAJOR), melody(G5, MAJOR)
    arr.sing(vibraphone, FIRST - 1, tune, 84)
    arr.sing(violins, SECOND - 1, high, 92)
    arr.sing(trumpet, SECOND - 1, high, 84, shift=-12)
    vibraphone.play(SECOND + 1, "-/2 D6/.5 B5/.5 -/5 E6/.5 C6/.5 -/3", 62, 1.5)
    arr.sing(vibraphone, CODA + 3, head(G5, MAJOR, (0.5, 0.5, 1.5, 1, 3)), 70)
    _walk(kit)
    arc = [
        (0, 60),
        (FIRST, 70),
        (36, 90),
        (SECOND, 112),
        (56, 122),
        (68, 110),
        (CODA, 90),
        (END, 16),
    ]
    for part in (violins, strings, trumpet):
        part.swell(*arc)
    score.sections = [
        (INTRO, "Down the steps"),
        (FIRST, "The theme, walking"),
        (SECOND, "The theme, running"),
        (CODA, "Out of breath"),
    ]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, 2, "at a walk: vibraphone over guitar"),
        Occurrence(SECOND - 1, SECOND + 31, 5, "in full: violins and trumpet, faster"),
        Occurrence(CODA + 3, CODA + 9.5, 5, "only the head, vibraphone"),
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    return [
        (0, 104),
        (8, 110),
        (36, 112),
        (40, 116),
        (68, 118),
        (71, 104),
        (72, 112),
        (78, 96),
        (84, 70),
    ]


def _walk(kit: Part) -> None:
    for bar in range(2, 18):
        at, push = 4.0 * bar, 14 if bar >= 10 else 0
        for beat, sound, level in ((0, 36, 70), (2, 36, 62), (1, 37, 48), (3, 37, 52)):
            kit.note(at + beat, 0.5, sound, level + push)
        for eighth in range(8):
            kit.note(at + eighth / 2, 0.5, 42, 30 + push + (8 if eighth % 2 == 0 else 0))
    kit.note(SECOND, 4, 49, 80)
    kit.note(CODA, 4, 49, 66)
    kit.note(CODA + 8, 4, 49, 30)
