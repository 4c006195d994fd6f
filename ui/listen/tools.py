"""The timeline's tools: the span in view, follow, loop, and a menu of the rest."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.words import _, pgettext
from ui.bridge.context import Shortcuts
from ui.listen.span_control import SpanControl
from ui.listen.view_menu import ViewMenu
from ui.shell.command import Menu
from ui.style.tokens import SPACE
from ui.timeline.geometry.following import Follow
from ui.widgets.tool_button import ToolButton


class _Step(NamedTuple):
    """How much of the tools is shown; the rest is in the menu."""

    has_labels: bool
    has_spans: bool
    has_others: bool


_STEPS = (
    _Step(has_labels=True, has_spans=True, has_others=True),
    _Step(has_labels=False, has_spans=True, has_others=True),
    _Step(has_labels=False, has_spans=False, has_others=True),
    _Step(has_labels=False, has_spans=False, has_others=False),
)


class Tools(QWidget):
    """In the header of the Listen page, which says how much room there is.

    Signals: follow_wanted(), loop_wanted(), from a button or the menu.
    """

    follow_wanted = Signal()
    loop_wanted = Signal()

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._step = _STEPS[0]
        self._widths: tuple[int, ...] = ()
        self.span = SpanControl(shortcuts)
        self.follow = ToolButton(
            "locate", _("Follow"), _("Follow mode"), shortcuts.text("follow"), checkable=True
        )
        self.loop = ToolButton(
            "repeat-2",
            pgettext("button", "Loop"),
            _("Loop the selection"),
            shortcuts.text("loop"),
            checkable=True,
        )
        self.menu = ViewMenu(shortcuts, self.span.overflow, self)
        view = str(Menu.VIEW.value)
        self.view = ToolButton("sliders-horizontal", view, view)
        self.view.set_menu(self.menu)
        self._lay_out()
        self.follow.clicked.connect(self.follow_wanted)
        self.menu.follow.triggered.connect(self.follow_wanted)
        self.loop.clicked.connect(self.loop_wanted)
        self.menu.loop.triggered.connect(self.loop_wanted)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for part in (self.span, self.follow, self.loop, self.view):
            row.addWidget(part)

    # how much is shown

    @property
    def least_px(self) -> int:
        """The width of what is never hidden."""
        return self._measured()[-1]

    def fit(self, room_px: int) -> None:
        """Shows as much as there is room for; the menu offers what is hidden."""
        widths = zip(_STEPS, self._measured(), strict=True)
        self._show(next((step for step, px in widths if px <= room_px), _STEPS[-1]))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._widths = ()
        super().changeEvent(event)

    def _measured(self) -> tuple[int, ...]:
        """The width of each step, which nothing but the font changes."""
        if not self._widths:
            self._widths = tuple(map(self._width_of, _STEPS))
        return self._widths

    def _width_of(self, step: _Step) -> int:
        buttons = (self.follow, self.loop, self.view) if step.has_others else (self.view,)
        widths = [button.px_for(is_brief=not step.has_labels) for button in buttons]
        if step.has_spans:
            self.span.ensurePolished()
            widths.append(self.span.sizeHint().width())
        return sum(widths) + SPACE.s * (len(widths) - 1)

    def _show(self, step: _Step) -> None:
        if step == self._step:
            return
        self._step = step
        self.span.setVisible(step.has_spans)
        for button in (self.follow, self.loop):
            button.setVisible(step.has_others)
            button.set_brief(not step.has_labels)
        self.view.set_brief(not step.has_labels)
        self.view.set_tool_icon("sliders-horizontal" if step.has_labels else "ellipsis")
        self.menu.show_others(has_spans=not step.has_spans, has_others=not step.has_others)

    # what they say

    def show_follow(self, follow: Follow) -> None:
        """Checked while it follows; icon and tooltip say how."""
        is_on = follow is not Follow.OFF
        self.follow.setChecked(is_on)
        self.follow.set_tool_icon("locate-fixed" if follow is Follow.CENTRED else "locate")
        self.follow.set_hint(follow.words, self._shortcuts.text("follow"))
        self.menu.follow.setChecked(is_on)
        self.menu.reword(self.menu.follow, follow.words, "follow")

    def show_loop(self, *, is_on: bool) -> None:
        self.loop.setChecked(is_on)
        self.menu.loop.setChecked(is_on)

    def show_loop_hint(self, words: str) -> None:
        self.loop.set_hint(words, self._shortcuts.text("loop"))
        self.menu.reword(self.menu.loop, words, "loop")
