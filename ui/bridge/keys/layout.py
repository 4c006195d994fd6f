"""What the keyboard types at each place, so that keys can be shown in its own letters."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication

from ui.bridge.keys.reading import KEY_AT

log = logging.getLogger(__name__)

Layout = Mapping[str, tuple[str, str]]  # key in that place in the US -> plain, with Shift

_CORE_KEYBOARD = 0x100
_STATE_BYTES = 64  # more than an XkbStateRec, whose first byte is the group


def layout_now(learned: Mapping[str, str]) -> Layout:
    """learned: what was typed so far, where the system doesn't tell (Wayland, Windows, macOS)."""
    if QGuiApplication.platformName() == "xcb":
        try:
            return _x11_layout()
        except (OSError, AttributeError) as error:
            log.info("the keyboard’s letters aren’t known: %s", error)
    return {place: (typed, "") for place, typed in learned.items()}


def _x11_layout() -> Layout:
    """By Xlib and xkbcommon, which Qt needs as well. Raises OSError without them or a server."""
    xlib, xkb = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libxkbcommon.so.0")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XkbKeycodeToKeysym.restype = ctypes.c_ulong
    xkb.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    opened = xlib.XOpenDisplay(None)
    if not opened:
        raise OSError("no X server answers")
    display = ctypes.c_void_p(opened)
    try:
        state = ctypes.create_string_buffer(_STATE_BYTES)
        xlib.XkbGetState(display, _CORE_KEYBOARD, state)
        group = state.raw[0]

        def typed(code: int, level: int) -> str:
            symbol = xlib.XkbKeycodeToKeysym(display, code + 8, group, level)
            letter = xkb.xkb_keysym_to_utf32(ctypes.c_uint32(symbol))
            return chr(letter) if letter > 0x20 else ""

        return {place: (typed(code, 0), typed(code, 1)) for code, place in KEY_AT.items()}
    finally:
        xlib.XCloseDisplay(display)
