"""Which work it goes to: one of the journal, a new one, or what the files say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.ids import WorkId
from app.core.words import Text, _
from app.story.records import Work, WorkKind
from app.story_import.plan import Aim, WorkNamed
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.style.icons import icon
from ui.style.tokens import SPACE
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.text import TextLabel

_NEW = "new"
_AS_SAID = "as said"  # not shown
_A_NEW_WORK = Text("A new work")
_AS_THE_FILES_SAY = Text("As the files say")
_KINDS = (WorkKind.SERIES, WorkKind.FILM, WorkKind.GAME, WorkKind.STAGE, WorkKind.OTHER)


class AimChoice(QWidget):
    """Signal: changed()."""

    changed = Signal()

    def __init__(
        self,
        work_id: WorkId | None,
        *,
        is_of_files: bool,
        parent: QWidget | None = None,
    ) -> None:
        """work_id: the one to begin with, once `show_works` has it. is_of_files: whether what is
        imported may say it.
        """
        super().__init__(parent)
        self._works: Sequence[Work] = ()
        self._wanted = work_id
        self._is_of_files = is_of_files
        self._is_title_typed = False
        self._year: int | None = None  # what the list says about a new work
        self.works = CalmCombo(_("Goes to"))
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title of the new work"))
        self.title.setPlaceholderText(_("Its title"))
        self.kind = CalmCombo(_("Kind of the new work"))
        for kind in _KINDS:
            self.kind.addItem(icon(KIND_ICONS[kind], 16), str(KIND_WORDS[kind]), str(kind))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        label = TextLabel(_("Goes to"), "muted")
        label.setBuddy(self.works)
        row.addWidget(label)
        row.addWidget(self.works, 2)
        row.addWidget(self.title, 2)
        row.addWidget(self.kind, 1)
        self.show_works(())
        self.works.currentIndexChanged.connect(self._on_chosen)
        self.kind.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.title.textEdited.connect(self._on_typed)
        self._show_new()

    @property
    def aim(self) -> Aim:
        """None where the files say it, or nothing is said yet."""
        chosen = self.works.currentData()
        if chosen == _AS_SAID:
            return None
        if chosen != _NEW:
            return WorkId(int(chosen))
        title = self.title.text().strip()
        kind = WorkKind(self.kind.currentData())
        return WorkNamed(title, kind, self._year) if title else None

    @property
    def is_nameless(self) -> bool:
        """Whether it is to be a new work, whose title is missing."""
        return bool(self.works.currentData() == _NEW) and not self.title.text().strip()

    @property
    def is_series(self) -> bool:
        """Whether numbered lines are episodes."""
        chosen = self.works.currentData()
        if chosen in (_NEW, _AS_SAID):
            return WorkKind(self.kind.currentData()) is WorkKind.SERIES
        kind = next((work.kind for work in self._works if work.id == chosen), WorkKind.SERIES)
        return kind is WorkKind.SERIES

    def show_works(self, works: Sequence[Work]) -> None:
        """What is chosen stays, if it still exists."""
        chosen = self.works.currentData()
        self._works = works
        self.works.blockSignals(True)
        self.works.clear()
        if self._is_of_files:
            self.works.addItem(icon("files", 16), str(_AS_THE_FILES_SAY), _AS_SAID)
        for work in works:
            self.works.addItem(icon(KIND_ICONS[work.kind], 16), work.title, int(work.id))
        self.works.addItem(icon("plus", 16), str(_A_NEW_WORK), _NEW)
        if self._wanted is not None and self.works.findData(int(self._wanted)) >= 0:
            chosen, self._wanted = int(self._wanted), None
        self._choose(chosen)
        self.works.blockSignals(False)
        self._show_new()

    def suggest(self, title: str, year: int | None) -> bool:
        """What a list calls its work: the known one, or the title of a new one. Nothing that was
        typed is replaced. Returns whether that changes anything.
        """
        if self._is_title_typed or self.works.currentData() != _NEW or not title:
            return False
        is_news = (self.title.text(), self._year) != (title, year)
        self.title.setText(title)
        self._year = year
        return is_news

    def _choose(self, data: object) -> None:
        self.works.setCurrentIndex(max(0, self.works.findData(data)))

    def _on_chosen(self, _row: int) -> None:
        self._wanted = None
        self._show_new()
        self.changed.emit()

    def _on_typed(self, _text: str) -> None:
        self._is_title_typed, self._year = True, None
        self.changed.emit()

    def _show_new(self) -> None:
        is_new = self.works.currentData() == _NEW
        self.title.setVisible(is_new)
        self.kind.setVisible(is_new)
