"""Scrubbing: bits of sound at a bearable pace, and everything restored afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from tests.support.lines import own
from tests.support.seen import is_settled
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.playback.playback import Playback
from ui.bridge.playback.scrubbing import BIT_MS, Scrubber


@pytest.fixture
def parts(parts: WindowParts, tmp_path: Path) -> WindowParts:
    parts.backend.usual_duration_ms = 60_000
    ids = add_tracks(parts.context, tmp_path / "music", ["Dawn"])
    parts.context.playback.play_lines(own(ids["Dawn"]))
    return parts


@pytest.fixture
def playback(parts: WindowParts) -> Playback:
    return parts.context.playback


@pytest.fixture
def heard(playback: Playback, monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """The bits the player was asked for."""
    bits: list[Span] = []
    play_span = playback.player.play_span

    def listen(span: Span, preroll_ms: int = 0) -> None:
        bits.append(span)
        play_span(span, preroll_ms)

    monkeypatch.setattr(playback.player, "play_span", listen)
    return bits


def test_the_first_bit_sounds_at_once_and_the_next_one_waits(
    qtbot: QtBot, playback: Playback, heard: list[Span], parts: WindowParts
) -> None:
    scrubber = Scrubber(playback, parts.window)
    for ms in range(10_000, 20_000, 100):
        scrubber.scrub(ms)
    assert heard == [Span(10_000, 10_000 + BIT_MS)]
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].start_ms == 19_900, "the newest position, not one already left"
    scrubber.end(19_900)


def test_a_resting_pointer_isnt_heard_again(
    qtbot: QtBot, playback: Playback, heard: list[Span], parts: WindowParts
) -> None:
    scrubber = Scrubber(playback, parts.window)
    scrubber.scrub(10_000)
    qtbot.waitUntil(lambda: is_settled(scrubber))
    assert len(heard) == 1
    scrubber.end(10_000)


@pytest.mark.parametrize("is_playing", [True, False])
def test_it_plays_on_only_if_it_played_before(
    playback: Playback, parts: WindowParts, is_playing: bool
) -> None:
    if not is_playing:
        playback.pause()
    scrubber = Scrubber(playback, parts.window)
    scrubber.scrub(10_000)
    assert playback.is_playing and scrubber.is_active
    scrubber.end(30_000)
    assert playback.is_playing is is_playing
    assert not scrubber.is_active
    assert playback.position_ms == 30_000


def test_a_loop_stays_unless_the_scrub_leaves_it(playback: Playback, parts: WindowParts) -> None:
    loop = Span(10_000, 20_000)
    scrubber = Scrubber(playback, parts.window)
    playback.set_loop(loop)
    scrubber.scrub(30_000)
    scrubber.end(15_000)
    assert playback.loop == loop
    assert playback.position_ms == 15_000
    scrubber.scrub(16_000)
    scrubber.end(30_000)
    assert playback.loop is None
    assert playback.position_ms == 30_000
