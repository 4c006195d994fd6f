"""Timers that still run, and windows that are still there, when a test has ended.

Qt has no list of its timers and doesn't say who made one: once this module is imported, each is
noted with the line that made it.
"""

from __future__ import annotations

import gc
import inspect
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parents[2]
QTS_OWN = "QTipLabel"  # hidden for a while before it is deleted, and reused by the next tooltip

_made_at: WeakKeyDictionary[QTimer, str] = WeakKeyDictionary()
_make = QTimer.__init__


def _make_and_note(timer: QTimer, *arguments: Any, **properties: Any) -> None:
    _make(timer, *arguments, **properties)
    frame = inspect.currentframe()
    assert frame is not None and frame.f_back is not None
    _made_at[timer] = f"{frame.f_back.f_code.co_filename}:{frame.f_back.f_lineno}"


QTimer.__init__ = _make_and_note  # type: ignore[method-assign]


def leftovers() -> list[str]:
    """Each in words, after deleting those that were to be deleted or are held only by a cycle."""
    _delete_what_is_due()
    if _timers() or _windows():
        gc.collect()
        _delete_what_is_due()
    timers = [f"a timer of {each.interval()} ms, made at {_place(each)}" for each in _timers()]
    return timers + [f"a window: {_in_words(each)}" for each in _windows()]


def put_away() -> None:
    """So that the next test starts without them, and without what was copied."""
    for timer in _timers():
        timer.stop()
    for window in _windows():
        window.close()
        window.deleteLater()
    clipboard = QApplication.clipboard()
    if clipboard.text():
        clipboard.clear()
    _delete_what_is_due()


def _delete_what_is_due() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _timers() -> list[QTimer]:
    made = list(_made_at)
    return [timer for timer in made if shiboken6.isValid(timer) and timer.isActive()]


def _windows() -> list[QWidget]:
    """Those without an owner: a window that has a parent is deleted with it."""
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if top.parent() is None and not top.inherits(QTS_OWN)]


def _place(timer: QTimer) -> str:
    return _made_at[timer].removeprefix(f"{ROOT}/")


def _in_words(window: QWidget) -> str:
    return f"{type(window).__name__} “{window.windowTitle() or window.objectName()}”"
