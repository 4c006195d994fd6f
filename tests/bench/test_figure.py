"""How a figure stands to its floor, and what a bench says where there is no screen."""

from __future__ import annotations

import pytest

from bench.display import expect_display
from bench.figure import ratio_by_turns, spread

PLACES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def test_a_machine_that_slows_down_halfway_changes_no_ratio() -> None:
    assert ratio_by_turns([30.0, 30.0, 30.0, 72.0, 72.0], [10.0, 10.0, 10.0, 24.0, 24.0]) == 3.0


def test_a_floor_from_another_run_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio_by_turns([30.0, 30.0], [10.0])


def test_the_slowest_of_a_hundred_is_given_as_a_multiple_of_the_median() -> None:
    figures = spread([*[10.0] * 98, 30.0, 50.0], [5.0] * 100)
    assert (figures["ratio"], figures["p99_to_median"]) == (2.0, 3.0)


@pytest.mark.parametrize("platform", [None, "xcb", "wayland"])
def test_a_bench_without_a_screen_says_so_at_once(
    platform: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit) as ended:
        expect_display(platform)
    assert ended.value.code == 2
    assert "needs a display" in capsys.readouterr().err


def test_an_offscreen_bench_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)
    expect_display("offscreen")
