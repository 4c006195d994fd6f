"""The inbox of marks without a note."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.core.ids import ListenId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.marks import inbox as inbox_module
from tests.support.opened_profile import OpenedProfile

DAY_MS = 86_400_000


class Desk:
    """Marks tracks during separate listens."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.services = opened.services
        self.opened = opened
        word = self.services.emotions.named("wonder")
        assert word is not None
        self.wonder = word.id

    def listen(self, track: TrackId, days: int) -> ListenId:
        return self.services.listening.begin(track, days * DAY_MS)

    def tag(self, track: TrackId, at_ms: int, listen: ListenId | None = None) -> MarkRef:
        made = self.services.tagging.add_tag(
            track, self.wonder, Span.point(at_ms), listen_id=listen
        )
        return MarkRef(MarkKind.TAG, made.id)

    def moment(self, track: TrackId, at_ms: int, listen: ListenId | None = None) -> MarkRef:
        made = self.services.moments.add_moment(track, Span.point(at_ms), listen_id=listen)
        return MarkRef(MarkKind.MOMENT, made.id)

    def refs(self) -> list[MarkRef]:
        return [item.ref for item in self.services.inbox.items()]


@pytest.fixture
def desk(opened: OpenedProfile) -> Desk:
    return Desk(opened)


def test_marks_of_the_newest_listen_come_first_each_listen_in_playing_order(desk: Desk) -> None:
    one, two = desk.opened.track("One"), desk.opened.track("Two")
    newer, older = desk.listen(two, 20_002), desk.listen(one, 20_001)
    last = desk.tag(two, 30_000, newer)
    old = desk.tag(one, 5_000, older)
    first = desk.moment(two, 10_000, newer)
    assert desk.refs() == [first, last, old]
    assert desk.services.inbox.count() == 3
    item = desk.services.inbox.items()[1]
    assert (item.track_title, item.span, item.emotion_id) == (
        "Two",
        Span.point(30_000),
        desk.wonder,
    )
    assert not item.is_available


@pytest.mark.parametrize("words", [{"note": "The horn"}, {"memory": "Rain"}])
def test_a_tag_with_a_text_leaves_the_inbox(desk: Desk, words: dict[str, str]) -> None:
    ref = desk.tag(desk.opened.track(), 1_000)
    desk.services.marks.edit(ref, **words)
    assert desk.refs() == []
    assert desk.services.inbox.count() == 0


def test_a_named_moment_leaves_the_inbox(desk: Desk) -> None:
    ref = desk.moment(desk.opened.track(), 1_000)
    desk.services.marks.edit(ref, label="The last chord")
    assert desk.refs() == []


def test_scenes_and_themes_are_never_in_the_inbox(desk: Desk) -> None:
    track = desk.opened.track()
    desk.services.themes.mark_returns("Heart", track, [Span(0, 10)])
    assert desk.refs() == []


def test_a_mark_left_without_a_note_is_gone_and_undo_brings_it_back(desk: Desk) -> None:
    track = desk.opened.track()
    listen = desk.listen(track, 20_000)
    one, two = desk.tag(track, 1_000, listen), desk.moment(track, 2_000, listen)
    desk.services.inbox.leave([one])
    assert desk.refs() == [two]
    step = desk.opened.last_step
    assert step.label == "Leave without a note" and step.track_ids == {track}
    desk.services.ledger.undo(step)
    assert desk.refs() == [one, two]


def test_all_can_be_left_in_one_step(desk: Desk) -> None:
    track = desk.opened.track()
    listen = desk.listen(track, 20_000)
    refs = [desk.tag(track, 1_000, listen), desk.moment(track, 2_000, listen)]
    count = len(desk.opened.steps())
    desk.services.inbox.leave([*refs, MarkRef(MarkKind.TAG, 999)])
    assert desk.services.inbox.count() == 0
    assert len(desk.opened.steps()) == count + 1
    desk.services.ledger.undo(desk.opened.last_step)
    assert desk.refs() == refs


def test_counting_stops_at_the_most_that_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    track = desk.opened.track()
    refs = [desk.tag(track, at) for at in range(5)]
    monkeypatch.setattr(inbox_module, "MOST", 3)
    assert desk.services.inbox.count() == 3
    assert set(desk.refs()) == set(refs[-3:])


def test_the_query_uses_the_index_and_does_not_scan_the_table(desk: Desk) -> None:
    from db.models.emotional_tag import IN_INBOX

    with desk.services.ledger.read() as connection:
        plan = connection.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM emotional_tag WHERE "
                f"{IN_INBOX} ORDER BY made_at DESC LIMIT 3"
            )
        ).all()
    assert "ix_emotional_tag_inbox" in str(plan) and "B-TREE" not in str(plan)
