"""Duplicating, splitting and merging marks; changing their emotion."""

from __future__ import annotations

import pytest

from app.core.ids import MomentId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.journal.records import EntryDraft
from app.marks import blocks
from tests.app.marks.conftest import Lanes


def test_duplicates_say_the_same_somewhere_else(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, note="horns", intensity=5)
    spans = blocks.beside(lanes.spans(), 90_000)
    copies = lanes.marks.duplicate(spans)
    assert lanes.opened.last_step.label == "Duplicate 4 marks"
    there = lanes.spans()
    assert [there[copy] for copy in copies] == list(spans.values())
    assert len(there) == 8
    first, second = lanes.timeline().tags
    assert (second.tag.note, second.tag.intensity, second.emotion) == ("horns", 5, first.emotion)
    assert second.tag.uid != first.tag.uid
    assert second.tag.raw == second.span


def test_a_split_cuts_every_span_at_that_position(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, note="horns")
    halves = lanes.marks.split(*lanes.all, at_ms=11_000)
    assert lanes.opened.last_step.label == "Split 2 marks"
    assert {half.kind for half in halves} == {MarkKind.TAG, MarkKind.CUE}
    timeline = lanes.timeline()
    assert [cue.span for cue in timeline.cues] == [Span(5_000, 11_000), Span(11_000, 30_000)]
    assert [cue.scene_offset_ms for cue in timeline.cues] == [250, 6_250]
    first, second = (item.tag for item in timeline.tags)
    assert (first.span, second.span) == (Span(10_000, 11_000), Span(11_000, 12_000))
    assert (first.note, second.note) == ("horns", "")
    assert (first.raw, first.made_at_ms) == (second.raw, second.made_at_ms)


@pytest.mark.parametrize("at_ms", [10_000, 12_000, 15_000, 60_000])
def test_a_point_or_an_edge_of_a_span_is_not_split(lanes: Lanes, at_ms: int) -> None:
    news = len(lanes.opened.changes)
    assert lanes.marks.split(lanes.tag, lanes.moment, at_ms=at_ms) == ()
    assert len(lanes.opened.changes) == news


def test_merging_undoes_a_split(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, note="horns", memory="Lisbon")
    before = lanes.timeline()
    halves = lanes.marks.split(*lanes.all, at_ms=11_000)
    lanes.marks.merge(lanes.tag, lanes.cue, *halves)
    assert lanes.timeline() == before


def test_merging_keeps_everything_that_was_written(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, note="horns")
    near = lanes.add_tag("wonder", Span(13_500, 16_000), note="strings", intensity=5)
    kept = lanes.marks.merge(lanes.tag, near)
    assert kept == (lanes.tag,)
    assert lanes.opened.last_step.label == "Merge 2 marks"
    (item,) = lanes.timeline().tags
    assert item.span == Span(10_000, 16_000)
    assert (item.tag.note, item.tag.intensity) == ("horns\nstrings", 5)
    assert item.tag.raw == Span(10_000, 16_000)


def test_only_what_says_the_same_is_merged(lanes: Lanes) -> None:
    other = lanes.add_tag("sadness", Span(12_000, 14_000))
    expressed = lanes.add_tag("wonder", Span(12_000, 14_000), mode=Mode.EXPRESSED)
    far = lanes.add_tag("wonder", Span(14_001, 15_000))
    assert lanes.marks.merge(lanes.tag, other, expressed, far, lanes.moment, lanes.cue) == ()
    assert len(lanes.spans()) == 7


def test_one_mark_is_merged_with_its_neighbours_on_the_track(lanes: Lanes) -> None:
    lanes.add_tag("wonder", Span(13_000, 14_000))
    lanes.add_tag("wonder", Span(15_500, 16_000))
    lanes.add_tag("wonder", Span(60_000, 61_000))
    other = lanes.opened.track("Other")
    lanes.services.tagging.add_tag(other, lanes.word("wonder").id, Span(11_000, 12_000))
    middle = lanes.timeline().tags[1].ref
    assert lanes.marks.merge(middle) == (lanes.tag,)
    assert [item.span for item in lanes.timeline().tags] == [
        Span(10_000, 16_000),
        Span(60_000, 61_000),
    ]
    assert len(lanes.timeline(other).tags) == 1


def test_a_mark_without_neighbours_is_not_merged(lanes: Lanes) -> None:
    news = len(lanes.opened.changes)
    assert lanes.marks.merge(lanes.tag) == ()
    assert len(lanes.opened.changes) == news


def test_entries_linked_to_a_merged_moment_are_linked_to_the_one_that_is_left(lanes: Lanes) -> None:
    near = lanes.add_moment(Span.point(16_000), label="The oboe")
    journal = lanes.services.journal
    gone, left = MomentId(near.id), MomentId(lanes.moment.id)
    entry = journal.write_entry(EntryDraft("Why", moment_ids=(gone,)))
    both = journal.write_entry(EntryDraft("Both", moment_ids=(gone, left)))
    lanes.marks.merge(lanes.moment, near)
    assert journal.entry(entry).moment_ids == (left,)
    assert journal.entry(both).moment_ids == (left,)
    assert lanes.timeline().moments[0].label == "The oboe"


def test_changing_several_emotions_is_one_named_step(lanes: Lanes) -> None:
    second = lanes.add_tag("sadness", Span.point(30_000))
    lanes.marks.reword(lanes.tag, second, emotion_id=lanes.word("tension").id)
    assert {item.emotion.key for item in lanes.timeline().tags} == {"tension"}
    assert {item.tag.mode for item in lanes.timeline().tags} == {Mode.FELT}
    assert lanes.opened.last_step.label == "Change 2 emotions to “Tension”"
    lanes.marks.reword(second, emotion_id=lanes.word("awe").id, is_expressed=True)
    assert lanes.timeline().tags[1].tag.mode is Mode.EXPRESSED
    assert lanes.opened.last_step.label == "Change emotion to “Awe”"


def test_only_tags_can_get_another_emotion(lanes: Lanes) -> None:
    with pytest.raises(TypeError):
        lanes.marks.reword(lanes.moment, emotion_id=lanes.word("awe").id)


@pytest.mark.parametrize("verb", ["duplicate", "split", "merge", "reword", "cut", "paste"])
def test_every_verb_is_undone_and_redone_row_by_row(lanes: Lanes, verb: str) -> None:
    from app.marks.clip import clip_of

    near = lanes.add_tag("wonder", Span(12_500, 14_000))
    clip = clip_of(lanes.timeline().each(), lanes.all)
    verbs = {
        "duplicate": lambda: lanes.marks.duplicate(lanes.spans()),
        "split": lambda: lanes.marks.split(*lanes.all, at_ms=11_000),
        "merge": lambda: lanes.marks.merge(lanes.tag, near),
        "reword": lambda: lanes.marks.reword(lanes.tag, emotion_id=lanes.word("awe").id),
        "cut": lambda: lanes.marks.cut(*lanes.all),
        "paste": lambda: lanes.marks.paste(clip, lanes.track, 40_000),
    }
    opened, ledger = lanes.opened, lanes.services.ledger
    before = opened.tables()
    verbs[verb]()
    after, step = opened.tables(), opened.last_step
    assert after != before
    assert step.label.lower().startswith({"reword": "change"}.get(verb, verb))
    for _ in range(2):
        ledger.undo(step)
        assert opened.tables() == before
        ledger.redo(step)
        assert opened.tables() == after


def test_every_verb_refuses_a_mark_that_is_gone(lanes: Lanes) -> None:
    gone = MarkRef(MarkKind.MOMENT, 99)
    before = lanes.opened.tables()
    for verb in (
        lambda: lanes.marks.duplicate({lanes.tag: Span(0, 1), gone: Span(0, 1)}),
        lambda: lanes.marks.split(lanes.tag, gone, at_ms=11_000),
        lambda: lanes.marks.merge(lanes.tag, gone),
        lambda: lanes.marks.cut(lanes.tag, gone),
    ):
        with pytest.raises(LookupError):
            verb()
        assert lanes.opened.tables() == before
