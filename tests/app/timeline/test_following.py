"""After a change, a timeline is as if read afresh, though only what is new was read."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from app.timeline.exchange import changed_stretch
from app.timeline.records import TrackTimeline
from app.transactions.changes import Change
from tests.support.opened_profile import OpenedProfile
from tests.ui.timeline.builders import timeline


class Follower:
    """Follows every change to a track, as the window does."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.services = opened.services
        self.track: TrackId = opened.track()
        self.other: TrackId = opened.track()
        self.changes: list[Change] = []
        self.services.feed.subscribe(self._on_change)
        self.known = self.fresh()

    def fresh(self) -> TrackTimeline:
        return self.services.timelines.timeline(self.track)

    def feel(self, at_ms: int, track: TrackId | None = None) -> MarkRef:
        word = self.services.emotions.emotions()[0]
        tag = self.services.tagging.add_tag(track or self.track, word.id, Span.point(at_ms))
        return MarkRef(MarkKind.TAG, tag.id)

    def _on_change(self, change: Change) -> None:
        self.changes.append(change)
        if change.touches_track(self.track):
            self.known = self.services.timelines.after(self.known, change)


@pytest.fixture
def follower(opened: OpenedProfile) -> Follower:
    return Follower(opened)


def test_added_moved_and_deleted_marks_are_followed(follower: Follower) -> None:
    services = follower.services
    first, second = follower.feel(5_000), follower.feel(1_000)
    services.moments.add_moment(follower.track, Span(2_000, 3_000))
    assert follower.known == follower.fresh()
    services.marks.move({first: Span(500, 800)})
    assert follower.known == follower.fresh()
    services.marks.remove(second)
    assert follower.known == follower.fresh()
    assert [item.ref for item in follower.known.tags] == [first]


def test_scenes_and_their_names_are_followed(follower: Follower) -> None:
    services = follower.services
    follower.feel(1_000)
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    scene = services.scenes.add_scene(work, "The letter")
    services.cues.add_cue(follower.track, Span(0, 9_000), scene)
    assert follower.known == follower.fresh()
    assert follower.known.cues[0].scene.title == "The letter"


def test_undo_and_redo_are_followed(follower: Follower) -> None:
    follower.feel(4_000)
    follower.feel(2_000)
    step = follower.changes[-1].step
    assert step is not None
    follower.services.ledger.undo(step)
    assert len(follower.known.tags) == 1
    assert follower.known == follower.fresh()
    follower.services.ledger.redo(step)
    assert len(follower.known.tags) == 2
    assert follower.known == follower.fresh()


def test_unchanged_marks_are_the_very_same_objects(follower: Follower) -> None:
    follower.feel(1_000)
    follower.feel(9_000)
    before = follower.known
    follower.feel(5_000)
    after = follower.known
    assert after.tags[0] is before.tags[0]
    assert after.tags[2] is before.tags[1]
    assert after.cues is before.cues
    assert changed_stretch(before.tags, after.tags) == (1, 1, 2)


def test_a_mark_moved_to_another_track_leaves_this_one(follower: Follower) -> None:
    ref = follower.feel(1_000, follower.other)
    assert follower.known.tags == ()
    with follower.services.ledger.write(
        "Move", "tag", track_ids=(follower.track, follower.other)
    ) as writing:
        from db.models.emotional_tag import EmotionalTag

        writing.unit.get(EmotionalTag, ref.id).track_id = follower.track
    assert [item.ref for item in follower.known.tags] == [ref]
    assert follower.known == follower.fresh()


def test_after_a_change_without_rows_everything_is_read(follower: Follower) -> None:
    follower.feel(1_000)
    follower.known = timeline(1, tags=[])
    unknown = Change(frozenset({"tag"}), frozenset({int(follower.track)}))
    known = TrackTimeline(follower.track, 1)
    assert follower.services.timelines.after(known, unknown) == follower.fresh()


def test_what_differs_is_found_for_each_pair_of_lanes() -> None:
    """The last answer is kept, for these two alone."""
    first, second, third = tuple("abc"), tuple("abxc"), tuple("c")
    assert changed_stretch(first, second) == (2, 2, 3)
    assert changed_stretch(first, second) == (2, 2, 3)
    assert changed_stretch(second, first) == (2, 3, 2)
    assert changed_stretch(first, third) == (0, 2, 0)
    assert changed_stretch(list(first), list(second)) == (2, 2, 3)
