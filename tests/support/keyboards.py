"""A real keyboard: layouts of the X server, and keys pressed by their place."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NEEDED = ("setxkbmap", "xdotool")
missing = [tool for tool in NEEDED if shutil.which(tool) is None]
needs_a_keyboard = pytest.mark.skipif(
    bool(missing),
    reason=f"{' and '.join(missing)} not installed: make test installs them where it can",
)

# Where the keys are on a keyboard from the US, as X11 counts (evdev’s codes plus 8).
PLACES = {
    **{digit: 10 + at for at, digit in enumerate("1234567890-=")},
    **{letter: 24 + at for at, letter in enumerate("qwertyuiop[]")},
    **{letter: 38 + at for at, letter in enumerate("asdfghjkl;'")},
    **{letter: 52 + at for at, letter in enumerate("zxcvbnm,./")},
    "space": 65,
    "shift": 50,
    "alt": 64,
    "altgr": 108,
    "scroll_lock": 78,
}


@contextmanager
def layout(name: str) -> Iterator[None]:
    """The X server’s keyboard has this layout, or several that Scroll Lock changes between."""
    _run("setxkbmap", name, "-option", "grp:sclk_toggle")
    try:
        yield
    finally:
        _run("setxkbmap", "us", "-option", "")


def tap_place(key: str, *held: str) -> None:
    """Presses and releases the key in a place, while others are held. key: as in the US."""
    for other in held:
        _run("xdotool", "keydown", str(PLACES[other]))
    _run("xdotool", "key", str(PLACES[key]))
    for other in held:
        _run("xdotool", "keyup", str(PLACES[other]))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=30)
