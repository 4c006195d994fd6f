"""Places the calendar beside the list, or instead of it where there isn't room for both."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton

_LIST_PX = 560  # the list gets at least this width while the calendar is beside it


class CalendarPlace:
    """Shows and hides the calendar and the list, by the toggle and the room there is."""

    def __init__(
        self, page: QWidget, beside: QWidget, calendar: QWidget, toggle: ToggleButton
    ) -> None:
        self._page = page
        self._beside = beside
        self._calendar = calendar
        self._toggle = toggle
        self._was_roomy = True
        self._is_wanted = True  # where there is room for both
        toggle.setChecked(True)
        toggle.clicked.connect(self._on_clicked)

    def settle(self) -> None:
        wants = self._toggle.isChecked() and self._toggle.isVisibleTo(self._page)
        has_list = not wants or self._is_roomy()
        # Hide before showing: both at once would make the window wider.
        parts = [(self._calendar, wants), (self._beside, has_list)]
        for part, is_shown in sorted(parts, key=lambda pair: pair[1]):
            part.setVisible(is_shown)

    def resized(self, *, is_first: bool) -> None:
        """The width of the page or its text’s size has changed: the calendar comes back unless
        it was closed.
        """
        was_roomy = is_first or self._was_roomy
        self._was_roomy = self._is_roomy()
        if was_roomy != self._was_roomy:
            self._toggle.setChecked(self._was_roomy and self._is_wanted)
        self.settle()

    def show_list(self) -> None:
        """Hide the calendar where it is shown instead of the list."""
        if not self._is_roomy():
            self._toggle.setChecked(False)
            self.settle()

    def _on_clicked(self, is_on: bool) -> None:
        if self._is_roomy():
            self._is_wanted = is_on
        self.settle()

    def _is_roomy(self) -> bool:
        wide = self._calendar.minimumWidth()  # its width, also before it has it
        needed = scaled_px(_LIST_PX) + wide + 3 * SPACE.xl
        return self._page.width() >= needed
