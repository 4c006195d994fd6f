"""A profile whose journal can't be read, and the dialogs to recover it."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Services
from app.core.errors import Problem
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from app.story.records import WorkKind
from app.transactions.storage_problems import StorageProblem
from db.store import restoring
from ui.shell.rescue import Rescue
from ui.shell.rescue_dialog import RescueDialog
from ui.shell.rescue_progress import RescueProgress
from ui.shell.rescued_dialog import RescuedDialog
from ui.shell.window_memory import WindowMemory
from ui.widgets.file_chooser import FileChooser

DAMAGED = StorageProblem("damaged", "open", "file is not a database")
RUBBISH = b"This was a journal once. " * 400


class Trouble:
    """A profile with two backups and a damaged journal, and a rescue that offers what it can."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.paths = Paths.for_profile(folder)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.let_go = self.opened = self.given_up = 0

    def keep(self, title: str, *, then_back_up: bool = True) -> None:
        services = Services(self.paths, SettingsFile(self.paths.settings_file))
        services.scenes.add_work(WorkKind.FILM, title)
        if then_back_up:
            services.exports.backup_now()
        services.close()

    def spoil(self, path: Path | None = None) -> None:
        (path or self.paths.database).write_bytes(RUBBISH)

    def offer(self, problem: Problem = DAMAGED) -> RescueDialog:
        files = FileChooser(WindowMemory(self.paths.data).state)
        self.rescue = Rescue(self.paths, self._on_let_go, self.window, files)
        self.rescue.open_again.connect(self._on_open_again)
        self.rescue.given_up.connect(self._on_given_up)
        return self.rescue.offer(problem)

    def rescue_export(self, path: Path) -> None:
        dialog = self.offer()
        self.rescue.export_to(path, dialog)

    def works(self) -> list[str]:
        with closing(sqlite3.connect(self.paths.database)) as raw:
            return [title for (title,) in raw.execute("SELECT title FROM work ORDER BY id")]

    def set_aside(self) -> list[Path]:
        return list(self.paths.data.glob("journal.db.damaged-*Z"))

    def told(self, qtbot: QtBot) -> RescuedDialog:
        """The dialog that says what was done, once it is done."""
        qtbot.waitUntil(lambda: bool(self.window.findChildren(RescuedDialog)), timeout=20_000)
        (dialog,) = self.window.findChildren(RescuedDialog)
        return dialog

    def open_my_journal(self, qtbot: QtBot) -> None:
        qtbot.mouseClick(self.told(qtbot).yes, Qt.MouseButton.LeftButton)

    def _on_let_go(self) -> None:
        self.let_go += 1

    def _on_open_again(self) -> None:
        self.opened += 1

    def _on_given_up(self) -> None:
        self.given_up += 1


def words(dialog: RescueDialog) -> list[str]:
    return [button.text() for button in dialog.findChildren(QPushButton)]


def press(qtbot: QtBot, dialog: RescueDialog, word: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(trouble: Trouble) -> RescueDialog:
    """The dialog that is open now."""
    dialogs = [d for d in trouble.window.findChildren(RescueDialog) if d.isVisible()]
    (dialog,) = dialogs
    return dialog


def wait_for(trouble: Trouble, qtbot: QtBot, text: str) -> RescueDialog:
    """The choice that is offered when it says this."""

    def is_said() -> bool:
        dialogs = [d for d in trouble.window.findChildren(RescueDialog) if d.isVisible()]
        return any(text in dialog.as_text() for dialog in dialogs)

    qtbot.waitUntil(is_said, timeout=20_000)
    return shown(trouble)


def progress(trouble: Trouble) -> RescueProgress:
    (dialog,) = trouble.window.findChildren(RescueProgress)
    return dialog


def said_by(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


class Held:
    """Holds up a stage until the test lets it continue: a big journal on a slow disk.

    name: of a function of `owner`, a module or an object.
    """

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, name: str, owner: object = restoring
    ) -> None:
        self.came, self.goes_on = threading.Event(), threading.Event()
        really = getattr(owner, name)

        def slow(*args: Any, **words: Any) -> Any:
            self.came.set()
            assert self.goes_on.wait(60)
            return really(*args, **words)

        monkeypatch.setattr(owner, name, slow)
