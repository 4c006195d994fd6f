"""The demo's leitmotif is found in its three tracks, as they sound, where its story says it is."""

from __future__ import annotations

import json
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
MARKS: list[dict[str, Any]] = STORY["themes"][0]["occurrences"]
SHOWN_FROM = 0.5
STATED_IN_FULL_MS = 10_000  # shorter marks are the theme's head alone, five notes
NEAR_MS = 1_000


def passage(mark: dict[str, Any]) -> Passage:
    return Passage(mark["track"], mark["start_ms"], mark["end_ms"])


HOME = passage(next(mark for mark in MARKS if mark.get("home")))
IN_FULL = [
    mark
    for mark in MARKS
    if passage(mark) != HOME and passage(mark).duration_ms > STATED_IN_FULL_MS
]


@pytest.fixture(scope="module")
def shown() -> list[Return]:
    tracks = {track["key"]: heard(track["file"]) for track in STORY["tracks"]}
    found = find_returns(Soundtrack(tracks), tracks[HOME.track], HOME, JobContext())
    return [each for each in found if each.probability >= SHOWN_FROM]


def heard(file: str) -> Views:
    listener = PitchListener()
    hear(DEMO / file, lambda: [listener], JobContext())
    return see(listener.finish())


@pytest.mark.parametrize("mark", IN_FULL, ids=lambda mark: f"{mark['track']}-{mark['start_ms']}")
def test_each_full_statement_is_found(shown: list[Return], mark: dict[str, Any]) -> None:
    there = [each for each in shown if passage(mark).shared_with(each.passage) > 0.5]
    assert len(there) == 1
    assert there[0].passage.start_ms == pytest.approx(mark["start_ms"], abs=NEAR_MS)
    assert there[0].tempo_ratio == pytest.approx(mark["tempo_ratio"], rel=0.06)
    assert (there[0].transposition - mark["transposition"]) % 12 == 0


def test_what_is_shown_is_the_theme(shown: list[Return]) -> None:
    elsewhere = [
        each
        for each in shown
        if all(passage(mark).shared_with(each.passage) <= 0.5 for mark in MARKS)
    ]
    assert not elsewhere
