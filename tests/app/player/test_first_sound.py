"""Where to open a file so that its sound begins at the wanted position."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.player.file_look import look_at
from app.player.first_sound import MP3_LOSS_MS, block_length_ms, opening_ms
from tests.support.audio import clicks, write_audio
from tests.support.odd_audio import write_ape, write_by_ffmpeg

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
def test_a_file_that_is_not_flac_is_opened_at_the_wanted_position(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "claims.flac"
    path.write_bytes(content)
    assert opening(path, 12_345) == 12_345


def test_a_missing_file_is_left_to_the_player(tmp_path: Path) -> None:
    assert opening(tmp_path / "gone.flac", 12_345) == 12_345


def test_an_mp3_is_opened_earlier_by_what_its_decoder_usually_misses(tmp_path: Path) -> None:
    assert opening(tmp_path / "a.mp3", 9000) == 9000 - MP3_LOSS_MS


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg"])
def test_no_file_is_opened_before_its_start(tmp_path: Path, name: str) -> None:
    assert opening(tmp_path / name, 0) == 0
    assert opening(tmp_path / name, 5) >= 0


def test_a_long_block_is_opened_at_its_start(tmp_path: Path) -> None:
    path = write_ape(tmp_path / "a.ape", 10, 2.0)
    block_ms = look_at(path).block_ms
    assert block_ms == pytest.approx(2000)
    assert opening_ms(path, 3_900, block_ms) == pytest.approx(2000, abs=1)


def test_wavpack_and_true_audio_say_how_long_their_blocks_are(tmp_path: Path) -> None:
    wavpack = write_by_ffmpeg(tmp_path / "a.wv", 5, "-c:a", "wavpack", rate_hz=22_050)
    assert look_at(wavpack).block_ms == pytest.approx(2000)
    assert look_at(write_by_ffmpeg(tmp_path / "a.tta", 2)).block_ms == pytest.approx(1044.9, abs=1)


@pytest.mark.parametrize("head", [b"MAC \x96\x0f", b"wvpk\x00\x00", b"MAC \x96\x0f" + bytes(80)])
def test_a_broken_header_says_nothing_about_blocks(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(head)
    assert look_at(path).block_ms is None


@pytest.mark.parametrize(
    ("options", "rate_hz", "length_ms"),
    [((), 44_100, 5000), (("-q:a", "3"), 22_050, 5000), (("-write_xing", "0"), 44_100, None)],
)
def test_an_mp3_says_how_long_it_is_if_it_counts_its_frames(
    tmp_path: Path, options: tuple[str, ...], rate_hz: int, length_ms: int | None
) -> None:
    path = write_by_ffmpeg(tmp_path / "a.mp3", 5, *options, rate_hz=rate_hz)
    assert look_at(path).counted_ms == (length_ms and pytest.approx(length_ms, abs=80))
