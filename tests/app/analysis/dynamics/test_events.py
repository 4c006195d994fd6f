"""Builds, climaxes, drops and breaks are found where they were put, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.records import EventKind, FoundEvent
from app.analysis.listener import RATE_HZ
from tests.app.analysis.dynamics.swelling import heard, of_kind, swelling

BUILD, CLIMAX, DROP, BREAK = EventKind


def only(events: tuple[FoundEvent, ...], kind: EventKind) -> FoundEvent:
    (event,) = of_kind(events, kind)
    return event


def test_a_swell_is_a_build_that_leads_to_a_climax() -> None:
    sound = swelling((0, -30), (12, -30), (28, -8), (33, -8), (43, -24), (50, -24))
    events = heard(sound).events
    assert [event.kind for event in events] == [BUILD, CLIMAX]
    build, climax = events
    assert build.start_ms == pytest.approx(12_000, abs=1500)
    assert build.end_ms == pytest.approx(28_000, abs=1500)
    assert climax.start_ms == pytest.approx(28_000, abs=1500)
    assert climax.end_ms == pytest.approx(35_000, abs=2500)
    assert all(event.start_ms <= event.peak_ms <= event.end_ms for event in events)


def test_a_build_goes_on_over_short_rests() -> None:
    sound = swelling((0, -30), (10, -30), (30, -6), (36, -6), (46, -20), (50, -20))
    for rest_s in (15, 21, 26):
        sound[rest_s * RATE_HZ : rest_s * RATE_HZ + RATE_HZ // 2] = 0
    build = only(heard(sound).events, BUILD)
    assert build.start_ms == pytest.approx(10_000, abs=1500)
    assert build.end_ms == pytest.approx(30_000, abs=1500)


def test_a_crescendo_of_minutes_is_one_build() -> None:
    sound = swelling((0, -28), (10, -28), (130, -10), (138, -10), (150, -22))
    build = only(heard(sound).events, BUILD)
    assert build.start_ms == pytest.approx(10_000, abs=5000)
    assert build.end_ms == pytest.approx(130_000, abs=5000)


def test_a_sudden_fall_is_a_drop_where_it_happens() -> None:
    events = heard(swelling((0, -8), (20, -8), (20.2, -28), (40, -28))).events
    assert [event.kind for event in events] == [DROP]
    assert events[0].start_ms == events[0].peak_ms == pytest.approx(20_000, abs=300)


def test_a_sudden_stop_from_which_the_music_recovers_is_a_drop() -> None:
    sound = swelling((0, -8), (40, -8))
    sound[15 * RATE_HZ : 32 * RATE_HZ] = 0
    drop = only(heard(sound).events, DROP)
    assert drop.start_ms == pytest.approx(15_000, abs=300)


def test_a_quiet_break_lasts_from_the_fall_to_the_return() -> None:
    events = heard(
        swelling((0, -10), (15, -10), (15.3, -30), (21, -30), (21.3, -10), (35, -10))
    ).events
    assert [event.kind for event in events] == [DROP, BREAK]
    pause = events[1]
    assert (pause.start_ms, pause.end_ms) == pytest.approx((15_000, 21_000), abs=400)
    assert pause.start_ms < pause.peak_ms < pause.end_ms


def test_a_short_rest_is_neither_a_drop_nor_a_break() -> None:
    sound = swelling((0, -10), (30, -10))
    sound[15 * RATE_HZ : 15 * RATE_HZ + RATE_HZ] = 0
    assert heard(sound).events == ()


@pytest.mark.parametrize(
    "corners",
    [
        pytest.param(((0, -12), (40, -12)), id="a plateau"),
        pytest.param(((0, -12), (9, -14), (18, -10), (27, -13), (40, -11)), id="wandering"),
        pytest.param(((0, -20), (15, -20), (25, -15), (40, -15)), id="a small rise"),
        pytest.param(((0, -8), (10, -8), (30, -26), (40, -26)), id="a slow fade"),
    ],
)
def test_what_is_no_event_is_not_reported(corners: tuple[tuple[float, float], ...]) -> None:
    assert heard(swelling(*corners)).events == ()


def test_the_end_of_the_music_is_not_a_drop() -> None:
    sound = np.concatenate([swelling((0, -8), (30, -8)), np.zeros(6 * RATE_HZ, np.float32)])
    assert heard(sound).events == ()


def test_steady_noise_has_no_events() -> None:
    noise = np.random.default_rng(3).standard_normal(40 * RATE_HZ).astype(np.float32)
    assert heard(noise * 0.1).events == ()


def test_events_do_not_depend_on_how_loud_the_whole_is() -> None:
    sound = swelling((0, -30), (10, -30), (26, -8), (30, -8), (30.2, -28), (40, -28))
    loud, soft = heard(sound).events, heard(sound * 0.1).events
    assert [event.kind for event in loud] == [event.kind for event in soft] == [BUILD, CLIMAX, DROP]


@pytest.mark.parametrize("seconds", [0, 0.01, 0.1, 0.5, 1.5, 3])
def test_what_is_very_short_has_no_events(seconds: float) -> None:
    assert heard(swelling((0, -10), (10, -10))[: round(seconds * RATE_HZ)]).events == ()


def test_a_stretch_has_events_of_its_own_time() -> None:
    sound = swelling((0, -8), (20, -8), (20.2, -28), (40, -28), (40.2, -8), (60, -8))
    part = heard(sound).between(10_000, 38_000)
    assert len(part.measured) == 280
    assert [event.kind for event in part.events] == [DROP]
    assert part.events[0].start_ms == pytest.approx(10_000, abs=300)
