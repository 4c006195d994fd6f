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
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
from app.transactions.storage_problems import StorageProblem
from ui.widgets.quiet_line import QuietLine

log = logging.getLogger(__name__)

TELLS_IT_ITSELF = "tells_it_itself"  # of a dialog that is about what would be said over it

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Messages(QObject):
    """One voice for the whole window. `say` is a quiet line; `problem` says what went wrong, and
    `mistake` that it was our fault.

    Signals: rescue_wanted(Problem), of a journal that is damaged.
    look_into: is asked what is behind a mistake of ours before one is reported; it answers by the
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
        self._line = self._line_over(window)
        self._is_reporting = False
        self._mistake.connect(self.mistake)
        self._uncaught.connect(self.problem)

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """On the foot of the window. What can be done about it is also to be done in a dialog that
        has to be answered first, for the window's foot is out of reach behind it.
        """
        self._line.say(text, action, on_action)
        over = QApplication.activeModalWidget()
        if over is not None and not over.property(TELLS_IT_ITSELF):
            self._say_in(over, text, action, on_action)

    def _say_in(
        self, dialog: QWidget, text: str, action: str, on_action: Callable[[], object] | None
    ) -> None:
        """Later news replaces what the dialog's line says; without a line, it needs none."""
        line = dialog.findChild(QuietLine, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if line is None and on_action is not None:
            line = QuietLine(dialog, is_at_head=True)
        if line is None or (line.isHidden() and on_action is None):
            return
        act = None if on_action is None else partial(self._act_in_dialog, on_action)
        line.say(text, action, act)

    def _act_in_dialog(self, on_action: Callable[[], object]) -> None:
        self._line.dismiss()
        on_action()

    def float_over(self, area: QWidget) -> None:
        """Messages appear over the foot of this part of the window from now on."""
        self._line.deleteLater()
        self._line = self._line_over(area)
        if self._damage is not None:
            self._say_damage(self._damage)

    def problem(self, problem: Problem) -> None:
        """A quiet line; its details, or the way out of it, behind a button. Over a dialog that has
        to be answered first, a dialog.
        """
        log.warning("%s %s", problem, problem.details)
        if isinstance(problem, StorageProblem) and problem.needs_rescue:
            self._say_damage(problem)
            return
        over = QApplication.activeModalWidget()
        if over is not None:  # the line at the window's foot is out of reach behind it
            self._show_over(problem, over)
            return
        self._line.say(str(problem), "Details", lambda: self.show(problem))

    def _line_over(self, area: QWidget) -> QuietLine:
        line = QuietLine(area)
        line.closed.connect(self._on_line_closed)
        return line

    def _say_damage(self, problem: StorageProblem) -> None:
        """It stays, and other news only takes its place for a while: pages are empty meanwhile."""
        self._damage = problem
        self._line.say(str(problem), "Mend…", lambda: self.rescue_wanted.emit(problem), stays=True)

    def _on_line_closed(self) -> None:
        if self._line.stays:
            self._damage = None
        elif self._damage is not None:
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
        if isinstance(error, Problem):  # of the world, and worded: no mistake of ours
            self._uncaught.emit(error)
            return
        text = "".join(traceback.format_exception(kind, error, tb))
        log.error("uncaught: %s", text)
        self._mistake.emit(text)

    def mistake(self, text: str) -> None:
        """text: the traceback. Opens a report, unless one is open or damage explains it."""
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
        problem = Problem(
            "OST My Heart made a mistake.",
            "Something happened that its makers did not foresee. Everything you kept is on disk.",
            "You can go on. If it happens again, copy this report and tell its makers; "
            "nothing is sent by itself.",
            text,
        )
        from ui.widgets.problem_dialog import show_problem

        dialog = show_problem(problem, self._window)
        dialog.finished.connect(self._on_report_closed)

    def _on_report_closed(self) -> None:
        self._is_reporting = False


def log_qt_messages() -> None:
    """Qt's own messages go to the log."""
    qt_log = logging.getLogger("qt")

    def hand_over(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", text, context.category)

    qInstallMessageHandler(hand_over)
