"""Rendered Markdown that shows the profile's own pictures and plays its own moments, no others.

Entries may have been written by others (a restored export). Qt would load any file a text names,
and so contact a network drive. Any other link is words, with its address as a tip.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from app.core.words import _
from app.journal.links import MomentLink, is_ours, link_of
from ui.style.theme import colour
from ui.widgets.image_files import FindPicture, no_pictures, read_filling
from ui.widgets.text import LARGE_PIECE, breakable, plain_tip

# Raw HTML is shown as text.
FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_SIDE_PX = 320
_LONGEST_TIP = 200


class EntryText(QTextDocument):
    """find: the file of a picture that the text names without a folder."""

    def __init__(self, find: FindPicture = no_pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find

    def set_text(self, markdown: str) -> None:
        self._read(markdown)
        with self._laid_out_once():
            self._use_our_weight()
            self._use_our_links()

    def _read(self, markdown: str) -> None:
        self.setMarkdown(breakable(markdown, LARGE_PIECE), FEATURES)

    def links(self) -> set[str]:
        """The addresses of the moments and entries that it links to."""
        return {part.charFormat().anchorHref() for part in self._parts() if _is_link(part)}

    def mark_gone(self, addresses: Collection[str]) -> None:
        """Links to these moments lead nowhere any more."""
        gone = QTextCharFormat()
        gone.setFontStrikeOut(True)
        gone.setForeground(colour("ink_muted"))
        gone.setToolTip(_("This moment is gone"))
        with self._laid_out_once():
            self._merge(
                gone, lambda part: _is_link(part) and part.charFormat().anchorHref() in addresses
            )

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """After all changes: laying a paragraph of 2,000 links out for each took ten seconds."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def _use_our_weight(self) -> None:
        """Bold is the face we have: for a bolder one, Qt would smear it."""
        ours = QTextCharFormat()
        ours.setFontWeight(QFont.Weight.DemiBold)
        self._merge(ours, lambda part: part.charFormat().fontWeight() > QFont.Weight.DemiBold)

    def _use_our_links(self) -> None:
        """A moment looks like something to press; any other address is only told."""
        ours = QTextCharFormat()
        ours.setForeground(colour("accent_ink"))
        ours.setFontUnderline(True)
        self._merge(ours, _is_link)
        hear = QTextCharFormat()
        hear.setToolTip(_("Hear this moment"))
        self._merge(hear, _plays)
        cursor = QTextCursor(self)
        for part in [part for part in self._parts() if part.charFormat().isAnchor()]:
            if not _is_link(part):
                self._select(cursor, part)
                cursor.setCharFormat(_as_words(part.charFormat()))

    def _merge(self, wanted: QTextCharFormat, where: Callable[[QTextFragment], bool]) -> None:
        cursor = QTextCursor(self)
        for part in [part for part in self._parts() if where(part)]:
            self._select(cursor, part)
            cursor.mergeCharFormat(wanted)

    @staticmethod
    def _select(cursor: QTextCursor, part: QTextFragment) -> None:
        cursor.setPosition(part.position())
        cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)

    def _parts(self) -> Iterator[QTextFragment]:
        """Parts of one format each."""
        block = self.begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                yield part.fragment()
                part += 1
            block = block.next()

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Never Qt's own answer, nor None: Qt would look for a file of that name."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return b""
        name = url.toString() if isinstance(url, QUrl) else url
        path = self._find(name) if "/" not in name and ":" not in name else None
        image = QImage() if path is None else read_filling(path, QSize(_SIDE_PX, _SIDE_PX))
        return _nothing() if image.isNull() else image


def _is_link(part: QTextFragment) -> bool:
    looks = part.charFormat()
    return looks.isAnchor() and is_ours(looks.anchorHref())


def _plays(part: QTextFragment) -> bool:
    return _is_link(part) and isinstance(link_of(part.charFormat().anchorHref()), MomentLink)


def _as_words(link: QTextCharFormat) -> QTextCharFormat:
    words = QTextCharFormat(link)
    address = link.anchorHref()
    for name in (
        QTextFormat.Property.IsAnchor,
        QTextFormat.Property.AnchorHref,
        QTextFormat.Property.ForegroundBrush,
        QTextFormat.Property.TextUnderlineStyle,
        QTextFormat.Property.FontUnderline,
    ):
        words.clearProperty(name)
    words.setToolTip(plain_tip(address[:_LONGEST_TIP]))
    return words


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def beginning_in_words(text: str, most: int = 120) -> str:
    """The beginning of an entry, on one line and without Markdown's signs."""
    document = EntryText()
    document.set_text(text[: 2 * most])
    return " ".join(document.toPlainText().split())[:most]
