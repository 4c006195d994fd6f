"""A cover: the opening for two recorders and a kitchen table, bar for bar, a whole tone lower."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR
from .motif import head, melody
from .opening import BRIDGE, CODA, FIRST, INTRO, SECOND
from .score import Occurrence, Part, Score

END = CODA + 16
C5, EB5 = 72, 75


def kitchen_table() -> Score:
    title = "My Heart (for two recorders and a kitchen table)"
    score = Score(title, (0, False), seed=89, tempi=_tempi())
    soprano = score.part("Soprano recorder", 74, volume=104, pan=50, reverb=44)
    tenor = score.part("Tenor recorder", 74, volume=98, pan=78, reverb=44)
    table = score.part("Table", 0, is_drums=True, volume=100, reverb=36)

    first = arr.progression(FIRST, "C G/B F/A C/G Fadd9 Am7 Dm7:2 G7sus4:1 G7:1 C")
    second = arr.progression(SECOND, "Eb Bb/D Ab/C Eb/Bb Abadd9 Cm7 Fm7:2 Bb7sus4:1 Bb7:1 B:2 Db:2")
    tune, high = melody(C5, MAJOR), melody(EB5, MAJOR)
    arr.sing(soprano, FIRST - 1, tune, 84)
    arr.sing(soprano, SECOND - 1, high, 96)
    for chords in (first, second):
        arr.bass(tenor, chords, 72, shift=12, steps=2)
    soprano.play(
        BRIDGE,
        "C5/2 B4/1 A4/1 B4/2 G4/1 A4/.5 B4/.5 C5/1 F5/2 E5/1 G5/2 E5/1 C5/1 "
        "Ab5/2 G5/1 F5/1 F5/1.5 Eb5/.5 D5/1",
        86,
    )
    tenor.play(BRIDGE, "A4/4 E4/4 F4/4 E4/4 F4/4 F4/2 D4/1", 74)
    arr.sing(soprano, CODA + 7, head(EB5, MAJOR, (0.5, 0.5, 1.5, 1, 1.5)), 78)
    tenor.play(CODA, "Eb4/4 Bb4/4 G4/8", 70)
    soprano.play(CODA, "G5/4", 84)
    soprano.play(CODA + 12, "Eb5/4", 64)
    _knocks(table)
    score.sections = [
        (INTRO, "Knuckles"),
        (FIRST, "One recorder"),
        (BRIDGE, "The washing-up"),
        (SECOND, "Two recorders"),
        (CODA, "Knuckles again"),
    ]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, -2, "one recorder, and knocking"),
        Occurrence(SECOND - 1, SECOND + 31, 1, "two recorders, in earnest"),
    ]
    score.end = END
    return score


def _tempi() -> list[tuple[float, float]]:
    """As the opening, by amateurs: they hurry where it is hard, and wait for each other after."""
    return [
        (0, 92),
        (12, 96),
        (28, 104),
        (40, 98),
        (43, 84),
        (44, 96),
        (60, 106),
        (66, 98),
        (68, 88),
        (72, 100),
        (92, 104),
        (97, 84),
        (104, 80),
        (110, 68),
        (116, 60),
    ]


def _knocks(table: Part) -> None:
    for bar in range(3):
        for beat in (0.0, 0.5):
            table.note(INTRO + 4 * bar + beat, 0.5, 77, 92 if beat == 0 else 78)
    for bar in range(22):
        at = FIRST + 4 * bar
        table.note(at, 0.5, 77, 70)
        table.note(at + 0.5, 0.5, 77, 56)
        if bar % 2:
            table.note(at + 3, 0.5, 76, 44)
    for at in (CODA, CODA + 4, CODA + 8):
        table.note(at, 0.5, 77, 64)
        table.note(at + 0.5, 0.5, 77, 48)
