"""What is done to the story where one sees it. Each is one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.core.ids import EpisodeId, SceneId, TrackId
from app.core.timecode import Span
from app.core.words import _, ngettext
from app.works.albums import tracks_for_scene
from ui.story_line.track_chooser import choose_track

if TYPE_CHECKING:
    from app.story_line.records import StoryLine
    from ui.bridge.context import Context


class LineVerbs(QObject):
    """page: what questions open over."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def move_scenes(
        self,
        scene_ids: Sequence[SceneId],
        episode_id: EpisodeId | None,
        before_id: SceneId | None,
    ) -> None:
        scenes, context = self._context.services.scenes, self._context
        said = ngettext("The scene was moved.", "{n} scenes were moved.", len(scene_ids))
        context.do(
            lambda: scenes.place_scenes(tuple(scene_ids), episode_id, before_id),
            lambda: context.say_done(said),
        )

    def set_tracks(self, track_ids: Sequence[int], scene_id: SceneId, title: str) -> None:
        """The whole of each, one after another. title: the scene's, as it is shown."""
        self._context.look(lambda: self._set_found(track_ids, scene_id, title))

    def _set_found(self, track_ids: Sequence[int], scene_id: SceneId, title: str) -> None:
        services, context = self._context.services, self._context
        rows = services.library.rows_of([(track_id, None) for track_id in track_ids])
        tracks = [(TrackId(row.id), Span(0, row.duration_ms)) for row in rows if row is not None]
        if not tracks:
            return
        said = ngettext(
            "One track plays in “{scene}” now.",
            "{n} tracks play in “{scene}” now.",
            len(tracks),
            scene=title,
        )
        context.do(
            lambda: services.cues.set_to_scene(tracks, scene_id), lambda: context.say_done(said)
        )

    def come_so_far(self, scene_id: SceneId) -> None:
        """The listener has seen everything up to a scene, and all of its episode."""
        context, progress = self._context, self._context.services.story_progress
        said = _("What comes later is covered now.")
        context.do(lambda: progress.set_at_scene(scene_id), lambda: context.say_done(said))

    def choose_track(self, line: StoryLine, scene: int, at: QPoint) -> None:
        """For a scene without music: the likeliest come first. at: global."""
        self._context.look(lambda: self._offer_tracks(line, scene, at))

    def _offer_tracks(self, line: StoryLine, scene: int, at: QPoint) -> None:
        wanted = line.scenes[scene]
        tracks = tracks_for_scene(
            self._context.services.library.lines(),
            wanted.title,
            [work.title for work in line.works],
            line.tracks.keys(),
            line.tracks_without_scene,
        )
        choose_track(
            self._page, wanted.title, tracks,
            lambda track_id: self.set_tracks((track_id,), wanted.id, wanted.title), at,
        )  # fmt: skip
