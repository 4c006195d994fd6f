"""The demo's themes are found in its tracks, as they sound, where its story says they are."""

from __future__ import annotations

import json
from itertools import takewhile
from typing import Any

import pytest

from app.analysis.hearing import hear
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import Views, see
from app.core.jobs import JobContext
from app.core.resources import DEMO

STORY: dict[str, Any] = json.loads((DEMO / "story.json").read_text(encoding="utf-8"))
MARKS: dict[str, list[dict[str, Any]]] = {
    theme["key"]: theme["occurrences"] for theme in STORY["themes"]
}
SHOWN_FROM = 0.5
STATED_IN_FULL_MS = 10_000  # shorter marks are a theme's head alone, a few notes
NEAR_MS = 1_000


def passage(mark: dict[str, Any]) -> Passage:
    return Passage(mark["track"], mark["start_ms"], mark["end_ms"])


def home(theme: str) -> Passage:
    return passage(next(mark for mark in MARKS[theme] if mark.get("home")))


def is_marked(theme: str, found: Return) -> bool:
    return any(passage(mark).shared_with(found.passage) > 0.5 for mark in MARKS[theme])


IN_FULL = [
    (theme, mark)
    for theme, marks in MARKS.items()
    for mark in marks
    if passage(mark) != home(theme) and passage(mark).duration_ms > STATED_IN_FULL_MS
]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Return]]:
    """What is found of each theme, likeliest first."""
    tracks = {track["key"]: heard(track["file"]) for track in STORY["tracks"]}
    soundtrack = Soundtrack(tracks)
    return {
        theme: list(find_returns(soundtrack, tracks[home(theme).track], home(theme), JobContext()))
        for theme in MARKS
    }


def heard(file: str) -> Views:
    listener = PitchListener()
    hear(DEMO / file, lambda: [listener], JobContext())
    return see(listener.finish())


@pytest.mark.parametrize(
    ("theme", "mark"), IN_FULL, ids=[f"{t}-{m['track']}-{m['start_ms']}" for t, m in IN_FULL]
)
def test_each_full_statement_is_found_before_anything_else(
    found: dict[str, list[Return]], theme: str, mark: dict[str, Any]
) -> None:
    first = list(takewhile(lambda each: is_marked(theme, each), found[theme]))
    there = [each for each in first if passage(mark).shared_with(each.passage) > 0.5]
    assert len(there) == 1
    assert there[0].passage.start_ms == pytest.approx(mark["start_ms"], abs=NEAR_MS)
    assert there[0].tempo_ratio == pytest.approx(mark["tempo_ratio"], rel=0.06)
    assert (there[0].transposition - mark["transposition"]) % 12 == 0


@pytest.mark.parametrize("theme", MARKS)
def test_what_is_shown_is_the_theme(found: dict[str, list[Return]], theme: str) -> None:
    shown = [each for each in found[theme] if each.probability >= SHOWN_FROM]
    assert shown and all(is_marked(theme, each) for each in shown)
