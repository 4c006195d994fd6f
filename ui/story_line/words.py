"""What is on a story line in words: for tooltips, the table and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.timecode import Span, format_ms
from app.core.words import Text, _, dotted, ngettext, number
from app.story_line.records import LineCue, LineReturn, LineScene, StoryLine
from ui.story_line.stops import LaneKey, LaneKind, Stop, Stops
from ui.words.lists import comma_list

_TITLES = {
    LaneKind.SCENES: Text("Scenes"),
    LaneKind.MUSIC: Text("Music"),
    LaneKind.FEELINGS: Text("Feelings"),
}
_SPELLED = {
    1: Text("One scene, covered"),
    2: Text("Two scenes, covered"),
    3: Text("Three scenes, covered"),
    4: Text("Four scenes, covered"),
    5: Text("Five scenes, covered"),
    6: Text("Six scenes, covered"),
    7: Text("Seven scenes, covered"),
    8: Text("Eight scenes, covered"),
    9: Text("Nine scenes, covered"),
    10: Text("Ten scenes, covered"),
}


def covered_in_words(many: int) -> str:
    """“Four scenes, covered”."""
    if many in _SPELLED:
        return str(_SPELLED[many])
    return ngettext("1 scene, covered", "{n} scenes, covered", many)


def lane_title(stops: Stops, lane: LaneKey) -> str:
    if lane.kind is LaneKind.PERSON:
        return stops.person(lane).name
    if lane.kind is LaneKind.THEME:
        return stops.theme(lane).name
    return str(_TITLES[lane.kind])


def times_in_words(span: Span) -> str:
    """“10:10 to 12:22”."""
    start, end = format_ms(span.start_ms), format_ms(span.end_ms)
    # Translators: a passage of an episode or of the music, “1:05 to 1:09”
    return _("{start} to {end}", start=start, end=end)


def scene_place(line: StoryLine, place: int) -> str:
    """“S2 E1 · 10:10 to 12:22”."""
    scene = line.scenes[place]
    when = "" if scene.span is None else times_in_words(scene.span)
    return dotted(line.episode_of(place).label, when)


def cue_in_words(line: StoryLine, cue: LineCue) -> str:
    """“Action Theme · 0:00 to 0:27”."""
    return dotted(line.tracks[cue.track_id].title, times_in_words(cue.span))


def felt_in_words(line: StoryLine, place: int) -> str:
    """“Wonder 3, Power 1”: how many marks of each, the most first."""
    counts = line.felt.counts(place)
    names = {one.id: one.name for one in line.emotions}
    often = sorted(counts.items(), key=lambda pair: -pair[1])
    # Translators: an emotion, and how many marks of it there are: “Wonder 3”
    told = (_("{emotion} {count}", emotion=names[key], count=number(n)) for key, n in often)
    return comma_list(list(told))


def stop_in_words(stops: Stops, stop: Stop) -> str:
    """All that is to be known of it without seeing it."""
    return ". ".join(part.rstrip(".") for part in _told(stops, stop) if part)


def selection_in_words(stops: Stops, stop: Stop | None, chosen: int) -> str:
    """What keys act on; without a selection, what there is. chosen: how many scenes."""
    if stop is None:
        return up_to(stops.line)
    if chosen > 1:
        return ngettext("1 scene selected", "{n} scenes selected", chosen)
    return stop_in_words(stops, stop)


def tip_of(stops: Stops, stop: Stop) -> str:
    """The same on several lines."""
    return "\n".join(part for part in _told(stops, stop) if part)


def _told(stops: Stops, stop: Stop) -> Iterator[str]:
    line = stops.line
    run = stops.run_at(stop.scene)
    if run is not None:
        yield covered_in_words(run.many)
        return
    scene = line.scenes[stop.scene]
    kind = stop.lane.kind
    if kind is LaneKind.MUSIC:
        yield from _told_of_music(stops, stop, scene)
    elif kind is LaneKind.FEELINGS:
        yield felt_in_words(line, stop.scene) or _("Nothing felt yet")
        yield dotted(scene.title, scene_place(line, stop.scene))
    elif kind is LaneKind.PERSON:
        yield dotted(lane_title(stops, stop.lane), scene.title)
        yield scene_place(line, stop.scene)
        yield _themes_here(line, stop)
    elif kind is LaneKind.THEME:
        yield from _told_of_return(stops, stop, scene)
    else:
        yield scene.title
        yield scene_place(line, stop.scene)
        yield comma_list([line.tracks[cue.track_id].title for cue in scene.cues]) or _("No music")
        yield felt_in_words(line, stop.scene)
        yield comma_list([one.name for one in line.characters if one.id in scene.character_ids])


def _told_of_music(stops: Stops, stop: Stop, scene: LineScene) -> Iterator[str]:
    cue = stops.cue(stop)
    if cue is None:
        yield _("No music yet. Drop a track here, or press Enter to choose one.")
    else:
        yield cue_in_words(stops.line, cue)
    yield dotted(scene.title, scene_place(stops.line, stop.scene))
    yield felt_in_words(stops.line, stop.scene)


def _told_of_return(stops: Stops, stop: Stop, scene: LineScene) -> Iterator[str]:
    line, one = stops.line, stops.return_(stop)
    name = lane_title(stops, stop.lane)
    # Translators: a theme, where it is heard for the first time
    yield _("{theme}, stated here", theme=name) if one is not None and one.is_home else name
    yield dotted(scene.title, scene_place(line, stop.scene))
    if one is not None:
        yield return_in_words(line, one)


def return_in_words(line: StoryLine, one: LineReturn) -> str:
    """“Opening · 0:07 to 0:28”."""
    return dotted(line.tracks[one.track_id].title, times_in_words(one.span))


def _themes_here(line: StoryLine, stop: Stop) -> str:
    """Those of a character that play in a scene."""
    theirs = [
        theme.name
        for theme in line.themes
        if stop.lane.id in theme.character_ids
        and any(one.scene == stop.scene for one in theme.returns)
    ]
    return comma_list(theirs)


def up_to(line: StoryLine) -> str:
    """“8 scenes up to S2 E1”; “10 scenes” where nothing is covered."""
    many = line.counts.scenes - line.counts.covered
    shown = ngettext("1 scene", "{n} scenes", many)
    label = line.seen_until
    if not line.counts.covered or not label:
        return shown
    # Translators: “8 scenes up to S2 E1”
    return _("{scenes} up to {place}", scenes=shown, place=label)
