"""More about a scene that was just named: episode, characters, picture, what happens."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import SceneId
from app.core.words import _
from app.story.records import Scene, Work
from app.transactions.changes import CHARACTER, EPISODE, SCENE, WORK, Change
from ui.bridge.context import Context
from ui.scenes.additions import Additions
from ui.scenes.scene_fields import SceneFields
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.fitting_scroll import FittingScroll
from ui.widgets.text import TextLabel
from ui.widgets.undo_key import UndoKey

_STILL_PX = QSize(160, 90)
_PEOPLE_ROWS = 3
_LEAST_PX, _REST_PX = 140, 300  # of the fields, and of all the rest of the dialog
_SHOWN = (SCENE, EPISODE, CHARACTER, WORK)


class SceneDetails(QWidget):
    """All of it may be skipped, and every field is saved by itself. Enter goes on to the next one.

    additions: what Ctrl+Z undoes here. Signals: finished(); gone(), the scene no longer exists.
    """

    finished = Signal()
    gone = Signal()

    def __init__(
        self, context: Context, additions: Additions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._scene_id: SceneId | None = None
        self.fields = SceneFields(context, additions, _STILL_PX, self, people_rows=_PEOPLE_ROWS)
        self.done = PrimaryButton(_("Done"))
        self.done.setAutoDefault(False)
        self._undo = UndoKey(self)
        self._lay_out()
        fields = self.fields
        self._undo.watch(self, fields.episode, fields.summary, fields.still, self.done)
        self._undo.requested.connect(additions.undo)
        fields.people.adding_ended.connect(fields.still.setFocus)
        fields.people.finder.cancelled.connect(self._finish)
        self.done.clicked.connect(self._finish)
        fields.summary.installEventFilter(self)
        context.relay.changed.connect(self._on_change)

    def show_scene(self, scene_id: SceneId) -> None:
        self._scene_id = scene_id
        self._read(is_other=True)
        self.fields.people.begin_adding()
        self.fields.episode.setFocus()

    def leave(self) -> None:
        """Saves what is still being typed."""
        if self._scene_id is not None:
            self.fields.summary.commit()
            self._scene_id = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_ctrl_enter(event):
            self._finish()
        elif event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():  # it may have named the scene, and be held
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where a text is written, Esc closes the card with what was typed, too."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape or _is_ctrl_enter(event):
            self._finish()
            return True
        return False

    def _finish(self) -> None:
        self.leave()
        self.finished.emit()

    def _on_change(self, change: Change) -> None:
        if self._scene_id is not None and change.touches(*_SHOWN):
            self._read()

    def _read(self, *, is_other: bool = False) -> None:
        self._context.look(lambda: self._show(is_other=is_other))

    def _show(self, *, is_other: bool) -> None:
        scenes, scene_id = self._context.services.scenes, self._scene_id
        assert scene_id is not None
        try:
            scene = scenes.scene(scene_id)
        except LookupError:
            self._scene_id = None
            self.gone.emit()
            return
        work = _work_of(scene, scenes.works())
        self.fields.show(scene, work, scenes.characters(work.id), is_other=is_other)

    def _lay_out(self) -> None:
        fields = self.fields
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addWidget(TextLabel(_("Episode"), "section"))
        words.addWidget(fields.episode)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addWidget(fields.still, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(TextLabel(_("Characters"), "section"))
        column.addWidget(fields.people)
        column.addWidget(TextLabel(_("What happens"), "section"))
        column.addWidget(fields.summary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addWidget(FittingScroll(inside, self._room_px))
        whole.addLayout(foot)
        order = (fields.episode, fields.people.finder, fields.still, fields.summary, self.done)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _room_px(self) -> int:
        """What the screen leaves for the fields, beside the dialog’s title, foot and news."""
        return max(scaled_px(_LEAST_PX), screen_height(self) - scaled_px(_REST_PX))


def screen_height(widget: QWidget) -> int:
    return widget.screen().availableGeometry().height()


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    return event.key() in ENTER_KEYS and bool(
        event.modifiers() & Qt.KeyboardModifier.ControlModifier
    )


def _work_of(scene: Scene, works: tuple[Work, ...]) -> Work:
    return next(work for work in works if work.id == scene.work_id)
