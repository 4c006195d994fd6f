"""Qt's own texts and the direction the window reads, in the language that is spoken."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.core import words
from app.core.languages import ENGLISH, PSEUDO, reads_right_to_left, spoken

_NAME = "texts of Qt"  # not shown


def follow_language(app: QApplication) -> None:
    """Menus of text fields, names of keys, file dialogs; and where a row of widgets begins.

    Called before the widgets are made, since they look their texts up only once.
    """
    code = spoken()
    for translator in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(translator)
        translator.deleteLater()
    if code != ENGLISH:
        app.installTranslator(_qt_texts(code, app))
    right_to_left = reads_right_to_left(code)
    direction = Qt.LayoutDirection
    app.setLayoutDirection(direction.RightToLeft if right_to_left else direction.LeftToRight)


def own_name(code: str) -> str:
    """What a language is called by those who speak it: “Deutsch”."""
    return "English" if code == ENGLISH else QLocale(code).nativeLanguageName()


def _qt_texts(code: str, parent: QObject) -> QTranslator:
    translator = _PseudoTexts(parent) if code in PSEUDO else QTranslator(parent)
    translator.setObjectName(_NAME)
    if code not in PSEUDO:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator.load(QLocale(code), "qtbase", "_", folder)
    return translator


class _PseudoTexts(QTranslator):
    """Qt's texts as the pseudo-locales change them."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, /, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return words._(sourceText)
