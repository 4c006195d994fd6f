"""A page's tool: icon and label, or the icon alone where there is no room for the label."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.style.theme import scaled_px
from ui.widgets.buttons import ICON_GAP, SMALL_ICON_PX, PushButton, tell_hint
from ui.widgets.restyle import restyle

# What the stylesheet leaves at both sides together: its padding and border.
_SIDES_PX = 24
_BRIEF_SIDES_PX = 12
_MORE_FOR_ARROW_PX = 5
_ARROW_PX = 12  # at 100 %
_QT_GAP_PX = 4  # after an icon, also without a text


class ToolButton(PushButton):
    """`clicked(bool)` and `toggled(bool)` are QPushButton's own."""

    VARIANT = "tool"

    def __init__(
        self,
        icon_name: str,
        label: str,
        name: str,
        shortcut: str = "",
        *,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """name: what it does, for its tooltip and screen readers."""
        super().__init__(label, "", parent)
        self._label = label
        self._icon_name = icon_name
        self.is_brief = False
        self.setCheckable(checkable)
        self.set_icon(icon_name, "ink_muted")
        self.set_hint(name, shortcut)

    def set_hint(self, name: str, shortcut: str = "") -> None:
        """What the button does now. shortcut: shown in the tooltip and told to screen readers."""
        tell_hint(self, name, shortcut)

    def set_tool_icon(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self.set_icon(icon_name, "ink_muted")

    def set_menu(self, menu: QMenu) -> None:
        """What it opens, which an arrow beside the label says."""
        self.setMenu(menu)
        self.setProperty("has_menu", True)

    def px_for(self, *, is_brief: bool) -> int:
        """How wide it is with the icon alone, or with its label; whichever is shown now."""
        self.ensurePolished()
        side = scaled_px(SMALL_ICON_PX)
        if is_brief:
            return side + _QT_GAP_PX + _BRIEF_SIDES_PX
        words_px = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self._label).width()
        has_arrow = self.menu() is not None
        arrow_px = _MORE_FOR_ARROW_PX + scaled_px(_ARROW_PX) if has_arrow else 0
        return side + round(side * ICON_GAP) + _QT_GAP_PX + words_px + _SIDES_PX + arrow_px

    def set_brief(self, is_brief: bool) -> None:
        """The icon alone, or the label, too."""
        if is_brief == self.is_brief:
            return
        self.is_brief = is_brief
        self.setText("" if is_brief else self._label)
        self.set_icon(self._icon_name, "ink_muted")
        self._set_icon_size()  # there is a gap only before a label
        self.setProperty("brief", is_brief)
        restyle(self)
