"""Every verb that a listener can use is undone and redone, row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.core.errors import Problem
from app.core.ids import CueId, EmotionId, MomentId, OccurrenceId, SceneId, TagId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from app.transactions import changes
from app.transactions.ledger import HISTORY
from tests.support.opened_profile import OpenedProfile

SPAN = Span(2000, 9000)


class Story:
    """A small profile in which every kind of row is there once."""

    def __init__(self, opened: OpenedProfile) -> None:
        services = self.services = opened.services
        self.opened = opened
        self.track: TrackId = opened.track()
        scenes = services.scenes
        self.work: WorkId = scenes.add_work(WorkKind.SERIES, "My Heart", 2024)
        self.episode = scenes.add_episode(self.work, 1, 1, "The Winding Key")
        self.mira = scenes.add_character(self.work, "Mira")
        self.elio = scenes.add_character(self.work, "Elio")
        self.scene: SceneId = scenes.add_scene(
            self.work, "The harbour", episode_id=self.episode, character_ids=[self.mira]
        )
        self.later: SceneId = scenes.add_scene(self.work, "The letter")
        self.cue: CueId = services.cues.add_cue(self.track, Span(0, 5000), self.scene)
        self.wonder: EmotionId = services.emotions.named("wonder").id  # type: ignore[union-attr]
        self.dread: EmotionId = services.emotions.named("dread").id  # type: ignore[union-attr]
        tag = services.tagging.add_tag(self.track, self.wonder, Span.point(5000))
        self.tag: TagId = tag.id
        self.moment: MomentId = services.moments.add_moment(self.track, Span.point(6000)).id
        made = services.themes.mark_returns("The heart", self.track, [Span(0, 4000)], self.work)
        self.occurrence: OccurrenceId = made[0]
        self.theme = services.themes.themes()[0].id
        self.tag_ref = MarkRef(MarkKind.TAG, self.tag)
        self.moment_ref = MarkRef(MarkKind.MOMENT, self.moment)
        self.cue_ref = MarkRef(MarkKind.CUE, self.cue)
        self.occurrence_ref = MarkRef(MarkKind.OCCURRENCE, self.occurrence)
        self.refs = (self.tag_ref, self.moment_ref, self.cue_ref, self.occurrence_ref)


Verb = Callable[[Story], object]

VERBS: dict[str, Verb] = {
    "add work": lambda s: s.services.scenes.add_work(WorkKind.FILM, "Other"),
    "add episode": lambda s: s.services.scenes.add_episode(s.work, 1, 2),
    "add character": lambda s: s.services.scenes.add_character(s.work, "Sefa"),
    "add scene": lambda s: s.services.scenes.add_scene(
        s.work, "New", episode_id=s.episode, character_ids=[s.elio]
    ),
    "set characters": lambda s: s.services.scenes.set_characters(s.scene, [s.elio]),
    "place scene": lambda s: s.services.scenes.place_scene(s.later, s.episode, s.scene),
    "edit work": lambda s: s.services.scenes.edit("work", s.work, kind=WorkKind.GAME, note="n"),
    "edit episode": lambda s: s.services.scenes.edit("episode", s.episode, number=7),
    "edit character": lambda s: s.services.scenes.edit("character", s.mira, portrait="a.png"),
    "edit scene": lambda s: s.services.scenes.edit("scene", s.scene, start_ms=1, end_ms=2),
    "remove work": lambda s: s.services.scenes.remove("work", s.work),
    "remove episode": lambda s: s.services.scenes.remove("episode", s.episode),
    "remove character": lambda s: s.services.scenes.remove("character", s.mira),
    "remove scene": lambda s: s.services.scenes.remove("scene", s.scene),
    "add cue": lambda s: s.services.cues.add_cue(s.track, SPAN, s.scene),
    "edit cue": lambda s: s.services.marks.edit(s.cue_ref, scene_id=s.later),
    "move cue": lambda s: s.services.marks.move({s.cue_ref: SPAN}),
    "remove cue": lambda s: s.services.marks.remove(s.cue_ref),
    "add tag": lambda s: s.services.tagging.add_tag(s.track, s.wonder, SPAN),
    "raise tag": lambda s: s.services.tagging.raise_intensity(s.tag),
    "draw tag": lambda s: s.services.tagging.extend(s.tag, SPAN, SPAN),
    "edit tag": lambda s: s.services.marks.edit(s.tag_ref, note="n", emotion_id=s.dread),
    "add moment": lambda s: s.services.moments.add_moment(s.track, SPAN),
    "draw moment": lambda s: s.services.moments.extend(s.moment, SPAN, SPAN),
    "edit moment": lambda s: s.services.marks.edit(s.moment_ref, label="l"),
    "move all marks": lambda s: s.services.marks.move(dict.fromkeys(s.refs, SPAN)),
    "remove all marks": lambda s: s.services.marks.remove(*s.refs),
    "new theme": lambda s: s.services.themes.mark_returns("Another", s.track, [SPAN], s.work),
    "add occurrence": lambda s: s.services.themes.mark_returns(s.theme, s.track, [SPAN]),
    "edit occurrence": lambda s: s.services.marks.edit(s.occurrence_ref, note="n"),
    "add word": lambda s: s.services.emotions.add_word("Homesick", "#112233", shortcut="1"),
    "edit word": lambda s: s.services.emotions.edit_word(s.dread, shortcut="1", name="Angst"),
    "delete word": lambda s: s.services.emotions.remove_word(s.dread),
    "retire word": lambda s: s.services.emotions.remove_word(s.wonder),
}


@pytest.fixture
def story(opened: OpenedProfile) -> Story:
    return Story(opened)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_undone_and_redone_row_by_row(story: Story, name: str) -> None:
    opened, ledger = story.opened, story.services.ledger
    before = opened.tables()
    VERBS[name](story)
    after = opened.tables()
    step = opened.last_step
    assert after != before
    assert step.label
    for _ in range(2):
        ledger.undo(step)
        assert opened.tables() == before
        ledger.redo(step)
        assert opened.tables() == after


@pytest.mark.parametrize("name", VERBS)
def test_an_undo_announces_what_the_verb_did(story: Story, name: str) -> None:
    VERBS[name](story)
    done = story.opened.changes[-1]
    story.services.ledger.undo(story.opened.last_step)
    undone = story.opened.changes[-1]
    assert undone.kinds == done.kinds
    assert undone.track_ids == done.track_ids
    assert undone.initiator == HISTORY
    assert undone.step is None


def test_all_of_it_undone_in_turn_leaves_the_first_day(opened: OpenedProfile) -> None:
    first = opened.tables()
    story = Story(opened)
    first["track"] = opened.tables()["track"]
    for verb in (
        "edit scene",
        "set characters",
        "move all marks",
        "edit tag",
        "add word",
        "retire word",
    ):
        VERBS[verb](story)
    for step in reversed(opened.steps()):
        opened.services.ledger.undo(step)
    assert _authored(opened.tables()) == _authored(first)


def test_what_was_changed_elsewhere_is_not_undone(story: Story) -> None:
    services, opened = story.services, story.opened
    services.scenes.add_scene(story.work, "New")
    step = opened.last_step
    services.scenes.remove("work", story.work)
    tables = opened.tables()
    with pytest.raises(Problem, match="can no longer be undone or redone"):
        services.ledger.undo(step)
    assert opened.tables() == tables


def test_a_block_that_fails_leaves_nothing(story: Story) -> None:
    opened = story.opened
    before, news = opened.tables(), len(opened.changes)
    with pytest.raises(RuntimeError), story.services.ledger.write("x", changes.SCENE) as writing:
        writing.unit.remove(writing.unit.get(_scene_row(), story.scene))
        raise RuntimeError
    assert opened.tables() == before
    assert len(opened.changes) == news


def test_a_verb_that_changes_no_row_is_no_step(story: Story) -> None:
    count = len(story.opened.changes)
    story.services.scenes.set_characters(story.scene, [story.mira])
    story.services.marks.move({story.cue_ref: Span(0, 5000)})
    assert len(story.opened.changes) == count


def _authored(tables: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in tables.items() if rows}


def _scene_row() -> Any:
    from db.models.scene import Scene

    return Scene
