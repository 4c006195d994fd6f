"""The card with the two waves: switching, anchors, carrying marks over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.aligned_passages import Side
from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.library.records import role_label
from ui.afterlives.in_step.hearing import StepHearing
from ui.afterlives.in_step.keeping import StepKeeping
from ui.afterlives.in_step.picture import StepPicture
from ui.afterlives.in_step.shown import ShownStep
from ui.afterlives.in_step.version_button import ChangeButton, VersionButton
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import PrimaryButton, PushButton, QuietButton
from ui.widgets.key_cap import KeyCap
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from ui.bridge.context import Context

STEP_KEYS = frozenset((Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_X, Qt.Key.Key_P))


class StepPart(QWidget):
    """Heard in step; shown for an afterlife that is linked to a track.

    tools: its buttons, which the panel puts into its head.

    Signals: read_again(), waves or marks may be others now; told(str), what one has to know.
    """

    read_again = Signal()
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.step: ShownStep | None = None
        self.hearing = StepHearing(context, self)
        self.keeping = StepKeeping(context, self)
        self.picture = StepPicture()
        self.tools = QWidget()
        self.tools.hide()
        self.first, self.second = VersionButton("A"), VersionButton("B")
        self.change, self._key = ChangeButton(), KeyCap("X")
        self.find_button = PrimaryButton(_("Find the same moments"), "locate-fixed")
        self.anchor = PushButton(_("Set an anchor"), "crosshair")
        self.anchors = QuietButton("", "crosshair")
        self.carry = PushButton("")
        self.busy = BusyLine()
        self._is_narrow = False
        self._lay_out()
        self._wire()

    # --- what the page asks ---------------------------------------------------------------------

    def show_step(self, step: ShownStep) -> None:
        is_other = self.step is None or self.step.life.echo.id != step.life.echo.id
        self.step = step
        self.tools.show()
        self.keeping.show(step, is_other=is_other)
        missing = step.without_wave
        if missing and is_other:
            self._context.listening_through.wanted(missing)
        self._show()

    def leave(self) -> None:
        """Something else is shown."""
        self.step = None
        self.tools.hide()
        self.picture.show_nothing()
        self.keeping.leave()
        self.hearing.show_none()

    def play(self, side: Side) -> None:
        self.hearing.play(side)

    def press(self, key: Qt.Key) -> bool:
        """Returns whether the key means something here."""
        if self.step is None or key not in STEP_KEYS:
            return False
        if key == Qt.Key.Key_X:
            self.change_over()
        else:
            self.play(Side.FIRST if key == Qt.Key.Key_A else Side.SECOND)
        return True

    def change_over(self) -> None:
        self.hearing.change_over()

    # --- what is shown --------------------------------------------------------------------------

    def _show(self) -> None:
        step, keeping = self.step, self.keeping
        if step is None:
            return
        self.hearing.show(step, keeping.time_map, is_apart=keeping.is_apart)
        self.picture.show_step(
            step,
            keeping.time_map,
            keeping.anchors,
            is_certain=keeping.is_certain,
            is_apart=keeping.is_apart,
        )
        one, other = step.first.row, step.second.row
        role = role_label(one.role) if one.role else ""
        self.first.show_version(_("The original"), dotted(format_ms(one.duration_ms), role))
        name = step.life.echo.who or other.artist or other.title
        self.second.show_version(name, dotted(format_ms(other.duration_ms), other.album))
        self.told.emit(keeping.told)
        self.find_button.setVisible(keeping.time_map is None and not keeping.is_finding)
        self.anchor.setVisible(keeping.is_apart or not keeping.is_certain)
        self.anchor.setText(keeping.anchor_words)
        self.anchors.setVisible(keeping.time_map is not None)
        count = len(keeping.anchors)
        counted = ngettext("1 anchor", "{n} anchors", count)
        self.anchors.setText("" if self._is_narrow else counted)
        self.anchors.set_icon("crosshair")
        self.anchors.setAccessibleName(counted)
        to_carry = len(step.second.to_carry)
        self.carry.setVisible(bool(to_carry) and keeping.is_kept)
        self.carry.setText(ngettext("Carry {n} mark over", "Carry {n} marks over", to_carry))
        self._show_heads()

    def _show_heads(self) -> None:
        heads = self.hearing.heads
        sounding = self.hearing.sounding
        self.picture.show_heads((heads[Side.FIRST], heads[Side.SECOND]), sounding)
        self.first.show_sounding(sounding is Side.FIRST)
        self.second.show_sounding(sounding is Side.SECOND)

    # --- verbs ----------------------------------------------------------------------------------

    def set_anchor(self) -> None:
        """Where the two playheads are."""
        heads = self.hearing.heads
        if not self.keeping.is_apart and self.keeping.time_map is not None:
            self.keeping.begin_anchor()
        else:
            self.keeping.add_anchor(heads[Side.FIRST], heads[Side.SECOND])

    def carry_over(self) -> None:
        if self.step is not None:
            self.keeping.carry(self.step.second.to_carry)

    def _open_menu(self) -> None:
        keeping, step = self.keeping, self.step
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)

        def offer(text: str, name: str, verb: object) -> None:
            menu.addAction(icon(name, 16), text).triggered.connect(lambda _on=False: verb())  # type: ignore[operator]

        if keeping.is_apart and keeping.time_map is not None:
            offer(_("Leave the anchors as they are"), "x", keeping.end_anchor)
        else:
            offer(_("Set another anchor"), "crosshair", keeping.begin_anchor)
        chosen = self.picture.chosen_anchor
        if chosen is not None and len(keeping.anchors) > 1:
            offer(_("Remove this anchor"), "minus", lambda: keeping.remove_anchor(chosen))
        if keeping.is_proposed:
            offer(_("Keep it as it is"), "check", keeping.keep_proposal)
        offer(_("Find the same moments again"), "locate-fixed", keeping.find)
        if step is not None and step.first.to_carry and keeping.is_kept:
            back = step.first.to_carry
            words = ngettext("Carry {n} mark back", "Carry {n} marks back", len(back))
            offer(words, "undo-2", lambda: keeping.carry(back))
        if keeping.is_kept:
            menu.addSeparator()
            offer(_("Delete alignment"), "trash-2", keeping.remove)
        menu.popup(self.anchors.mapToGlobal(QPoint(0, self.anchors.height())))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for button in (self.find_button, self.anchor, self.anchors, self.carry):
            row.addWidget(button)
        self._sides = QWidget()
        for part in (self.first, self.second, self.change, self._key):
            part.setParent(self._sides)
        across = QHBoxLayout()
        across.setSpacing(SPACE.m)
        across.addWidget(self._sides)
        across.addWidget(self.picture, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.busy)
        column.addLayout(across)

    def fit(self, *, is_narrow: bool, is_low: bool) -> None:
        self._is_narrow = is_narrow
        self.picture.set_low(is_low)
        for button in (self.first, self.second):
            button.set_brief(is_narrow or is_low)
        self._place_sides()
        if self.step is not None:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sides()

    def _place_sides(self) -> None:
        """A and B beside their waves, X between them."""
        wide = self.first.sizeHint().width()
        self._sides.setFixedSize(wide, self.picture.sizeHint().height())
        bounds = []
        for side, button in ((Side.FIRST, self.first), (Side.SECOND, self.second)):
            top, high = self.picture.wave_bounds(side)
            button.setFixedSize(wide, high)
            button.move(0, top)
            bounds.append((top, top + high))
        room = bounds[1][0] - bounds[0][1]
        around = min(scaled_px(36), max(scaled_px(20), room - 4))
        self.change.setFixedSize(around, around)
        middle = bounds[0][1] + room // 2
        self.change.move((wide - around) // 2, middle - around // 2)
        cap = self._key.sizeHint()
        self._key.resize(cap)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        beside = (wide + around) // 2 + SPACE.s
        self._key.move(wide - beside - cap.width() if is_mirrored else beside,
                       middle - cap.height() // 2)  # fmt: skip
        self._key.setVisible(cap.height() <= room)

    def _wire(self) -> None:
        self.first.clicked.connect(lambda: self.play(Side.FIRST))
        self.second.clicked.connect(lambda: self.play(Side.SECOND))
        self.change.clicked.connect(self.change_over)
        self.find_button.clicked.connect(self.keeping.find)
        self.anchor.clicked.connect(self.set_anchor)
        self.anchors.clicked.connect(self._open_menu)
        self.carry.clicked.connect(self.carry_over)
        self.busy.cancel_requested.connect(self.keeping.cancel)
        self.hearing.moved.connect(self._show_heads)
        self.hearing.sounding_changed.connect(lambda _side: self._show_heads())
        self.picture.seek_requested.connect(self.hearing.seek)
        self.picture.step_requested.connect(self.hearing.move)
        self.picture.anchors_changed.connect(self.keeping.keep)
        self.picture.anchor_removed.connect(self.keeping.remove_anchor)
        self.picture.anchor_requested.connect(self.keeping.add_anchor)
        self.keeping.changed.connect(self._show)
        self.keeping.progressed.connect(self._show_progress)
        self.keeping.finding_ended.connect(self.busy.finish)
        self._context.listening_through.listened.connect(self._on_listened)

    def _show_progress(self, done: int, total: int, label: str) -> None:
        self.busy.show_progress(done, total, label, is_counted=False)

    def _on_listened(self, track_id: int) -> None:
        if self.step is not None and track_id in self.step.without_wave:
            self.read_again.emit()
