"""How far the listener is in a work, which decides what is covered of it."""

from __future__ import annotations

from app.core.ids import EpisodeId, SceneId, WorkId
from app.core.words import Text
from app.story.records import Progress
from app.transactions import changes
from app.transactions.ledger import Ledger
from db.models.scene import Scene as SceneRow
from db.models.work import Episode as EpisodeRow
from db.models.work import Work as WorkRow

_STEP = Text("Set how far you are")
# Whatever may be named, or may no longer be.
_COVERED = (changes.WORK, changes.SCENE, changes.CHARACTER, changes.CUE)


class StoryProgress:
    """Verbs on how far the listener is. Each is one undo step, and announces a Change of all that
    may now be named, or no longer.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def set_at_episode(self, episode_id: EpisodeId, initiator: object = None) -> None:
        """Everything up to this episode has been seen, the episode included.

        Raises LookupError when it is gone.
        """
        with self._ledger.write(str(_STEP), *_COVERED, initiator=initiator) as writing:
            episode = writing.unit.get(EpisodeRow, episode_id)
            work = writing.unit.get(WorkRow, episode.work_id)
            _write(work, Progress(episode.season_number, episode.number))
            writing.ids.add(work.id)

    def set_at_scene(self, scene_id: SceneId, initiator: object = None) -> None:
        """Everything up to this scene has been seen, and all of its episode if it is in one.

        Raises LookupError when it is gone.
        """
        with self._ledger.write(str(_STEP), *_COVERED, initiator=initiator) as writing:
            scene = writing.unit.get(SceneRow, scene_id)
            work = writing.unit.get(WorkRow, scene.work_id)
            if scene.episode_id is None:
                _write(work, Progress(story_order=scene.story_order))
            else:
                episode = writing.unit.get(EpisodeRow, scene.episode_id)
                _write(work, Progress(episode.season_number, episode.number))
            writing.ids.add(work.id)

    def clear(self, work_id: WorkId, initiator: object = None) -> None:
        """Nothing is said about it: only what is marked as a spoiler is covered."""
        with self._ledger.write(str(_STEP), *_COVERED, initiator=initiator) as writing:
            _write(writing.unit.get(WorkRow, work_id), Progress())
            writing.ids.add(work_id)


def _write(work: WorkRow, progress: Progress) -> None:
    work.progress_season = progress.season
    work.progress_number = progress.number
    work.progress_order = progress.story_order
