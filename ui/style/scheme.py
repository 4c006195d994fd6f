"""The theme: as the listener chose it, or as the desktop is, which may change at any time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from ui.style.accents import accented
from ui.style.looks import DesktopLooks, Wanted
from ui.style.theme import apply_theme
from ui.style.tokens import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Theme
from ui.style.wait_sign import waiting

_FORCED = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def resolve_theme(
    app: QApplication, wanted: Wanted | None = None, looks: DesktopLooks | None = None
) -> Theme:
    """If the desktop doesn't say whether it is dark, it is light; contrast and accent are ours."""
    wanted, looks = wanted or Wanted(), looks or DesktopLooks()
    is_dark = wanted.theme == "dark" or (wanted.theme == "system" and _is_dark(app, looks))
    is_high = wanted.contrast == "on" or (wanted.contrast == "system" and looks.has_high_contrast)
    if is_high:
        theme = DARK_CONTRAST if is_dark else LIGHT_CONTRAST
    else:
        theme = DARK if is_dark else LIGHT
    if wanted.accent == "system" and looks.accent is not None:
        return accented(theme, looks.accent)
    return theme


def _is_dark(app: QApplication, looks: DesktopLooks) -> bool:
    return system_is_dark(app) if looks.is_dark is None else looks.is_dark


def system_is_dark(app: QApplication) -> bool:
    """As far as Qt knows."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


class SchemeFollower(QObject):
    """Keeps the application in the chosen theme; what is `system` in it follows the desktop."""

    def __init__(
        self, app: QApplication, wanted: Wanted | None = None, looks: DesktopLooks | None = None
    ) -> None:
        """looks: the desktop's, as it was last, until `know` says it anew."""
        super().__init__(app)
        self._app = app
        self._wanted = wanted or Wanted()
        self._looks = looks or DesktopLooks()
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def apply(self) -> None:
        """Apply the full theme now."""
        if self._wanted.theme in _FORCED:
            self._tell_platform()
        theme = resolve_theme(self._app, self._wanted, self._looks)
        apply_theme(self._app, theme, self._wanted.text_scale)

    def choose(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._tell_platform()
        with waiting():  # every widget there is gets its style anew: up to half a second
            self.apply()

    def know(self, looks: DesktopLooks) -> None:
        """The desktop says how it looks."""
        self._looks = looks
        self.apply()

    def stop(self) -> None:
        """Stop following the desktop."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._on_scheme_changed)
        self.deleteLater()

    def _tell_platform(self) -> None:
        # So that native title bars and file dialogs match; Unknown means the system's own.
        self._app.styleHints().setColorScheme(
            _FORCED.get(self._wanted.theme, Qt.ColorScheme.Unknown)
        )

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._wanted.theme == "system":
            self.apply()
