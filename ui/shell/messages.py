"""Shows every problem, and small news."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.core.errors import Problem
from app.core.words import _
from app.transactions.storage_problems import StorageProblem
from ui.shell.message_queue import Message, MessageQueue
from ui.widgets.quiet_line import KeepClear, QuietLine, QuietPlace, always

log = logging.getLogger(__name__)

TELLS_IT_ITSELF = "tells_it_itself"  # property of a dialog that shows the news itself

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Messages(QObject):
    """One place for all messages of the window. `say` shows a quiet line; `problem` says what went
    wrong, and `mistake` that it was our fault.

    Signals: rescue_wanted(Problem), the listener wants to recover a damaged journal.
    look_into: asked for the cause before a mistake of ours is reported; answers through the
    function it is given, with a Problem or None.
    """

    rescue_wanted = Signal(object)
    look_into: Callable[[Callable[[Problem | None], None]], object] | None = None
    _mistake = Signal(str)
    _uncaught = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._damage: StorageProblem | None = None
        self._queue = MessageQueue(QuietLine(window), self)
        self._queue.gone.connect(self._on_gone)
        self._is_reporting = False
        self._mistake.connect(self.mistake)
        self._uncaught.connect(self.problem)

    def say(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        about: str = "",
        holds: Callable[[], bool] = always,
    ) -> None:
        """At the bottom of the window, after what is shown there; but in an open modal dialog, if
        that has a line of its own or there is an action, since the window behind it is out of
        reach.

        about: newer news about the same thing replaces what was said. holds: asked by `look_again`,
        whether it is still true; in a dialog it stays as long as the dialog says nothing else.
        """
        over = QApplication.activeModalWidget()
        line = None if over is None else _line_in(over, is_needed=on_action is not None)
        if line is None:
            self._queue.say(Message(text, action, on_action, about, holds=holds))
            return
        line.say(text, action, on_action, holds=holds)
        if isinstance(over, QDialog):
            over.finished.connect(
                partial(self._go_on_saying, line), Qt.ConnectionType.SingleShotConnection
            )

    def _go_on_saying(self, line: QuietLine, _result: int) -> None:
        """The dialog was closed while it still said something."""
        said = line.take()
        if said is not None and said[-1]():
            text, action, on_action, holds = said
            self.say(text, action, on_action, holds=holds)

    def look_again(self) -> None:
        """Something was done or undone: takes away what no longer holds."""
        self._queue.look_again()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is shown and what waits to be, in this order."""
        return self._queue.texts

    def take_keyboard(self) -> None:
        """The focus goes to the message that is shown; it comes back when that is answered."""
        self._queue.line.take_keyboard()

    def make_way(self) -> None:
        """Something was made or moved that the message must not cover."""
        self._queue.line.make_way()

    def float_over(self, area: QWidget, keep_clear: KeepClear) -> None:
        """From now on messages appear over this part of the window, as far down as they cover
        nothing that is to be kept clear.
        """
        self._queue.move_to(QuietLine(area, keep_clear=keep_clear))

    def problem(self, problem: Problem, about: str = "") -> None:
        """A quiet line, with its details or its remedy behind a button; over a modal dialog, a
        dialog, but not one over another. about: as in `say`.
        """
        log.warning("%s %s", problem, problem.details)
        if isinstance(problem, StorageProblem) and problem.needs_rescue:
            self._say_damage(problem)
            return
        over = QApplication.activeModalWidget()
        if over is not None and not _is_problem(over):  # the line is out of reach behind it
            self._show_over(problem, over)
            return
        details = partial(self.show, problem)
        self._queue.say(Message(str(problem), _("Details"), details, about, is_urgent=True))

    def _say_damage(self, problem: StorageProblem) -> None:
        """It stays, and other news only replaces it for a while: pages are empty meanwhile."""
        self._damage = problem
        recover = partial(self.rescue_wanted.emit, problem)
        self._queue.say(Message(str(problem), _("Recover…"), recover, stays=True))

    def _on_gone(self, message: Message) -> None:
        """Damage is said again after what waits has been said, unless it was what was answered."""
        if message.stays:
            self._damage = None
        elif self._damage is not None and self._queue.shown is None:
            self._say_damage(self._damage)

    def show(self, problem: Problem) -> None:
        self._show_over(problem, self._window)

    def _show_over(self, problem: Problem, parent: QWidget) -> None:
        from ui.widgets.problem_dialog import show_problem

        show_problem(problem, parent)

    def catch_mistakes(self) -> None:
        """Uncaught exceptions go to the log and a report dialog; nothing is ever sent anywhere."""
        sys.excepthook = self._on_exception

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, tb: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, tb)
            return
        if isinstance(error, Problem):  # not our mistake, and already worded
            self._uncaught.emit(error)
            return
        text = "".join(traceback.format_exception(kind, error, tb))
        log.error("uncaught: %s", text)
        self._mistake.emit(text)

    def mistake(self, text: str) -> None:
        """text: the traceback. Opens a report, unless one is open or damage is the cause."""
        if self._is_reporting:
            return
        self._is_reporting = True
        if self.look_into is None:
            self._report(text)
        else:
            self.look_into(lambda problem: self._on_looked_into(problem, text))

    def _on_looked_into(self, problem: Problem | None, text: str) -> None:
        if problem is None:
            self._report(text)
        else:
            self._is_reporting = False
            self.problem(problem)

    def _report(self, text: str) -> None:
        from ui.shell.report_text import with_system

        problem = Problem(
            _("Something went wrong in OST My Heart."),
            _("This is an error in the program. Everything you saved is on disk."),
            _(
                "You can go on. If it happens again, copy the details and report it; nothing is "
                "sent automatically."
            ),
            with_system(text),
        )
        from ui.widgets.problem_dialog import show_problem

        dialog = show_problem(problem, self._window)
        dialog.finished.connect(self._on_report_closed)

    def _on_report_closed(self) -> None:
        self._is_reporting = False


def _is_problem(dialog: QWidget) -> bool:
    from ui.widgets.problem_dialog import ProblemDialog

    return isinstance(dialog, ProblemDialog)


def _line_in(dialog: QWidget, *, is_needed: bool) -> QuietLine | None:
    """Where a dialog says something: in its own line, or in one that is made when it is needed and
    then says what follows, too.
    """
    if dialog.property(TELLS_IT_ITSELF):
        return None
    line = dialog.findChild(QuietLine, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if line is None:
        return QuietLine(dialog, QuietPlace.HEAD) if is_needed else None
    return line if is_needed or line.keeps_room or not line.isHidden() else None


def log_qt_messages() -> None:
    """Qt's own messages go to the log."""
    qt_log = logging.getLogger("qt")

    def hand_over(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", text, context.category)

    qInstallMessageHandler(hand_over)
