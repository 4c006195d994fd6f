"""Every pair of colours the program uses can be read, in both themes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from ui.style.contrast import blend, contrast_ratio, ink_on, luminance
from ui.style.tokens import (
    COLOUR_TOKENS,
    LIGHT,
    MARK_PAIRS,
    SPACE,
    TEXT_PAIRS,
    THEMES,
    Theme,
)

BOTH = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


@BOTH
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reaches_four_and_a_half_to_one(theme: Theme, text: str, ground: str) -> None:
    assert contrast_ratio(theme.colour(text), theme.colour(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_reach_three_to_one(theme: Theme, mark: str, ground: str) -> None:
    assert contrast_ratio(theme.colour(mark), theme.colour(ground)) >= 3


@BOTH
def test_every_token_is_a_plain_colour(theme: Theme) -> None:
    for token in COLOUR_TOKENS:
        assert re.fullmatch(r"#[0-9A-F]{6}", theme.colour(token)), token


def test_contrast_agrees_with_wcag() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert luminance("#FF0000") == pytest.approx(0.2126)


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_ink_on_can_be_read_on_any_grey(grey: int) -> None:
    ground = f"#{grey:02X}{grey:02X}{grey:02X}"
    assert contrast_ratio(ink_on(ground), ground) >= 4.5


def test_a_blend_is_between_its_colours() -> None:
    assert blend("#FFFFFF", "#000000", 0.5) == "#808080"
    assert blend("#AC8200", "#123456", 1.0) == "#AC8200"


def test_the_error_names_an_unknown_token() -> None:
    with pytest.raises(KeyError, match="tint"):
        LIGHT.colour("tint")


def test_a_theme_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        LIGHT.ink = "#000000"  # type: ignore[misc]


def test_distances_are_on_the_grid() -> None:
    assert all(px % 4 == 0 for px in SPACE)


def test_tokens_import_no_qt() -> None:
    code = "import sys, ui.style.tokens; print(any(m.startswith('PySide6') for m in sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
