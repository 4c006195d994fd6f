"""Listens are kept while music plays, and go when their track or their journal goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.ids import TrackId
from app.transactions.storage_problems import StorageProblem
from tests.support.lock_holder import held
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback.listening import BUSY_AGAIN_MS, KEEP_EVERY_MS, ListenKeeper


@pytest.fixture
def keeper(evening: Evening, parts: WindowParts) -> Iterator[ListenKeeper]:
    made = ListenKeeper(evening.services, evening.playback, parts.window, evening.clock)
    yield made
    made.close()


def listens(evening: Evening, title: str) -> int:
    return len(evening.services.listening.listens_of(TrackId(evening.ids[title])))


def test_a_listen_begins_when_the_music_does(evening: Evening, keeper: ListenKeeper) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    assert listens(evening, "Dawn") == 1
    assert evening.playback.listen_id is not None


def test_a_listen_goes_with_the_track_that_is_removed_while_it_plays(
    evening: Evening, parts: WindowParts, keeper: ListenKeeper
) -> None:
    parts.context.relay.changed.connect(evening.playback.on_change)
    evening.play("Dawn")
    evening.pass_ms(300)
    keeper.look()
    evening.services.library.remove_tracks([evening.ids["Dawn"]], with_marks=True)
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


@pytest.mark.logs("a listen was not kept")
def test_a_listen_that_cannot_be_kept_is_said_once_and_kept_when_it_can(
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


def test_a_track_left_at_once_does_not_lend_its_listen_to_the_next(
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


def test_a_busy_journal_is_no_complaint_and_the_listen_is_kept_afterwards(
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
