"""Listens are saved while music plays, and are dropped with their track or their journal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.ids import TrackId
from app.core.timecode import Span
from app.transactions.storage_problems import StorageProblem
from app.years.records import Period
from tests.support.kept_listens import listens_of
from tests.support.lock_holder import held
from tests.support.track_verbs import remove_tracks
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import LASTS_MS, Evening
from ui.bridge.playback.listening import BUSY_AGAIN_MS, KEEP_EVERY_MS, ListenKeeper


@pytest.fixture
def keeper(evening: Evening, parts: WindowParts) -> Iterator[ListenKeeper]:
    made = ListenKeeper(evening.services, evening.playback, parts.window, evening.clock)
    yield made
    made.close()


def listens(evening: Evening, title: str) -> int:
    return len(listens_of(evening.services.ledger, evening.ids[title]))


def test_a_listen_begins_when_the_music_does(evening: Evening, keeper: ListenKeeper) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    assert listens(evening, "Dawn") == 1
    assert evening.playback.listen_id is not None


def test_a_listen_is_dropped_with_a_track_deleted_while_it_plays(
    evening: Evening, parts: WindowParts, keeper: ListenKeeper
) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    remove_tracks(evening.services.library, [evening.ids["Dawn"]], with_marks=True)
    keeper.look()
    assert evening.playback.listen_id is None
    evening.play("Dusk")
    evening.pass_ms(300)
    keeper.look()
    assert listens(evening, "Dusk") == 1


def test_a_restored_journal_without_the_listen_gets_a_new_one(
    evening: Evening, keeper: ListenKeeper
) -> None:
    backup = evening.services.exports.backup_now()
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    evening.services.exports.restore_backup(backup)
    assert listens(evening, "Dawn") == 0
    evening.clock.turn_ms(KEEP_EVERY_MS)
    evening.pass_ms(300)
    keeper.look()
    keeper.look()
    assert listens(evening, "Dawn") == 1


@pytest.mark.logs("a listen wasn’t saved")
def test_a_listen_that_cant_be_saved_is_reported_once_and_saved_later(
    evening: Evening, keeper: ListenKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    keeper.problem.connect(told.append)

    def full(*_words: object) -> None:
        raise StorageProblem("full", "write", "database or disk is full")

    with monkeypatch.context() as disk:
        disk.setattr(type(evening.services.listening), "begin", full)
        evening.play("Dawn")
        evening.pass_ms(300)
        for _ in range(10):
            keeper.look()
    assert len(told) == 1
    evening.clock.turn_ms(KEEP_EVERY_MS)
    keeper.look()
    assert listens(evening, "Dawn") == 1


def test_a_track_skipped_at_once_doesnt_pass_its_listen_to_the_next(
    evening: Evening, keeper: ListenKeeper
) -> None:
    evening.play("Dawn")
    evening.pass_ms(60)
    keeper.look()
    first = evening.playback.listen_id
    evening.play("Dusk")
    evening.pass_ms(60)
    keeper.look()
    assert first is not None and evening.playback.listen_id not in (None, first)
    assert (listens(evening, "Dawn"), listens(evening, "Dusk")) == (0, 1)


def test_a_mark_on_a_track_that_isnt_sounding_yet_is_of_no_other_tracks_listen(
    evening: Evening, keeper: ListenKeeper
) -> None:
    playback = evening.playback
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    first = playback.listen_id
    playback.cue_up(evening.ids["Dusk"])
    playhead = playback.playhead()
    assert playhead is not None and playhead.track_id == evening.ids["Dusk"]
    assert first is not None and playhead.listen_id is None
    playback.cue_up(evening.ids["Dawn"])
    assert playback.listen_id == first


def test_a_busy_journal_isnt_reported_and_the_listen_is_saved_afterwards(
    evening: Evening, keeper: ListenKeeper
) -> None:
    told: list[object] = []
    keeper.problem.connect(told.append)
    _ = evening.services.listening
    with held(evening.services.paths.database):
        evening.play("Dawn")
        evening.pass_ms(6000)
        keeper.look()
        evening.play("Dusk")
        evening.pass_ms(300)
        keeper.look()
        assert (listens(evening, "Dawn"), listens(evening, "Dusk")) == (0, 0)
    evening.clock.turn_ms(BUSY_AGAIN_MS)
    keeper.look()
    assert told == []
    assert listens(evening, "Dusk") == 1


def test_a_mark_made_before_the_first_sound_is_of_this_listen(
    evening: Evening, keeper: ListenKeeper
) -> None:
    """It isn't told as one that was made earlier, though the listen begins a moment later."""
    evening.playback.cue_up(evening.ids["Dawn"])
    marked_at_ms = evening.clock() // 1_000_000
    evening.clock.turn_ms(400)
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    began_at_ms = evening.playback.listen_began_at_ms
    assert began_at_ms is not None and began_at_ms <= marked_at_ms


def test_a_mark_heard_again_and_again_in_one_listen_is_returned_to_each_time(
    evening: Evening, keeper: ListenKeeper
) -> None:
    evening.play("Dawn")
    for _ in range(4):
        evening.pass_ms(400)
        keeper.look()
    track, span = TrackId(evening.ids["Dawn"]), Span(1_200, 1_500)
    listen = evening.playback.listen_id
    evening.services.moments.add_moment(track, span, listen_id=listen, label="The horn")
    for _ in range(3):
        assert evening.playback.hear(track, span, 0)
        keeper.look()
        evening.pass_ms(200)
        keeper.look()
    evening.playback.set_loop(span)
    for _ in range(10):  # one beginning: further passes aren’t
        evening.pass_ms(80)
        keeper.look()
    keeper.close()
    (kept,) = listens_of(evening.services.ledger, track)
    assert kept.heard_ms <= LASTS_MS
    (place,) = evening.services.years.remarkable(Period()).returned_to
    assert (place.label, place.starts) == ("The horn", 3)


def test_a_clock_that_is_set_back_delays_no_saving_and_ends_no_listen_before_it_began(
    evening: Evening, parts: WindowParts
) -> None:
    away_ns = [0]
    keeper = ListenKeeper(
        evening.services, evening.playback, parts.window, lambda: evening.clock() - away_ns[0]
    )
    evening.play("Dawn")
    evening.pass_ms(304)
    keeper.look()
    away_ns[0] = 3_600_000_000_000
    for _half in range(2):
        evening.pass_ms(304)
        keeper.look()
    (listen,) = listens_of(evening.services.ledger, evening.ids["Dawn"])
    assert listen.heard_ms > 0 and listen.ended_at_ms >= listen.started[0]
    keeper.close()


def test_a_busy_journal_is_asked_again_though_the_clock_was_set_back(
    evening: Evening, parts: WindowParts
) -> None:
    away_ns = [0]
    keeper = ListenKeeper(
        evening.services, evening.playback, parts.window, lambda: evening.clock() - away_ns[0]
    )
    with held(evening.services.paths.database):
        evening.play("Dawn")
        evening.pass_ms(304)
        keeper.look()
    away_ns[0] = 3_600_000_000_000
    keeper.look()
    assert listens(evening, "Dawn") == 1
    keeper.close()
