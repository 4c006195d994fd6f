"""Messages, one after another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.widgets.quiet_line import QuietLine, always

log = logging.getLogger(__name__)

MOST_WAITING = 8  # a minute; whoever caused more news than that is no longer there when it is told


@dataclass(frozen=True, slots=True)
class Message:
    """about: newer news about the same thing replaces it. stays: shown until it is answered, except
    while there is other news. is_urgent: said before small news. holds: whether it is still true.
    """

    text: str
    action: str = ""
    on_action: Callable[[], object] | None = None
    about: str = ""
    stays: bool = False
    is_urgent: bool = False
    holds: Callable[[], bool] = always

    def replaces(self, other: Message) -> bool:
        """Also with the same offer: an older “Undo” would undo what the newer one tells."""
        is_same_offer = self.on_action is not None and self.on_action == other.on_action
        is_same_thing = bool(self.about) and self.about == other.about
        return other.stays or self.text == other.text or is_same_offer or is_same_thing


class MessageQueue(QObject):
    """Shows the next message when the last one has gone.

    Signal: gone(Message), it was answered, closed, or disappeared by itself; the next is shown.
    """

    gone = Signal(object)

    def __init__(self, line: QuietLine, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Message] = []
        self._shown: Message | None = None
        self._take(line)

    @property
    def shown(self) -> Message | None:
        return self._shown

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown and what waits, in this order."""
        told = (self._shown, *self._waiting)
        return tuple(message.text for message in told if message is not None)

    def say(self, message: Message) -> None:
        self._waiting = [one for one in self._waiting if not message.replaces(one)]
        if self._shown is None or message.replaces(self._shown):
            self._show(message)
        elif message.is_urgent and not self._shown.is_urgent and not self.line.is_held:
            self._waiting.insert(0, self._shown)
            self._leave_out()
            self._show(message)
        else:
            ahead = sum(one.is_urgent for one in self._waiting)
            self._waiting.insert(ahead if message.is_urgent else len(self._waiting), message)
            self._leave_out()
            self.line.hurry()

    def look_again(self) -> None:
        """What no longer holds isn't said any more."""
        self._waiting = [one for one in self._waiting if one.holds()]
        if self._shown is not None and not self._shown.holds():
            self.line.dismiss()

    def move_to(self, line: QuietLine) -> None:
        """Over another part of the window."""
        self.line.deleteLater()
        self._take(line)
        if self._shown is not None:
            self._show(self._shown)

    def _leave_out(self) -> None:
        """The oldest, small news first, so that the newest is heard before long."""
        while len(self._waiting) > MOST_WAITING:
            small = (place for place, one in enumerate(self._waiting) if not one.is_urgent)
            left_out = self._waiting.pop(next(small, 0))
            log.info("not said, there is too much news: %s", left_out.text)

    def _take(self, line: QuietLine) -> None:
        self.line = line
        line.closed.connect(self._on_closed)

    def _show(self, message: Message) -> None:
        self._shown = message
        self.line.say(message.text, message.action, message.on_action, stays=message.stays)
        if self._waiting:
            self.line.hurry()

    def _on_closed(self) -> None:
        gone, self._shown = self._shown, None
        if self._waiting:
            self._show(self._waiting.pop(0))
        self.gone.emit(gone)
