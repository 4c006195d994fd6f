"""A menu of every feeling, each by its own key or by the arrows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.emotions.records import Emotion
from ui.style.icons import icon, known_icon
from ui.widgets.text import on_button


def fill_with_feelings(
    menu: QMenu, emotions: Iterable[Emotion], choose: Callable[[Emotion], object]
) -> None:
    """The underlined key of an item is the one that marks it."""
    for emotion in emotions:
        name = on_button(emotion.name)
        words = f"&{emotion.shortcut}  {name}" if emotion.shortcut else name
        action = menu.addAction(icon(known_icon(emotion.icon), 16, emotion.colour), words)
        action.triggered.connect(lambda _checked=False, word=emotion: choose(word))


def popup_in_middle(menu: QMenu, page: QWidget) -> None:
    """Over the middle of a page, its first item ready for Enter; it goes when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    size = menu.sizeHint()
    corner = page.rect().center() - QPoint(size.width() // 2, size.height() // 2)
    menu.popup(page.mapToGlobal(corner))
    first = next(iter(menu.actions()), None)
    if first is not None:
        menu.setActiveAction(first)
