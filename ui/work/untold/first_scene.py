"""Where the first scene will be: a click asks for its name, a picture can be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.core.errors import Problem
from app.core.words import _
from ui.scenes.picture_field import picture_in
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.painting import draw_focus_ring
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from pathlib import Path

    from ui.bridge.context import Context

_TILE_PX = QSize(100, 56)
_NAME_PX = 260


class SceneTile(QAbstractButton):
    """Signal: dropped(Path), a picture."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = False
        self.setAccessibleName(_("Add the first scene"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_TILE_PX.width()), scaled_px(_TILE_PX.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._hover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        path = picture_in(event.mimeData())
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_active = self._is_over or self.underMouse() or self.isDown()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = colour("accent" if is_active else "outline")
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(colour("accent_soft" if self._is_over else "sunken"))
        painter.drawRoundedRect(box, RADIUS.small, RADIUS.small)
        side = scaled_px(18)
        at = QRectF(0, 0, side, side)
        at.moveCenter(box.center())
        paint_icon(painter, at, "plus", "ink_muted")
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _hover(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


class FirstScene(QWidget):
    """Signal: named(str title, str picture): the first scene; picture: a file name among the
    profile's pictures, empty for none.
    """

    named = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._picture = ""
        self.tile = SceneTile()
        self.hint = TextLabel(_("Your first scene. Click, or drag a picture here."), "caption")
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("What happens first?"))
        self.name.setAccessibleName(_("Title of the first scene"))
        self.name.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.tile)
        row.addWidget(self.hint)
        row.addWidget(self.name)
        row.addStretch(1)
        self.tile.clicked.connect(self.ask)
        self.tile.dropped.connect(self._take)
        self.name.returnPressed.connect(self._on_named)
        theme_signals().theme_changed.connect(self._fit)
        self._fit()

    def ask(self) -> None:
        """For its title."""
        self.hint.hide()
        self.name.show()
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.name.isHidden():
            self.let_go()
        else:
            super().keyPressEvent(event)

    def let_go(self) -> None:
        """No scene after all."""
        self._picture = ""
        self.name.clear()
        self.name.hide()
        self.hint.show()
        self.tile.setFocus()

    def _take(self, path: Path) -> None:
        try:
            self._picture = self._context.services.pictures.keep(path)
        except Problem as problem:
            self._context.messages.problem(problem)
        else:
            self.ask()

    def _on_named(self) -> None:
        if title := self.name.text().strip():
            self.named.emit(title, self._picture)

    def _fit(self) -> None:
        self.name.setFixedWidth(scaled_px(_NAME_PX))
