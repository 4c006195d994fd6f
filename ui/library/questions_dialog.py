"""The open questions whether two tracks are the same, answered one by one or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.timecode import Span
from app.core.words import Text, _, ngettext
from app.transactions.changes import AUDIO_FILE, QUESTION, TRACK, Change
from ui.library.question_card import QuestionCard, in_words, line_in_words
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import PushButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.letter_jump import JumpList
from ui.widgets.quiet_line import QuietLine, QuietPlace
from ui.widgets.text import TextLabel, plain_tip

if TYPE_CHECKING:
    from app.core.jobs import Progress
    from app.library.same_tracks import SameQuestion, Side
    from ui.bridge.context import Context
    from ui.library.merge_flow import MergeFlow

_TITLE = Text("The same track?")
_INTRO = Text(
    "The two tracks of each pair have the same title and nearly the same length. If they are the "
    "same recording, they become one track with the marks and files of both. If not, you won’t be "
    "asked again."
)
_FRAME = QSize(32, 64)  # what a desktop may put around a window
_SIZE = QSize(760, 560)
_HEARD_MS = 15_000


class QuestionsDialog(QDialog):
    """Stays open while there are none left, so that an answer can be undone from it.

    It says what was done in a line of its own. Nothing in it moves while it says something, shows
    progress, or shows another question.
    """

    def __init__(self, context: Context, flow: MergeFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._flow = flow
        self._questions: list[SameQuestion] = []
        self._answered: set[int] = set()  # being answered: no longer shown, but still open
        self._gone: set[int] = set()  # were shown; an undo may bring them back
        self._first_step = context.history.stack.index()
        self._is_closed = False  # an answer that waits to be saved may outlive the dialog
        self._read = context.latest_read("Read the open questions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_TITLE))
        room = self.screen().availableSize() - _FRAME
        wanted = QSize(scaled_px(_SIZE.width()), scaled_px(_SIZE.height()))
        self.resize(wanted.boundedTo(room))
        self.list = JumpList()
        self.list.setAccessibleName(_("Open questions"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.card = QuestionCard()
        self.all_same = PushButton(_("Merge all pairs"), "link")
        self._close = PushButton(_("Close"))
        self._asked, self._empty = self._asked_part(), self._empty_part()
        self._busy = BusyLine()
        _keep_room(self._busy, self.all_same)
        self._lay_out()
        self._connect()
        self._look()

    def done(self, result: int) -> None:
        self._is_closed = True
        self._read.drop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; in the list it answers nothing."""
        focused = self.focusWidget()
        is_enter = event.key() in ENTER_KEYS
        if is_enter and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    # --- building -------------------------------------------------------------------------------

    def _asked_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(str(_INTRO), wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.card)
        return part

    def _empty_part(self) -> QWidget:
        return EmptyState(
            "circle-check",
            _("No open questions"),
            _(
                "When music that you add looks like another encoding of a track that you already "
                "have, you are asked about it here."
            ),
        )

    def _lay_out(self) -> None:
        self._close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.l)
        buttons.addWidget(self.all_same)
        buttons.addWidget(self._busy, 1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(str(_TITLE), "title", wrap=True))
        column.addWidget(self._asked, 1)
        column.addWidget(self._empty, 1)
        self._said = QuietLine(self, QuietPlace.KEPT)
        column.addWidget(self._said)
        column.addLayout(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._asked.hide()
        self._empty.hide()
        self.all_same.hide()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_current)
        self.card.hear_requested.connect(self._hear)
        self.card.answered.connect(self._on_answered)
        self.all_same.clicked.connect(self._on_all_same)
        self._flow.progressed.connect(self._on_progress)
        self._flow.settled.connect(self._look)
        self._flow.ended.connect(self._on_ended)
        self._busy.cancel_requested.connect(self._flow.cancel)
        self._said.focus_left.connect(self._focus_on_what_is_shown)
        self._context.relay.changed.connect(self._on_change)
        # The window's own shortcuts don't reach a modal dialog.
        for command, verb in (("undo", self._undo), ("redo", self._context.redo)):
            keys = self._context.shortcuts.text(command)
            shortcut = QShortcut(self)
            shortcut.setKey(QKeySequence(keys, QKeySequence.SequenceFormat.NativeText))
            shortcut.activated.connect(verb)

    # --- showing --------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.touches(QUESTION, TRACK, AUDIO_FILE):
            self._look()

    def _look(self) -> None:
        if not self._is_closed:
            self._read.ask(self._context.services.same_tracks.questions, self._show)

    def _show(self, questions: list[SameQuestion] | None) -> None:
        if questions is None:
            return
        if not self._flow.is_running:
            self._answered.clear()
        self._fill([question for question in questions if question.id not in self._answered])

    def _fill(self, questions: list[SameQuestion]) -> None:
        """Keeps the place in the list: what came back, else the current question, or the one that
        follows it.
        """
        row = max(0, self.list.currentRow())
        current = self._questions[row].id if row < len(self._questions) else None
        ids = [question.id for question in questions]
        shown = {question.id for question in self._questions}
        back = [question_id for question_id in ids if question_id in self._gone]
        self._gone = (self._gone | shown) - set(ids)
        self._questions = questions
        self.list.blockSignals(True)
        self.list.clear()
        for question in questions:
            item = QListWidgetItem(line_in_words(question), self.list)
            item.setToolTip(plain_tip(in_words(question)))
        current = back[0] if back else current
        row = ids.index(current) if current in ids else min(row, len(ids) - 1)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._on_current(row)
        self._show_part(bool(questions))

    def _show_part(self, is_asked: bool) -> None:
        is_other = self._asked.isHidden() == is_asked
        self._asked.setVisible(is_asked)
        self._empty.setVisible(not is_asked)
        self.all_same.setVisible(len(self._questions) > 1)
        self.all_same.setToolTip(
            ngettext(
                "Answers 1 question with “Same track”",
                "Answers all {n} questions with “Same track”",
                len(self._questions),
            )
        )
        self._close.setDefault(not is_asked)
        if is_other:
            self._focus_on_what_is_shown()

    def _focus_on_what_is_shown(self) -> None:
        (self._close if self._asked.isHidden() else self.list).setFocus()

    def _on_current(self, row: int) -> None:
        if 0 <= row < len(self._questions):
            self.card.show_question(self._questions[row])

    # --- answering ------------------------------------------------------------------------------

    def _on_answered(self, is_same: bool) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._questions):
            return
        question = self._questions[row]
        self._take([question])
        if is_same:
            self._flow.answer_yes([question.id], by_hand=True)
        else:
            self._answer_no(question)

    def _answer_no(self, question: SameQuestion) -> None:
        def then() -> None:
            self._take_back(question)
            said = _("“{title}” was kept as two tracks.", title=question.older.row.title)
            self._context.say_done(said)

        same_tracks = self._context.services.same_tracks
        if not self._context.do(lambda: same_tracks.answer_no([question.id]), then):
            self._take_back(question)

    def _on_all_same(self) -> None:
        questions = list(self._questions)
        self._take(questions)
        self._flow.answer_yes([question.id for question in questions])

    def _take(self, questions: list[SameQuestion]) -> None:
        self._answered.update(question.id for question in questions)
        self._fill([question for question in self._questions if question.id not in self._answered])

    def _take_back(self, question: SameQuestion) -> None:
        """It is shown again if it is still open."""
        self._answered.discard(question.id)
        self._look()

    def _undo(self) -> None:
        """Nothing that was done before this dialog was opened."""
        if self._context.history.stack.index() > self._first_step:
            self._context.undo()

    def _on_progress(self, progress: Progress) -> None:
        self._busy.show_progress(
            progress.done, progress.total, progress.label, can_cancel=progress.can_cancel
        )

    def _on_ended(self) -> None:
        self._busy.finish()
        self._look()

    # --- hearing --------------------------------------------------------------------------------

    def _hear(self, side: Side) -> None:
        """Some seconds from where the music is under way, at the same time in both. Asked again
        while they are heard, it stops.
        """
        playback, row = self._context.playback, side.row
        if playback.is_playing and playback.track is not None and playback.track.id == row.id:
            playback.pause()
            return
        question = self._questions[self.list.currentRow()]
        shorter_ms = min(question.older.row.duration_ms, question.newer.row.duration_ms)
        start_ms = min(30_000, shorter_ms // 4)
        end_ms = min(row.duration_ms, start_ms + _HEARD_MS)
        playback.hear(row.id, Span(start_ms, max(start_ms, end_ms)), 0)


def _keep_room(*parts: QWidget) -> None:
    """Also while they are hidden."""
    for part in parts:
        policy = part.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        part.setSizePolicy(policy)
