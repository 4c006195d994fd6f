"""What an accessible thing offers besides its name: its parts, as PySide passes them on to Qt."""

from __future__ import annotations

from typing import cast

from PySide6.QtGui import (
    QAccessibleActionInterface,
    QAccessibleSelectionInterface,
    QAccessibleValueInterface,
)
from shiboken6 import Shiboken

Part = QAccessibleActionInterface | QAccessibleSelectionInterface | QAccessibleValueInterface
_NOTHING = Shiboken.VoidPtr(0)


def cast_to(part: Part | None) -> int:
    """What `interface_cast` returns. The type stubs say int, but PySide takes the object itself. It
    takes None, or 0, as an address that nobody has set: the program would crash.
    """
    return cast(int, _NOTHING if part is None else part)
