"""How the desktop looks, as far as its portal says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from ui.remote.portal.appearance_guest import AppearanceGuest
from ui.style.looks import DesktopLooks

if TYPE_CHECKING:
    from ui.remote.session_bus import SessionBus


class LooksWatch(QObject):
    """Signals: changed(DesktopLooks), once it is known, even if nothing is, and at every change."""

    changed = Signal(object)
    _said = Signal(object)  # from the bus's thread to ours

    def __init__(self, bus: SessionBus, parent: QObject) -> None:
        super().__init__(parent)
        self.looks = DesktopLooks()
        self._said.connect(self._take, Qt.ConnectionType.QueuedConnection)
        bus.invite(AppearanceGuest(self._said.emit))

    def _take(self, said: Mapping[str, Any]) -> None:
        self.looks = looks_of(said)
        self.changed.emit(self.looks)


def looks_of(said: Mapping[str, Any]) -> DesktopLooks:
    """said: the values of org.freedesktop.appearance; one that isn't as specified isn't said."""
    scheme = _number(said.get("color-scheme"))
    contrast, motion = _number(said.get("contrast")), _number(said.get("reduced-motion"))
    return DesktopLooks(
        is_dark={1: True, 2: False}.get(scheme),
        accent=_colour(said.get("accent-color")),
        has_high_contrast=None if contrast < 0 else contrast == 1,
        reduces_motion=None if motion < 0 else motion == 1,
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1


def _colour(value: object) -> str | None:
    """value: red, green and blue in 0..1; others mean that there is no accent."""
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        return None
    if not all(isinstance(part, float) and 0 <= part <= 1 for part in value):
        return None
    return "#" + "".join(f"{round(255 * part):02X}" for part in value)
