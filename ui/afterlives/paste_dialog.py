"""A pasted list of afterlives, with what it would add, before anything is added."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.words import Text, _, ngettext, number
from app.story.echo_kinds import KIND_WORDS, EchoKind
from app.story.echo_list import EchoList, ListedEcho, Wrong, read_list
from app.story.echoes import NewEcho
from ui.afterlives.words import KIND_ICONS, date_in_brief
from ui.style.icons import icon
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.text import TextLabel, plain_tip

_WIDTH_PX, _HEIGHT_PX = 720, 520
_WRONG = {
    Wrong.NO_TITLE: Text("No title"),
    Wrong.ADDRESS: Text("Not a web address"),
    Wrong.DATE: Text("Not a date"),
    Wrong.LENGTH: Text("Too long"),
}


class PasteDialog(QDialog):
    """take: called with what is to be added; lines that can't be are left out, and said to be."""

    def __init__(
        self, take: Callable[[Sequence[NewEcho]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._found = EchoList(())
        self.setWindowTitle(_("Paste a list"))
        self.resize(scaled_px(_WIDTH_PX), scaled_px(_HEIGHT_PX))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("The list"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("1999 · Cover · Title – Who · https://…"))
        self.kind = CalmCombo(_("Kind of those that name none"))
        for kind in EchoKind:
            self.kind.addItem(icon(KIND_ICONS[kind], 16), str(KIND_WORDS[kind]), kind)
        self.preview = QTreeWidget()
        self.preview.setAccessibleName(_("What would be added"))
        self.preview.setRootIsDecorated(False)
        self.preview.setHeaderLabels([_("Date"), _("Kind"), _("Title"), _("Who"), _("Link")])
        self.count = TextLabel("", "muted", wrap=True)
        self.keep = PrimaryButton(_("Add"))
        self._lay_out()
        self.text.textChanged.connect(self._read)
        self.kind.currentIndexChanged.connect(self._show)
        self.keep.clicked.connect(self.accept)
        self.text.setFocus()
        self._read()

    def take_clipboard(self) -> None:
        """If it seems to hold a list."""
        held = QGuiApplication.clipboard().text()
        if held.strip() and len(read_list(held).sound) > 1:
            self.text.setPlainText(held)

    @property
    def wanted(self) -> tuple[NewEcho, ...]:
        kind = EchoKind(self.kind.currentData())
        return tuple(one.as_kind(kind) for one in self._found.sound)

    def accept(self) -> None:
        wanted = self.wanted
        if wanted:
            super().accept()
            self._take(wanted)

    def _read(self) -> None:
        self._found = read_list(self.text.toPlainText())
        self._show()

    def _show(self) -> None:
        self.preview.clear()
        kind = EchoKind(self.kind.currentData())
        for one in self._found.echoes:
            self.preview.addTopLevelItem(_item(one, kind))
        for column in range(4):
            self.preview.resizeColumnToContents(column)
            wide = min(self.preview.columnWidth(column), scaled_px(220))
            self.preview.setColumnWidth(column, wide)
        many, odd = len(self._found.sound), len(self._found.echoes) - len(self._found.sound)
        self.keep.setEnabled(bool(many))
        self.keep.setText(ngettext("Add {n}", "Add {n}", many) if many else _("Add"))
        self.count.setText(self._counted(many, odd))

    def _counted(self, many: int, odd: int) -> str:
        if not self._found.echoes:
            return _(
                "One in a line: date, kind, title – who, link, in any order, with “·” between "
                "them; or CSV or TSV."
            )
        words = [ngettext("{n} will be added.", "{n} will be added.", many)]
        if odd:
            words.append(ngettext("{n} line is left out.", "{n} lines are left out.", odd))
        if self._found.is_cut:
            most = number(len(self._found.echoes))
            words.append(_("Only the first {n} lines are read.", n=most))
        return " ".join(words)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Paste a list"), "title"))
        head.addStretch(1)
        head.addWidget(TextLabel(_("Without a kind:"), "muted"))
        head.addWidget(self.kind)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self.count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addLayout(head)
        column.addWidget(self.text, 2)
        column.addWidget(self.preview, 3)
        column.addLayout(foot)


def _item(one: ListedEcho, kind: EchoKind) -> QTreeWidgetItem:
    echo = one.as_kind(kind)
    words = [date_in_brief(echo.date), str(KIND_WORDS[echo.kind]), echo.title, echo.who, echo.link]
    if one.wrong is not None:
        words = [str(_WRONG[one.wrong]), "", one.line, "", ""]
    item = QTreeWidgetItem(words)
    for column, text in enumerate(words):
        item.setToolTip(column, plain_tip(text))
    if one.wrong is not None:
        item.setForeground(0, colour("danger"))
        item.setIcon(0, icon("triangle-alert", 14, "danger"))
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsSelectable)
    else:
        item.setIcon(1, icon(KIND_ICONS[echo.kind], 14))
    return item
