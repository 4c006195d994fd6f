"""What mends: a track gets its scene, a scene its track or another place. Each can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.core.ids import SceneId
from app.core.timecode import Span
from app.core.words import _, ngettext
from app.works.albums import tracks_for_scene
from app.works.mending import LooseTrack, OddScene, SilentScene
from app.works.records import AlbumRest
from ui.story_line.track_chooser import choose_track
from ui.words.marks import scene_title
from ui.work.its_music import give_music
from ui.work.missing.rows import MissingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.library.records import TrackRow
    from app.story.records import NewScene, Scene
    from app.works.records import WorkGlance
    from ui.bridge.context import Context


class MendingVerbs(QObject):
    """window: what its questions open over."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window

    def mend(self, rows: Sequence[MissingRow], glance: WorkGlance) -> tuple[MissingRow, ...]:
        """Does what is proposed: of several tracks in one step. Returns those that had a proposal;
        the others stay as they are.
        """
        proposed = tuple(row for row in rows if row.has_proposal)
        loose = tuple(row for row in proposed if row.is_loose_track)
        if len(loose) > 1:
            self._give_all(_pairs(loose))
            return loose
        if proposed:
            self._mend_one(proposed[0], glance)
        return proposed[:1]

    def ask(self, rows: Sequence[MissingRow], glance: WorkGlance, at: QPoint) -> None:
        """Something else than what is proposed: one scene for all tracks. at: where a menu opens,
        global.
        """
        tracks = [row.what.track for row in rows if isinstance(row.what, LooseTrack)]
        if tracks:
            self._ask_for_scene(tracks, glance)
        elif rows and isinstance(rows[0].what, SilentScene):
            scene = rows[0].what.scene
            self._context.look(lambda: self._ask_for_track(scene, glance, at))

    def play(self, row: MissingRow) -> None:
        """The track it is about, or that is proposed; those of an album."""
        track = getattr(row.what, "track", None)
        ids = getattr(row.what, "track_ids", () if track is None else (track.id,))
        if ids:
            self._context.playback.play_lines([(track_id, None) for track_id in ids])

    def _mend_one(self, row: MissingRow, glance: WorkGlance) -> None:
        match row.what:
            case AlbumRest(album=album, track_ids=track_ids):
                give_music(self._context, glance.work, album, track_ids)
            case OddScene() as odd:
                self._move(odd)
            case LooseTrack(track=track, scene=scene) | SilentScene(track=track, scene=scene):
                assert track is not None and scene is not None
                self._give(track, scene)

    def _give_all(self, pairs: Sequence[tuple[TrackRow, Scene]]) -> None:
        cues, context = self._context.services.cues, self._context
        tracks = [(track.id, _whole(track), scene.id) for track, scene in pairs]
        # Translators: n is always more than 1: each got the scene that was proposed
        said = ngettext(
            "One track has its scene now.", "{n} tracks have their scenes now.", len(tracks)
        )
        context.do(lambda: cues.set_to_scenes(tracks), lambda: context.say_done(said))

    def _give(self, track: TrackRow, scene: Scene) -> None:
        cues, context = self._context.services.cues, self._context
        words = _("“{track}” plays in “{scene}” now.", track=track.title, scene=scene_title(scene))
        context.do(
            lambda: cues.add_cue(track.id, _whole(track), scene.id),
            lambda: context.say_done(words),
        )

    def _move(self, odd: OddScene) -> None:
        scenes, context = self._context.services.scenes, self._context
        scene = odd.scene
        words = _("“{scene}” was moved.", scene=scene_title(scene))
        context.do(
            lambda: scenes.place_scene(scene.id, scene.episode_id, odd.before_id),
            lambda: context.say_done(words),
        )

    def _ask_for_scene(self, tracks: Sequence[TrackRow], glance: WorkGlance) -> None:
        from ui.scenes.chooser import SceneChooser  # seldom needed

        cues = self._context.services.cues
        passages = [(track.id, _whole(track)) for track in tracks]

        def assign(scene: SceneId | NewScene) -> SceneId:
            return cues.set_to_scene(passages, scene)

        stretch = passages[0][1] if len(passages) == 1 else None
        chooser = SceneChooser(
            self._context, glance.work.id, stretch, assign, tracks[0].album, self._window
        )
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _ask_for_track(self, scene: Scene, glance: WorkGlance, at: QPoint) -> None:
        tracks = tracks_for_scene(
            self._context.services.library.lines(),
            scene.title,
            [glance.work.title],
            {row.id for row in glance.tracks},
            {row.id for row in glance.tracks_without_scene},
        )
        by_id = {row.id: row for row in tracks}
        choose_track(
            self._window, scene_title(scene), tracks,
            lambda track_id: self._give(by_id[track_id], scene), at,
        )  # fmt: skip


def _pairs(rows: Sequence[MissingRow]) -> list[tuple[TrackRow, Scene]]:
    """Of loose tracks that have a proposal."""
    return [
        (row.what.track, row.what.scene)
        for row in rows
        if isinstance(row.what, LooseTrack) and row.what.scene is not None
    ]


def _whole(track: TrackRow) -> Span:
    return Span(0, max(1, track.duration_ms))
