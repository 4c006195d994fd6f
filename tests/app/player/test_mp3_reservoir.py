"""How long an MP3 is silent when it is begun in the midst, from its frames alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.player import mp3_reservoir
from app.player.mp3_reservoir import Reservoir, reservoir_in
from tests.support.audio import tone, write_audio
from tests.support.polling import wait_until

FRAME_MS = 1152 / 44.1
LENGTH = 417  # of a frame of 128 kbit/s at 44.1 kHz, without padding
HAS = LENGTH - 4 - 32


def frame(needs: int, mark: bytes = b"") -> bytes:
    """MPEG 1, layer III, 128 kbit/s, 44.1 kHz, stereo."""
    head = b"\xff\xfb\x90\x00" + bytes((needs >> 1, (needs & 1) << 7))
    return (head + bytes(30) + mark).ljust(LENGTH, b"\0")


def test_frames_that_need_nothing_are_heard_but_fade_in() -> None:
    found = reservoir_in(b"".join(frame(0) for _ in range(40)))
    assert found is not None and list(found.has) == [HAS] * 40
    assert found.frame_ms == pytest.approx(FRAME_MS)
    assert found.silent_ms(10 * FRAME_MS + 0.01) == pytest.approx(FRAME_MS / 2, abs=0.1)
    assert found.silent_ms(0) == 0


@pytest.mark.parametrize(("needs", "lost"), [(100, 1), (HAS, 1), (HAS + 1, 2), (511, 2)])
def test_what_needs_more_than_was_read_is_silent(needs: int, lost: int) -> None:
    found = reservoir_in(b"".join(frame(needs) for _ in range(40)))
    assert found is not None
    assert found.silent_ms(10 * FRAME_MS + 0.01) == pytest.approx((lost + 0.5) * FRAME_MS, abs=0.1)


def test_small_frames_lend_little_so_that_many_are_silent() -> None:
    found = Reservoir(FRAME_MS, [400] * 40, [60] * 40)
    assert found.silent_ms(10 * FRAME_MS + 0.01) == pytest.approx(7.5 * FRAME_MS, abs=0.1)
    assert found.silent_ms(10.9 * FRAME_MS) == pytest.approx(6.6 * FRAME_MS, abs=0.1)


def test_a_frame_that_only_tells_of_the_others_is_none_and_says_that_they_are_even() -> None:
    sound = b"".join(frame(100) for _ in range(40))
    for mark, is_even in ((b"Xing", False), (b"Info", True)):
        found = reservoir_in(frame(0, mark) + sound)
        assert found is not None
        assert (len(found.needs), found.is_even) == (40, is_even)
    assert found is not None and found.silent_ms(1000) == pytest.approx(3 * FRAME_MS)


@pytest.mark.parametrize("data", [b"", b"\xff" * 5000, bytes(5000), b"\xff\xfb\x90\x00", frame(0)])
def test_in_what_is_no_mp3_nothing_is_found(data: bytes) -> None:
    assert reservoir_in(data) is None


def test_a_file_is_read_once_in_the_background(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.mp3", tone(4))
    assert mp3_reservoir.known(path) is None
    mp3_reservoir.get_to_know(path)
    wait_until(lambda: mp3_reservoir.known(path) is not None)
    found = mp3_reservoir.known(path)
    assert found is not None
    assert len(found.needs) * found.frame_ms == pytest.approx(4000, abs=150)
    assert 0 < found.silent_ms(2000) < 300


def test_of_a_file_that_is_gone_and_of_others_nothing_is_known(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.mp3", write_audio(tmp_path / "a.flac", tone(1))):
        mp3_reservoir.get_to_know(path)
        assert mp3_reservoir.known(path) is None
