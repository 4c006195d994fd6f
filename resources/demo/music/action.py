"""3. Action Theme. D minor and F minor: the heartbeat becomes the engine, once it holds still."""

from __future__ import annotations

from . import arranging as arr
from .harmony import MAJOR, MINOR, pitch
from .motif import DRIVING, head, melody
from .score import Occurrence, Part, Score

INTRO, FIRST, BUILD, STILL, SECOND, CODA = 0.0, 16.0, 48.0, 72.0, 92.0, 124.0
D5, F5 = 74, 77


def action() -> Score:
    score = Score("Action Theme: Across the Seven Bridges", (-1, True), seed=47, tempi=_tempi())
    low = score.part("Low strings", 48, volume=104, pan=84, reverb=50, is_loose=False)
    pizz = score.part("Pizzicato", 45, volume=80, pan=44, reverb=50, is_loose=False)
    basses = score.part("Basses", 43, volume=104, pan=92, reverb=50)
    violins = score.part("Violins", 48, volume=114, pan=40, reverb=62)
    tremolo = score.part("Tremolo strings", 44, volume=84, pan=60, reverb=64)
    horns = score.part("Horns", 60, volume=92, pan=80, reverb=74)
    trumpets = score.part("Trumpets", 56, volume=106, pan=72, reverb=70)
    trombones = score.part("Trombones", 57, volume=88, pan=90, reverb=66)
    choir = score.part("Choir", 52, volume=82, pan=64, reverb=90)
    flute = score.part("Piccolo", 72, volume=70, pan=50, reverb=60)
    timpani = score.part("Timpani", 47, volume=94, pan=70, reverb=64, is_loose=False)
    kit = score.part("Percussion", 48, is_drums=True, volume=80, reverb=70, is_loose=False)

    intro = arr.progression(INTRO, "Dm Dm Bb/D Dm:2 A7:2")
    first = arr.progression(FIRST, "Dm Am/C Gm/Bb F/A Gm Bb Em7b5:2 A7:2 Dm", intro[-1])
    build = arr.progression(BUILD, "Fm Fm Abm Abm Bm Bm:2 A7:2", first[-1])
    still = arr.progression(STILL, "D Gmaj7/D D Gm C7", build[-1])
    second = arr.progression(
        SECOND, "Fm Cm/Eb Bbm/Db Ab/C Bbm Db Gm7b5:2 C7:2 Db:2 Eb:2", still[-1]
    )
    coda = arr.progression(CODA, "F Db:2 Eb:2 F", second[-1])

    running = intro + first + build + second + coda
    arr.ostinato(low, running, 76)
    arr.ostinato(pizz, first + build + second, 70, shift=12)
    arr.bass(basses, intro + first + build, 88, steps=2)
    arr.bass(basses, still, 72)
    arr.bass(basses, second + coda, 98, steps=2)
    arr.pad(tremolo, first[4:] + build + still + second + coda, 74)
    arr.pad(choir, still + second + coda, 76)
    arr.bass(trombones, build + second + coda, 86, shift=12)

    dark, darker = melody(D5, MINOR, DRIVING), melody(F5, MINOR, DRIVING)
    arr.sing(horns, FIRST - 1, dark, 100, shift=-12)
    arr.sing(violins, FIRST + 15, dark[12:], 92)
    arr.sing(violins, SECOND - 1, darker, 104)
    arr.sing(trumpets, SECOND - 1, darker, 98, shift=-12)
    arr.sing(horns, SECOND - 1, darker, 104, shift=-12)
    arr.sing(flute, SECOND + 15, darker[12:], 88, shift=12)

    _answers(trumpets, horns, violins)
    _chase(violins, trumpets, horns)
    _hold_still(horns, violins, flute)
    arr.sing(trumpets, CODA - 1, head(F5 - 12, MAJOR, (0.5, 0.5, 2, 1, 1)), 108)
    arr.sing(violins, CODA - 1, head(F5, MAJOR, (0.5, 0.5, 2, 1, 1)), 108)
    for part, high in ((trumpets, 0), (violins, 12)):
        arr.sing(part, CODA + 4, [(65 + high, 2), (67 + high, 2), (69 + high, 3.5)], 106)
    _last_two_beats(score)
    _drums(timpani, kit)
    _dynamics(score)
    score.sections = [
        (INTRO, "The engine"),
        (FIRST, "The chase"),
        (BUILD, "Higher"),
        (STILL, "A breath"),
        (SECOND, "Everything at once"),
        (CODA, "Across"),
    ]
    score.occurrences = [
        Occurrence(FIRST - 1, FIRST + 31, 0, "minor, driving, syncopated: horns"),
        Occurrence(STILL + 2, STILL + 12, 0, "stretched to twice its length: one horn, major"),
        Occurrence(SECOND - 1, SECOND + 31, 3, "minor, driving, in full: brass and violins"),
        Occurrence(CODA - 1, CODA + 4, 3, "only the head, at last in major"),
    ]
    score.end = CODA + 16
    return score


def _tempi() -> list[tuple[float, float]]:
    return [
        (0, 152),
        (16, 156),
        (48, 158),
        (68, 166),
        (71, 150),
        (72, 116),
        (84, 112),
        (86, 120),
        (91, 148),
        (92, 160),
        (118, 162),
        (123, 138),
        (124, 150),
        (134, 144),
        (136, 120),
        (138, 112),
        (142, 112),
    ]


def _answers(trumpets: Part, horns: Part, violins: Part) -> None:
    """Hammered heartbeats wherever the theme holds a note."""
    for bar, name in ((1, "E4"), (3, "F4"), (7, "D4")):
        beats = f"-/1.5 {name}/.5 {name}/.5 -/.5"
        trumpets.play(FIRST + 4 * bar, beats, 84, 0.6)
    violins.play(
        FIRST,
        "-/4 -/1 A5/.5 G5/.5 E5/.5 D5/.5 C5/1 -/4 -/1 C6/.5 A5/.5 F5/.5 E5/.5 C5/1",
        84,
        0.8,
    )
    violins.play(FIRST + 28, "-/3 C5/.5 C5/.5", 96)
    horns.play(FIRST + 28, "-/3 C4/.5 C4/.5", 96)


def _chase(violins: Part, trumpets: Part, horns: Part) -> None:
    """The head climbs by minor thirds: F, A flat, B; each time the runs get closer."""
    steps = (
        ("Ab4/1.5 G4/1.5 F4/1 C5/.5 Db5/.5 Eb5/.5 F5/.5 G5/.5 Ab5/.5", "Eb5/.5 Eb5/.5"),
        ("Cb5/1.5 Bb4/1.5 Ab4/1 Eb5/.5 F#5/.5 Ab5/.5 Bb5/.5 Cb6/.5 Bb5/.5", "F#5/.5 F#5/.5"),
        ("D5/1.5 C#5/1.5 B4/1 F#5/.5 G5/.5 A5/.5 B5/.5 C#6/.5 E6/1", ""),
    )
    at = BUILD
    for line, beats in steps:
        trumpets.play(at, " ".join(line.split()[:3]), 94)
        violins.play(at, f"{line} {beats}", 96, 0.9)
        horns.play(at + 4, " ".join(line.split()[:3]), 88)
        at += 8


def _hold_still(horns: Part, violins: Part, flute: Part) -> None:
    arr.sing(horns, STILL + 2, head(D5, MAJOR, (1, 1, 4, 2, 3)), 74, shift=-12)
    violins.play(STILL + 12, "Bb5/2 A5/1 G5/1", 76)
    violins.play(STILL + 16, "C5/.5 C5/.5 E5/.5 E5/.5 G5/.5 G5/.5", 92, 0.7)
    flute.play(STILL + 4, "F#5/1 A5/1 D6/2 -/4", 52)


def _last_two_beats(score: Score) -> None:
    """Everybody on the heart's two beats, then the room."""
    chords = {
        "Low strings": ("F3", "C4"),
        "Basses": ("F2",),
        "Violins": ("A5", "F6"),
        "Horns": ("F4", "A4"),
        "Trumpets": ("C5", "F5"),
        "Trombones": ("F3", "A3"),
        "Timpani": ("F2",),
        "Tremolo strings": ("A4", "C5"),
        "Choir": ("F4", "C5"),
    }
    for part in score.parts:
        for name in chords.get(part.name, ()):
            part.note(CODA + 12, 0.5, pitch(name), 100, 0.8)
            part.note(CODA + 13, 1.5, pitch(name), 112, 1.0)


def _drums(timpani: Part, kit: Part) -> None:
    root = {INTRO: "D2", FIRST: "D2", BUILD: "F2", SECOND: "F2"}
    for start, bars in ((INTRO, 4), (FIRST, 8), (BUILD, 2), (SECOND, 7)):
        for bar in range(bars):
            at = start + 4 * bar
            for beat, push in ((0, 12), (0.5, 0), (1.5, 4), (3, 2)):
                timpani.note(at + beat, 0.5, pitch(root[start]), 78 + push)
            kit.note(at, 1, 36, 92)
            kit.note(at + 1.5, 1, 36, 76)
            if start != INTRO:
                for eighth in range(8):
                    kit.note(at + eighth / 2, 0.5, 38, 66 if eighth in (2, 6) else 34)
    for bar, name in enumerate(("G#1", "G#1", "B1", "B1")):
        arr.heartbeat(timpani, BUILD + 8 + 4 * bar, 1, pitch(name), 92)
        for eighth in range(8):
            kit.note(BUILD + 8 + 4 * bar + eighth / 2, 0.5, 38, 40 + 4 * bar + 2 * eighth)
    arr.heartbeat(timpani, STILL, 3, pitch("D2"), 56)
    arr.roll(timpani, STILL + 14, 5.5, pitch("C2"), (24, 104))
    arr.roll(kit, STILL + 16, 3.5, 38, (20, 84))
    for at in (FIRST, SECOND, SECOND + 16, CODA):
        kit.note(at, 4, 49 if at != FIRST + 16 else 57, 88)
    for at in (SECOND + 28, SECOND + 30, CODA, CODA + 4, CODA + 6, CODA + 8):
        kit.note(at, 1, 36, 100)
    timpani.note(SECOND + 28, 1, pitch("C#2"), 100)
    timpani.note(SECOND + 30, 1, pitch("D#2"), 104)
    timpani.note(CODA, 1, pitch("F2"), 110)
    arr.roll(timpani, CODA + 8, 3.5, pitch("F2"), (40, 106))
    kit.note(CODA + 12, 1, 36, 108)
    kit.note(CODA + 13, 1, 36, 116)
    kit.note(CODA + 13, 4, 49, 92)


def _dynamics(score: Score) -> None:
    arc = [
        (0, 62),
        (12, 84),
        (16, 90),
        (32, 98),
        (44, 100),
        (48, 82),
        (64, 108),
        (71, 120),
        (72, 60),
        (76, 66),
        (84, 74),
        (88, 84),
        (92, 118),
        (108, 124),
        (120, 116),
        (124, 126),
        (132, 108),
        (135, 124),
        (142, 124),
    ]
    for part in score.parts:
        if part.name not in ("Percussion", "Timpani"):
            part.swell(*arc)
