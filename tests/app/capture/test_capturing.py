"""Presses and releases become marks."""

from __future__ import annotations

import pytest

from app.capture.capturing import HOLD_MS, REPEAT_MS, Capture, Playhead
from app.capture.heard_trail import HeardTrail
from app.core.ids import EmotionId, MomentId, TagId, TrackId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode, TaggedEmotion
from app.moments.records import Moment
from tests.support.opened_profile import OpenedProfile

FELT, EXPRESSED = Mode.FELT, Mode.EXPRESSED


class Listener:
    """Presses keys while a track plays; time and playhead are set by the test."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.opened = opened
        self.services = opened.services
        self.capture: Capture = opened.services.capture
        self.track: TrackId = opened.track()
        self.now_ms = 1_000_000

    def word(self, name: str = "wonder") -> Emotion:
        found = self.services.emotions.named(name)
        assert found is not None
        return found

    def at(self, position_ms: int, *, is_playing: bool = True) -> Playhead:
        return Playhead(self.track, position_ms, is_playing)

    @property
    def tags(self) -> tuple[TaggedEmotion, ...]:
        return self.services.timelines.timeline(self.track).tags

    @property
    def moments(self) -> tuple[Moment, ...]:
        return self.services.timelines.timeline(self.track).moments


@pytest.fixture
def listener(opened: OpenedProfile) -> Listener:
    return Listener(opened)


def test_a_press_is_on_disk_at_once(listener: Listener) -> None:
    kept = listener.capture.press(listener.word(), FELT, listener.at(10_000), listener.now_ms)
    (item,) = listener.tags
    assert kept.is_new
    assert kept.ref == item.ref == listener.capture.made[-1]
    assert item.tag.raw == Span.point(10_000)
    assert item.span == kept.span == Span.point(8500)


def test_the_reaction_time_in_settings_is_used(listener: Listener) -> None:
    listener.services.settings.change(tag_reaction_ms=2000, moment_reaction_ms=100)
    listener.capture.press(listener.word(), EXPRESSED, listener.at(10_000), listener.now_ms)
    listener.capture.press_favourite(listener.at(10_000), listener.now_ms)
    assert listener.tags[0].span == Span.point(8000)
    assert listener.tags[0].tag.mode is EXPRESSED
    assert listener.moments[0].span == Span.point(9900)


def test_a_paused_listener_points_exactly(listener: Listener) -> None:
    still = listener.at(10_000, is_playing=False)
    listener.capture.press(listener.word(), FELT, still, listener.now_ms)
    listener.capture.press_favourite(still, listener.now_ms)
    assert listener.tags[0].span == Span.point(10_000)
    assert listener.moments[0].span == Span.point(10_000)


def test_the_same_key_again_raises_the_intensity(listener: Listener) -> None:
    capture, word = listener.capture, listener.word()
    first = capture.press(word, FELT, listener.at(10_000), 0)
    second = capture.press(word, FELT, listener.at(11_000), REPEAT_MS)
    third = capture.press(word, FELT, listener.at(12_000), 2 * REPEAT_MS)
    assert [kept.is_new for kept in (first, second, third)] == [True, False, False]
    assert [kept.intensity for kept in (first, second, third)] == [3, 4, 5]
    assert len(listener.tags) == 1


@pytest.mark.parametrize(
    ("name", "mode", "after_ms"),
    [("wonder", FELT, REPEAT_MS + 1), ("wonder", EXPRESSED, 100), ("sadness", FELT, 100)],
)
def test_any_other_key_is_a_new_mark(
    listener: Listener, name: str, mode: Mode, after_ms: int
) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    kept = listener.capture.press(listener.word(name), mode, listener.at(10_500), after_ms)
    assert kept.is_new
    assert len(listener.tags) == 2


def test_the_same_key_on_another_track_is_a_new_mark(listener: Listener) -> None:
    other = listener.opened.track("Other")
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    kept = listener.capture.press(listener.word(), FELT, Playhead(other, 5000, True), 100)
    assert kept.is_new
    assert kept.track_id == other


def test_an_undone_mark_is_not_raised(listener: Listener) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    listener.services.ledger.undo(listener.opened.last_step)
    kept = listener.capture.press(listener.word(), FELT, listener.at(10_500), 500)
    assert kept.is_new
    assert len(listener.tags) == 1


def test_a_tap_stays_a_point(listener: Listener) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    assert listener.capture.release(listener.word(), listener.at(10_120), HOLD_MS - 1) is None
    assert listener.tags[0].span.is_point


@pytest.mark.parametrize(("down_ms", "is_point"), [(70, True), (200, True), (600, False)])
def test_a_short_press_is_a_tap(listener: Listener, down_ms: int, is_point: bool) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    listener.capture.release(listener.word(), listener.at(10_000 + down_ms), down_ms)
    assert listener.tags[0].span.is_point is is_point


def test_a_held_key_marks_a_span_until_its_release(listener: Listener) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    kept = listener.capture.release(listener.word(), listener.at(13_000), 3000)
    assert kept is not None
    assert not kept.is_new
    assert listener.tags[0].span == kept.span == Span(8500, 11_500)
    assert listener.tags[0].tag.raw == Span(10_000, 13_000)


def test_a_held_favourite_key_marks_a_span_too(listener: Listener) -> None:
    listener.capture.press_favourite(listener.at(10_000), 0)
    kept = listener.capture.release(None, listener.at(13_000), 3000)
    assert kept is not None
    assert listener.moments[0].span == kept.span == Span(9500, 12_500)


def test_two_keys_can_be_held_at_once(listener: Listener) -> None:
    capture = listener.capture
    capture.press(listener.word("wonder"), FELT, listener.at(10_000), 0)
    capture.press(listener.word("sadness"), FELT, listener.at(11_000), 1000)
    drawn = capture.live_spans(listener.at(12_000), 2000)
    assert [(word.name if word else "", span) for word, span in drawn] == [
        ("Wonder", Span(8500, 10_500)),
        ("Sadness", Span(9500, 10_500)),
    ]
    capture.release(listener.word("wonder"), listener.at(12_000), 2000)
    capture.release(listener.word("sadness"), listener.at(13_000), 3000)
    assert sorted(item.span for item in listener.tags) == [Span(8500, 10_500), Span(9500, 11_500)]


def test_the_live_span_is_the_one_that_is_saved(listener: Listener) -> None:
    capture = listener.capture
    capture.press(listener.word(), FELT, listener.at(500), 0)
    assert capture.live_spans(listener.at(700), HOLD_MS - 1) == []
    ((_, live),) = capture.live_spans(listener.at(3000), 2500)
    kept = capture.release(listener.word(), listener.at(3000), 2500)
    assert kept is not None
    assert kept.span == live == Span(0, 1500)


@pytest.mark.parametrize("position_ms", [9000, 10_000])
def test_a_release_at_or_before_the_press_marks_no_span(
    listener: Listener, position_ms: int
) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    assert listener.capture.release(listener.word(), listener.at(position_ms), 3000) is None
    assert listener.tags[0].span.is_point


def test_a_release_on_another_track_leaves_the_point(listener: Listener) -> None:
    other = listener.opened.track("Other")
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    assert listener.capture.release(listener.word(), Playhead(other, 20_000, True), 5000) is None
    assert listener.capture.release(listener.word(), listener.at(20_000), 6000) is None
    assert listener.tags[0].span.is_point


def test_losing_the_keyboard_releases_every_key(listener: Listener) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    listener.capture.press_favourite(listener.at(10_000), 0)
    kept = listener.capture.release_all(listener.at(12_000), 2000)
    assert {item.ref.kind for item in kept} == {MarkKind.TAG, MarkKind.MOMENT}
    assert listener.capture.release_all(listener.at(13_000), 3000) == []


def test_the_newest_existing_mark_counts_and_a_deleted_one_is_not_raised(
    listener: Listener,
) -> None:
    capture, marks = listener.capture, listener.opened.services.marks
    first = capture.press_favourite(listener.at(1000), 0).ref
    second = capture.press(listener.word(), FELT, listener.at(2000), 0).ref
    marks.remove(second)
    assert capture.newest_among(marks.tracks_of(capture.made)) == first
    assert capture.press(listener.word(), FELT, listener.at(2500), 100).is_new


def test_a_press_and_its_hold_are_one_step(listener: Listener) -> None:
    listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    listener.capture.release(listener.word(), listener.at(13_000), 3000)
    press, hold = listener.opened.steps()[-2:]
    joined = press.joined(hold)
    assert joined is not None
    listener.services.ledger.undo(joined)
    assert listener.tags == ()


def test_refs_lead_to_the_saved_rows(listener: Listener) -> None:
    tag = listener.capture.press(listener.word(), FELT, listener.at(10_000), 0)
    moment = listener.capture.press_favourite(listener.at(10_000), 0)
    assert TagId(tag.ref.id) == listener.tags[0].tag.id
    assert MomentId(moment.ref.id) == listener.moments[0].id
    assert tag.emotion is not None
    assert EmotionId(tag.emotion.id) == listener.tags[0].emotion.id


LOOP = Span(10_000, 18_000)


def _looping(listener: Listener, *positions: int) -> HeardTrail:
    """Through a loop: each position that steps back starts a new round."""
    trail = HeardTrail()
    trail.begin(listener.track, LOOP.start_ms)
    before = LOOP.start_ms
    for position_ms in positions:
        if position_ms < before:
            trail.see(LOOP.end_ms - 4)
            trail.turn(LOOP)
            trail.see(LOOP.start_ms)
        trail.see(position_ms)
        before = position_ms
    return trail


def _at(listener: Listener, trail: HeardTrail, position_ms: int, *, rate: float = 1.0) -> Playhead:
    heard = trail.path(listener.track, position_ms)
    return Playhead(listener.track, position_ms, True, None, rate, heard)


@pytest.mark.parametrize(("rate", "start_ms"), [(2.0, 7_000), (1.0, 8_500), (0.5, 9_250)])
def test_the_reaction_is_real_time(listener: Listener, rate: float, start_ms: int) -> None:
    playhead = Playhead(listener.track, 10_000, True, rate=rate)
    kept = listener.capture.press(listener.word(), FELT, playhead, 0)
    assert kept.span == Span.point(start_ms)
    assert listener.tags[0].tag.raw == Span.point(10_000)


def test_a_span_held_at_double_speed_keeps_its_length_of_music(listener: Listener) -> None:
    press = Playhead(listener.track, 10_000, True, rate=2.0)
    listener.capture.press(listener.word(), FELT, press, 0)
    release = Playhead(listener.track, 16_000, True, rate=2.0)
    kept = listener.capture.release(listener.word(), release, 3_000)
    assert kept is not None
    assert kept.span == Span(7_000, 13_000)


def test_a_press_just_after_a_loop_restarts_belongs_to_the_end_of_the_round_before(
    listener: Listener,
) -> None:
    trail = _looping(listener, 17_000, 10_300)
    kept = listener.capture.press(listener.word(), FELT, _at(listener, trail, 10_300), 0)
    assert kept.span == Span.point(16_800)
    assert listener.tags[0].tag.raw == Span.point(10_300)


def test_in_the_first_round_a_press_reaches_no_farther_than_was_heard(
    listener: Listener,
) -> None:
    trail = _looping(listener, 10_300)
    kept = listener.capture.press(listener.word(), FELT, _at(listener, trail, 10_300), 0)
    assert kept.span == Span.point(10_000)


def test_a_hold_that_ends_just_after_a_loop_restarts_ends_before_that(listener: Listener) -> None:
    trail = _looping(listener, 15_000)
    listener.capture.press(listener.word(), FELT, _at(listener, trail, 15_000), 0)
    trail = _looping(listener, 15_000, 11_000)
    kept = listener.capture.release(listener.word(), _at(listener, trail, 11_000), 4_000)
    assert kept is not None
    assert kept.span == Span(13_500, 17_500)


@pytest.mark.parametrize(
    ("pressed", "released", "span"),
    [(14_000, 12_000, Span(12_500, 18_000)), (18_000 - 10, 17_000, Span(10_000, 15_500))],
)
def test_of_a_hold_across_a_loops_restart_the_longer_side_is_marked(
    listener: Listener, pressed: int, released: int, span: Span
) -> None:
    trail = _looping(listener, pressed)
    listener.capture.press(listener.word(), FELT, _at(listener, trail, pressed), 0)
    trail = _looping(listener, pressed, released)
    playhead = _at(listener, trail, released)
    ((_, live),) = listener.capture.live_spans(playhead, 5_000)
    kept = listener.capture.release(listener.word(), playhead, 5_000)
    assert kept is not None
    assert kept.span == live == span
    assert listener.tags[0].span == span


def test_a_hold_of_whole_rounds_is_the_whole_loop(listener: Listener) -> None:
    trail = _looping(listener, 12_000)
    listener.capture.press(listener.word(), FELT, _at(listener, trail, 12_000), 0)
    trail = _looping(listener, 12_000, 11_000, 10_500, 12_000)
    kept = listener.capture.release(listener.word(), _at(listener, trail, 12_000), 25_000)
    assert kept is not None
    assert kept.span == LOOP


def test_a_press_just_after_a_seek_points_at_where_the_listener_went(listener: Listener) -> None:
    trail = HeardTrail()
    trail.begin(listener.track, 0)
    trail.see(30_000)
    trail.begin(listener.track, 60_000)
    kept = listener.capture.press(listener.word(), FELT, _at(listener, trail, 60_200), 0)
    assert kept.span == Span.point(60_000)


def test_a_hold_ends_where_the_listener_went_elsewhere(listener: Listener) -> None:
    trail = HeardTrail()
    trail.begin(listener.track, 0)
    listener.capture.press(listener.word(), FELT, _at(listener, trail, 10_000), 0)
    trail.see(13_000)
    trail.begin(listener.track, 60_000)
    kept = listener.capture.release(listener.word(), _at(listener, trail, 62_000), 5_000)
    assert kept is not None
    assert kept.span == Span(8_500, 11_500)
    assert listener.tags[0].tag.raw == Span(10_000, 13_000)


def test_a_hold_past_the_end_of_its_track_ends_there(listener: Listener) -> None:
    other = listener.opened.track("Other")
    trail = HeardTrail()
    trail.begin(listener.track, 80_000)
    listener.capture.press(listener.word(), FELT, _at(listener, trail, 85_000), 0)
    trail.see(90_000)
    trail.begin(other, 0)
    elsewhere = Playhead(other, 500, True, heard=trail.path(other, 500))
    assert listener.capture.live_spans(elsewhere, 5_500) == [], (
        "it isn't on the track that is shown"
    )
    kept = listener.capture.release(listener.word(), elsewhere, 5_500)
    assert kept is not None
    assert (kept.track_id, kept.span) == (listener.track, Span(83_500, 88_500))


@pytest.mark.parametrize("position_ms", [0, 4, 10])
def test_the_first_milliseconds_can_be_marked(listener: Listener, position_ms: int) -> None:
    kept = listener.capture.press(listener.word(), FELT, listener.at(position_ms), 0)
    assert kept.span == Span.point(0)
    kept = listener.capture.press_favourite(listener.at(position_ms, is_playing=False), 0)
    assert kept.span == Span.point(position_ms)


@pytest.mark.parametrize("before_end_ms", [0, 1, 10])
def test_the_last_milliseconds_can_be_marked(listener: Listener, before_end_ms: int) -> None:
    position_ms = 90_000 - before_end_ms
    kept = listener.capture.press_favourite(listener.at(position_ms, is_playing=False), 0)
    assert kept.span == Span.point(position_ms)
    listener.capture.press(listener.word(), FELT, listener.at(88_000), 0)
    held = listener.capture.release(listener.word(), listener.at(90_000), 2_000)
    assert held is not None
    assert held.span == Span(86_500, 88_500)
