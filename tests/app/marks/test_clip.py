"""Copied marks: to another track, into another profile, and as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import Problem
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.marks.clip import Clip, ClipMark, clip_from, clip_of
from app.story.covering import Covering
from tests.app.marks.conftest import Lanes
from tests.support.opened_profile import OpenedProfile


def test_a_clip_survives_the_clipboard(lanes: Lanes) -> None:
    clip = clip_of(lanes.timeline().each(), lanes.all, is_cut=True)
    assert clip_from(clip.as_json()).marks == clip.marks


def test_times_count_from_the_earliest_mark(lanes: Lanes) -> None:
    clip = clip_of(lanes.timeline().each(), [lanes.tag, lanes.occurrence])
    assert [mark.span for mark in clip.marks] == [Span(0, 2_000), Span(10_000, 14_000)]


def test_the_text_is_readable(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, note="the horns\nagain")
    assert clip_of(lanes.timeline().each(), lanes.all).text.splitlines() == [
        "0:05.000–0:30.000  Scene: The letter (My Heart)",
        "0:10.000–0:12.000  Wonder, felt, 3 of 5: the horns again",
        "0:15.000  Favourite moment",
        "0:20.000–0:24.000  Theme: The heart",
    ]


def test_a_spoiler_stays_hidden_in_the_text(lanes: Lanes) -> None:
    lanes.services.scenes.edit("scene", lanes.scene, is_spoiler=True)
    marks = list(lanes.timeline().each())
    assert "letter" not in clip_of(marks, [lanes.cue], covering=Covering()).text
    assert "letter" in clip_of(marks, [lanes.cue], covering=Covering().showing(lanes.scene)).text


def test_pasting_on_another_track_keeps_distances(lanes: Lanes) -> None:
    other = lanes.opened.track("Other", duration_ms=200_000)
    clip = clip_of(lanes.timeline().each(), lanes.all)
    pasted = lanes.marks.paste(clip, other, 100_000)
    assert lanes.opened.last_step.label == "Paste 4 marks"
    assert lanes.opened.changes[-1].track_ids == {other}
    there = dict(lanes.timeline(other).marks())
    assert set(pasted.refs) == set(there)
    assert sorted(there.values()) == [
        Span(100_000, 125_000),
        Span(105_000, 107_000),
        Span.point(110_000),
        Span(115_000, 119_000),
    ]
    assert lanes.timeline(other).cues[0].scene_offset_ms == 250


def test_a_paste_near_the_end_moves_back_as_a_block(lanes: Lanes) -> None:
    clip = clip_of(lanes.timeline().each(), [lanes.tag, lanes.occurrence])
    lanes.marks.paste(clip, lanes.track, 88_000)
    assert [item.span for item in lanes.timeline().tags][1:] == [Span(76_000, 78_000)]


def test_a_track_that_is_too_short_takes_what_fits(lanes: Lanes) -> None:
    short = lanes.opened.track("Jingle", duration_ms=12_000)
    clip = clip_of(lanes.timeline().each(), [lanes.tag, lanes.moment, lanes.occurrence])
    lanes.marks.move({lanes.occurrence: Span(23_000, 24_000)})
    pasted = lanes.marks.paste(clip, short, 5_000)
    assert pasted.left_over == 0
    assert lanes.timeline(short).occurrences[0].span == Span(10_000, 12_000)
    clip = clip_of(lanes.timeline().each(), [lanes.tag, lanes.occurrence])
    pasted = lanes.marks.paste(clip, short, 5_000)
    assert (len(pasted.refs), pasted.left_over) == (1, 1)


def test_an_unknown_length_limits_nothing(lanes: Lanes) -> None:
    endless = lanes.opened.track("Endless", duration_ms=0)
    lanes.marks.paste(clip_of(lanes.timeline().each(), [lanes.tag]), endless, 500_000)
    assert lanes.timeline(endless).tags[0].span == Span(500_000, 502_000)


def test_a_copy_is_made_now_and_a_cut_mark_keeps_its_date(lanes: Lanes) -> None:
    timeline = lanes.timeline()
    then = timeline.tags[0].tag.made_at_ms
    long_ago = ClipMark(
        MarkKind.TAG,
        Span(0, 5),
        clip_of(timeline.each(), [lanes.tag]).marks[0].says,
        made=(then - 1_000_000, -120),
    )
    lanes.marks.paste(Clip((long_ago,)), lanes.track, 0)
    lanes.marks.paste(clip_of(timeline.each(), [lanes.tag]), lanes.track, 1_000)
    cut, copied, _first = (item.tag for item in lanes.timeline().tags)
    assert (cut.made_at_ms, cut.made_offset_min) == (then - 1_000_000, -120)
    assert copied.made_at_ms >= then


@pytest.fixture
def elsewhere(tmp_path: Path) -> OpenedProfile:
    return OpenedProfile(tmp_path / "elsewhere")


def test_pasting_adds_emotions_and_themes_that_a_profile_lacks(
    lanes: Lanes, elsewhere: OpenedProfile
) -> None:
    own = lanes.services.emotions.add_word(
        "Homesick", "#112233", icon="anchor", gloss="far", valence=-0.5, shortcut="h"
    )
    lanes.marks.reword(lanes.tag, emotion_id=own)
    second = lanes.add_tag("homesick", Span.point(40_000))
    known = lanes.add_tag("tenderness", Span.point(41_000))
    clip = clip_of(lanes.timeline().each(), [*lanes.all, second, known])
    track = elsewhere.track()
    before = elsewhere.tables()
    pasted = elsewhere.services.marks.paste(clip_from(clip.as_json()), track, 0)
    assert pasted.new_emotions == ("Homesick",)
    assert pasted.unknown_scenes == ("The letter",)
    timeline = elsewhere.services.timelines.timeline(track)
    assert [item.emotion.name for item in timeline.tags] == ["Homesick", "Homesick", "Tenderness"]
    word = timeline.tags[0].emotion
    assert (word.colour, word.icon, word.gloss, word.shortcut) == ("#112233", "anchor", "far", None)
    assert timeline.occurrences[0].theme.name == "The heart"
    assert timeline.cues == ()
    elsewhere.services.ledger.undo(elsewhere.last_step)
    assert elsewhere.tables() == before
    assert elsewhere.services.emotions.named("homesick") is None


def test_a_renamed_or_archived_emotion_is_recognised(
    lanes: Lanes, elsewhere: OpenedProfile
) -> None:
    emotions = elsewhere.services.emotions
    wonder = emotions.named("wonder")
    assert wonder is not None
    emotions.edit_word(wonder.id, name="Staunen", is_retired=True)
    track = elsewhere.track()
    pasted = elsewhere.services.marks.paste(clip_of(lanes.timeline().each(), [lanes.tag]), track, 0)
    assert pasted.new_emotions == ()
    assert elsewhere.services.timelines.timeline(track).tags[0].emotion.name == "Staunen"


def test_scenes_and_themes_are_recognised_by_name_too(
    lanes: Lanes, elsewhere: OpenedProfile
) -> None:
    from app.story.records import WorkKind

    scenes = elsewhere.services.scenes
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "my heart "), "The Letter")
    track = elsewhere.track()
    elsewhere.services.themes.mark_returns("the heart", track, [])
    clip = clip_of(lanes.timeline().each(), [lanes.cue, lanes.occurrence])
    assert len(elsewhere.services.marks.paste(clip, track, 0).refs) == 2
    assert elsewhere.services.timelines.timeline(track).cues[0].scene.id == scene
    assert len(elsewhere.services.themes.themes()) == 1


def test_scenes_and_themes_are_recognised_however_their_names_are_composed(
    lanes: Lanes, elsewhere: OpenedProfile
) -> None:
    from app.story.records import WorkKind

    scenes = elsewhere.services.scenes
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "Cœur  et e\u0301toile"), "E\u0301té")
    track = elsewhere.track()
    elsewhere.services.themes.mark_returns("E\u0301toile", track, [])
    clip = clip_of(lanes.timeline().each(), [lanes.cue, lanes.occurrence])
    said = clip.as_json().replace("The letter", "Été").replace("My Heart", "cœur et étoile")
    there = clip_from(said.replace("The heart", "étoile"))
    assert len(elsewhere.services.marks.paste(there, track, 0).refs) == 2
    assert elsewhere.services.timelines.timeline(track).cues[0].scene.id == scene
    assert len(elsewhere.services.themes.themes()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"format": "ost-my-heart marks", "version": 2, "marks": []}',
        '{"format": "ost-my-heart marks", "version": 1, "marks": [{"kind": "song"}]}',
        '{"format": "ost-my-heart marks", "version": 1, "marks": '
        '[{"kind": "tag", "start_ms": 9, "end_ms": 3, "says": {}, "made": null}]}',
        "[" * 100_000,
    ],
)
def test_anything_else_on_the_clipboard_is_a_problem_not_an_error(text: str) -> None:
    with pytest.raises(Problem, match="can’t be pasted"):
        clip_from(text)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (MarkKind.TAG, {}),
        (MarkKind.TAG, {"emotion": {"name": " "}, "mode": "felt", "intensity": 3}),
        (MarkKind.TAG, {"emotion": "wonder", "mode": "felt", "intensity": 3}),
        (MarkKind.OCCURRENCE, {"theme": {"name": "x"}, "status": "sung"}),
        (MarkKind.CUE, {"scene": None}),
    ],
)
def test_incomplete_marks_leave_nothing_behind(
    lanes: Lanes, kind: MarkKind, says: dict[str, object]
) -> None:
    before = lanes.opened.tables()
    with pytest.raises(Problem, match="can’t be pasted"):
        lanes.marks.paste(Clip((ClipMark(kind, Span(0, 1), says),)), lanes.track, 0)
    assert lanes.opened.tables() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"start_ms": 0', '"start_ms": 1e999'),
        ('"made": [', '"made": [1e18, '),
        ('"preroll_ms": null', '"preroll_ms": 1e18'),
        ('"note": ""', '"note": "a\\u0000b"'),
        ('"note": ""', '"note": "\\ud800"'),
        ('"memory": ""', '"memory": "%s"' % ("x" * 1_000_001)),
        ('"marks": [', '"marks": [%s' % ("0," * 100_001)),
    ],
)
def test_values_out_of_range_are_not_pasted(lanes: Lanes, old: str, new: str) -> None:
    text = clip_of(lanes.timeline().each(), [lanes.tag], is_cut=True).as_json()
    assert old in text
    before = lanes.opened.tables()
    with pytest.raises(Problem, match="can’t be pasted"):
        lanes.marks.paste(clip_from(text.replace(old, new, 1)), lanes.track, 0)
    assert lanes.opened.tables() == before
