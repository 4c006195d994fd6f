"""A journal that can't be used: what helps is offered, and other programs are told to wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
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
    close_word: str = "Quit",
) -> Rescue:
    """Over the window. let_go: nothing of it holds the profile any more.

    stays: whether the window goes on when nothing is chosen; what was chosen and failed leaves only
    to quit.
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
    """In the system's own look, where the chosen one can't be read."""
    follower = SchemeFollower(_app())
    follower.apply()
    follower.stop()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def crash_problem(mistake: Exception) -> Problem:
    return Problem(
        "OST My Heart couldn’t open your journal.",
        "This is a mistake in the program; nothing was changed.",
        "Copy the details and tell its makers. Another profile folder may still open.",
        repr(mistake),
    )
