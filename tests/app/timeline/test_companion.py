"""What the companion shows at the playhead."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.story.records import WorkKind
from app.timeline.companion import HORIZON_MS, companion_at
from app.timeline.records import Companion
from tests.support.opened_profile import OpenedProfile

LATER = 1 << 60  # a listen that begins after every mark was made


class Listener:
    """Marks a track and asks what is shown at a position."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.services = opened.services
        self.track: TrackId = opened.track()
        self.work = self.services.scenes.add_work(WorkKind.FILM, "My Heart")

    def feel(self, name: str, span: Span) -> None:
        word = self.services.emotions.named(name)
        assert word is not None
        self.services.tagging.add_tag(self.track, word.id, span)

    def cue(self, title: str, start_ms: int, end_ms: int, **values: object) -> None:
        scene = self.services.scenes.add_scene(self.work, title, **values)
        self.services.cues.add_cue(self.track, Span(start_ms, end_ms), scene)

    def at(self, position_ms: int, hearing_since_ms: int | None = LATER) -> Companion:
        timeline = self.services.timelines.timeline(self.track)
        return companion_at(timeline, position_ms, hearing_since_ms)


@pytest.fixture
def listener(opened: OpenedProfile) -> Listener:
    return Listener(opened)


def test_a_track_without_marks_shows_nothing(listener: Listener) -> None:
    assert listener.at(0) == Companion(None, (), ())


def test_the_scene_that_plays_includes_its_start_and_not_its_end(listener: Listener) -> None:
    listener.cue("The letter", 1000, 2000)
    assert listener.at(999).scene is None
    playing = listener.at(1000).scene
    assert playing is not None
    assert playing.title == "The letter"
    assert listener.at(2000).scene is None


def test_at_the_end_of_the_track_its_last_scene_is_still_there(listener: Listener) -> None:
    duration_ms = listener.services.timelines.timeline(listener.track).duration_ms
    listener.cue("The end", 0, duration_ms)
    ended = listener.at(duration_ms).scene
    assert ended is not None and ended.title == "The end"


def test_a_scene_inside_a_longer_one_wins(listener: Listener) -> None:
    listener.cue("The whole night", 0, 60_000)
    listener.cue("The kiss", 20_000, 25_000)
    inner, outer = listener.at(21_000).scene, listener.at(30_000).scene
    assert inner is not None
    assert outer is not None
    assert (inner.title, outer.title) == ("The kiss", "The whole night")


def test_emotions_near_here_are_shown_newest_first(listener: Listener) -> None:
    listener.feel("wonder", Span.point(30_000))
    listener.feel("sadness", Span(20_000, 40_000))
    listener.feel("tension", Span.point(50_000))
    felt = listener.at(32_000).felt_before
    assert {item.emotion.name for item in felt} == {"Wonder", "Sadness"}
    assert list(felt) == sorted(felt, key=lambda item: -item.made_at_ms)


def test_emotions_of_this_listen_are_not_shown_as_earlier(listener: Listener) -> None:
    listener.feel("wonder", Span.point(30_000))
    assert listener.at(30_000, hearing_since_ms=0).felt_before == ()
    assert len(listener.at(30_000, hearing_since_ms=None).felt_before) == 1


def test_everything_felt_here_is_known(listener: Listener) -> None:
    for _ in range(40):
        listener.feel("wonder", Span.point(30_000))
    assert len(listener.at(30_000).felt_before) == 40


def test_what_comes_within_ten_seconds_is_shown_soonest_first(listener: Listener) -> None:
    services = listener.services
    listener.feel("tension", Span.point(18_000))
    services.moments.add_moment(listener.track, Span.point(12_000))
    services.themes.mark_returns("The heart", listener.track, [Span(15_000, 20_000)])
    listener.cue("The letter", 16_000, 30_000)
    listener.feel("awe", Span.point(10_001 + HORIZON_MS))
    coming = listener.at(10_000).coming_up
    assert [(item.title, item.in_ms) for item in coming] == [
        ("Favourite moment", 2000),
        ("The heart", 5000),
        ("The letter", 6000),
        ("Tension", 8000),
    ]
    assert [item.ref.kind for item in coming] == [
        MarkKind.MOMENT,
        MarkKind.OCCURRENCE,
        MarkKind.CUE,
        MarkKind.TAG,
    ]


def test_what_has_begun_is_no_longer_coming_up(listener: Listener) -> None:
    listener.feel("wonder", Span.point(10_000))
    assert listener.at(10_000).coming_up == ()
    assert listener.at(9999).coming_up[0].in_ms == 1


def test_a_spoiler_that_comes_up_is_known_as_one(listener: Listener) -> None:
    listener.cue("She leaves", 5000, 9000, is_spoiler=True)
    listener.cue("She stays", 7000, 9000)
    coming = {
        item.title: item.scene is not None and item.scene.is_spoiler
        for item in listener.at(0).coming_up
    }
    assert coming == {"She leaves": True, "She stays": False}


def test_an_emotion_often_marked_at_a_place_comes_up_once(listener: Listener) -> None:
    listener.feel("tension", Span.point(5000))
    listener.feel("tension", Span.point(4000))
    listener.feel("wonder", Span.point(6000))
    coming = [(item.title, item.in_ms) for item in listener.at(0).coming_up]
    assert coming == [("Tension", 4000), ("Wonder", 6000)]
