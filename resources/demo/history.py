#!/usr/bin/env python3
"""Fill "listens" in story.json: two years of hearings around the hand-written marginalia.

Every written line keeps its day and lands on its seconds of the score; between them this adds
ordinary evenings: hearings broken off, favourite stretches heard twice, single key presses
without a word. Seeded, so that running it again changes nothing.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compose import HERE, scores
from places import BESIDE, FIRST_HEARD, LOVED, MAIN, PLACES, SEASONS, STEMS

STORY = HERE / "story.json"
MARGINALIA = HERE / "marginalia.txt"
LISTENS_LINE = '  "listens": ['
PLAIN_LISTENS, PLAIN_BESIDE = 74, 26
REACTION_SPREAD_MS = 320
Json = dict[str, object]
Season = tuple[int, int, dict[str, float], dict[str, float]]

# “The answer” and “The top”, each with a lead-in of two seconds.
AGAIN_MS = {"love": (10_708, 26_000), "opening": (52_454, 61_000)}
AGAIN = (
    (412, "21:45", "opening"), (399, "22:05", "opening"), (371, "20:15", "love"),
    (290, "22:40", "love"), (287, "22:42", "love"), (251, "07:20", "opening"),
    (214, "23:10", "love"), (176, "21:05", "love"), (175, "21:50", "opening"),
    (121, "22:30", "love"), (98, "20:50", "love"), (64, "22:15", "opening"),
    (41, "21:30", "love"), (23, "22:00", "love"), (9, "21:15", "love"),
)  # fmt: skip

HOURS = ["07:31", "07:34", "12:40", "17:55", "18:30", "19:20", "20:05", "20:40", "21:10", "21:40",
         "22:05", "22:30", "23:00", "23:35", "00:20"]  # fmt: skip


def main() -> None:
    lengths = {track: _length_ms(track) for track in STEMS}
    places = _places_ms()
    is_main = [(line, line.track in MAIN) for line in _lines()]
    listens = []
    # A seed each: what is heard beside the three leaves their two years as they were.
    for seed, of_main, seasons, count in (
        (1908, True, SEASONS, PLAIN_LISTENS),
        (1911, False, BESIDE, PLAIN_BESIDE),
    ):
        rng = random.Random(seed)
        lines = [line for line, main in is_main if main == of_main]
        listens += _written(rng, lines, places, lengths)
        listens += _ordinary(rng, seasons, count, places, lengths)
    listens += _again()
    listens.sort(key=lambda listen: (-_age(listen), str(listen["time"])))
    head = STORY.read_text(encoding="utf-8").split(LISTENS_LINE)[0]
    rows = ",\n".join(_row(listen) for listen in listens)
    STORY.write_text(f"{head}{LISTENS_LINE}\n{rows}\n  ]\n}}\n", encoding="utf-8")
    marks = [mark for listen in listens for mark in _marks(listen)]
    print(f"{len(listens)} listens, {len(marks)} marks, {sum('note' in m for m in marks)} noted")


def _places_ms() -> dict[str, dict[str, tuple[int, int]]]:
    pieces = scores()
    return {
        track: {
            name: (pieces[STEMS[track]].time_ms(first), pieces[STEMS[track]].time_ms(last))
            for name, (first, last, _) in places.items()
        }
        for track, places in PLACES.items()
    }


def _length_ms(track: str) -> int:
    file = next(p for p in HERE.glob(f"{STEMS[track]}.*") if p.suffix in (".ogg", ".opus"))
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    answer = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True)
    # An Opus container also counts its pre-skip (6.5 ms), which is never heard.
    return int(float(answer.stdout) * 1000) - 10


@dataclass(frozen=True)
class Line:
    """One line of the marginalia; `ago` is {"days_ago": n} or {"years_ago": n}."""

    ago: tuple[str, int]
    time: str
    track: str
    place: str
    feeling: str
    note: str
    memory: str

    @property
    def broke_off(self) -> bool:
        return self.place.endswith("!")

    def mark(self, span: Json) -> Json:
        words = {k: v for k, v in (("note", self.note), ("memory", self.memory)) if v}
        if self.feeling.startswith("*"):
            return {"kind": "moment", **span, "label": self.feeling[2:], **words}
        emotion, intensity, *mode = self.feeling.split()
        tag: Json = {"kind": "tag", "emotion": emotion, **span, "intensity": int(intensity)}
        return tag | {"mode": mode[0] if mode else "felt"} | words


def _lines() -> list[Line]:
    out = []
    for text in MARGINALIA.read_text(encoding="utf-8").splitlines():
        if not text or text.startswith("#"):
            continue
        fields = [field.strip() for field in text.split("|")]
        when, time, track, place, feeling, note, memory = fields + [""] * (7 - len(fields))
        ago = ("years_ago" if "year" in when else "days_ago", int(when.split()[0]))
        out.append(Line(ago, time, track, place, feeling, note, memory))
    return out


def _written(
    rng: random.Random,
    lines: Sequence[Line],
    places: Mapping[str, Mapping[str, tuple[int, int]]],
    lengths: Mapping[str, int],
) -> list[Json]:
    """One listen for each day, hour and track that has lines, with a few wordless marks."""
    by_listen: dict[tuple[tuple[str, int], str, str], list[Line]] = {}
    for line in lines:
        by_listen.setdefault((line.ago, line.time, line.track), []).append(line)
    out = []
    for (ago, time, track), together in by_listen.items():
        length = lengths[track]
        around = [places[track][line.place.rstrip("!")] for line in together]
        marks = [
            line.mark(_span(rng, where, length))
            for line, where in zip(together, around, strict=True)
        ]
        end = around[-1][1] if together[-1].broke_off else length
        used = {round(_start(m) / 4000) for m in marks}
        extra = _wordless(rng, track, _days(*ago), places[track], length, rng.randint(0, 3))
        marks += [m for m in extra if round(_start(m) / 4000) not in used and _end(m) <= end]
        marks = [m | {"end_ms": min(_end(m), end)} for m in marks]
        out.append(_listen(ago, time, track, [[0, end]], marks))
    return out


def _ordinary(
    rng: random.Random,
    seasons: Sequence[Season],
    count: int,
    places: Mapping[str, Mapping[str, tuple[int, int]]],
    lengths: Mapping[str, int],
) -> list[Json]:
    out = []
    for i in range(count):
        first, last, tracks, _ = seasons[i % len(seasons)]
        day = rng.randint(last, first)
        known = {t: w for t, w in tracks.items() if FIRST_HEARD[t] >= day}
        track = rng.choices(list(known), list(known.values()))[0]
        heard = _heard(rng, lengths[track], places[track])
        marks = [
            mark
            for mark in _wordless(
                rng, track, day, places[track], lengths[track], rng.choice((0, 1, 2, 2, 3, 3, 4, 5))
            )
            if any(a <= _start(mark) < b for a, b in heard)
        ]
        out.append(_listen(("days_ago", day), rng.choice(HOURS), track, heard, marks))
    return out


def _again() -> list[Json]:
    """A loved moment played by itself, from the journal."""
    return [
        _listen(("days_ago", day), time, track, [list(AGAIN_MS[track])], [])
        for day, time, track in AGAIN
    ]


def _heard(
    rng: random.Random, length: int, places: Mapping[str, tuple[int, int]]
) -> list[list[int]]:
    """Mostly the whole piece; at times broken off, or one loved stretch once more."""
    chance = rng.random()
    if chance < 0.16:
        return [[0, round(length * rng.uniform(0.3, 0.85))]]
    if chance < 0.36:
        start, end = places[rng.choice(sorted(LOVED & set(places)))]
        return [[0, length], [max(0, start - 4000), min(length, end + 3000)]]
    return [[0, length]]


def _wordless(
    rng: random.Random,
    track: str,
    day: int,
    places: Mapping[str, tuple[int, int]],
    length: int,
    count: int,
) -> list[Json]:
    """Single key presses where the music asks for them, coloured by the time of life."""
    seasons = SEASONS if track in MAIN else BESIDE
    near = next((colour for first, last, _, colour in seasons if last <= day <= first), {})
    weights = [3.0 if name in LOVED else 1.0 for name in places]
    chosen = sorted(set(rng.choices(list(places), weights, k=count)), key=lambda n: places[n])
    return [_press(rng, track, name, near, places[name], length) for name in chosen]


def _press(
    rng: random.Random,
    track: str,
    place: str,
    near: Mapping[str, float],
    around: tuple[int, int],
    length: int,
) -> Json:
    if place in LOVED and rng.random() < 0.14:
        return {"kind": "moment", **_span(rng, around, length)}
    asked = PLACES[track][place][2]
    pull = {e: w * near.get(e, 1.0) for e, w in asked.items()}
    emotion = rng.choices(list(pull), list(pull.values()))[0]
    strong = place in LOVED
    intensity = rng.choices((1, 2, 3, 4, 5), (0, 1, 4, 5, 3) if strong else (1, 4, 5, 2, 0.4))[0]
    mode = "expressed" if rng.random() < 0.17 else "felt"
    tag: Json = {"kind": "tag", "emotion": emotion, **_span(rng, around, length)}
    return tag | {"intensity": intensity, "mode": mode}


def _span(rng: random.Random, around: tuple[int, int], length: int) -> Json:
    """A key held over the place, or a single press near its first beat."""
    start = max(0, min(length - 400, round(around[0] + rng.gauss(60, REACTION_SPREAD_MS))))
    held = rng.random() < 0.45
    end = min(length, round(around[1] + rng.gauss(0, REACTION_SPREAD_MS))) if held else start
    return {"start_ms": start, "end_ms": end if end >= start + 400 else start}


def _listen(
    ago: tuple[str, int], time: str, track: str, heard: list[list[int]], marks: list[Json]
) -> Json:
    marks.sort(key=_start)
    return {ago[0]: ago[1], "time": time, "track": track, "heard": heard, "marks": marks}


def _days(unit: str, count: int) -> int:
    return 365 * count if unit == "years_ago" else count


def _age(listen: Json) -> int:
    unit, count = next(iter(listen.items()))
    assert isinstance(count, int)
    return _days(unit, count)


def _end(mark: Json) -> int:
    end = mark["end_ms"]
    assert isinstance(end, int)
    return end


def _start(mark: Json) -> int:
    start = mark["start_ms"]
    assert isinstance(start, int)
    return start


def _marks(listen: Json) -> list[Json]:
    marks = listen["marks"]
    assert isinstance(marks, list)
    return marks


def _row(listen: Json) -> str:
    """A listen on one line, its marks on a line each."""
    marks = _marks(listen)
    opening = json.dumps({k: v for k, v in listen.items() if k != "marks"}, ensure_ascii=False)
    lines = ",\n".join(f"      {json.dumps(mark, ensure_ascii=False)}" for mark in marks)
    inside = f"\n{lines}\n    ]" if marks else "]"
    return f'    {opening[:-1]}, "marks": [{inside}}}'


if __name__ == "__main__":
    main()
