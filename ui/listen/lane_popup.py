"""Choosing which lanes are shown, in which order and how high, by mouse or keys."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.core.words import _
from ui.shell.shortcuts import native_text
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.timeline.lanes.lane_choices import LaneChoices
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.paint.mark_paint import caption_height
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.cards import Hairline
from ui.widgets.popup import Popup

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LanePopup(Popup):
    """Signal: chosen(LaneChoices), at each step, to be shown at once."""

    chosen = Signal(object)

    def __init__(self, lanes: LaneStack, parent: QWidget) -> None:
        super().__init__(parent, _("Lanes"))
        self._lanes = lanes
        self.rows: dict[str, LaneRow] = {}
        for key in lanes.choices.ordered(lanes.by_key):
            row = LaneRow(key, str(lanes.by_key[key].title), self)
            row.shown.clicked.connect(lambda is_on, key=key: self._show_lane(key, is_on))
            row.up.clicked.connect(lambda _on=False, key=key: self.move_lane(key, -1))
            row.down.clicked.connect(lambda _on=False, key=key: self.move_lane(key, 1))
            row.larger.clicked.connect(lambda _on=False, key=key: self._resize(key, 1))
            row.smaller.clicked.connect(lambda _on=False, key=key: self._resize(key, -1))
            self.rows[key] = row
            self.body.addWidget(row)
        self.body.addWidget(Hairline())
        self.reset = QuietButton(_("Reset lanes"), "rotate-ccw")
        self.reset.setToolTip(_("Go back to the usual lanes, order and heights"))
        self.reset.clicked.connect(lambda: self._choose(LaneChoices()))
        self.body.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_choices()

    def move_lane(self, key: str, step: int) -> None:
        """One place up (-1) or down (1); its row keeps the focus."""
        self._choose(self._lanes.choices.moved(self._lanes.by_key, key, step, self._lanes.by_key))

    def _show_lane(self, key: str, is_on: bool) -> None:
        self._choose(self._lanes.choices.with_shown(key, is_on))

    def _resize(self, key: str, way: int) -> None:
        lane = self._lanes.by_key[key]
        slot = self._lanes.slot_for(lane)
        now = slot.height if slot is not None else lane.heights().natural
        height = max(lane.heights().least, now + way * caption_height())
        self._choose(self._lanes.choices.with_height(key, height))

    def _choose(self, choices: LaneChoices) -> None:
        self.chosen.emit(choices)
        self._show_choices()

    def _show_choices(self) -> None:
        order = self._lanes.choices.ordered(self._lanes.by_key)
        for place, key in enumerate(order):
            row, slot = self.rows[key], self._lanes.slot_for(self._lanes.by_key[key])
            if self.body.indexOf(row) != place + self._first_row:
                self.body.insertWidget(place + self._first_row, row)
            row.shown.setChecked(self._lanes.is_shown(key))
            row.up.setEnabled(place > 0)
            row.down.setEnabled(place < len(order) - 1)
            row.larger.setEnabled(slot is not None)
            least = self._lanes.by_key[key].heights().least
            row.smaller.setEnabled(slot is not None and slot.height > least)
        for before, after in pairwise(order):
            self.setTabOrder(self.rows[before].smaller, self.rows[after].shown)
        self.setTabOrder(self.rows[order[-1]].smaller, self.reset)
        self.reset.setEnabled(self._lanes.choices != LaneChoices())

    @property
    def _first_row(self) -> int:
        """After the title."""
        return 1


class LaneRow(QWidget):
    """One lane: shown or not, up, down, taller, shorter. Alt+Up and Alt+Down move it too."""

    def __init__(self, key: str, title: str, popup: LanePopup) -> None:
        super().__init__()
        self._key, self._popup = key, popup
        self.shown = QCheckBox(title)
        self.shown.setToolTip(_("Show the lane “{lane}” · Alt+Up and Alt+Down move it", lane=title))
        self.up = IconButton(
            "arrow-up", _("Move “{lane}” up", lane=title), native_text("Alt+Up"), size=16
        )
        self.down = IconButton(
            "arrow-down", _("Move “{lane}” down", lane=title), native_text("Alt+Down"), size=16
        )
        self.larger = IconButton("plus", _("Make “{lane}” taller", lane=title), size=16)
        self.smaller = IconButton("minus", _("Make “{lane}” shorter", lane=title), size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.shown, 1)
        for button in (self.up, self.down, self.larger, self.smaller):
            row.addWidget(button)
        self.setMinimumHeight(scaled_px(28))
        for part in (self.shown, self.up, self.down, self.larger, self.smaller):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._popup.move_lane(self._key, step)
                return True
        return False
