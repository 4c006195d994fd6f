"""Where the calendar is: beside the list, or in its place where there is no room for both."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton

_LIST_PX = 560  # the list is not made narrower than this to show the calendar beside it


class CalendarPlace:
    """Shows and hides the calendar and what lies beside it, as the toggle says and as fits."""

    def __init__(
        self, page: QWidget, beside: QWidget, calendar: QWidget, toggle: ToggleButton
    ) -> None:
        self._page = page
        self._beside = beside
        self._calendar = calendar
        self._toggle = toggle
        self._was_roomy = True
        toggle.setChecked(True)
        toggle.clicked.connect(self.settle)

    def settle(self) -> None:
        wants = self._toggle.isChecked() and self._toggle.isVisibleTo(self._page)
        has_list = not wants or self._is_roomy()
        # What goes, goes first: both at once would make the window wider.
        parts = [(self._calendar, wants), (self._beside, has_list)]
        for part, is_shown in sorted(parts, key=lambda pair: pair[1]):
            part.setVisible(is_shown)

    def resized(self, *, is_first: bool) -> None:
        """The page has another width."""
        was_roomy = is_first or self._was_roomy
        self._was_roomy = self._is_roomy()
        if was_roomy != self._was_roomy:
            self._toggle.setChecked(self._was_roomy)
        self.settle()

    def show_list(self) -> None:
        """The calendar gives way where it took the list's place."""
        if not self._is_roomy():
            self._toggle.setChecked(False)
            self.settle()

    def _is_roomy(self) -> bool:
        needed = scaled_px(_LIST_PX) + self._calendar.width() + 3 * SPACE.xl
        return self._page.width() >= needed
