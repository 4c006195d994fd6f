"""Emotion marks."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.timecode import Span
from app.emotions.records import MAX_INTENSITY, Emotion, Mode
from app.transactions import changes
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def track(opened: OpenedProfile) -> TrackId:
    return opened.track()


@pytest.fixture
def wonder(opened: OpenedProfile) -> Emotion:
    found = opened.services.emotions.named("wonder")
    assert found is not None
    return found


def test_the_playhead_is_saved_beside_the_corrected_position(
    opened: OpenedProfile, track: TrackId, wonder: Emotion
) -> None:
    tag = opened.services.tagging.add_tag(
        track,
        wonder.id,
        Span.point(10_000),
        span=Span.point(8500),
        mode=Mode.EXPRESSED,
        note="strings",
    )
    assert tag.raw == Span.point(10_000)
    assert tag.span == Span.point(8500)
    (item,) = opened.services.timelines.timeline(track).tags
    assert item.tag == tag
    assert item.emotion == wonder
    assert (tag.mode, tag.note) == (Mode.EXPRESSED, "strings")


def test_intensity_rises_to_five_at_most(
    opened: OpenedProfile, track: TrackId, wonder: Emotion
) -> None:
    tagging = opened.services.tagging
    tag = tagging.add_tag(track, wonder.id, Span.point(0))
    seen = [tagging.raise_intensity(tag.id).intensity for _ in range(4)]
    assert seen == [4, 5, MAX_INTENSITY, MAX_INTENSITY]


def test_a_held_key_extends_the_tag(opened: OpenedProfile, track: TrackId, wonder: Emotion) -> None:
    tagging = opened.services.tagging
    tag = tagging.add_tag(track, wonder.id, Span.point(10_000), span=Span.point(8500))
    drawn = tagging.extend(tag.id, Span(8500, 12_500), Span(10_000, 14_000))
    assert drawn.raw == Span(10_000, 14_000)
    assert drawn.span == Span(8500, 12_500)


def test_every_verb_names_the_track(opened: OpenedProfile, track: TrackId, wonder: Emotion) -> None:
    tagging = opened.services.tagging
    tag = tagging.add_tag(track, wonder.id, Span.point(10_000))
    tagging.raise_intensity(tag.id)
    tagging.extend(tag.id, Span(10_000, 20_000), Span(10_000, 20_000))
    for change in opened.changes[-3:]:
        assert change.kinds == {changes.TAG}
        assert change.track_ids == {track}


def test_a_tag_that_is_gone_raises_lookup_error(opened: OpenedProfile) -> None:
    with pytest.raises(LookupError):
        opened.services.tagging.raise_intensity(77)  # type: ignore[arg-type]
