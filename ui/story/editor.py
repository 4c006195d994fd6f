"""What the four editors of the Story page share: a column of labelled fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.bridge.context import Context
from ui.story.story_nodes import NodeRef
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.commit_fields import CommitLine, CommitText
from ui.widgets.text import TextLabel

COLUMN_PX = 760
# From the edge to the text, as the stylesheet has them.
TITLE_INSET, QUIET_INSET, LINK_INSET, BOX_INSET = 12, 12, 6, 4


def flush_row(inset_px: int, *widgets: QWidget) -> QHBoxLayout:
    """A row of an editor's column: however it begins, its text begins where the others' do.

    inset_px: how far the text is inside a frame that is seen only now and then; 0 without one.
    """
    row = QHBoxLayout()
    row.setContentsMargins(TITLE_INSET - inset_px, 0, 0, 0)
    row.setSpacing(SPACE.xs)
    for widget in widgets:
        row.addWidget(widget)
    return row


class Editor(QScrollArea):
    """Edits one thing of the story in place; every field is saved by itself.

    Signals: removal_requested(NodeRef); opened(NodeRef), something else is to be shown.
    """

    removal_requested = Signal(object)
    opened = Signal(object)

    KIND = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.row_id = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setProperty("surface", "none")
        self._page = QWidget()
        across = QVBoxLayout(holder)
        across.setContentsMargins(SPACE.xl - TITLE_INSET, SPACE.l, SPACE.l, SPACE.xl)
        across.addWidget(self._page)
        across.addStretch(1)
        self.column = QVBoxLayout(self._page)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.s)
        self.setWidget(holder)
        self._fit()
        theme_signals().theme_changed.connect(self._fit)

    @property
    def ref(self) -> NodeRef:
        return NodeRef(self.KIND, self.row_id)

    def commit(self) -> None:
        """Save what is still being typed; call before something else is shown."""
        if not self.row_id:
            return
        for line in self.findChildren(CommitLine):
            line.commit()
        for text in self.findChildren(CommitText):
            text.commit()

    def turn_to(self, row_id: int) -> bool:
        """Saves what was typed for the last row. Returns whether this is another one."""
        if row_id == self.row_id:
            return False
        self.commit()
        self.row_id = row_id
        self.verticalScrollBar().setValue(0)
        return True

    def edit(self, **values: object) -> None:
        row_id = self.row_id
        scenes = self.context.services.scenes
        self.context.do(lambda: scenes.edit(self.KIND, row_id, **values))

    def request_removal(self) -> None:
        self.removal_requested.emit(self.ref)

    def add_field(self, name: str, field: QWidget) -> TextLabel:
        """A field under a small heading, which is returned."""
        heading = TextLabel(name, "section")
        self.column.addSpacing(SPACE.m)
        self.column.addLayout(flush_row(0, heading))
        self.column.addLayout(flush_row(0, field))
        return heading

    def _fit(self) -> None:
        self._page.setMaximumWidth(scaled_px(COLUMN_PX) + TITLE_INSET)
