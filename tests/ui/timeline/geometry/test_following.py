"""How the view follows the music."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.timeline.geometry.test_time_axis import axes, shares
from ui.timeline.geometry.following import Follow, Follower, follow_named
from ui.timeline.geometry.time_axis import TimeAxis

AXIS = TimeAxis.whole(100_000, 1_000).zoomed(10, 0)


def follower(mode: Follow) -> Follower:
    found = Follower()
    found.mode = mode
    return found


@given(axes(), shares, st.sampled_from([Follow.PAGE, Follow.CENTRED]))
def test_the_followed_playhead_is_in_view(axis: TimeAxis, share: float, mode: Follow) -> None:
    position_ms = round(axis.duration_ms * share)
    shown = follower(mode).follow(axis, position_ms)
    assert -0.01 <= shown.x_of(position_ms) <= shown.width_px + 0.01
    assert shown.ms_per_px == axis.ms_per_px


def test_pages_turn_only_near_the_right_edge() -> None:
    pages = follower(Follow.PAGE)
    assert pages.follow(AXIS, AXIS.position_at(900)) == AXIS
    turned = pages.follow(AXIS, AXIS.position_at(930))
    assert turned.x_of(AXIS.position_at(930)) == pytest.approx(80, abs=1)


def test_the_music_moves_under_a_centred_playhead() -> None:
    centred = follower(Follow.CENTRED)
    axis = centred.follow(AXIS, 40_000)
    assert axis.x_of(40_000) == pytest.approx(500)
    assert centred.follow(axis, 40_005) is axis, "half a pixel moves nothing"
    moved = centred.follow(axis, 40_100)
    assert moved.x_of(40_100) == pytest.approx(500)


@pytest.mark.parametrize("mode", [Follow.PAGE, Follow.CENTRED])
def test_after_scrolling_away_the_view_stays_until_the_music_gets_there(mode: Follow) -> None:
    away = follower(mode)
    away.is_away = True
    assert away.follow(AXIS, 90_000) == AXIS
    middle = AXIS.position_at(500)
    assert away.follow(AXIS, middle) == AXIS
    assert not away.is_away


def test_off_is_off() -> None:
    assert follower(Follow.OFF).follow(AXIS, 90_000) == AXIS


def test_the_shortcut_cycles_through_all_modes() -> None:
    seen = [Follow.PAGE]
    while len(seen) < 4:
        seen.append(seen[-1].next)
    assert seen == [Follow.PAGE, Follow.CENTRED, Follow.OFF, Follow.PAGE]
    assert follow_named("elsewhere") is Follow.PAGE
