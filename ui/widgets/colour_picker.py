"""Choosing a colour: a swatch that opens a small sheet with colours and a field for the code."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.words import Text, _
from ui.style.contrast import ink_on
from ui.style.icons import paint_icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_behind import PressBehind
from ui.widgets.restyle import restyle
from ui.widgets.text import plain_tip

# Mid-tones that stand out against both themes, in the order of the rainbow.
SWATCHES = {
    "#CE3D48": Text("Red"), "#D2691E": Text("Orange"),
    "#AC8200": Text("Gold"), "#7D8A1E": Text("Olive"),
    "#3C8A55": Text("Green"), "#2E8F86": Text("Sea green"),
    "#0E8A9C": Text("Teal"), "#2F86B8": Text("Sky blue"),
    "#3E72C0": Text("Blue"), "#7C5DD7": Text("Violet"),
    "#9C5BB5": Text("Purple"), "#D24B8E": Text("Pink"),
    "#BF4A69": Text("Rose", "colour"), "#A0645A": Text("Terracotta"),
    "#8C6C51": Text("Sepia"), "#7A7480": Text("Grey"),
}  # fmt: skip
_EXAMPLE = "#CE3D48"
_COLUMNS = 8
_HEX = re.compile(r"^#?([0-9A-Fa-f]{6})$")


class Swatch(QAbstractButton):
    """A round spot of one colour, with a check mark while it is the one chosen."""

    def __init__(self, value: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_value(self, value: str) -> None:
        self.value = value
        self.update()

    def sizeHint(self) -> QSize:
        side = scaled_px(28)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        inset = 3.0 if self.underMouse() or self.isDown() else 4.0
        painter.setPen(QPen(colour("outline"), 1))
        painter.setBrush(colour(self.value))
        painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))
        if self.isChecked():
            paint_icon(painter, area.adjusted(8, 8, -8, -8), "check", ink_on(self.value))
        if self.hasFocus():
            draw_focus_ring(painter, area, area.width() / 2)


class ColourSheet(QFrame):
    """The swatches and the code field. Signal: colour_chosen(str), `#RRGGBB`."""

    colour_chosen = Signal(str)

    def __init__(self, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "popup")
        self._code = QLineEdit(value)
        self._code.setAccessibleName(_("Colour code"))
        self._code.setPlaceholderText("#RRGGBB")
        self._code.returnPressed.connect(self._take_code)
        self._code.textEdited.connect(lambda _text: restyle(self._code, invalid=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.m, SPACE.m, SPACE.m, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addLayout(self._grid(value))
        column.addWidget(self._code)

    def _grid(self, value: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE.xs)
        for index, (code, name) in enumerate(SWATCHES.items()):
            swatch = Swatch(code, str(name))
            swatch.setChecked(code == value.upper())
            swatch.clicked.connect(lambda _checked=False, code=code: self.colour_chosen.emit(code))
            grid.addWidget(swatch, index // _COLUMNS, index % _COLUMNS)
        return grid

    def _take_code(self) -> None:
        match = _HEX.match(self._code.text().strip())
        if match is None:
            restyle(self._code, invalid=True)
            self._code.setToolTip(
                # Translators: {code} is a colour, “#CE3D48”
                _("Type a colour as six digits or letters from A to F, like {code}", code=_EXAMPLE)
            )
            return
        self.colour_chosen.emit(f"#{match.group(1).upper()}")


class ColourPicker(Swatch):
    """The chosen colour as a swatch; click, Space or Enter opens the sheet.

    Signal: colour_changed(str), `#RRGGBB`, when the listener chooses another one.
    """

    colour_changed = Signal(str)

    def __init__(
        self, value: str = _EXAMPLE, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(value, name or _("Colour"), parent)
        self.setCheckable(False)
        self.clicked.connect(self.open_sheet)

    def open_sheet(self) -> ColourSheet:
        """Open the sheet under the swatch."""
        sheet = ColourSheet(self.value, self)
        sheet.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        PressBehind(sheet, self)
        sheet.colour_chosen.connect(self._on_chosen)
        sheet.colour_chosen.connect(sheet.close)
        sheet.move(self.mapToGlobal(QPoint(0, self.height() + SPACE.xs)))
        sheet.show()
        return sheet

    def _on_chosen(self, value: str) -> None:
        if value != self.value:
            self.set_value(value)
            self.colour_changed.emit(value)
