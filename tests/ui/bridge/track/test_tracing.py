"""Recording a trace: nothing that was recorded is lost silently."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.ids import TrackId
from app.traces.records import STEP_MS
from app.transactions.storage_problems import StorageProblem
from tests.support.scripted_backend import HandClock
from tests.support.track_verbs import remove_tracks
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.track.tracing import OFF, READY, TICK_MS, TRACING, Tracing


@pytest.fixture
def tracing(evening: Evening, parts: WindowParts) -> Iterator[Tracing]:
    made = Tracing(parts.context, parts.window)
    yield made
    made.disarm()
    made.drift(0, 0)


def trace(evening: Evening, tracing: Tracing, ms: int) -> None:
    for _ in range(ms // 48):
        evening.pass_ms(48)
        tracing.tick()


def kept_ms(evening: Evening, title: str) -> int:
    traces = evening.services.traces.of_track(TrackId(evening.ids[title]))
    return sum(one.span.duration_ms for one in traces)


def test_it_samples_as_often_as_samples_are_saved() -> None:
    assert TICK_MS == STEP_MS == 50, "20 Hz"


def test_armed_it_waits_for_the_music_and_follows_it(evening: Evening, tracing: Tracing) -> None:
    states: list[str] = []
    tracing.state_changed.connect(states.append)
    tracing.arm()
    assert states == [], "there is no track to trace"
    evening.play("Dawn")
    evening.pass_ms(200)
    tracing.arm()
    evening.playback.pause()
    evening.playback.toggle()
    evening.pass_ms(100)
    tracing.disarm()
    assert states == [TRACING, READY, TRACING, OFF]


@pytest.mark.logs("a trace wasn’t saved")
def test_what_a_full_disk_refuses_waits_and_is_reported_once(
    evening: Evening, tracing: Tracing, monkeypatch: pytest.MonkeyPatch, parts: WindowParts
) -> None:
    told: list[object] = []
    monkeypatch.setattr(parts.context.messages, "problem", told.append)
    monkeypatch.setattr("ui.bridge.track.tracing.KEEP_EVERY_MS", 100)

    def full(*_words: object, **_named: object) -> None:
        raise StorageProblem("full", "write", "database or disk is full")

    evening.play("Dawn")
    evening.pass_ms(200)
    tracing.arm()
    with monkeypatch.context() as disk:
        disk.setattr(type(evening.services.traces), "record", full)
        trace(evening, tracing, 600)
    assert len(told) == 1
    assert kept_ms(evening, "Dawn") == 0
    trace(evening, tracing, 300)
    tracing.disarm()
    assert kept_ms(evening, "Dawn") >= 800, "nothing that was recorded is lost"


def test_deleting_a_track_ends_its_trace(
    evening: Evening, tracing: Tracing, parts: WindowParts
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    tracing.arm()
    trace(evening, tracing, 400)
    remove_tracks(evening.services.library, [evening.ids["Dawn"]], with_marks=True)
    assert tracing.state == OFF
    assert tracing.traces == ()


def test_restoring_a_backup_ends_the_pass_unsaved(
    evening: Evening, tracing: Tracing, parts: WindowParts
) -> None:
    backup = evening.services.exports.backup_now()
    evening.play("Dawn")
    evening.pass_ms(200)
    tracing.arm()
    trace(evening, tracing, 400)
    evening.services.exports.restore_backup(backup)
    assert tracing.state == OFF
    assert kept_ms(evening, "Dawn") == 0


def test_keys_move_the_dot_evenly_and_diagonally_no_faster(
    evening: Evening, tracing: Tracing, clock: HandClock
) -> None:
    tracing.drift(1, 0)
    clock.turn_ms(500)
    tracing.tick()
    assert tracing.dot == pytest.approx((0.5, 0.0))
    tracing.move_to(0.0, 0.0)
    tracing.drift(-1, -1)
    clock.turn_ms(500)
    tracing.tick()
    assert tracing.dot == pytest.approx((-0.3536, -0.3536), abs=0.001)
    clock.turn_ms(60_000)
    tracing.tick()
    assert tracing.dot == (-1.0, -1.0), "never outside the field"
