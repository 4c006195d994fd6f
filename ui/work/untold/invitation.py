"""“What does this music tell?”: three ways to begin, and what titles say already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.words import _
from ui.scenes.role_chips import RoleChips
from ui.style.icons import pixmap
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.widgets.cards import Card, Hairline
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_row import PressRow
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from ui.bridge.context import Context

WIDE_PX = 760
_ICON_PX = 20


class Way(PressRow):
    """A way to begin. is_first: the one that is offered before all others."""

    def __init__(
        self, icon_name: str, title: str, detail: str, *, is_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, parent)
        self.setAccessibleDescription(detail)
        self._icon_name = icon_name
        self._is_first = is_first
        self._sign = QLabel()
        self.detail = TextLabel(detail, "caption", wrap=True)
        name = TextLabel(title, "strong", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(0)
        words.addWidget(name)
        words.addWidget(self.detail)
        words.addStretch(1)
        self._words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.m, SPACE.m, SPACE.m)
        row.setSpacing(SPACE.m)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.let_through(self._sign, name, self.detail)
        theme_signals().theme_changed.connect(self._dress)
        self._dress()

    def set_brief(self, is_brief: bool) -> None:
        """Only what it is, in the middle."""
        self.detail.setHidden(is_brief)
        self._words.setStretch(0, 1 if is_brief else 0)
        layout = self.layout()
        assert layout is not None
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        layout.setAlignment(self._sign, middle if is_brief else top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if self._is_first else "overlay"
        painter.setBrush(colour("hover" if self.underMouse() and not self._is_first else ground))
        is_marked = self._is_first or self.underMouse()
        painter.setPen(QPen(colour("accent" if is_marked else "outline"), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), RADIUS.medium)

    def _dress(self) -> None:
        side = scaled_px(_ICON_PX)
        self._sign.setPixmap(pixmap(self._icon_name, side, "accent_ink", self.devicePixelRatio()))


class Invitation(Card):
    """roles: what the titles of its tracks say. With the focus, Enter takes the first way."""

    def __init__(
        self,
        context: Context,
        paste: Callable[[], object],
        read_folder: Callable[[], object],
        tell: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("What does this music tell?"))
        self.paste = Way(
            "list", _("Paste episodes or scenes"), _("one a line, or a table"), is_first=True
        )
        self.folder = Way(
            "folder-open", _("Read a folder’s NFO files"), _("episodes, roles and stills")
        )
        self.tell = Way("pencil", _("Tell it by hand"), _("scene by scene"))
        self.roles = RoleChips(context)
        for way, verb in ((self.paste, paste), (self.folder, read_folder), (self.tell, tell)):
            way.clicked.connect(lambda _on=False, verb=verb: verb())
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            self.paste.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(WIDE_PX), super().sizeHint().height())

    def fit(self, *, is_low: bool) -> None:
        """In a low window the ways say only what they are."""
        self._sentence.setHidden(is_low)
        edge = SPACE.s if is_low else SPACE.l
        self.body.setContentsMargins(SPACE.xl, edge, SPACE.xl, edge)
        self.body.setSpacing(SPACE.s if is_low else SPACE.m)
        for way in (self.paste, self.folder, self.tell):
            way.set_brief(is_low)
        self._edge.setHidden(self.roles.isHidden())

    def _lay_out(self) -> None:
        self._sentence = TextLabel(
            _("Three ways to begin. Each shows what it would do first, and undoes as one step."),
            "muted",
            wrap=True,
        )
        ways = QHBoxLayout()
        ways.setSpacing(SPACE.m)
        for way in (self.paste, self.folder, self.tell):
            ways.addWidget(way, 1)
        self.body.addWidget(TextLabel(_("What does this music tell?"), "title"))
        self.body.addWidget(self._sentence)
        self.body.addLayout(ways)
        self._edge = Hairline()
        self.body.addWidget(self._edge)
        self.body.addWidget(self.roles)
