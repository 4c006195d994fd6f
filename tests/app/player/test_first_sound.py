"""Where to open a file so that its sound begins where it was asked to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.player.first_sound import MP3_LOSS_MS, block_length_ms, opening_ms
from tests.support.audio import clicks, write_audio

RATE_HZ = 44_100


def opening(path: Path, target_ms: int) -> float:
    return opening_ms(path, target_ms, block_length_ms(path))


@pytest.fixture(scope="module")
def flac(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flac")
    return write_audio(folder / "clicks.flac", clicks(5), rate_hz=RATE_HZ)


@given(target_ms=st.integers(0, 3_600_000))
def test_a_flac_is_opened_just_before_its_nearest_block(flac: Path, target_ms: int) -> None:
    block_ms = int.from_bytes(flac.read_bytes()[10:12], "big") * 1000 / RATE_HZ
    begin_ms = opening(flac, target_ms)
    assert abs(begin_ms - target_ms) <= block_ms / 2 + 1
    if begin_ms:
        assert (begin_ms + 0.5) / block_ms == pytest.approx(round((begin_ms + 0.5) / block_ms))


def test_a_tag_before_a_flac_does_not_hide_its_blocks(flac: Path, tmp_path: Path) -> None:
    tagged = tmp_path / "tagged.flac"
    tagged.write_bytes(b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128) + flac.read_bytes())
    assert opening(tagged, 12_345) == opening(flac, 12_345)


@pytest.mark.parametrize("content", [b"", b"fLaC", b"RIFF" + bytes(60), b"ID3\x04\x00\x00\x7f"])
def test_what_is_no_flac_is_opened_where_it_was_asked(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "claims.flac"
    path.write_bytes(content)
    assert opening(path, 12_345) == 12_345


def test_a_file_that_is_gone_is_left_to_the_player(tmp_path: Path) -> None:
    assert opening(tmp_path / "gone.flac", 12_345) == 12_345


def test_an_mp3_is_opened_as_much_earlier_as_its_decoder_mostly_misses(tmp_path: Path) -> None:
    assert opening(tmp_path / "a.mp3", 9000) == 9000 - MP3_LOSS_MS


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg"])
def test_nothing_is_opened_before_its_start(tmp_path: Path, name: str) -> None:
    assert opening(tmp_path / name, 0) == 0
    assert opening(tmp_path / name, 5) >= 0
