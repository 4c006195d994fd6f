"""What mends: a track gets its scene, a scene its track or another place. Each can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.core.ids import SceneId
from app.core.timecode import Span
from app.core.words import _
from app.works.mending import LooseTrack, OddScene, SilentScene
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.marks import scene_title
from ui.work.missing.rows import MissingRow

if TYPE_CHECKING:
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

    def mend(self, row: MissingRow) -> bool:
        """Does what is proposed. Returns whether there was a proposal."""
        match row.what:
            case LooseTrack(track=track, scene=scene) if scene is not None:
                self._give(track, scene)
            case SilentScene(scene=scene, track=track) if track is not None:
                self._give(track, scene)
            case OddScene() as odd:
                self._move(odd)
            case _:
                return False
        return True

    def ask(self, row: MissingRow, glance: WorkGlance, at: QPoint) -> None:
        """Something else than what is proposed. at: where a menu opens, global."""
        match row.what:
            case LooseTrack(track=track):
                self._ask_for_scene(track, glance)
            case SilentScene(scene=scene):
                self._ask_for_track(scene, glance, at)

    def play(self, row: MissingRow) -> None:
        """The track it is about, or that is proposed."""
        track = getattr(row.what, "track", None)
        if track is not None:
            self._context.playback.play_lines([(track.id, None)])

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

    def _ask_for_scene(self, track: TrackRow, glance: WorkGlance) -> None:
        from ui.scenes.chooser import SceneChooser  # seldom needed

        cues, whole = self._context.services.cues, _whole(track)

        def assign(scene: SceneId | NewScene) -> SceneId:
            return cues.scene_of(cues.add_cue(track.id, whole, scene))

        chooser = SceneChooser(
            self._context, glance.work.id, whole, assign, track.album, self._window
        )
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _ask_for_track(self, scene: Scene, glance: WorkGlance, at: QPoint) -> None:
        menu = PopupMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for track in glance.tracks:
            action = menu.addAction(on_button(track.title))
            action.triggered.connect(lambda _on=False, track=track: self._give(track, scene))
        menu.popup(at)


def _whole(track: TrackRow) -> Span:
    return Span(0, max(1, track.duration_ms))
