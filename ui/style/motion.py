"""Whether animations are reduced: the listener's choice, or the desktop's if it is known.

Qt 6.11 doesn't say, so each desktop's own setting is read: KDE's and GTK's from files, GNOME's and
its relatives' with `gsettings` (other programs aren't meant to read its store).
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from app.core.user_files import read_bytes

log = logging.getLogger(__name__)

_GNOME_LIKE = ("GNOME", "Unity", "Budgie", "Pantheon")  # not shown
GSETTINGS = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_ASKING_MAY_TAKE_S = 0.5
_MOST_BYTES = 1024 * 1024


def is_motion_reduced(choice: str) -> bool:
    """choice: `system`, `on` or `off`. On an unknown desktop, nothing is reduced."""
    if choice in ("on", "off"):
        return choice == "on"
    return desktop_reduces_motion() if _Said.reduces_motion is None else _Said.reduces_motion


class _Said:
    reduces_motion: bool | None = None


def know_desktop(*, reduces_motion: bool | None) -> None:
    """What the desktop's portal says; None if it doesn't."""
    _Said.reduces_motion = reduces_motion


@lru_cache(maxsize=1)
def desktop_reduces_motion() -> bool:
    """Read once: a change on the desktop takes effect at the next start."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    if "KDE" in desktop:
        return _value(config_folder() / "kdeglobals", "KDE", "AnimationDurationFactor") in (
            "0",
            "0.0",
        )
    if any(name in desktop for name in _GNOME_LIKE):
        return _gnome_reduces_motion()
    settings = config_folder() / "gtk-3.0" / "settings.ini"
    return _value(settings, "Settings", "gtk-enable-animations") in ("0", "false")  # not shown


def config_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _gnome_reduces_motion() -> bool:
    if shutil.which(GSETTINGS[0]) is None:
        return False
    try:
        answer = subprocess.run(
            GSETTINGS, capture_output=True, text=True, timeout=_ASKING_MAY_TAKE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        log.info("the desktop does not say whether it animates: %s", fault)
        return False
    return answer.stdout.strip() == "false"


def _value(path: Path, section: str, name: str) -> str:
    """Empty when there is no such file or entry. configparser would add 10 ms to the start."""
    try:
        lines = read_bytes(path, _MOST_BYTES).decode("utf-8").splitlines()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        log.info("%s can’t be read: %s", path, fault)
        return ""
    here = ""
    for line in map(str.strip, lines):
        key, _sign, value = line.partition("=")
        if line.startswith("["):
            here = line.strip("[]")
        elif here == section and key.strip() == name:
            return value.strip().lower()
    return ""
