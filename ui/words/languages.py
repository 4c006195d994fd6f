"""What languages are called, and which can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.core.languages import ENGLISH
from app.core.words import _
from app.spoken_files.names import LANGUAGES

# Where Qt names a region or a script, or the same language twice.
_NAMES = {ENGLISH: "English", "es": "Español", "zh": "中文"}
_SAME_AS = {"no": "nb"}


def language_name(code: str) -> str:
    """“Deutsch”, as those say who speak it; the code where Qt knows none; empty for no code."""
    if not code:
        return ""
    if code in _NAMES:
        return _NAMES[code]
    locale = QLocale(code.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return code
    name = locale.nativeLanguageName() or code
    name = name[:1].upper() + name[1:]
    return f"{name} ({code})" if "-" in code else name


def language_choices(chosen: str) -> list[tuple[str, str]]:
    """(code, name) in the order of their names; first that it isn't said."""
    codes = {*(code for code in LANGUAGES if code not in _SAME_AS), chosen} - {""}
    named = sorted(((code, language_name(code)) for code in codes), key=lambda each: each[1])
    return [("", _("Not said")), *named]
