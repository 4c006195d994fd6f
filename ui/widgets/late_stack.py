"""A stack whose parts are made when they are first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget


class LateStack(QStackedWidget):
    """makers: what makes each part, by its name. Nothing is made before `show_part`."""

    def __init__(
        self, makers: Mapping[str, Callable[[], QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._makers = dict(makers)
        self._made: dict[str, QWidget] = {}

    def show_part(self, name: str) -> QWidget:
        """Raises KeyError when there is no such part."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name])
        self.setCurrentWidget(self._made[name])
        return self._made[name]
