"""What is said and sung while a track plays, in the track's own time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import TrackId
from app.core.timecode import Span
from app.spoken_files.line import Line
from app.story.records import Cue, WorkKind
from app.timeline.words import (
    LASTS_MS,
    NO_WORDS,
    SUNG_LASTS_MS,
    HeardLine,
    TrackWords,
    heard_lines,
    line_at,
)
from tests.support.opened_profile import OpenedProfile

LINES = (
    Line("before the scene", 50_000, 59_000),
    Line("No wish.", 61_000, 62_500),
    Line("And if I drop it?", 64_000),
    Line("after the scene", 81_000, 82_000),
)


class Story:
    """An episode with subtitles, a scene at 1:00 to 1:20 of it, and a track of two minutes."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.services = opened.services
        scenes = self.services.scenes
        self.track = opened.track(duration_ms=120_000)
        self.work = scenes.add_work(WorkKind.SERIES, "My Heart")
        self.episode = scenes.add_episode(self.work, 1, 3)
        self.scene = scenes.add_scene(self.work, "The lights", episode_id=self.episode)
        scenes.edit("scene", self.scene, start_ms=60_000, end_ms=80_000)
        self.subtitles = self.services.subtitles.add(self.work, self.episode, LINES, "en", "a.srt")

    def cue(self, span: Span, offset_ms: int | None) -> None:
        self.services.cues.add_cue(self.track, span, self.scene, scene_offset_ms=offset_ms)

    def words(self) -> TrackWords:
        cues: tuple[Cue, ...] = self.services.timelines.timeline(self.track).cues
        return self.services.words_of_tracks.of_track(self.track, 120_000, cues, None)

    def said(self) -> list[tuple[str, int, int]]:
        return [(one.text, one.span.start_ms, one.span.end_ms) for one in self.words().said]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    opened = OpenedProfile(tmp_path)
    yield Story(opened)
    opened.services.close()


def test_dialogue_is_moved_to_where_the_cue_plays(story: Story) -> None:
    story.cue(Span(10_000, 40_000), 0)
    assert story.said() == [
        ("No wish.", 11_000, 12_500),
        ("And if I drop it?", 14_000, 14_000 + LASTS_MS),
    ]
    assert story.words().said[0].scene is not None


def test_a_cue_that_begins_later_in_its_scene_has_only_the_rest(story: Story) -> None:
    story.cue(Span(10_000, 13_000), 2_000)
    assert story.said() == [("No wish.", 10_000, 10_500), ("And if I drop it?", 12_000, 13_000)]


def test_without_an_offset_nothing_is_in_step(story: Story) -> None:
    story.cue(Span(10_000, 40_000), None)
    assert story.words() == NO_WORDS


def test_the_listeners_language_is_spoken(story: Story) -> None:
    german = [Line("Kein Wunsch.", 61_000, 62_500)]
    story.services.subtitles.add(story.work, story.episode, german, "de")
    story.cue(Span(10_000, 40_000), 0)
    assert story.said()[0][0] == "No wish."


def test_timed_lyrics_go_before_plain_ones(story: Story) -> None:
    lyrics, track = story.services.lyrics, TrackId(story.track)
    plain = lyrics.add(track, [Line("Somewhere")], "en")
    assert (story.words().plain, story.words().sung) == (("Somewhere",), ())
    lyrics.add(track, [Line("Aimer", 1_000), Line("", 3_000), Line("Rêver", 5_000)], "fr", "a.lrc")
    words = story.words()
    assert [(one.text, one.span) for one in words.sung] == [
        ("Aimer", Span(1_000, 3_000)),
        ("Rêver", Span(5_000, 5_000 + SUNG_LASTS_MS)),
    ]
    assert words.plain == ()
    chosen = story.services.words_of_tracks.of_track(track, 120_000, (), plain)
    assert chosen.plain == ("Somewhere",)


TIMES = st.one_of(st.none(), st.integers(0, 60_000))
RAW = st.lists(st.tuples(st.text("ab", max_size=3), st.integers(0, 60_000), TIMES), max_size=12)


@given(RAW, st.integers(-20_000, 20_000))
def test_no_two_lines_are_heard_at_once(
    raw: list[tuple[str, int, int | None]], moved_ms: int
) -> None:
    lines = [Line(text, at, None if end is None else max(at, end)) for text, at, end in raw]
    within = Span(5_000, 50_000)
    found = heard_lines(lines, within, moved_ms)
    for before, after in pairwise(found):
        assert before.span.end_ms <= after.span.start_ms
    assert all(within.start_ms <= one.span.start_ms < one.span.end_ms <= 50_000 for one in found)
    for one in found:
        assert _found_at(found, one.span.start_ms) == one


def _found_at(lines: tuple[HeardLine, ...], at_ms: int) -> HeardLine | None:
    place = line_at(lines, at_ms)
    return None if place is None else lines[place]


def test_where_passages_overlap_the_shorter_ones_scene_speaks(story: Story) -> None:
    scenes = story.services.scenes
    other = scenes.add_scene(story.work, "Within", episode_id=story.episode)
    scenes.edit("scene", other, start_ms=50_000, end_ms=60_000)
    story.cue(Span(10_000, 40_000), 0)
    story.services.cues.add_cue(story.track, Span(11_000, 20_000), other, scene_offset_ms=0)
    assert story.said() == [("before the scene", 11_000, 20_000)]
