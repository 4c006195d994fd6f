"""The story line's title row: what it shows, the three scales, zoom, table and saving."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from app.core.words import Text, _
from app.story_line.layout import Scale
from ui.shell.shortcuts import native_text
from ui.story_line.told import ToldScene
from ui.story_line.told_line import ToldLine
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, ToggleButton
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import ElidedLabel, TextLabel

_HEIGHT_PX = 44
SCALES = {
    Scale.LENGTH: Text("By length"),
    Scale.CLOCK: Text("By clock"),
    Scale.EVEN: Text("Even", "scenes of even width"),
}
_SCALE_TIPS = {
    Scale.LENGTH: Text("Scenes as wide as they are long, without the time between them"),
    Scale.CLOCK: Text("Scenes where they are in their episode"),
    Scale.EVEN: Text("All scenes equally wide"),
}


class LineHead(QWidget):
    """In a narrow window the selection takes the title's place, and the scales are in the menu.

    Signals: scale_chosen(Scale); zoomed(bool is_in); fitted(); table_toggled(bool); saving(str
    “png” or “svg”); printing(); of the selection: play_requested(), open_requested().
    """

    scale_chosen = Signal(object)
    zoomed = Signal(bool)
    fitted = Signal()
    table_toggled = Signal(bool)
    saving = Signal(str)
    printing = Signal()
    play_requested = Signal()
    open_requested = Signal()

    def __init__(self, table_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(scaled_px(_HEIGHT_PX))
        self.caption = ElidedLabel("", "caption")
        self._is_narrow = False
        self._told: ToldScene | None = None
        self._words = QStackedWidget()
        self._words.addWidget(self._title())
        self.scales = self._scale_buttons()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, 0, SPACE.s, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self._words, 1)
        row.addWidget(self.scales)
        row.addSpacing(SPACE.s)
        for button in self._tools(table_key):
            row.addWidget(button)

    def show_caption(self, text: str) -> None:
        self.caption.setText(text)

    def show_scale(self, scale: Scale) -> None:
        self._buttons[scale].setChecked(True)

    def show_told(self, told: ToldScene | None) -> None:
        """The selection, where it has no popover."""
        self._told = told
        self._fill()

    def fit(self, *, is_narrow: bool) -> None:
        self.setFixedHeight(scaled_px(_HEIGHT_PX))
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.scales.setVisible(not is_narrow)
            self._fill()

    def _fill(self) -> None:
        """The selection's line is made anew: it is another scene's."""
        old = self._words.widget(1)
        if old is not None:
            self._words.removeWidget(old)
            old.deleteLater()
        if self._is_narrow and self._told is not None:
            self._words.addWidget(self._selection(self._told))
            self._words.setCurrentIndex(1)
        else:
            self._words.setCurrentIndex(0)

    def _title(self) -> QWidget:
        words = QWidget()
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(TextLabel(_("The story line"), "title"))
        row.addWidget(self.caption, 1)
        return words

    def _selection(self, told: ToldScene) -> QWidget:
        words = ToldLine(told)
        words.play_requested.connect(self.play_requested)
        words.open_requested.connect(self.open_requested)
        return words

    def _scale_buttons(self) -> QWidget:
        group = QButtonGroup(self)
        self._buttons: dict[Scale, ToggleButton] = {}
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for scale, text in SCALES.items():
            button = ToggleButton(str(text))
            button.setToolTip(str(_SCALE_TIPS[scale]))
            button.setChecked(scale is Scale.LENGTH)
            button.clicked.connect(lambda _on=False, to=scale: self.scale_chosen.emit(to))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[scale] = button
        return whole

    def _tools(self, table_key: str) -> list[IconButton]:
        out = IconButton("zoom-out", _("Zoom out"), native_text("Ctrl+-"))
        out.clicked.connect(lambda: self.zoomed.emit(False))
        closer = IconButton("zoom-in", _("Zoom in"), native_text("Ctrl++"))
        closer.clicked.connect(lambda: self.zoomed.emit(True))
        fit = IconButton("maximize", _("Whole story"), native_text("Ctrl+0"))
        fit.clicked.connect(self.fitted)
        self.table_button = IconButton(
            "table-2", _("Show the story line as a table"), table_key, checkable=True
        )
        self.table_button.toggled.connect(self.table_toggled)
        self.more = IconButton("download", _("Save or print"))
        self.more.clicked.connect(self._open_menu)
        self._zooms = (out, closer, fit)
        return [out, closer, fit, self.table_button, self.more]

    def show_table(self, is_table: bool) -> None:
        """What zooms is of no use beside the table."""
        self.table_button.setChecked(is_table)
        for button in (*self._zooms, *self._buttons.values()):
            button.setEnabled(not is_table)

    def _open_menu(self) -> None:
        menu = PopupMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._is_narrow:
            for scale, text in SCALES.items():
                action = menu.addAction(str(text), partial(self.scale_chosen.emit, scale))
                action.setCheckable(True)
                action.setChecked(self._buttons[scale].isChecked())
            menu.addSeparator()
        menu.addAction(_("Save as PNG …"), lambda: self.saving.emit("png"))
        menu.addAction(_("Save as SVG …"), lambda: self.saving.emit("svg"))
        menu.addAction(_("Print …"), self.printing.emit)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
