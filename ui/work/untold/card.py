"""The story line of a work without scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import TrackId
from app.core.words import _
from ui.story_import.opening import choose_folder, paste_list
from ui.story_line.waves import LineWaves
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.work.untold.first_scene import FirstScene
from ui.work.untold.invitation import WIDE_PX, Invitation
from ui.work.untold.tracks_picture import TracksPicture

if TYPE_CHECKING:
    from app.story_line.records import StoryLine
    from app.works.records import WorkGlance
    from ui.bridge.context import Context

_TITLE_PX = 44
_LOW_PX = 500  # of the card, below which the invitation is brief


class UntoldCard(Card):
    """Its tracks in their own order, where the first scene will be, and the invitation over its
    foot. Signal: imported(int work id), after a list was pasted.
    """

    imported = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._glance: WorkGlance | None = None
        self._reading = context.latest_read("Read a soundtrack")
        self.setAccessibleName(_("The story line"))
        self.picture = TracksPicture(LineWaves(context, self))
        self.first = FirstScene(context, self.picture)
        self.invitation = Invitation(
            context, self.paste, self.read_folder, self.first.ask, self.picture
        )
        self.picture.play_requested.connect(self._play)
        self.first.named.connect(self._add_scene)
        self._lay_out()
        theme_signals().theme_changed.connect(self.fit)

    @property
    def is_reading(self) -> bool:
        return self._reading.is_under_way

    def show_glance(self, glance: WorkGlance) -> None:
        is_other = self._glance is None or self._glance.work.id != glance.work.id
        self._glance = glance
        if is_other and not self.first.name.isHidden():
            self.first.let_go()
        self.invitation.roles.show_rows(glance.tracks)
        lines = self._context.services.untold_lines
        self._reading.ask(lambda: lines.read(glance.work.id, glance.tracks), self._show_line)
        self.fit()

    def focus(self) -> None:
        self.invitation.paste.setFocus()

    # --- ways to begin --------------------------------------------------------------------------

    def paste(self) -> None:
        """Episodes or scenes."""
        if self._glance is not None:
            paste_list(self._context, self, self._glance.work.id, self.imported.emit)

    def read_folder(self) -> None:
        choose_folder(self._context, self, self.imported.emit)

    def _add_scene(self, title: str, picture: str) -> None:
        glance, scenes = self._glance, self._context.services.scenes
        if glance is None:
            return
        still = picture or None
        self._context.do(
            lambda: scenes.add_scene(glance.work.id, title, still=still),
            lambda: self._context.say_done(_("“{name}” was created.", name=title)),
        )

    def _play(self, track_id: int, at_ms: int) -> None:
        playback = self._context.playback
        playback.play_lines([(TrackId(track_id), None)])
        playback.seek_ms(at_ms)

    def _show_line(self, line: StoryLine | None) -> None:
        if line is not None:
            self.picture.show_line(line)
            self.fit()

    # --- room -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 0, 1, 1)
        self.body.setSpacing(0)
        title = QWidget()
        column = QVBoxLayout(title)
        column.setContentsMargins(SPACE.l, 0, SPACE.l, 0)
        column.addWidget(TextLabel(_("The story line"), "title"))
        self._title = title
        self.body.addWidget(title)
        self.body.addWidget(self.picture, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.activate()
        self.fit()

    def fit(self) -> None:
        """The invitation stands at the foot, in the middle of the lanes."""
        self._title.setFixedHeight(scaled_px(_TITLE_PX))
        invitation, picture = self.invitation, self.picture
        invitation.fit(is_low=self.height() < scaled_px(_LOW_PX))
        field = picture.field
        wide = min(scaled_px(WIDE_PX), picture.width() - 2 * SPACE.m)
        high = invitation.heightForWidth(wide) if invitation.hasHeightForWidth() else 0
        high = max(high, invitation.sizeHint().height())
        picture.foot_px = high + SPACE.s
        picture.show_rows()
        left = max(SPACE.m, min(field.center().x() - wide // 2, picture.width() - wide - SPACE.m))
        invitation.setGeometry(left, max(0, picture.height() - high - SPACE.s), wide, high)
        scenes = picture.rows[0]
        size = self.first.sizeHint()
        at = QPoint(field.left() + SPACE.m, scenes.top + (scenes.height - size.height()) // 2)
        self.first.setGeometry(at.x(), at.y(), field.width() - 2 * SPACE.m, size.height())
