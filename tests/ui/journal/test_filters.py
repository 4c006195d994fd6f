"""A filter in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.ids import CharacterId, EmotionId, SceneId, TrackId, WorkId
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import Counted, FeltChange, JournalFilter
from app.story.records import WorkKind
from tests.ui.journal.conftest import emotion
from ui.bridge.context import Context
from ui.journal.filters import FilterNames, days_in_words, presets


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "Any day"),
        (date(2025, 3, 14), date(2025, 3, 14), "14 March 2025"),
        (date(2025, 3, 1), date(2025, 3, 31), "March 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 3, 14), None, "since 14 Mar 2025"),
        (None, date(2025, 3, 14), "until 14 Mar 2025"),
        (date(2025, 3, 14), date(2025, 4, 2), "14 Mar 2025 to 2 Apr 2025"),
    ],
)
def test_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert days_in_words(first, last) == words


def test_a_week_begins_on_monday() -> None:
    assert presets(date(2026, 11, 22))[0] == ("This week", date(2026, 11, 16), None)


def test_each_condition_can_be_removed(context: Context, track: TrackId) -> None:
    wonder = emotion(context, "wonder")
    wanted = JournalFilter(
        emotion_ids=frozenset({wonder}),
        kinds=frozenset({MarkKind.TAG}),
        track_id=track,
        text="cello",
    )
    parts = FilterNames(context.services).parts(wanted)
    assert [part.label for part in parts] == ["Wonder", "Emotions", "“Love theme”"]
    assert parts[0].without.emotion_ids == frozenset()
    assert parts[2].without.track_id is None
    assert all(part.without.text == "cello" for part in parts)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (JournalFilter(counted=Counted(is_felt=True)), "felt"),
        (JournalFilter(counted=Counted(hour=21)), "21:00 to 22:00"),
        (JournalFilter(counted=Counted(role="love_theme", composer="Ada")), "Love theme, Ada"),
        (JournalFilter(counted=Counted(word="river"), text="hand"), "“river”"),
        (JournalFilter(counted=Counted(change=FeltChange.CALMER)), "calmer"),
        (JournalFilter(counted=Counted(place=Span(28_000, 34_000))), "0:28–0:34"),
    ],
)
def test_what_a_figure_counts_is_one_condition(
    context: Context, wanted: JournalFilter, words: str
) -> None:
    wanted = replace(wanted, first_day=date(2025, 4, 13), last_day=date(2025, 4, 19))
    (part,) = FilterNames(context.services).parts(wanted)
    assert part.label == f"13 to 19 April 2025, {words}".removesuffix(", felt")
    assert part.without == JournalFilter(text=wanted.text)


def test_a_week_and_an_emotion_are_said_together(context: Context) -> None:
    wonder = emotion(context, "wonder")
    days = {"first_day": date(2025, 4, 28), "last_day": date(2025, 5, 4)}
    wanted = JournalFilter(frozenset({wonder}), counted=Counted(is_felt=True), **days)
    (part,) = FilterNames(context.services).parts(wanted)
    assert part.label == "28 April to 4 May 2025, Wonder"
    year = JournalFilter(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
    (part,) = FilterNames(context.services).parts(replace(year, counted=Counted(is_felt=True)))
    assert part.label == "2025"


def test_what_no_longer_exists_is_called_deleted(context: Context) -> None:
    parts = FilterNames(context.services).parts(JournalFilter(track_id=TrackId(99)))
    assert [part.label for part in parts] == ["“deleted”"]


def test_a_story_filter_bears_the_names_of_what_it_asks(context: Context) -> None:
    scenes = context.services.scenes
    work = scenes.add_work(WorkKind.FILM, "Laputa")
    person = scenes.add_character(work, "Sheeta")
    scene = scenes.add_scene(work, "The fall")
    wanted = JournalFilter(work_id=work, character_id=person, scene_id=scene)
    parts = FilterNames(context.services).parts(wanted)
    for part, name in zip(parts, ("Laputa", "Sheeta", "The fall"), strict=True):
        assert name in part.label
    assert [part.without for part in parts] == [
        replace(wanted, work_id=None),
        replace(wanted, character_id=None),
        replace(wanted, scene_id=None),
    ]


def test_a_filter_outlives_everything_it_asks_for(context: Context) -> None:
    wanted = JournalFilter(
        emotion_ids=frozenset({EmotionId(999)}),
        work_id=WorkId(99),
        character_id=CharacterId(99),
        scene_id=SceneId(99),
    )
    parts = FilterNames(context.services).parts(wanted)
    assert len(parts) == 4 and all("deleted" in part.label for part in parts)
