"""What a report says of the program and the system. It is shown and copied, and never sent."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.profile.version import VERSION


def with_system(details: str) -> str:
    """The details, under what they happened on. No name, folder or title is added."""
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"  # not shown
    qt = f"Qt {qVersion()} ({QGuiApplication.platformName()})"  # not shown
    python = f"Python {platform.python_version()}"  # not shown
    head = f"OST My Heart {VERSION}\n{python}, {qt}\n{system}"  # not shown
    return f"{head}\n\n{details}"
