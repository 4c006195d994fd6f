"""Looks at everything a window shows or says, for English that comes from no catalogue."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QBuffer,
    QIODevice,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.widgets.quiet_line import QuietLine
from ui.words.languages import language_choices
from ui.words.locale import spoken_locale

_Role = Qt.ItemDataRole
_WHAT_IS_ON_DISK = (QAbstractItemView, QComboBox)  # in a file dialog
_ROLES = (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole)
_MOST_ROWS = 30
_LEAST_PART = 8  # characters
# What listeners and files name; emotions and sets have names of the program's own.
_TYPED = [
    "title",
    "name",
    "original_title",
    "artist",
    "album",
    "album_artist",
    "composer",
    "note",
    "who",
    "link",
    "body",
    "text",
    "path",
    "actor",
    "description",
    "season_title",
    "cover",
]
_PROGRAMS_OWN = ("emotion", "emotion_set", "alembic_version", "setting")
_DERIVED = ("sqlite_", "journal_line", "journal_text")
# Names, formats and units that are the same in every language.
SAME_EVERYWHERE = (
    "OST My Heart", "SQLite", "libVLC", "VLC", "FLAC", "MP3", "WAV", "Ogg", "Hz", "kHz", "dB", "ms",
    "kB", "MB", "GB", "bytes", "AM", "PM", "px", "Deutsch", "English", "#RRGGBB", "pytest-qt-qapp",
    "ost-my-heart-", ".json", "OPUS",
)  # fmt: skip
# Markup, colours, and which files a dialog lists.
_MARKUP = re.compile(r"<style.*?</style>|<[^<>]*>|&\w+;|#[0-9A-Fa-f]{6}|\*\.\w+", re.DOTALL)
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])")
_BETWEEN = re.compile(r"[⟦⟧]|·+|  +")  # what joins a translation and a name
_LISTED = re.compile(r", |: ")  # what joins names
_MARKDOWN = re.compile(r"[*_#>`]")
# Of a link in an entry: its words are the listener's.
_ADDRESS = re.compile(r"\[(?=[^\]]*\]\(ost-my-heart:)|\]\(ost-my-heart:[^)\s]*\)?")
_TRANSLATED = re.compile(r"\S*[^\x00-\x7f“”…·–’\s]\S*")
_PAINTED = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


class BareEnglish:
    """Collects, look by look, what isn't a translation and isn't somebody's own words."""

    def __init__(self, names: Iterable[str]) -> None:
        """names: what may be shown as it is: titles, notes, paths."""
        known = {*names, *SAME_EVERYWHERE, *_calendar_names(), *_language_names()}
        self._everything = _plain("\n".join(known))
        self._names = [_plain(name) for name in known]
        by_length = sorted(filter(None, known), key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, by_length)), re.IGNORECASE)
        self.found: dict[str, str] = {}
        self._taken: set[str] = set()

    def look(self) -> None:
        """At every window that is open now, and all that is painted in it."""
        for window in _open_windows():
            self._look_into(window)

    def glance(self) -> None:
        """At every dialog and popup; of the main window only at the texts of its widgets."""
        for window in _open_windows():
            if isinstance(window, QMainWindow):
                for line in window.findChildren(QuietLine):
                    for label in line.findChildren(QLabel):
                        self.take(label.text(), _place(label))
            else:
                self._look_into(window)

    def take(self, text: str, where: str) -> None:
        if text in self._taken:
            return
        self._taken.add(text)
        plain = _ADDRESS.sub("", _MARKUP.sub(" ", html.unescape(text)))
        for piece in _BETWEEN.split(plain):
            if self._is_bare(piece) and any(map(self._is_bare, _LISTED.split(piece))):
                self.found.setdefault(text, where)

    def _is_bare(self, piece: str) -> bool:
        """Whether it is neither a translation nor a part of a name, such as a list shows.

        A short piece is no part: “in” and “of” are in some name or other. Cut short, it may be how
        a name begins; with a full stop, how a sentence of the listener's ends on a line of its own.
        """
        if not _WORD.search(self._known.sub(" ", piece)):
            return False
        if piece.endswith("…"):  # a sentence with a name in it, cut short before its bracket
            piece = _TRANSLATED.sub(" ", piece)
        whole = _plain(piece).strip(" ,:")
        # A line that is cut short, or one of several, may be of a name in quotation marks.
        part = whole.removesuffix("…").strip("“”")
        if len(part) >= _LEAST_PART:
            return part not in self._everything
        if whole.endswith((".", "!", "?")) and any(n.endswith(f" {whole}") for n in self._names):
            return False
        is_cut_short = part != whole and any(name.startswith(part) for name in self._names)
        return not is_cut_short

    def _look_into(self, window: QWidget) -> None:
        for widget in (window, *window.findChildren(QWidget)):
            if isinstance(window, QFileDialog) and isinstance(widget, _WHAT_IS_ON_DISK):
                continue
            where = _place(widget)
            for text in _texts_of(widget):
                self.take(text, where)
        if isinstance(window, QFileDialog):
            return
        for text in _said_to_screen_readers(QAccessible.queryAccessibleInterface(window)):
            self.take(text, f"{_place(window)}, to a screen reader")
        for text in _painted(window):
            self.take(text, f"{_place(window)}, painted")


def names_in(journal: Path) -> set[str]:
    """Whatever listeners and files have named in a journal, and the parts of paths."""
    names: set[str] = set()
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
        tables = [
            row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        ]
        for table in tables:
            if table in _PROGRAMS_OWN or table.startswith(_DERIVED):
                continue
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            for column in columns:
                for (value,) in database.execute(f'SELECT DISTINCT "{column}" FROM "{table}"'):
                    names |= {part for part in _parts(value) if column in _TYPED or " " in part}
    return names


def _open_windows() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _plain(text: str) -> str:
    """Without marks of Markdown and addresses, on one line."""
    return " ".join(_MARKDOWN.sub("", _ADDRESS.sub("", text)).split())


def _parts(value: object) -> set[str]:
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if not isinstance(value, str):
        return set()
    path = Path(value)
    return {value, *value.splitlines(), *path.parts, path.stem}


def _language_names() -> Iterator[str]:
    """In their own languages."""
    return (name for code, name in language_choices("") if code)


def _calendar_names() -> Iterator[str]:
    """Months and days come from Qt's locale."""
    locale = spoken_locale()
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        for month in range(1, 13):
            yield locale.monthName(month, form)
            yield locale.standaloneMonthName(month, form)
        yield locale.createSeparatedList(["", ""]).strip()
        for day in range(1, 8):
            yield locale.dayName(day, form)
            yield locale.standaloneDayName(day, form)


def _place(thing: QObject) -> str:
    chain, at = [], thing
    while at is not None and len(chain) < 4:
        chain.append(type(at).__name__)
        at = at.parent()
    return " in ".join(chain)


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        yield widget.placeholderText()
        yield widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractSpinBox):
        yield widget.text()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_of_model(widget.model())
    for action in widget.actions():
        yield from _texts_of_action(action)


def _texts_of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip())
    if (menu := action.menu()) is not None:
        for inner in menu.actions():
            yield from _texts_of_action(inner)


def _texts_of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    parent = parent or QModelIndex()
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(parent)
    for column in range(columns):
        for role in _ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in _ROLES:
                said = index.data(role)
                if isinstance(said, str):
                    yield said
            if column == 0 and not is_list and model.rowCount(index) > 0:
                yield from _texts_of_model(model, index)


def _said_to_screen_readers(
    interface: QAccessibleInterface | None, depth: int = 0
) -> Iterator[str]:
    if interface is None or not interface.isValid() or depth > 24:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    for place in range(min(interface.childCount(), 200)):
        yield from _said_to_screen_readers(interface.child(place), depth + 1)


def _painted(window: QWidget) -> Iterator[str]:
    """What is written by painting: a picture in SVG keeps it as text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(window.size())
    window.render(picture)
    yield from _PAINTED.findall(bytes(buffer.data().data()).decode())
