"""What the four editors of the Story page share: a column of named fields over one noun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.profile.pictures import SUFFIXES
from ui.bridge.context import Context
from ui.story.story_nodes import NodeRef
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.commit_fields import CommitLine, CommitText
from ui.widgets.file_chooser import FileKind
from ui.widgets.text import TextLabel

COLUMN_PX = 760
_PICTURES = FileKind(
    "pictures", "Pictures", SUFFIXES, QStandardPaths.StandardLocation.PicturesLocation
)


class Editor(QScrollArea):
    """One noun of the story, edited in place; every field is a verb of its own.

    Signals: removal_requested(NodeRef), opened(NodeRef) for something else to show.
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
        across.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.xl)
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
        """What is still being typed is kept; call before something else is shown."""
        if not self.row_id:
            return
        for line in self.findChildren(CommitLine):
            line.commit()
        for text in self.findChildren(CommitText):
            text.commit()

    def turn_to(self, row_id: int) -> bool:
        """Whether another row is shown from now on; what was typed for the last one is kept."""
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

    def add_field(self, name: str, field: QWidget) -> None:
        """A field under its small title."""
        self.column.addSpacing(SPACE.m)
        self.column.addWidget(TextLabel(name, "section"))
        self.column.addWidget(field)

    def choose_picture(self, title: str, use: Callable[[str], object]) -> None:
        """Opens the file chooser; a chosen picture is copied into the profile, then used."""
        self.context.files.ask_for_file(
            _PICTURES, title, self, lambda path: self.keep_file(path, use)
        )

    def keep_file(self, path: Path, use: Callable[[str], object]) -> None:
        self._keep(lambda: self.context.services.pictures.keep(path), use)

    def keep_bytes(self, data: bytes, suffix: str, use: Callable[[str], object]) -> None:
        self._keep(lambda: self.context.services.pictures.keep_bytes(data, suffix), use)

    def _keep(self, copy: Callable[[], str], use: Callable[[str], object]) -> None:
        try:
            name = copy()
        except Problem as problem:
            self.context.messages.problem(problem)
        else:
            use(name)

    def _fit(self) -> None:
        self._page.setMaximumWidth(scaled_px(COLUMN_PX))
