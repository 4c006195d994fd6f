"""What is told about the selected scene: its music, what was felt, who is there."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from app.core.instant import Instant
from app.core.words import _
from app.emotions.records import Emotion
from app.story_line.felt import FeltMark
from app.story_line.records import LineCharacter, LineCue, LineScene, StoryLine
from ui.story_line.stops import Stop, Stops
from ui.story_line.words import scene_place, times_in_words
from ui.words.dates import today
from ui.words.locale import digits, spoken_locale

MOST_FELT = 3


class FeltHere(NamedTuple):
    """intensity: the mean, 1..5. when: of the latest mark."""

    emotion: Emotion
    intensity: int
    when: str


class ToldScene(NamedTuple):
    """cue: of the selection, or else the first; None without music."""

    scene: LineScene
    place: str
    cue: LineCue | None
    cue_title: str
    cue_times: str
    felt: tuple[FeltHere, ...]
    people: tuple[LineCharacter, ...]


def told_scene(stops: Stops, stop: Stop) -> ToldScene | None:
    """None for what is covered."""
    line, scene = stops.line, stops.line.scenes[stop.scene]
    if scene.is_covered:
        return None
    cue = cue_of(stops, stop)
    people = tuple(one for one in line.characters if one.id in scene.character_ids)
    return ToldScene(
        scene,
        scene_place(line, stop.scene),
        cue,
        "" if cue is None else line.tracks[cue.track_id].title,
        "" if cue is None else times_in_words(cue.span),
        felt_here(line, stop.scene),
        people,
    )


def cue_of(stops: Stops, stop: Stop) -> LineCue | None:
    """The music of a stop: its own, that of its return, or else the first of its scene."""
    cues = stops.line.scenes[stop.scene].cues
    one = stops.return_(stop)
    wanted = stop.item if one is None else one.cue_id
    return next((cue for cue in cues if cue.id == wanted), next(iter(cues), None))


def place_to_play(stops: Stops, stop: Stop) -> tuple[int, int] | None:
    """The id of the cue to play from, and the place in its track: that of the stop, or else of the
    next scene with music. None if nothing follows.
    """
    one = stops.return_(stop)
    if one is not None:
        return int(one.cue_id), max(one.span.start_ms, _cue_start(stops, stop))
    for place in range(stop.scene, len(stops.line.scenes)):
        here = stop if place == stop.scene else Stop(stop.lane, place)
        cue = cue_of(stops, here)
        if cue is not None:
            return int(cue.id), cue.span.start_ms
    return None


def felt_here(line: StoryLine, scene: int) -> tuple[FeltHere, ...]:
    """What was felt in its music, the most first."""
    marks: dict[int, list[FeltMark]] = defaultdict(list)
    for mark in line.felt.in_scene(scene):
        marks[mark.emotion_id].append(mark)
    emotions = {int(one.id): one for one in line.emotions}
    most = sorted(marks.items(), key=lambda pair: -sum(mark.intensity for mark in pair[1]))
    return tuple(_felt(emotions[key], some) for key, some in most[:MOST_FELT])


def _felt(emotion: Emotion, marks: list[FeltMark]) -> FeltHere:
    latest = max(marks, key=lambda mark: mark.made_at_ms)
    mean = round(sum(mark.intensity for mark in marks) / len(marks))
    return FeltHere(emotion, mean, _when(latest))


def _when(mark: FeltMark) -> str:
    """“in May”; “in 2024” for an earlier year."""
    day = Instant(mark.made_at_ms, mark.made_offset_min).day
    if day.year != today().year:
        # Translators: when something was felt, “in 2024”
        return _("in {year}", year=digits(day.year))
    # Translators: when something was felt, “in May”
    return _("in {month}", month=spoken_locale().monthName(day.month))


def _cue_start(stops: Stops, stop: Stop) -> int:
    cue = cue_of(stops, stop)
    return 0 if cue is None else cue.span.start_ms
