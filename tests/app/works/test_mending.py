"""What is missing between music and story, and what would mend it."""

from __future__ import annotations

from app.core.ids import CueId, EpisodeId, SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.library.records import TrackRow
from app.story.covering import OPEN, Covering
from app.story.records import Cue, Scene, Work, WorkKind
from app.works.mending import loose_tracks, odd_scenes, silent_scenes
from app.works.records import WorkGlance

WORK = Work(WorkId(1), "w", WorkKind.SERIES, "My Heart", None, "", ())
TITLES = ("Opening", "Love Theme: The Letter by the Window", "Harbour", "Keep Time", "Rooftops")
TRACKS = tuple(
    TrackRow(
        TrackId(number), title, "", "", "", None, number, 60_000, "score", WorkId(1), "", None,
        None, "", True, 0,
    )
    for number, title in enumerate(TITLES, 1)
)  # fmt: skip


def scene(number: int, title: str, *, episode: int | None = 1, is_ahead: bool = False) -> Scene:
    return Scene(
        SceneId(number), f"s{number}", WorkId(1), "My Heart",
        None if episode is None else EpisodeId(episode), "", title, "", float(number), None, None,
        False, (), is_ahead,
    )  # fmt: skip


def told(scenes: list[Scene], cues: list[tuple[int, int]]) -> WorkGlance:
    """cues: scene and track, by their numbers."""
    by_id = {one.id: one for one in scenes}
    made = sorted(cues, key=lambda cue: cue[0])
    return WorkGlance(
        WORK,
        tuple(scenes),
        tuple(
            Cue(CueId(at), f"c{at}", TrackId(track), Span(0, 60_000), by_id[SceneId(place)], None)
            for at, (place, track) in enumerate(made, 1)
        ),
        TRACKS,
    )


def proposed(glance: WorkGlance, covering: Covering = OPEN) -> list[tuple[str, str]]:
    found = loose_tracks(glance, covering)
    return [(one.track.title, one.scene.title if one.scene else "") for one in found]


SCENES = [scene(1, "The boats"), scene(2, "The letter by the window"), scene(3, "Rain on the roof"),
          scene(4, "The end")]  # fmt: skip


def test_a_scene_with_a_title_like_the_tracks_is_proposed() -> None:
    assert ("Love Theme: The Letter by the Window", "The letter by the window") in proposed(
        told(SCENES, [(1, 1)])
    )


def test_otherwise_a_silent_scene_between_those_of_its_neighbours_on_the_album() -> None:
    glance = told(SCENES, [(1, 1), (2, 2), (4, 4)])
    assert proposed(glance) == [("Harbour", "Rain on the roof"), ("Rooftops", "The end")]


def test_no_covered_scene_is_proposed() -> None:
    scenes = [*SCENES[:2], scene(3, "Rain on the roof", is_ahead=True)]
    glance = told(scenes, [(1, 1), (2, 2)])
    assert "Rain on the roof" not in {title for _track, title in proposed(glance, Covering())}


def test_two_tracks_arent_given_the_same_silent_scene_by_their_order() -> None:
    glance = told(SCENES, [(1, 1), (2, 2)])
    scenes = [title for _track, title in proposed(glance)]
    assert scenes == ["Rain on the roof", "The end", "The letter by the window"]


def test_a_scene_without_music_is_offered_the_track_that_would_be_given_to_it() -> None:
    glance = told(SCENES, [(1, 1), (2, 2), (4, 4)])
    (silent,) = silent_scenes(glance, OPEN)
    assert (silent.scene.title, silent.track and silent.track.title) == (
        "Rain on the roof", "Harbour",
    )  # fmt: skip


def test_as_few_scenes_as_possible_would_move_to_follow_the_album() -> None:
    glance = told(SCENES, [(1, 1), (2, 4), (3, 2), (4, 3)])
    (odd,) = odd_scenes(glance, OPEN)
    assert (odd.scene.id, odd.track.title) == (2, "Keep Time")
    assert odd.after is not None and (odd.after.id, odd.before_id) == (4, None)


def test_a_scene_stays_in_its_episode() -> None:
    scenes = [scene(1, "One"), scene(2, "Two", episode=2)]
    assert odd_scenes(told(scenes, [(1, 2), (2, 1)]), OPEN) == ()


def test_a_track_heard_in_one_scene_after_another_is_in_order() -> None:
    assert odd_scenes(told(SCENES, [(1, 1), (2, 1), (3, 2)]), OPEN) == ()
