"""1. Opening: My Heart. D major, then F major; the motif plain, twice, the second time in full."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR, pitch
from .motif import head, melody
from .score import Occurrence, Part, Score

INTRO, FIRST, BRIDGE, SECOND, CODA = 0.0, 12.0, 44.0, 68.0, 100.0
D5, F5 = 74, 77


def opening() -> Score:
    score = Score("Opening: My Heart", (2, False), seed=11, tempi=_tempi())
    strings = score.part("Strings", 48, volume=88, pan=54, reverb=74)
    violins = score.part("Violins", 48, volume=114, pan=40, reverb=74)
    flute = score.part("Flute", 73, volume=98, pan=56, reverb=70)
    oboe = score.part("Oboe", 68, volume=70, pan=60, reverb=66)
    horn = score.part("Horn", 60, volume=90, pan=82, reverb=80)
    cello = score.part("Cello", 42, volume=92, pan=86, reverb=70)
    basses = score.part("Basses", 43, volume=98, pan=92, reverb=60)
    harp = score.part("Harp", 46, volume=80, pan=30, reverb=66)
    celesta = score.part("Celesta", 8, volume=112, pan=36, reverb=80)
    choir = score.part("Choir", 52, volume=90, pan=64, reverb=90)
    trombones = score.part("Trombones", 57, volume=84, pan=90, reverb=76)
    timpani = score.part("Timpani", 47, volume=100, pan=70, reverb=70, is_loose=False)
    kit = score.part("Percussion", 48, is_drums=True, volume=96, reverb=90)

    intro = arr.progression(INTRO, "Dadd9 Gmaj7/D D:2 A7sus4:2")
    first = arr.progression(FIRST, "D A/C# G/B D/A Gadd9 Bm7 Em7:2 A7sus4:1 A7:1 D", intro[-1])
    bridge = arr.progression(BRIDGE, "Bm F#m7 G D/F# Gm C7sus4:2 C7:2", first[-1])
    second = arr.progression(
        SECOND,
        "F C/E Bb/D F/C Bbadd9 Dm7 Gm7:2 C7sus4:1 C7:1 Db:2 Eb:2",
        bridge[-1],
        ranges=((48, 58), (53, 63), (57, 67)),
    )
    coda = arr.progression(CODA, "F F F:8", second[-1])
    whole = intro + first + bridge + second + coda

    arr.pad(strings, whole, 70)
    arr.bass(basses, whole, 78)
    arr.pad(choir, second + coda[:2], 74, shift=0)
    arr.arpeggio(harp, intro, 50, (0, 2, 3, 4, 5, 4, 3, 2), lowest=50)
    arr.arpeggio(harp, first, 56, (0, 2, 3, 4, 5, 4, 3, 2), lowest=50)
    arr.arpeggio(harp, bridge[:5], 58, (0, 1, 2, 3, 4, 3, 2, 1), lowest=54)
    arr.arpeggio(harp, second, 66, (0, 2, 4, 5, 6, 5, 4, 2), lowest=53)
    arr.arpeggio(harp, coda[:1], 56, (0, 2, 4, 5, 6, 7, 8, 9), lowest=53)
    arr.bass(trombones, second + coda[:1], 72, shift=12)

    tune, high = melody(D5, MAJOR), melody(F5, MAJOR)
    arr.sing(flute, FIRST - 1, tune, 82)
    arr.sing(oboe, FIRST + 15, tune[12:], 70)
    arr.sing(violins, FIRST + 15, tune[12:], 66)
    arr.sing(violins, SECOND - 1, high, 96)
    arr.sing(flute, SECOND - 1, high, 84)
    arr.sing(oboe, SECOND - 1, high, 78, shift=-12)
    arr.sing(horn, SECOND - 1, high, 92, shift=-12)

    _bridge_lines(violins, flute, horn)
    _counter_lines(cello)
    _heart_and_light(timpani, kit, celesta, harp)
    _closing(horn, flute, celesta, harp, violins)
    _dynamics(score)
    score.sections = [
        (INTRO, "Heartbeat"),
        (FIRST, "The theme"),
        (BRIDGE, "Looking away"),
        (SECOND, "The theme in full"),
        (CODA, "One more beat"),
    ]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, 0, "plain: flute over harp, oboe and violins join"),
        Occurrence(SECOND - 1, SECOND + 31, 3, "in full: F major, violins, horn and choir"),
        Occurrence(CODA + 7, CODA + 12, 15, "only the head, celesta, held back, an octave up"),
    ]
    score.end = CODA + 16
    return score


def _tempi() -> list[tuple[float, float]]:
    return [
        (0, 84),
        (8, 84),
        (12, 92),
        (40, 92),
        (43, 86),
        (44, 94),
        (60, 98),
        (66, 96),
        (68, 84),
        (70, 92),
        (92, 94),
        (96, 80),
        (100, 78),
        (104, 76),
        (108, 60),
        (116, 50),
        (118, 50),
    ]


def _bridge_lines(violins: Part, flute: Part, horn: Part) -> None:
    line = (
        "D5/2 C#5/1 B4/1 C#5/2 A4/1 B4/.5 C#5/.5 D5/1 G5/2 F#5/1 A5/2 F#5/1 D5/1 "
        "Bb5/2 A5/1 G5/1 G5/1.5 F5/.5 E5/1"
    )
    violins.play(BRIDGE, line, 84)
    flute.play(BRIDGE + 16, "Bb5/2 A5/1 G5/1 G5/1.5 F5/.5 E5/1", 78)
    horn.play(BRIDGE + 2, "F#4/.5 F#4/.5 F#4/1 A4/3 -/1 G4/2 B4/1 D5/1 A4/3 -/1", 74)
    horn.play(BRIDGE + 16, "D4/2 G4/2 F4/2 -/1", 78)


def _counter_lines(cello: Part) -> None:
    cello.play(
        FIRST,
        "F#3/4 A3/1 C#4/1 E4/2 D4/2 B3/1 D4/1 A3/1 E4/1 F#4/2 "
        "G4/2 F#4/1 E4/1 D4/2 A3/1 B3/1 B3/2 D4/1 C#4/1 D4/3 -/1",
        80,
    )
    cello.play(BRIDGE, "B3/3 D4/1 C#4/3 A3/1 B3/2 D4/2 D4/3 A3/1 Bb3/2 D4/2 F4/2 E4/2", 84)
    cello.play(
        SECOND,
        "A3/4 C4/1 E4/1 G4/2 F4/2 D4/1 F4/1 C4/1 G4/1 A4/2 "
        "Bb4/2 A4/1 G4/1 F4/2 C4/1 D4/1 D4/2 F4/1 E4/1 F4/2 Eb4/2 C4/4",
        94,
    )


def _heart_and_light(timpani: Part, kit: Part, celesta: Part, harp: Part) -> None:
    low_d, low_f = pitch("D2"), pitch("F2")
    arr.heartbeat(timpani, INTRO, 3, low_d, 52)
    arr.heartbeat(timpani, FIRST + 28, 1, low_d, 46)
    arr.roll(timpani, SECOND - 4, 3.5, pitch("C2"), (30, 92))
    timpani.note(SECOND, 2, low_f, 104)
    for bar, beat_pitch in enumerate(("C2", "D2", "C2", "Bb1", "A1"), start=1):
        timpani.note(SECOND + 4 * bar, 0.5, pitch(beat_pitch), 74)
        timpani.note(SECOND + 4 * bar + 0.5, 1, pitch(beat_pitch), 64)
    arr.roll(timpani, SECOND + 26, 2, pitch("C2"), (40, 84))
    timpani.note(SECOND + 28, 2, pitch("Db2"), 88)
    arr.roll(timpani, SECOND + 30, 2, pitch("Eb2"), (60, 96))
    timpani.note(CODA, 2, low_f, 96)
    arr.heartbeat(timpani, CODA + 4, 1, low_f, 46)
    arr.heartbeat(timpani, CODA + 8, 1, low_f, 36)
    kit.note(SECOND, 4, 49, 82)
    kit.note(SECOND, 2, 36, 80)
    kit.note(SECOND + 16, 4, 57, 66)
    kit.note(CODA, 4, 49, 74)
    celesta.play(INTRO + 2, "F#5/1 A5/1 -/2 F#5/1 B5/1 -/2 D6/1", 62, 2.0)
    celesta.play(FIRST + 5, "E6/.5 A5/.5 E6/1 -/6 F#6/.5 D6/.5 A5/1", 56, 2.0)
    arr.glissando(harp, SECOND - 1, 1, [p for p in range(60, 96) if p % 12 in (0, 4, 7, 10)], 84)


def _closing(horn: Part, flute: Part, celesta: Part, harp: Part, violins: Part) -> None:
    violins.play(CODA, "A5/4 C5/4", 84)
    horn.play(CODA, "F4/4", 84)
    arr.sing(celesta, CODA + 7, head(F5, MAJOR, (0.5, 0.5, 1.5, 1, 1.5)), 66, shift=12)
    arr.sing(flute, CODA + 8, [(81, 1.5), (79, 1), (77, 5.5)], 58)
    celesta.note(CODA + 14, 2, pitch("C7"), 46)
    harp.play(CODA + 12, "F3/.5 C4/.5 A4/.5 C5/.5 F5/1 A5/1", 50, 3.0)


def _dynamics(score: Score) -> None:
    arc = [
        (0, 38),
        (6, 58),
        (11, 60),
        (12, 62),
        (28, 82),
        (34, 88),
        (43, 66),
        (44, 74),
        (60, 100),
        (66, 104),
        (68, 118),
        (84, 124),
        (88, 116),
        (92, 104),
        (95, 110),
        (96, 112),
        (100, 124),
        (104, 84),
        (108, 58),
        (114, 44),
        (118, 12),
    ]
    weight = {"Strings": 0.92, "Choir": 0.9, "Flute": 1.02, "Celesta": 1.0, "Trombones": 0.9}
    for part in score.parts:
        if part.name in ("Percussion", "Harp", "Timpani"):
            continue
        share = weight.get(part.name, 1.0)
        part.swell(*((beat, min(127, value * share + 8)) for beat, value in arc))
        if part.name in ("Violins", "Cello", "Flute", "Horn"):
            part.swell(*((b, max(0, v * 0.55 - 14)) for b, v in arc), control=1)
