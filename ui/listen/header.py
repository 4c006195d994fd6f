"""The playing track: cover, title, who plays it, its work; the inbox beside it, and the tools."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import _, dotted
from app.library.records import UNTOLD_ROLES, Role, TrackRow
from ui.bridge.context import Shortcuts
from ui.listen.inbox_link import InboxLink
from ui.listen.origin_line import OriginLine
from ui.listen.tools import Tools
from ui.scenes.role_icons import ROLE_ICONS
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.chips import Chip
from ui.widgets.cover import Cover
from ui.widgets.fitted import Fitted
from ui.widgets.text import ElidedLabel, on_button, plain_tip

HEADER_COVER_PX = 56
_COVER_FROM_PX = 430
_ROLE_FROM_PX, _ROLE_WORDS_FROM_PX = 640, 1040
_TITLE_PX = 176  # what the title gets before the tools do


class TrackHeader(Fitted):
    """The header of the Listen page: the track at its left, the timeline's tools at its right.

    Signal: role_pressed(), the track in its role.
    """

    role_pressed = Signal()

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover = Cover(scaled_px(HEADER_COVER_PX))
        self._title = ElidedLabel("", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.role = Chip("", "sunrise")
        self.role.clicked.connect(lambda: self.role_pressed.emit())
        self.role.hide()
        self._has_role, self._role = False, ""
        self.inbox = InboxLink(shortcuts)
        self._origin = OriginLine(self.inbox)
        self.tools = Tools(shortcuts)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self._title)
        first.addWidget(self.role)
        first.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._origin)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._cover)
        row.addLayout(words, 1)
        row.addWidget(self.tools)

    def minimumSizeHint(self) -> QSize:
        """However much of the tools is shown now: less of them would be shown."""
        least_px = self.tools.least_px + SPACE.m + self._title.minimumSizeHint().width()
        return QSize(least_px, super().minimumSizeHint().height())

    def show_track(self, row: TrackRow, cover: QImage | None) -> None:
        self._cover.set_cover(row.album or row.title, cover)
        self._title.setText(row.title)
        self._show_role(Role(row.role))
        where = row.work_title or row.album
        everything = (row.artist, _composed(row), row.album, Role(row.role).label, row.work_title)
        self._origin.show_words(
            _joined(row.artist, _composed(row), where),
            where or row.artist,
            _joined(*everything),
        )

    def fit(self) -> None:
        has_cover = self.width() >= scaled_px(_COVER_FROM_PX)  # the player bar shows it too
        self._cover.setVisible(has_cover)
        self.role.setVisible(self._has_role and self.width() >= scaled_px(_ROLE_FROM_PX))
        has_words = self.width() >= scaled_px(_ROLE_WORDS_FROM_PX)
        self.role.setText(on_button(self._role) if has_words else "")
        taken_px = scaled_px(_TITLE_PX) + SPACE.m
        if not self.role.isHidden():
            taken_px += self.role.sizeHint().width() + SPACE.s
        if has_cover:
            taken_px += self._cover.sizeHint().width() + SPACE.m
        self.tools.fit(self.width() - taken_px)

    def _show_role(self, role: Role) -> None:
        """Shown for roles that say something of a track."""
        self._has_role = role not in UNTOLD_ROLES
        self.role.set_sign(ROLE_ICONS[role])
        self._role = role.label
        words = _("{role}: see what it tells", role=role.label)
        self.role.setAccessibleName(words)
        self.role.setToolTip(plain_tip(words))
        self.fit()


def _joined(*parts: str) -> str:
    return dotted(*dict.fromkeys(parts))


def _composed(row: TrackRow) -> str:
    """By whom, unless the composer is the artist."""
    if not row.composer or row.composer == row.artist:
        return ""
    return _("composed by {composer}", composer=row.composer)
