"""Buttons: primary, quiet, toggle and icon-only.

None of them takes the keyboard focus on a click, so that single-key marking goes on working;
Tab reaches every one of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import ICON_PX, ROUND_BUTTON_PX
from ui.widgets.text import plain_tip

_SMALL_ICON_PX = 16
ICON_GAP = 0.25  # between an icon and its words, beyond the 4 px that Qt gives; of its side


class PushButton(QPushButton):
    """A button with words. `clicked(bool)` and `toggled(bool)` are QPushButton's own."""

    VARIANT = ""
    ICON_TOKEN = "ink"

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if self.VARIANT:
            self.setProperty("variant", self.VARIANT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._set_icon_size()
        if icon_name:
            self.set_icon(icon_name)

    def set_icon(self, name: str, colour_token: str = "") -> None:
        gap = ICON_GAP if self.text() else 0
        self.setIcon(icon(name, _SMALL_ICON_PX, colour_token or self.ICON_TOKEN, gap=gap))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_icon_size()

    def _set_icon_size(self) -> None:
        side = scaled_px(_SMALL_ICON_PX)
        gap = round(side * ICON_GAP) if self.text() else 0
        self.setIconSize(QSize(side + gap, side))


class PrimaryButton(PushButton):
    """The one thing this page is for."""

    VARIANT = "primary"
    ICON_TOKEN = "on_accent"


class QuietButton(PushButton):
    """A button that shows its shape only under the pointer."""

    VARIANT = "quiet"


class LinkButton(PushButton):
    """A few accented words inside running text or a card."""

    VARIANT = "link"
    ICON_TOKEN = "accent_ink"


class DangerButton(PushButton):
    """Takes something away."""

    VARIANT = "danger"
    ICON_TOKEN = "danger"


class ToggleButton(PushButton):
    """A button that stays down. Signal: `toggled(bool)`."""

    VARIANT = "toggle"
    ICON_TOKEN = "ink_muted"

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon_name, parent)
        self.setCheckable(True)


class IconButton(QToolButton):
    """A button with only an icon; its name is said as a hint and to screen readers.

    Signals: QToolButton's `clicked(bool)`, `toggled(bool)`.
    """

    def __init__(
        self,
        icon_name: str,
        name: str,
        shortcut: str = "",
        *,
        size: int = ICON_PX,
        checkable: bool = False,
        colour_token: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._colour_token = colour_token
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        self._set_icon_size()
        self.set_icon(icon_name)
        self.set_hint(name, shortcut)

    def set_icon(self, icon_name: str, *, filled: bool = False) -> None:
        self.setIcon(icon(icon_name, self._size, self._colour_token, filled=filled))

    def set_hint(self, name: str, shortcut: str = "") -> None:
        """What the button does now; the shortcut is shown to the eye and told to the ear."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"Shortcut: {shortcut}" if shortcut else "")
        self.setToolTip(plain_tip(f"{name}  ·  {shortcut}" if shortcut else name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_icon_size()

    def _set_icon_size(self) -> None:
        side = scaled_px(self._size)
        self.setIconSize(QSize(side, side))


class RoundButton(IconButton):
    """The filled circle of the play button."""

    def __init__(
        self, icon_name: str, name: str, shortcut: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            icon_name, name, shortcut, size=22, colour_token="on_accent", parent=parent
        )
        self.setProperty("variant", "round")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Even, or the corners' radius would not make a circle.
        side = scaled_px(ROUND_BUTTON_PX) // 2 * 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
