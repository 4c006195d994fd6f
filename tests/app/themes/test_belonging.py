"""Whom and what a theme belongs to, what it is called, and where it is stated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.core.errors import Problem
from app.core.ids import CharacterId, OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.story.records import WorkKind
from app.themes.records import OccurrenceStatus
from app.transactions import changes
from tests.support.opened_profile import OpenedProfile


class Told:
    """A theme with two returns on a track, and two characters of its work."""

    def __init__(self, opened: OpenedProfile) -> None:
        services = opened.services
        self.track: TrackId = opened.track()
        work = services.scenes.add_work(WorkKind.SERIES, "My Heart")
        self.mira = services.scenes.add_character(work, "Mira")
        self.elio = services.scenes.add_character(work, "Elio")
        self.first, self.second = services.themes.mark_returns(
            "The heart", self.track, [Span(0, 10_000), Span(20_000, 30_000)], work
        )
        self.heart: ThemeId = services.themes.themes()[0].id


@pytest.fixture
def told(opened: OpenedProfile) -> Told:
    return Told(opened)


def people(opened: OpenedProfile, theme: ThemeId) -> list[str]:
    return [person.name for person in opened.services.theme_returns.life(theme).characters]


def homes(opened: OpenedProfile) -> set[int]:
    return {row["id"] for row in opened.tables()["occurrence"].values() if row["is_home"]}


def test_a_theme_belongs_to_a_pair(opened: OpenedProfile, told: Told) -> None:
    themes = opened.services.themes
    themes.add_character(told.heart, told.mira)
    themes.add_character(told.heart, told.elio)
    assert opened.changes[-1].kinds == {changes.THEME}
    assert opened.last_step.label == "Connect “The heart” with “Elio”"
    assert people(opened, told.heart) == ["Elio", "Mira"]
    steps = len(opened.changes)
    themes.add_character(told.heart, told.mira)  # once is enough
    assert len(opened.changes) == steps
    themes.remove_character(told.heart, told.elio)
    assert people(opened, told.heart) == ["Mira"]


def test_a_theme_belongs_to_a_place_or_an_idea(opened: OpenedProfile, told: Told) -> None:
    themes = opened.services.themes
    themes.edit(told.heart, idea="The harbour", name="  The heartbeat ", note="On one note.")
    (theme,) = themes.themes()
    assert (theme.idea, theme.name, theme.note) == ("The harbour", "The heartbeat", "On one note.")
    with pytest.raises(Problem):
        themes.edit(told.heart, name=" ")
    with pytest.raises(TypeError):
        themes.edit(told.heart, uid="another")


def test_deleting_a_character_leaves_the_theme(opened: OpenedProfile, told: Told) -> None:
    themes, before = opened.services.themes, opened.tables()
    themes.add_character(told.heart, told.mira)
    linked = opened.tables()
    opened.services.scenes.remove("character", told.mira)
    assert people(opened, told.heart) == []
    opened.services.ledger.undo(opened.last_step)
    assert opened.tables() == linked != before


def test_a_theme_is_stated_in_one_place(opened: OpenedProfile, told: Told) -> None:
    themes = opened.services.themes
    themes.set_home(told.second)
    assert homes(opened) == {told.second}
    themes.set_home(told.first)
    assert homes(opened) == {told.first}
    assert opened.changes[-1].track_ids == {told.track}
    with pytest.raises(LookupError):
        themes.set_home(OccurrenceId(99))


def test_the_home_of_one_theme_is_none_of_anothers(opened: OpenedProfile, told: Told) -> None:
    themes = opened.services.themes
    (other,) = themes.mark_returns("The letter", told.track, [Span(40_000, 50_000)])
    themes.set_home(told.first)
    themes.set_home(other)
    assert homes(opened) == {told.first, other}


def test_where_a_theme_is_stated_is_sure(opened: OpenedProfile, told: Told) -> None:
    themes = opened.services.themes
    themes.answers.leave_marks_open(told.second)
    themes.set_home(told.second)
    found = opened.services.timelines.timeline(told.track).occurrences
    assert found[1].is_home and found[1].status is OccurrenceStatus.CONFIRMED


def test_a_copy_of_the_home_is_another_return(opened: OpenedProfile, told: Told) -> None:
    services = opened.services
    services.themes.set_home(told.first)
    home = services.timelines.timeline(told.track).occurrences[0]
    services.marks.duplicate({home.ref: Span(50_000, 60_000)})
    services.marks.split(home.ref, at_ms=5_000)
    assert homes(opened) == {told.first}


def test_merging_marks_keeps_the_home(opened: OpenedProfile, told: Told) -> None:
    services = opened.services
    services.themes.set_home(told.second)
    found = services.timelines.timeline(told.track).occurrences
    services.marks.move({found[1].ref: Span(10_000, 20_000)})
    services.marks.merge(*(mark.ref for mark in found))
    assert homes(opened) == {told.first}


VERBS: dict[str, Callable[[OpenedProfile, Told], object]] = {
    "add character": lambda p, told: p.services.themes.add_character(told.heart, told.elio),
    "remove character": lambda p, told: p.services.themes.remove_character(told.heart, told.mira),
    "edit": lambda p, told: p.services.themes.edit(told.heart, idea="The sea"),
    "set home": lambda p, told: p.services.themes.set_home(told.second),
    "remove": lambda p, told: p.services.themes.remove(told.heart),
}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_one_step_that_undoes(opened: OpenedProfile, told: Told, name: str) -> None:
    themes, ledger = opened.services.themes, opened.services.ledger
    themes.add_character(told.heart, told.mira)
    themes.set_home(told.first)
    before, steps = opened.tables(), len(opened.steps())
    VERBS[name](opened, told)
    assert len(opened.steps()) == steps + 1
    after, step = opened.tables(), opened.last_step
    assert after != before
    ledger.undo(step)
    assert opened.tables() == before
    ledger.redo(step)
    assert opened.tables() == after


def test_what_is_gone_is_said(opened: OpenedProfile, told: Told) -> None:
    themes, before = opened.services.themes, opened.tables()
    for verb in (themes.add_character, themes.remove_character):
        with pytest.raises(LookupError):
            verb(ThemeId(99), told.mira)
        with pytest.raises(LookupError):
            verb(told.heart, CharacterId(99))
    with pytest.raises(LookupError):
        themes.edit(ThemeId(99), idea="The sea")
    with pytest.raises(LookupError):
        themes.remove(ThemeId(99))
    assert opened.tables() == before
