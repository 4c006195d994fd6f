"""The timeline's tools: inbox, zoom, follow, loop, table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.bridge.context import Shortcuts
from ui.style.theme import scaled_px
from ui.timeline.geometry.following import Follow
from ui.widgets.buttons import IconButton

_ZOOM_FROM_PX = 720
_ALL_FROM_PX = 460
_MOST_FROM_PX = 280


class Tools:
    """Icon buttons for the head of the Listen page; the page connects them."""

    def __init__(self, row: QHBoxLayout, shortcuts: Shortcuts) -> None:
        self._shortcuts = shortcuts
        self.inbox = self._button("notebook-pen", "Inbox", "inbox", checkable=True)
        self.inbox.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.trace = self._button("chart-line", "Trace how it feels", "trace", checkable=True)
        self.zoom_out = self._button("zoom-out", "Zoom out", "zoom_out")
        self.zoom_in = self._button("zoom-in", "Zoom in", "zoom_in")
        self.zoom_all = self._button("maximize", "Whole track", "zoom_all")
        self.follow = self._button("locate", "Follow the music", "follow", checkable=True)
        self.loop = self._button("repeat", "Loop the selection", "loop", checkable=True)
        self.scene = self._button("clapperboard", "Say which scene plays here", "scene")
        self.lanes = self._button("sliders-horizontal", "Choose and arrange lanes", "lanes")
        self.table = self._button("table-2", "Marks as a table", "table", checkable=True)
        for button in self.all():
            row.addWidget(button)

    def fit(self, width_px: int) -> None:
        """In a narrow head the title comes before what keys and menus do as well."""
        for least_px, buttons in (
            (_ZOOM_FROM_PX, (self.zoom_out, self.zoom_in, self.zoom_all)),
            (_ALL_FROM_PX, (self.trace, self.scene)),
            (_MOST_FROM_PX, (self.follow, self.loop)),
        ):
            for button in buttons:
                button.setVisible(width_px >= scaled_px(least_px))

    def show_follow(self, follow: Follow) -> None:
        """Pressed in while it follows; the sign and the words tell how."""
        self.follow.setChecked(follow is not Follow.OFF)
        self.follow.set_icon("locate-fixed" if follow is Follow.CENTRED else "locate")
        self.follow.set_hint(follow.words, self._shortcuts.text("follow"))

    def show_loop_hint(self, words: str) -> None:
        self.loop.set_hint(words, self._shortcuts.text("loop"))

    def all(self) -> tuple[IconButton, ...]:
        return (
            self.inbox,
            self.trace,
            self.zoom_out,
            self.zoom_in,
            self.zoom_all,
            self.follow,
            self.loop,
            self.scene,
            self.lanes,
            self.table,
        )

    def _button(
        self, icon_name: str, text: str, command: str, checkable: bool = False
    ) -> IconButton:
        return IconButton(icon_name, text, self._shortcuts.text(command), checkable=checkable)
