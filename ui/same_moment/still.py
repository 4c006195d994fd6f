"""The picture of the moment: what plays there, or the track's cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from app.story.covering import SceneName
from ui.scenes.moment_stills import MomentStills
from ui.style.theme import theme_signals
from ui.style.tokens import RADIUS
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_row import PressRow

if TYPE_CHECKING:
    from app.journal.records import JournalTrack
    from app.story.records import Scene
    from ui.bridge.context import Context

_SIDE_PX = 320


class MomentStill(PressRow):
    """clicked(), while a scene is shown: it is to be opened."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._stills = MomentStills(context, _SIDE_PX, self, most=6)
        self._stills.ready.connect(self.update)
        self._scene: SceneName | None = None
        self._track: JournalTrack | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self.update)

    def show_place(self, scene: Scene | None, track: JournalTrack, words: str) -> None:
        """words: what the scene is called; empty without one."""
        self._scene = None if scene is None else SceneName(
            scene.id, scene.title, scene.is_spoiler, scene.is_ahead, scene.still
        )  # fmt: skip
        self._track = track
        name = _("Open the scene “{title}”", title=words) if words else track.title
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setEnabled(scene is not None)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        return QSize(260, 146)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 54)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scenes = () if self._scene is None else (self._scene,)
        self._stills.paint(painter, QRectF(self.rect()), scenes, self._track, RADIUS.medium)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)
