"""A journal that can't be used: offers what helps, over the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
from app.core.words import _
from ui.shell.codes import OPEN_AGAIN
from ui.shell.rescue import Rescue
from ui.style.scheme import SchemeFollower
from ui.widgets.file_chooser import FileChooser

if TYPE_CHECKING:
    from app.profile.paths import Paths


def offer_rescue(
    problem: Problem,
    paths: Paths,
    window: QWidget,
    files: FileChooser,
    let_go: Callable[[], None],
    stays: Callable[[], bool] = lambda: False,
    close_word: str = "",
) -> Rescue:
    """let_go: closes everything of the window that has the profile open.

    stays: whether the window goes on if nothing is chosen; once a choice has failed, all that is
    left is to quit. close_word: the button that chooses nothing; “Quit” by default.
    """
    app = _app()

    def give_up() -> None:
        if not stays():
            let_go()
            app.exit(1)

    rescue = Rescue(paths, let_go, window, files, close_word)
    rescue.open_again.connect(lambda: app.exit(OPEN_AGAIN))
    rescue.given_up.connect(give_up)
    rescue.offer(problem)
    return rescue


def dress_window() -> None:
    """In the system's theme, since the chosen one can't be read."""
    follower = SchemeFollower(_app())
    follower.apply()
    follower.stop()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def crash_problem(mistake: Exception) -> Problem:
    return Problem(
        _("OST My Heart couldn’t open your journal."),
        _("Something went wrong in the program itself; nothing was changed."),
        _("Copy the details and report it. Another profile may still open."),
        repr(mistake),
    )
