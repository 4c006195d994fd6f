"""What mends: a track gets its scene, a scene its track or another place. Each can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from app.core.ids import SceneId
from app.core.timecode import Span
from app.core.words import _, ngettext
from app.works.mending import LooseTrack, OddScene, SilentScene
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button
from ui.words.marks import scene_title
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

    def mend(self, rows: Sequence[MissingRow]) -> tuple[MissingRow, ...]:
        """Does what is proposed: of several tracks in one step. Returns those that had a proposal;
        the others stay as they are.
        """
        proposed = tuple(row for row in rows if row.has_proposal)
        if len(proposed) > 1:
            self._give_all(_pairs(proposed))
        elif proposed:
            self._mend_one(proposed[0])
        return proposed

    def ask(self, rows: Sequence[MissingRow], glance: WorkGlance, at: QPoint) -> None:
        """Something else than what is proposed: one scene for all tracks. at: where a menu opens,
        global.
        """
        tracks = [row.what.track for row in rows if isinstance(row.what, LooseTrack)]
        if tracks:
            self._ask_for_scene(tracks, glance)
        elif rows and isinstance(rows[0].what, SilentScene):
            self._ask_for_track(rows[0].what.scene, glance, at)

    def play(self, row: MissingRow) -> None:
        """The track it is about, or that is proposed."""
        track = getattr(row.what, "track", None)
        if track is not None:
            self._context.playback.play_lines([(track.id, None)])

    def _mend_one(self, row: MissingRow) -> None:
        match row.what:
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
        menu = PopupMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for track in glance.tracks:
            action = menu.addAction(on_button(track.title))
            action.triggered.connect(lambda _on=False, track=track: self._give(track, scene))
        menu.popup(at)


def _pairs(rows: Sequence[MissingRow]) -> list[tuple[TrackRow, Scene]]:
    """Of loose tracks that have a proposal."""
    return [
        (row.what.track, row.what.scene)
        for row in rows
        if isinstance(row.what, LooseTrack) and row.what.scene is not None
    ]


def _whole(track: TrackRow) -> Span:
    return Span(0, max(1, track.duration_ms))
