"""A mark's own lead-in, for every kind."""

from __future__ import annotations

import pytest

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.marks.kinds import KINDS
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def refs(opened: OpenedProfile) -> dict[MarkKind, MarkRef]:
    """One mark of every kind on the first track."""
    services, track = opened.services, opened.track()
    word = services.emotions.named("wonder")
    assert word is not None
    scene = services.scenes.add_scene(services.scenes.add_work(WorkKind.FILM, "Heart"), "Low water")
    (occurrence,) = services.themes.mark_returns("Heart", track, [Span(0, 9)])
    ids: dict[MarkKind, int] = {
        MarkKind.TAG: services.tagging.add_tag(track, word.id, Span.point(5)).id,
        MarkKind.MOMENT: services.moments.add_moment(track, Span.point(5)).id,
        MarkKind.CUE: services.cues.add_cue(track, Span(0, 9), scene),
        MarkKind.OCCURRENCE: occurrence,
    }
    return {kind: MarkRef(kind, row_id) for kind, row_id in ids.items()}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_mark_keeps_its_own_lead_in_and_undo_removes_it(
    opened: OpenedProfile, refs: dict[MarkKind, MarkRef], kind: MarkKind
) -> None:
    services, ref = opened.services, refs[kind]
    (row,) = services.library.tracks()
    assert services.timelines.timeline(row.id).preroll_of(ref) is None
    services.marks.edit(ref, preroll_ms=7000)
    assert services.timelines.timeline(row.id).preroll_of(ref) == 7000
    services.ledger.undo(opened.last_step)
    assert services.timelines.timeline(row.id).preroll_of(ref) is None
