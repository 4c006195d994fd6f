"""Where a profile's data is, found fast enough for the window's first frame to wait for it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APP_NAME = "ost-my-heart"


def data_folder(profile: Path | None) -> str:
    """Under `profile`, or in the platform's own place if it is None.

    The same as platformdirs says, without importing it, which was measured at 12 ms.
    """
    if profile is not None:
        return os.path.join(os.getcwd(), profile, "data")  # noqa: PTH109, PTH118
    return _usual_place() if sys.platform.startswith("linux") else _by_platformdirs()


def _usual_place() -> str:
    named, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if named.startswith("/"):
        return f"{named.rstrip('/')}/{APP_NAME}"
    if home.startswith("/"):
        return f"{home.rstrip('/')}/.local/share/{APP_NAME}"
    return _by_platformdirs()


def _by_platformdirs() -> str:
    from platformdirs import user_data_dir

    return user_data_dir(APP_NAME, appauthor=False, roaming=False)
