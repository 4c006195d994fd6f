"""Buttons: primary, quiet, toggle and icon-only.

None of them takes the keyboard focus when clicked, so that single keys go on making marks; Tab
reaches them all.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from app.core.words import _, dotted
from ui.style.icons import icon
from ui.style.theme import scaled_px
from ui.style.tokens import ICON_PX, ROUND_BUTTON_PX, SMALL_ROUND_PX
from ui.widgets.key_text import KeyText, key_now, tell_keys, tell_no_keys
from ui.widgets.text import plain_tip

SMALL_ICON_PX = 16
ICON_GAP = 0.25  # of the icon's side; between it and the text, on top of Qt's own 4 px
# Arrows back and on: not up and down, nor those of time, which runs to the right everywhere.
_OPPOSITE = {"chevron-left": "chevron-right", "arrow-left": "arrow-right"}
_OPPOSITE |= {name: other for other, name in _OPPOSITE.items()}


def _as_read(button: QWidget, icon_name: str) -> str:
    """An arrow that leads back or on points there, from whichever side the window reads."""
    return _OPPOSITE.get(icon_name, icon_name) if button.isRightToLeft() else icon_name


def tell_hint(button: QAbstractButton, name: str, shortcut: str = "") -> None:
    """Says what a button does in its tooltip and to screen readers, with the shortcut."""
    if isinstance(shortcut, KeyText):
        tell_keys(button, partial(_hint, name=name, shortcut=shortcut))
    else:
        tell_no_keys(button)
        _hint(button, name, shortcut)


def _hint(button: QAbstractButton, name: str, shortcut: str) -> None:
    keys = key_now(shortcut)
    button.setAccessibleName(name)
    # Translators: {keys} is a shortcut, “Ctrl+O”
    button.setAccessibleDescription(_("Shortcut: {keys}", keys=keys) if keys else "")
    button.setToolTip(plain_tip(dotted(name, keys)))


class PushButton(QPushButton):
    """A button with a text. `clicked(bool)` and `toggled(bool)` are QPushButton's own."""

    VARIANT = ""
    ICON_TOKEN = "ink"
    _icon = ("", "")  # its name and token

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if self.VARIANT:
            self.setProperty("variant", self.VARIANT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._set_icon_size()
        if icon_name:
            self.set_icon(icon_name)

    def set_icon(self, name: str, colour_token: str = "") -> None:
        self._icon = (name, colour_token)
        token, gap = colour_token or self.ICON_TOKEN, self._gap() if self.text() else 0
        self.setIcon(icon(_as_read(self, name), SMALL_ICON_PX, token, gap=gap))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_icon_size()
        elif event.type() == QEvent.Type.LayoutDirectionChange and self._icon[0]:
            self.set_icon(*self._icon)

    def _gap(self) -> float:
        """Between the icon and the text, which is left of it where the button reads from there."""
        return -ICON_GAP if self.isRightToLeft() else ICON_GAP

    def _set_icon_size(self) -> None:
        side = scaled_px(SMALL_ICON_PX)
        gap = round(side * ICON_GAP) if self.text() else 0
        self.setIconSize(QSize(side + gap, side))


class PrimaryButton(PushButton):
    """What this page is mainly for."""

    VARIANT = "primary"
    ICON_TOKEN = "on_accent"


class QuietButton(PushButton):
    """A button without an outline until the pointer is over it."""

    VARIANT = "quiet"


class LinkButton(PushButton):
    """A few words in the accent colour, within a text or on a card.

    EDGE_PX: from its edge to its words, for those that are to stand under other words.
    """

    EDGE_PX = 6  # as in app.qss
    VARIANT = "link"
    ICON_TOKEN = "accent_ink"


class DangerButton(PushButton):
    """Deletes or discards something."""

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
    """A button with only an icon; its name is its tooltip and is told to screen readers.

    Signals: QToolButton's `clicked(bool)`, `toggled(bool)`.
    """

    _icon = ("", False)  # its name, and whether it is filled

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
        self._icon = (icon_name, filled)
        name = _as_read(self, icon_name)
        self.setIcon(icon(name, self._size, self._colour_token, filled=filled))

    def set_hint(self, name: str, shortcut: str = "") -> None:
        """What the button does now. shortcut: shown in the tooltip and told to screen readers."""
        tell_hint(self, name, shortcut)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_icon_size()
        elif event.type() == QEvent.Type.LayoutDirectionChange and self._icon[0]:
            self.set_icon(self._icon[0], filled=self._icon[1])

    def _set_icon_size(self) -> None:
        side = scaled_px(self._size)
        self.setIconSize(QSize(side, side))


class RoundButton(IconButton):
    """The filled circle of the play button; small ones are among other things, and those of rows
    are only outlined.
    """

    def __init__(
        self,
        icon_name: str,
        name: str,
        shortcut: str = "",
        *,
        is_small: bool = False,
        is_outlined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        size = 16 if is_small else 22
        ink = "accent_ink" if is_outlined else "on_accent"
        super().__init__(icon_name, name, shortcut, size=size, colour_token=ink, parent=parent)
        self._side_px = SMALL_ROUND_PX if is_small else ROUND_BUTTON_PX
        self.setProperty("variant", "round")
        self.setProperty("small", is_small)
        self.setProperty("outlined", is_outlined)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Even, or the corners wouldn't join to a circle.
        side = scaled_px(self._side_px) // 2 * 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
