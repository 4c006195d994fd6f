"""What is done to the story where one sees it. Each is one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.core.ids import EpisodeId, SceneId, TrackId
from app.core.timecode import Span, format_ms
from app.core.words import _, dotted, ngettext
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering

if TYPE_CHECKING:
    from app.library.records import TrackRow
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
        """For a scene without music: those without a scene come first. at: global."""
        self._context.look(lambda: self._offer_tracks(line, scene, at))

    def _offer_tracks(self, line: StoryLine, scene: int, at: QPoint) -> None:
        wanted, without = line.scenes[scene], set(line.tracks_without_scene)
        rows = sorted(
            self._context.services.library.lines(),
            key=lambda row: (row.id not in without, row.id not in line.tracks),
        )
        tracks = list({row.id: row for row in rows if row.entry_id is None}.values())

        def take(track_id: object) -> None:
            if isinstance(track_id, int):
                self.set_tracks((track_id,), wanted.id, wanted.title)

        popup = FinderPopup(
            self._page,
            _("Music for “{scene}”", scene=wanted.title),
            _("Find a track"),
            offering(lambda: tracks, _words_of, _match_of),
            take,
        )
        popup.open_at(at)


def _words_of(row: TrackRow) -> str:
    return f"{row.title} {row.artist} {row.album}"


def _match_of(row: TrackRow) -> Match:
    detail = dotted(row.artist, row.album, format_ms(row.duration_ms))
    return Match(row.title, int(row.id), detail, "music-2")
