"""A page whose lines are found and read by one query has just the lines that are found alone."""

from __future__ import annotations

from datetime import date
from functools import reduce
from itertools import combinations
from typing import Any

import pytest

from app.core.ids import CharacterId, EmotionId, SceneId, TrackId, WorkId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import (
    ENTRY,
    Counted,
    EntryDraft,
    Feeling,
    FeltChange,
    JournalFilter,
    JournalItem,
)
from app.journal.service import JournalService
from tests.support.journal_profile import JournalProfile

LIMIT = 3

# Each is true of some lines and not of others; all together of one mark.
FACETS: dict[str, dict[str, Any]] = {
    "emotion": {"emotion_ids": frozenset({EmotionId(1)})},
    "tags": {"kinds": frozenset({MarkKind.TAG})},
    "entries": {"kinds": frozenset({ENTRY})},
    "moments and entries": {"kinds": frozenset({ENTRY, MarkKind.MOMENT})},
    "work": {"work_id": WorkId(1)},
    "track": {"track_id": TrackId(1)},
    "scene": {"scene_id": SceneId(1)},
    "character": {"character_id": CharacterId(1)},
    "companion": {"companion": "Mum"},
    "from a day on": {"first_day": date(2023, 11, 14)},
    "up to a day": {"last_day": date(2023, 11, 15)},
}
COUNTED = (
    Counted(is_felt=True),
    Counted(role="score"),
    Counted(composer="Kajiura"),
    Counted(hour=23),
    Counted(word="horns"),
    Counted(change=FeltChange.CALMER),
    Counted(place=Span(5_000, 20_000)),
    Counted(is_heard=True),
    Counted(is_felt=True, role="score", hour=23, word="horns", place=Span(0, 60_000)),
)
MOST = {name: value for facet in FACETS.values() for name, value in facet.items()}
WANTED = [
    *({**one, **other} for one, other in combinations(FACETS.values(), 2)),
    *({**facet, "counted": counted} for facet in FACETS.values() for counted in COUNTED),
    *({"counted": counted} for counted in COUNTED),
    *({**MOST, "counted": counted} for counted in COUNTED),
    *({**MOST, "kinds": frozenset({MarkKind.TAG}), "counted": counted} for counted in COUNTED),
]


@pytest.fixture
def full(profile: JournalProfile, journal: JournalService) -> JournalService:
    """On two tracks, in a scene and outside of it: marks of all kinds, and entries."""
    work = profile.work()
    emotions = profile.emotion("Wonder"), profile.emotion("Dread")
    person = profile.character(work, "Yuki")
    scenes = profile.scene(work, "At the harbour", person), profile.scene(work, "On the train")
    tracks = (
        profile.track("Here", work_id=work, role="score", composer="Kajiura"),
        profile.track("There", role="love_theme"),
    )
    listen = profile.listen(tracks[0], 900, 20_000)
    moved = {"before": Feeling(0, 0.5), "after": Feeling(0, -0.5)}
    for track, scene in zip(tracks, scenes, strict=True):
        profile.cue(track, scene, 5_000, 20_000)
        for emotion in emotions:
            for number, mode in enumerate(("felt", "expressed")):
                heard = {"listen_id": listen} if number else {}
                at_ms = 10_000 + 30_000 * number
                profile.tag(track, emotion, at_ms, mode=mode, note="the horns", **heard)
        moment = profile.moment(track, note="the strings")
        for links in ({"track_ids": (track,)}, {"moment_ids": (moment,)}, {"scene_ids": (scene,)}):
            draft: Any = EntryDraft(text="Horns", **links, people=("Mum",), **moved)  # type: ignore[arg-type]
            journal.write_entry(draft)
    journal.write_entry(EntryDraft(text="About nothing"))
    return journal


def _paged(journal: JournalService, wanted: JournalFilter) -> list[JournalItem]:
    found, cursor = [], None
    while True:
        page = journal.page(wanted, cursor, limit=LIMIT)
        assert len(page.items) <= LIMIT
        found += page.items
        if (cursor := page.next_cursor) is None:
            return found


def test_it_has_what_each_condition_leaves(full: JournalService) -> None:
    alone = {name: _ids(full, facet) for name, facet in FACETS.items()}
    everything = [item.cursor.line_id for item in _paged(full, JournalFilter())]
    assert everything == sorted(everything, reverse=True) and len(everything) == 19
    for name, ids in alone.items():
        assert 0 < len(ids) <= 19, name
        assert _ids(full, FACETS[name]) == [one for one in everything if one in ids]


def test_conditions_together_have_what_all_leave(full: JournalService) -> None:
    apart: dict[tuple[str, Any], set[int]] = {}
    for values in WANTED:
        for one in values.items():
            if one not in apart:
                apart[one] = set(_ids(full, dict([one])))
        expected = reduce(set.intersection, (apart[one] for one in values.items()))
        found = _ids(full, values)
        assert found == sorted(found, reverse=True)
        # A scene in which the character is, and where it plays, go together.
        is_narrower = values.keys() >= {"scene_id", "character_id"}
        assert set(found) <= expected if is_narrower else set(found) == expected, values
        assert full.count(JournalFilter(**values), 100) == len(found)


def _ids(journal: JournalService, values: dict[str, Any]) -> list[int]:
    return [item.cursor.line_id for item in _paged(journal, JournalFilter(**values))]


def test_a_page_of_some_kinds_shows_what_a_page_of_all_does(full: JournalService) -> None:
    everything = {item.cursor: item for item in _paged(full, JournalFilter())}
    for facet in FACETS.values():
        for item in _paged(full, JournalFilter(**facet)):
            assert item == everything[item.cursor]
    for item in _paged(full, JournalFilter(counted=Counted(is_felt=True))):
        assert item == everything[item.cursor] and item.mode == "felt"
