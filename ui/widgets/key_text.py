"""The name of a shortcut that the listener may change while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class KeyText(str):
    """The shortcut of a command as it was called when it was asked for. now: what it is called at
    present; empty for none.
    """

    now: Callable[[], str]

    def __new__(cls, now: Callable[[], str]) -> Self:
        made = super().__new__(cls, now())
        made.now = now
        return made


def key_now(shortcut: str) -> str:
    """What the shortcut is called at present."""
    return shortcut.now() if isinstance(shortcut, KeyText) else shortcut
