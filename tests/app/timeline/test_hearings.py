"""Earlier hearings: which marks belong to which, and what is not earlier."""

from __future__ import annotations

from dataclasses import replace

from app.core.ids import ListenId
from app.core.instant import Instant
from app.core.timecode import Span
from app.emotions.records import TaggedEmotion
from app.listening.records import Listen
from app.moments.records import Moment
from app.timeline.hearings import AFTERWARDS_MS, earlier_hearings
from tests.ui.timeline.builders import TRACK, moment, tagged, timeline

DAY_MS = 24 * 3_600_000
MONDAY = 1_700_000_000_000


def listen(number: int, began_ms: int, lasted_ms: int = 60_000) -> Listen:
    return Listen(
        ListenId(number),
        f"listen-{number}",
        TRACK,
        Instant(began_ms, 60),
        began_ms + lasted_ms,
        lasted_ms,
        (Span(0, lasted_ms),),
    )


def tag_made(tag_id: int, at_ms: int, start_ms: int = 0) -> TaggedEmotion:
    item = tagged(tag_id, start_ms)
    return item._replace(tag=item.tag._replace(made_at_ms=at_ms))


def moment_made(moment_id: int, at_ms: int) -> Moment:
    return replace(moment(moment_id, 5_000), made_at_ms=at_ms)


def test_marks_belong_to_the_hearing_during_which_they_were_made() -> None:
    listens = [listen(2, MONDAY + DAY_MS), listen(1, MONDAY)]
    tags = [tag_made(1, MONDAY + 10), tag_made(2, MONDAY + DAY_MS + 10)]
    found = earlier_hearings(timeline(tags=tags), listens, None)
    assert [hearing.began.utc_ms for hearing in found] == [MONDAY + DAY_MS, MONDAY]
    assert [[item.tag.id for item in hearing.tags] for hearing in found] == [[2], [1]]
    assert found[0].stretches == (Span(0, 60_000),)
    assert found[0].heard_ms == 60_000


def test_a_mark_made_while_the_music_rested_still_belongs_to_it() -> None:
    made = MONDAY + 60_000 + AFTERWARDS_MS
    tags = [tag_made(1, made), tag_made(2, made + 1)]
    within, beyond = earlier_hearings(timeline(tags=tags), [listen(1, MONDAY)], None)[::-1]
    assert [item.tag.id for item in within.tags] == [1]
    assert [item.tag.id for item in beyond.tags] == [2] and beyond.stretches == ()


def test_the_hearing_that_goes_on_is_not_earlier() -> None:
    now = MONDAY + DAY_MS
    marks = timeline(
        tags=[tag_made(1, MONDAY + 10), tag_made(2, now + 10)], moments=[moment_made(1, now + 20)]
    )
    (only,) = earlier_hearings(marks, [listen(1, MONDAY), listen(2, now)], now)
    assert only.began.utc_ms == MONDAY
    assert [item.tag.id for item in only.tags] == [1] and only.moments == ()


def test_marks_without_a_hearing_are_gathered_by_their_day() -> None:
    marks = timeline(
        tags=[tag_made(1, MONDAY), tag_made(2, MONDAY + 3_000, 9_000)],
        moments=[moment_made(1, MONDAY + 2 * DAY_MS)],
    )
    later, earlier = earlier_hearings(marks, [], None)
    assert len(later.moments) == 1 and later.tags == ()
    assert [span.start_ms for _ref, span in earlier.marks()] == [0, 9_000]


def test_a_hearing_without_marks_is_one_all_the_same() -> None:
    (only,) = earlier_hearings(timeline(), [listen(1, MONDAY)], None)
    assert only.marks() == []
