"""The story as it was last read: what belongs where, and its titles."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import WorkId
from app.story.records import Character, Scene, Work
from ui.story.story_nodes import NodeRef
from ui.words.marks import scene_title
from ui.words.spoilers import spoilers


@dataclass(frozen=True, slots=True)
class Story:
    """Every work with its episodes, and every scene."""

    works: tuple[Work, ...] = ()
    scenes: tuple[Scene, ...] = ()

    def work_id_of(self, ref: NodeRef) -> WorkId | None:
        """The work a node belongs to; None if the node is gone."""
        if ref.kind == "work":
            return WorkId(ref.id)
        if ref.kind == "episode":
            has_it = (w.id for w in self.works if any(e.id == ref.id for e in w.episodes))
            return next(has_it, None)
        return next((scene.work_id for scene in self.scenes if scene.id == ref.id), None)

    def work_of(self, ref: NodeRef | None) -> Work | None:
        work_id = None if ref is None else self.work_id_of(ref)
        return next((work for work in self.works if work.id == work_id), None)

    def scenes_of(self, work: Work) -> list[Scene]:
        return [scene for scene in self.scenes if scene.work_id == work.id]

    def scenes_with(self, who: Character) -> list[Scene]:
        return [s for s in self.scenes if any(p.id == who.id for p in s.characters)]

    def title(self, ref: NodeRef) -> str:
        """The title of a work, episode or scene; empty if it is gone."""
        if ref.kind == "work":
            return next((work.title for work in self.works if work.id == ref.id), "")
        if ref.kind == "scene":
            return next((scene_title(scene) for scene in self.scenes if scene.id == ref.id), "")
        words, works = spoilers().covering.episode_words, self.works
        found = (words(e, work.progress) for work in works for e in work.episodes if e.id == ref.id)
        return next(found, "")

    def parent_for_new(self, kind: str, picked: NodeRef | None) -> NodeRef | None:
        """What a new episode or scene belongs to: the selected work, or where the selection is."""
        if picked is None:
            return NodeRef("work", self.works[0].id)
        if picked.kind == "scene" and kind == "scene":
            scene = next(scene for scene in self.scenes if scene.id == picked.id)
            if scene.episode_id is not None:
                return NodeRef("episode", scene.episode_id)
        if picked.kind == "episode" and kind == "scene":
            return picked
        work_id = self.work_id_of(picked)
        return None if work_id is None else NodeRef("work", work_id)
