"""Writing Markdown, and seeing how it will look."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton
from ui.widgets.entry_text import EntryText
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.plain_text import text_in
from ui.widgets.text import TextLabel


class MarkdownEdit(QWidget):
    """A plain editor with a preview.

    Signals:
        text_edited(str): the whole Markdown text, whenever the listener changes it.
        preview_toggled(bool): whether the preview is shown now.
        rendered(): the preview shows the text as it is.
        link_activated(str): the address of a moment or entry, by a click or Enter in the preview.
    """

    text_edited = Signal(str)
    preview_toggled = Signal(bool)
    rendered = Signal()
    link_activated = Signal(str)

    def __init__(
        self,
        placeholder: str = "",
        name: str = "",
        parent: QWidget | None = None,
        *,
        find: FindPicture = no_pictures,
        editor: QPlainTextEdit | None = None,
    ) -> None:
        """find: the file of a picture that the text names. editor: a special one."""
        super().__init__(parent)
        self._is_setting = False
        self.editor = QPlainTextEdit() if editor is None else editor
        name = name or _("Text")
        self.editor.setAccessibleName(name)
        self.editor.setPlaceholderText(placeholder)
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._on_text_changed)
        self.preview = QTextBrowser()
        self._shown = EntryText(find, self.preview)
        self._shown.setDocumentMargin(SPACE.m)
        self.preview.setDocument(self._shown)
        # Translators: {name} is the field whose text is shown
        self.preview.setAccessibleName(_("{name}, preview", name=name))
        self.preview.setOpenLinks(False)
        self.preview.anchorClicked.connect(self._on_link)
        theme_signals().theme_changed.connect(self._render)
        self._toggle = ToggleButton(_("Preview"), "eye")
        self._toggle.toggled.connect(self.show_preview)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(SPACE.s)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.preview)
        self._lay_out()

    def text(self) -> str:
        return text_in(self.editor)

    def set_text(self, text: str) -> None:
        """Show a text, without a signal."""
        self._is_setting = True
        self.editor.setPlainText(text)
        self._is_setting = False
        self._render()

    def show_preview(self, shown: bool) -> None:
        self._toggle.setChecked(shown)
        self._render()
        self._stack.setCurrentWidget(self.preview if shown else self.editor)
        self.preview_toggled.emit(shown)
        (self.preview if shown else self.editor).setFocus()

    def links(self) -> set[str]:
        """The addresses of the moments and entries that the preview links to."""
        return self._shown.links()

    def mark_gone(self, addresses: Collection[str]) -> None:
        """Links to these moments lead nowhere any more."""
        self._shown.mark_gone(addresses)

    def add_tool(self, tool: QWidget) -> None:
        """Beside the button for the preview; not there while that is shown."""
        self._tools.addWidget(tool)
        self.preview_toggled.connect(tool.setHidden)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        # Translators: examples of Markdown; its signs stay as they are
        foot.addWidget(TextLabel(_("*italic*  **bold**  # Heading  - list"), "caption"))
        foot.addStretch(1)
        foot.addLayout(self._tools)
        foot.addWidget(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.editor)

    def _on_text_changed(self) -> None:
        if not self._is_setting:
            self.text_edited.emit(self.text())

    def _on_link(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _render(self) -> None:
        self._shown.set_text(self.text())
        self.rendered.emit()
