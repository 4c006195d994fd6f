"""A popup with one field that finds while one types; it goes with what is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.popup import Popup
from ui.widgets.type_ahead import Matches, TypeAhead


def open_finder(
    button: QWidget,
    title: str,
    placeholder: str,
    matches: Matches,
    take: Callable[[object], object],
    width_px: int = 400,
) -> Popup:
    """Opens it under the button. take: is given the value of the match that was taken."""
    popup, field = Popup(button, title, width_px), TypeAhead(matches, placeholder)

    def take_and_close(value: object) -> None:
        take(value)
        popup.close()

    field.chosen.connect(take_and_close)
    field.cancelled.connect(popup.close)
    popup.body.addWidget(field)
    popup.body.addStretch(1)
    popup.open_under(button)
    field.setFocus()
    return popup
