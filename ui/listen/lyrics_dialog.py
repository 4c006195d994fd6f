"""Pasting and editing a track's lyrics: plain, or with times as LRC files have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.core.words import _
from app.spoken_files.line import Line
from app.spoken_files.lyrics import as_text, lyrics_of, stamp, without_stamps
from ui.bridge.context import Context
from ui.shell.shortcuts import native_text
from ui.shell.writing_dialog import WritingDialog
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.plain_text import text_in
from ui.widgets.text import TextLabel
from ui.words.languages import language_choices

_STAMP_KEYS = "Ctrl+T"


class LyricsDraft(NamedTuple):
    lines: tuple[Line, ...]
    language: str


class LyricsDialog(WritingDialog):
    """before: what it begins with; nothing for new lyrics. write: called with what was written,
    without lines if all of it was deleted. position: where the music is, in ms.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        before: LyricsDraft,
        write: Callable[[LyricsDraft], object],
        position: Callable[[], int],
        parent: QWidget,
    ) -> None:
        name = _("Lyrics of “{title}”", title=title)
        super().__init__(name, _("Save"), lambda: write(self.draft()), context.do, parent)
        self._position = position
        self.text = QPlainTextEdit(as_text(before.lines))
        self.text.setAccessibleName(_("Lyrics"))
        self.text.setPlaceholderText(_("Paste the words here, one line each"))
        self.text.setTabChangesFocus(True)
        self.language = CalmCombo(_("Language"))
        for code, word in language_choices(before.language):
            self.language.addItem(word, code)
        self.language.setCurrentIndex(max(0, self.language.findData(before.language)))
        self.time = PushButton(_("Sung now"), "clock")
        self.time.setToolTip(
            _("Times the line with the cursor, and goes on to the next · {keys}",
              keys=native_text(_STAMP_KEYS))
        )  # fmt: skip
        self.time.setAutoDefault(False)
        self.time.clicked.connect(self.time_line)
        QShortcut(QKeySequence(_STAMP_KEYS), self).activated.connect(self.time_line)
        how = TextLabel(
            _("A line is in step when it begins with its time: [01:02.50]Words. While the music "
              "plays, “Sung now” writes it for you."),
            "muted",
            wrap=True,
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(TextLabel(_("Language"), "muted"))
        row.addWidget(self.language)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(how)
        self.foot.insertWidget(0, self.time)
        self._before = self.draft()
        window = parent.window()
        width = min(scaled_px(600), window.width() - 2 * SPACE.xl)
        height = min(scaled_px(620), window.height() - 2 * SPACE.xl)
        self.resize(max(width, 400), max(height, 360))
        self.text.setFocus()

    def draft(self) -> LyricsDraft:
        words = lyrics_of(text_in(self.text))
        language = str(self.language.currentData() or "") or words.language
        return LyricsDraft(words.lines, language)

    def is_changed(self) -> bool:
        return self.draft() != self._before

    def time_line(self) -> None:
        """Puts where the music is in front of the line, in place of the time it had."""
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        words = cursor.block().text()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(stamp(self._position()) + without_stamps(words))
        if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self.text.setFocus()
