"""The head: which track, its role, the other roles of its work, and hearing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.timecode import format_ms
from app.core.words import _, dotted, number
from app.library.records import Role
from ui.scenes.role_chips import RoleChips
from ui.scenes.role_icons import ROLE_ICONS
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton, ToggleButton
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import ElidedLabel, on_button

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import TrackRow
    from app.roles.records import RolesOf, TrackInRole
    from ui.bridge.context import Context

_PLAY_PX, _WIDE_PX = 40, 480


class RolesHead(QWidget):
    """Signals: track_chosen(int track id); play_pressed(); work_pressed(), the work’s page;
    track_pressed(), the track where it is listened to.
    """

    track_chosen = Signal(int)
    play_pressed = Signal()
    work_pressed = Signal()
    track_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: TrackInRole | None = None
        self._of: RolesOf | None = None
        self._is_on = False
        self.title = ElidedLabel("", "display")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.role = IconButton("tag", _("Change its role"), size=18)
        self.listen = IconButton("audio-lines", _("Open on the Listen page"), size=18)
        self.story = IconButton("waves", _("Story line"), size=18)
        self.sentence = ElidedLabel("", "muted")
        self.play = PrimaryButton(_("Play it"), "play")
        self.chips: dict[Role, Chip] = {}
        self.tracks: dict[TrackId, ToggleButton] = {}
        self._chip_group, self._track_group = QButtonGroup(self), QButtonGroup(self)
        self._chip_box, self._track_box = QWidget(), QWidget()
        self._chip_flow, self._track_flow = FlowLayout(self._chip_box), FlowLayout(self._track_box)
        self.suggested = RoleChips(context)
        self._lay_out()
        self._wire()

    def show_track(self, shown: TrackInRole) -> None:
        self._shown = shown
        row = shown.track
        where = dict.fromkeys((shown.role.label, row.album, row.work_title))
        self.title.setText(row.title)
        self.sentence.setText(dotted(*where, format_ms(row.duration_ms)))
        self.story.setVisible(shown.of.work_id is not None)
        self._show_roles(shown.of, shown.role, row.id)

    def show_playing(self, *, is_on: bool) -> None:
        if is_on == self._is_on:  # it is told whenever the playhead moves
            return
        self._is_on = is_on
        self.play.set_icon("pause" if is_on else "play")
        self.play.setText(_("Pause") if is_on else _("Play it"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        to = QBoxLayout.Direction
        self._whole.setDirection(to.TopToBottom if is_narrow else to.LeftToRight)

    # --- the roles of its work ------------------------------------------------------------------

    def _show_roles(self, of: RolesOf, role: Role, track_id: TrackId) -> None:
        if of != self._of:
            self._of = of
            self._make_chips(of.tracks)
        self._chip_group.setExclusive(False)
        for each, chip in self.chips.items():
            chip.setChecked(each is role)
        self._chip_group.setExclusive(True)
        rows = of.tracks.get(role, ())
        if [row.id for row in rows] != list(self.tracks) or self._has_other_titles(rows):
            self._make_tracks(rows)
        self._track_box.setVisible(len(rows) > 1)
        if track_id in self.tracks:
            self.tracks[track_id].setChecked(True)
        self.suggested.show_rows(of.others)

    def _has_other_titles(self, rows: tuple[TrackRow, ...]) -> bool:
        return any(self.tracks[row.id].text() != on_button(row.title) for row in rows)

    def _make_chips(self, tracks: Mapping[Role, tuple[TrackRow, ...]]) -> None:
        for chip in self.chips.values():
            self._chip_group.removeButton(chip)
        self._chip_flow.clear()
        self.chips = {}
        for role, rows in tracks.items():
            many = len(rows)
            # Translators: a role and how many tracks have it: “Opening theme × 2”
            words = _("{role} × {count}", role=role.label, count=number(many))
            chip = Chip(role.label if many == 1 else words, ROLE_ICONS[role], checkable=True)
            first = int(rows[0].id)
            chip.clicked.connect(lambda _on=False, key=first: self.track_chosen.emit(key))
            self._chip_group.addButton(chip)
            self._chip_flow.addWidget(chip)
            self.chips[role] = chip
        self._chip_box.setVisible(bool(self.chips))

    def _make_tracks(self, rows: tuple[TrackRow, ...]) -> None:
        for button in self.tracks.values():
            self._track_group.removeButton(button)
        self._track_flow.clear()
        self.tracks = {}
        for row in rows:
            button = ToggleButton(on_button(row.title))
            button.clicked.connect(lambda _on=False, key=int(row.id): self.track_chosen.emit(key))
            self._track_group.addButton(button)
            self._track_flow.addWidget(button)
            self.tracks[row.id] = button

    # --- its own role ---------------------------------------------------------------------------

    def fill_roles(self, menu: QMenu) -> None:
        shown, library = self._shown, self._context.services.library
        if shown is None:
            return
        for role in Role:
            action = menu.addAction(icon(ROLE_ICONS[role], 16), on_button(role.label))
            action.setCheckable(True)
            action.setChecked(role is shown.role)
            action.triggered.connect(
                lambda _on=False, role=role: self._context.do(
                    lambda: library.set_role([shown.track.id], role),
                    lambda: self._context.say_done(
                        _(
                            "“{title}” has the role “{role}” now.",
                            title=shown.track.title,
                            role=role.label,
                        )
                    ),
                )
            )

    def _open_roles(self) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_roles(menu)
        menu.popup(self.role.mapToGlobal(QPoint(0, self.role.height())))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        for part in (self.title, self.role, self.listen, self.story):
            first.addWidget(part)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addLayout(first)
        words.addWidget(self.sentence)
        words.addWidget(self._chip_box)
        words.addWidget(self._track_box)
        words.addWidget(self.suggested)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SPACE.m)
        self._whole.addLayout(words, 1)
        self._whole.addWidget(self.play, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._fit_play()

    def _wire(self) -> None:
        self.role.clicked.connect(self._open_roles)
        self.play.clicked.connect(self.play_pressed)
        self.story.clicked.connect(self.work_pressed)
        self.listen.clicked.connect(self.track_pressed)
        theme_signals().theme_changed.connect(self._fit_play)

    def _fit_play(self) -> None:
        self.play.setMinimumHeight(scaled_px(_PLAY_PX))
