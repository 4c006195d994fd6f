"""The shipped emotions: told apart by colour, icon and pattern, readable on every surface."""

from __future__ import annotations

import itertools
import math
import tomllib
from typing import Any

import pytest

from ui.style.contrast import contrast_ratio, ink_on
from ui.style.files import RESOURCES
from ui.style.icons import has_icon
from ui.style.patterns import pattern_names
from ui.style.tokens import THEMES

SETS = ("gems", "soundtrack")
GEMS = (
    "wonder", "transcendence", "tenderness", "nostalgia", "peacefulness", "power",
    "joyful_activation", "tension", "sadness",
)  # fmt: skip
SOUNDTRACK = (
    "dread", "triumph", "longing", "heartbreak", "comfort", "goosebumps", "humour", "awe",
)  # fmt: skip


def emotions(name: str) -> list[dict[str, Any]]:
    path = RESOURCES / "vocabularies" / f"{name}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["emotion"]
    return found


ALL = [pytest.param(e, id=e["key"]) for name in SETS for e in emotions(name)]


def test_all_emotions_of_the_design_are_there() -> None:
    assert tuple(e["key"] for e in emotions("gems")) == GEMS
    assert tuple(e["key"] for e in emotions("soundtrack")) == SOUNDTRACK


def test_the_nine_have_the_digits_and_the_others_none() -> None:
    assert [e["shortcut"] for e in emotions("gems")] == list("123456789")
    assert not any("shortcut" in e for e in emotions("soundtrack"))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("field", ["name", "gloss", "colour", "icon", "pattern"])
def test_no_two_emotions_of_a_set_share(name: str, field: str) -> None:
    values = [e[field] for e in emotions(name)]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("name", SETS)
def test_colours_of_a_set_are_clearly_different(name: str) -> None:
    for a, b in itertools.combinations(emotions(name), 2):
        assert math.dist(oklab(a["colour"]), oklab(b["colour"])) > 0.07, (a["key"], b["key"])


@pytest.mark.parametrize("emotion", ALL)
def test_an_emotion_can_be_drawn(emotion: dict[str, Any]) -> None:
    assert has_icon(emotion["icon"])
    assert emotion["pattern"] in pattern_names()
    assert -1 <= emotion["valence"] <= 1
    assert -1 <= emotion["arousal"] <= 1


@pytest.mark.parametrize("emotion", ALL)
@pytest.mark.parametrize("surface", ["paper", "sunken", "raised", "overlay"])
def test_a_colour_stands_out_in_both_themes(emotion: dict[str, Any], surface: str) -> None:
    for theme in THEMES.values():
        assert contrast_ratio(emotion["colour"], theme.colour(surface)) >= 3
    assert contrast_ratio(ink_on(emotion["colour"]), emotion["colour"]) >= 4.5


def oklab(colour: str) -> tuple[float, float, float]:
    """Source: Björn Ottosson, “A perceptual color space for image processing”, 2020."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)  # noqa: E741
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )
