"""Light or dark: the listener's choice, or the system's, which may change at any time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from ui.style.theme import apply_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.style.wait_sign import waiting

_FORCED = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def resolve_theme(app: QApplication, choice: str = "system") -> Theme:
    """choice: `system`, `light` or `dark`. If the system's is unknown, light."""
    if choice == "dark":
        return DARK
    if choice == "light":
        return LIGHT
    return DARK if system_is_dark(app) else LIGHT


def system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


class SchemeFollower(QObject):
    """Keeps the application in the chosen scheme; with `system`, it follows the system."""

    def __init__(self, app: QApplication, choice: str = "system", font_scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._font_scale = font_scale
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def apply(self) -> None:
        """Apply the full theme now."""
        if self._choice in _FORCED:
            self._tell_platform()
        apply_theme(self._app, resolve_theme(self._app, self._choice), self._font_scale)

    def choose(self, choice: str, font_scale: float | None = None) -> None:
        """Switch to `system`, `light` or `dark`, and to a text size (1.0 is the system's)."""
        self._choice = choice
        if font_scale is not None:
            self._font_scale = font_scale
        self._tell_platform()
        with waiting():  # every widget there is gets its style anew: up to half a second
            self.apply()

    def stop(self) -> None:
        """Stop following the system."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)
        self.deleteLater()

    def _tell_platform(self) -> None:
        # So that native title bars and file dialogs match; Unknown means the system's own.
        self._app.styleHints().setColorScheme(_FORCED.get(self._choice, Qt.ColorScheme.Unknown))

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self.apply()
