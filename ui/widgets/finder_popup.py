"""A popup with a search field; it closes when a match is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.widgets.popup import Popup
from ui.widgets.type_ahead import Matches, TypeAhead


class FinderPopup(Popup):
    """take: called with the value of the match that was chosen. keys: see TypeAhead."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        placeholder: str,
        matches: Matches,
        take: Callable[[object], object],
        *,
        keys: Mapping[str, object] | None = None,
        width_px: int = 400,
    ) -> None:
        super().__init__(parent, title, width_px)
        self.field = TypeAhead(matches, placeholder, keys=keys)
        self._take = take
        self.field.chosen.connect(self._on_chosen)
        self.field.cancelled.connect(self.close)
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def open_at(self, at: QPoint, or_above: int | None = None) -> None:
        super().open_at(at, or_above)
        self.field.setFocus()

    def open_in_middle(self, page: QWidget) -> None:
        size = self.sizeHint()
        corner = page.rect().center() - QPoint(size.width() // 2, size.height() // 2)
        self.open_at(page.mapToGlobal(corner))

    def _on_chosen(self, value: object) -> None:
        """Closes first: what is done may open something."""
        self.close()
        self._take(value)
