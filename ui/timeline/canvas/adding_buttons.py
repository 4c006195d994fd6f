"""The buttons beside lanes' names that add what is in a lane."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from ui.style.theme import scaled_px
from ui.timeline.canvas.gutter_painter import name_place
from ui.timeline.lanes.lane_stack import LaneStack
from ui.timeline.paint.mark_paint import text_width
from ui.widgets.buttons import IconButton

_ICON_PX = 14
_SIDE_PX = 22
_EDGE_PX = 3


class AddingButtons(QObject):
    """After a name, or under it where that is too wide. Signal: pressed(str), the lane's key."""

    pressed = Signal(str)

    def __init__(self, lanes: LaneStack, gutter: QWidget) -> None:
        super().__init__(gutter)
        self._lanes, self._gutter = lanes, gutter
        self.buttons: dict[str, IconButton] = {}
        for key, lane in lanes.by_key.items():
            if lane.adds is not None:
                name, keys = lane.adds
                button = IconButton(
                    "plus", name, keys, size=_ICON_PX, colour_token="ink_muted", parent=gutter
                )
                button.clicked.connect(lambda _on=False, key=key: self.pressed.emit(key))
                self.buttons[key] = button

    def place(self) -> None:
        """Where their lanes are now; hidden with them, and where there is no room."""
        for key, button in self.buttons.items():
            at = self._place_of(key)
            button.setVisible(at is not None)
            if at is not None:
                button.setGeometry(at)

    def _place_of(self, key: str) -> QRect | None:
        slot = self._lanes.slot_for(self._lanes.by_key[key])
        if slot is None:
            return None
        top, bottom = self._lanes.in_sight(slot)
        side, width = scaled_px(_SIDE_PX), self._gutter.width()
        icon, words = name_place(width, top, bottom)
        name_right = icon.right()
        if words is not None:
            name_right = words.left() + text_width(str(slot.lane.title))
        if name_right + side + _EDGE_PX <= width:
            at = QRect(width - side - _EDGE_PX, round(icon.center().y() - side / 2), side, side)
        else:
            left = round(icon.center().x() - side / 2)
            at = QRect(left, round(icon.bottom()) + _EDGE_PX, side, side)
        return at if top < at.top() and at.bottom() < bottom else None
