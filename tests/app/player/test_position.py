"""The short form of bench/position: what is shown against what a sound card plays, per format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.player.backend import VlcMissing
from app.player.vlc_instance import load_vlc
from bench.position.cases import loop_case, short_case
from bench.position.files import FORMATS, Sort
from bench.position.rig import Bench
from bench.position.sound_card import SoundCard, missing_tools

# The bars of a busy machine: these tests have company. docs/position.md has the measured figures.
STEADY_MS, FIRST_MS, BEGINS_MS = 45, 80, 80
# Of variable bit rate this sound takes so little that the decoder misses four to seven frames.
VBR_BEGINS_MS = 160


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    if missing := missing_tools():
        pytest.skip(f"{missing} not installed: they play and record what is measured here")
    try:
        load_vlc()
    except VlcMissing as problem:
        pytest.skip(str(problem))
    folder: Path = tmp_path_factory.mktemp("position")
    card = SoundCard(folder)
    yield Bench(card, folder, folder)
    card.close()


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_shown_is_what_is_heard(bench: Bench, name: str) -> None:
    figures = short_case(bench, Sort(name, 20, 48_000 if name == "opus" else 44_100))
    assert float(figures["steady_p95"]) <= STEADY_MS, figures
    assert float(figures["first_p95"]) <= FIRST_MS, figures
    most_ms = VBR_BEGINS_MS if "vbr" in name else BEGINS_MS
    assert float(figures["begins_worst"]) <= most_ms, figures
    assert figures["never_heard"] == 0, figures
    assert figures["steps_back"] == 0, figures
    assert figures["frozen_moves"] == 0, figures


def test_a_loop_turns_where_it_should_without_a_hole(bench: Bench) -> None:
    figures = loop_case(bench, Sort("flac", 20), span_s=1.2, rounds=3, first_s=6.4)
    assert int(figures["rounds"]) >= 3, figures
    assert float(figures["jump_worst"]) <= BEGINS_MS, figures
    assert float(figures["seam_silence"]) <= 120, figures
    assert figures["steps_back"] == 0, figures


@pytest.mark.parametrize("name", [name for name in FORMATS if "bare" not in name])
def test_the_waveform_has_the_music_where_it_was_before_encoding(bench: Bench, name: str) -> None:
    """Encoders put samples before the music, LAME 1,105 of them; the files say how many."""
    assert abs(bench.zero_ms(Sort(name, 20, 48_000 if name == "opus" else 44_100))) <= 1


@pytest.mark.parametrize("name", [name for name in FORMATS if "bare" in name])
def test_what_an_mp3_without_header_does_not_say_is_one_encoder_delay(
    bench: Bench, name: str
) -> None:
    assert bench.zero_ms(Sort(name, 20, 44_100)) == pytest.approx(1105 / 44.1, abs=1)
