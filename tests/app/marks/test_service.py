"""Verbs on marks of any kind: all of them or none, in one named step."""

from __future__ import annotations

import pytest

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.marks.kinds import KINDS
from app.transactions import changes
from tests.app.marks.conftest import Lanes

ALL_KINDS = {changes.TAG, changes.MOMENT, changes.CUE, changes.OCCURRENCE}


def test_marks_of_all_kinds_move_in_one_named_step(lanes: Lanes) -> None:
    moved = {ref: span.moved_to(span.start_ms + 700) for ref, span in lanes.spans().items()}
    news = len(lanes.opened.changes)
    lanes.marks.move(moved, initiator="me")
    assert lanes.spans() == moved
    (change,) = lanes.opened.changes[news:]
    assert change.kinds == ALL_KINDS
    assert change.track_ids == {lanes.track}
    assert change.initiator == "me"
    assert lanes.opened.last_step.label == "Move 4 marks"


def test_moving_does_not_change_the_raw_press(lanes: Lanes) -> None:
    lanes.marks.move({lanes.tag: Span(1, 2)})
    assert lanes.timeline().tags[0].tag.raw == Span(10_000, 12_000)


@pytest.mark.parametrize(
    ("span", "label"),
    [(Span(1_000, 3_000), "Move emotion"), (Span(10_000, 13_000), "Resize emotion")],
)
def test_a_step_says_whether_it_moved_or_resized(lanes: Lanes, span: Span, label: str) -> None:
    lanes.marks.move({lanes.tag: span})
    assert lanes.opened.last_step.label == label


def test_a_change_to_marks_of_two_tracks_names_both(lanes: Lanes) -> None:
    other = lanes.opened.track("Other")
    far = lanes.services.moments.add_moment(other, Span.point(0))
    lanes.marks.remove(lanes.tag, MarkRef(MarkKind.MOMENT, far.id))
    assert lanes.opened.changes[-1].track_ids == {lanes.track, other}


def test_deleting_deletes_all_of_them(lanes: Lanes) -> None:
    lanes.marks.remove(*lanes.all)
    assert lanes.spans() == {}
    assert lanes.opened.last_step.label == "Delete 4 marks"


def test_if_one_is_gone_the_others_are_not_touched(lanes: Lanes) -> None:
    lanes.marks.remove(lanes.moment)
    before = lanes.opened.tables()
    for verb in (
        lambda: lanes.marks.remove(*lanes.all),
        lambda: lanes.marks.move(dict.fromkeys(lanes.all, Span(0, 5))),
        lambda: lanes.marks.edit(lanes.tag, lanes.moment, note="n"),
    ):
        with pytest.raises(LookupError):
            verb()
        assert lanes.opened.tables() == before


def test_changing_nothing_is_no_step(lanes: Lanes) -> None:
    news = len(lanes.opened.changes)
    lanes.marks.remove()
    lanes.marks.move({})
    lanes.marks.edit(note="n")
    lanes.marks.move({lanes.tag: Span(10_000, 12_000)})
    assert len(lanes.opened.changes) == news


def test_a_note_is_written_on_all_kinds_that_have_one(lanes: Lanes) -> None:
    lanes.marks.edit(lanes.tag, lanes.moment, lanes.occurrence, note="horns")
    timeline = lanes.timeline()
    notes = {timeline.tags[0].tag.note, timeline.moments[0].note, timeline.occurrences[0].note}
    assert notes == {"horns"}
    assert lanes.opened.last_step.label == "Edit 3 marks"


def test_everything_editable_can_be_edited(lanes: Lanes) -> None:
    sadness = lanes.services.emotions.named("sadness")
    assert sadness is not None
    values = {"emotion_id": sadness.id, "intensity": 1, "mode": "expressed", "memory": "m"}
    lanes.marks.edit(lanes.tag, **values)
    lanes.marks.edit(lanes.cue, scene_id=lanes.other_scene, scene_offset_ms=5)
    lanes.marks.edit(lanes.moment, label="The oboe")
    timeline = lanes.timeline()
    tag = timeline.tags[0].tag
    assert (tag.emotion_id, tag.intensity, tag.mode) == (sadness.id, 1, Mode.EXPRESSED)
    assert (timeline.cues[0].scene.title, timeline.cues[0].scene_offset_ms) == ("After", 5)
    assert timeline.moments[0].label == "The oboe"


@pytest.mark.parametrize("kind", list(KINDS))
def test_nothing_else_can_be_edited(lanes: Lanes, kind: MarkKind) -> None:
    ref = next(ref for ref in lanes.all if ref.kind is kind)
    for field in ("start_ms", "raw_start_ms", "track_id", "label", "emotion_id", "scene_id"):
        if field not in KINDS[kind].editable:
            with pytest.raises(TypeError, match=field):
                lanes.marks.edit(ref, **{field: 1})
