"""Choosing an emotion's icon: a button that opens all icons, which can be searched by name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from app.core.picking import Fit, find
from app.core.words import _
from ui.emotions.icon_names import NAMES
from ui.style.icons import has_icon, icon
from ui.style.theme import scaled_px
from ui.widgets.buttons import IconButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.popup import Popup
from ui.widgets.search_field import SearchField

FALLBACK = "tag"
_COLUMNS, _ROWS_SHOWN = 8, 6
_CELL_PX = 40
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class IconChooser(IconButton):
    """icon_chosen(str): the name of another icon."""

    icon_chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(FALLBACK, name, parent=parent)
        self._icon_name = FALLBACK
        self.clicked.connect(self.open_icons)

    def show_icon(self, icon_name: str, colour: str) -> None:
        self._icon_name = icon_name
        self._colour_token = colour
        self.set_icon(icon_name if has_icon(icon_name) else FALLBACK)

    def open_icons(self) -> IconPopup:
        popup = IconPopup(self, self._icon_name)
        popup.icon_chosen.connect(self._on_chosen)
        popup.icon_chosen.connect(popup.close)
        popup.open_under(self)
        popup.search.setFocus()
        return popup

    def _on_chosen(self, name: str) -> None:
        if name != self._icon_name:
            self.icon_chosen.emit(name)


class IconPopup(Popup):
    """icon_chosen(str) by click or Enter; while typing, the arrow keys move the selection."""

    icon_chosen = Signal(str)

    def __init__(self, parent: QWidget, current: str) -> None:
        width = _COLUMNS * _CELL_PX + 48
        super().__init__(parent, _("Icon"), width)
        self.search = SearchField(_("Find an icon"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.icons = QListWidget()
        self._dress_list()
        others = () if current in NAMES or not has_icon(current) else (current,)
        for name in (*NAMES, *others):
            item = QListWidgetItem(icon(name, 20, "ink"), "")
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(name))
            item.setToolTip(_spoken(name))
            item.setSizeHint(QSize(scaled_px(_CELL_PX), scaled_px(_CELL_PX)))
            self.icons.addItem(item)
            if name == current:
                self.icons.setCurrentItem(item)
        self.icons.itemClicked.connect(self._take)
        self.icons.itemActivated.connect(self._take)
        self.body.addWidget(self.search)
        self.body.addWidget(self.icons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in ENTER_KEYS:
            self._take(self.icons.currentItem())
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) or (key in _ARROWS and not self.search.text()):
            self.icons.event(event)
            return True
        return False

    def _dress_list(self) -> None:
        self.icons.setAccessibleName(_("Icons"))
        self.icons.setViewMode(QListView.ViewMode.IconMode)
        self.icons.setResizeMode(QListView.ResizeMode.Adjust)
        self.icons.setMovement(QListView.Movement.Static)
        self.icons.setUniformItemSizes(True)
        self.icons.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.icons.setProperty("variant", "plain")
        self.icons.setIconSize(QSize(scaled_px(20), scaled_px(20)))
        self.icons.setGridSize(QSize(scaled_px(_CELL_PX), scaled_px(_CELL_PX)))
        self.icons.setFixedHeight(scaled_px(_ROWS_SHOWN * _CELL_PX))

    def _filter(self, text: str) -> None:
        """What Enter takes is selected, as in every picker; the icons stay in their places."""
        items = [self.icons.item(row) for row in range(self.icons.count())]

        def spoken(item: QListWidgetItem) -> str:
            return _spoken(item.data(Qt.ItemDataRole.UserRole))

        found = find(items, text, spoken, most=len(items))
        shown = {id(one.thing) for one in found}
        for item in items:
            item.setHidden(id(item) not in shown)
        if text.strip():
            best = next((one.thing for one in found if one.fit is not Fit.SIMILAR), None)
            self.icons.setCurrentItem(best)  # type: ignore[arg-type]  # None: no item

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.icon_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _spoken(name: str) -> str:
    """What the icon shows; nothing for one that isn't offered any more."""
    return str(NAMES.get(name, ""))
