"""What pages are given, with a profile in a temporary folder and a player turned by hand."""

from __future__ import annotations

import struct
import wave
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.profile.settings import SettingsFile
from tests.support.ready_journal import ready_profile
from tests.support.scripted_backend import HandClock, ScriptedBackend
from tests.support.seen import seen
from ui.bridge.archive.archiving import Archiving
from ui.bridge.context import Context
from ui.bridge.jobs.postponed import Postponed
from ui.bridge.jobs.runner import JobRunner
from ui.bridge.journal.now_asked import NowAsked
from ui.bridge.journal.relay import ChangeRelay
from ui.bridge.journal.undo import History
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.bridge.playback.playback import Playback
from ui.bridge.playback.story_playing import StoryPlaying
from ui.bridge.theme_finding.finder import ThemeFinder
from ui.shell.messages import Messages
from ui.shell.shortcuts import CommandKeys
from ui.shell.window_memory import WindowMemory
from ui.widgets.file_chooser import FileChooser
from ui.widgets.quiet_line import QuietLine
from ui.window.commands import every_command
from ui.window.page_table import PAGES

COMMANDS = every_command(PAGES)
SHORTCUTS = CommandKeys(COMMANDS)


@dataclass
class RecordingNavigator:
    """Leads nowhere, and records what was asked of it. kinds: of places that it can show."""

    shown: list[object] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    kinds: set[type] = field(default_factory=set)
    times_back: int = 0
    leads_back_to: str = ""

    def open_page(self, key: str) -> None:
        self.opened.append(key)

    def go_back(self) -> None:
        self.times_back += 1

    def show(self, place: object) -> None:
        self.shown.append(place)

    def can_show(self, kind: type) -> bool:
        return kind in self.kinds


@dataclass
class WindowParts:
    """`close` closes everything, in the right order."""

    window: QWidget
    context: Context
    backend: ScriptedBackend
    navigator: RecordingNavigator
    archiving: Archiving

    @property
    def said(self) -> str:
        """What was said last; on a busy machine it may be hidden by now. What an open dialog says
        comes first.
        """
        lines = self._lines_in_dialogs()
        if lines:
            return lines[-1].text()
        messages = self.window.findChild(Messages)
        assert isinstance(messages, Messages)
        return messages.texts[-1] if messages.texts else self._line.text()

    def take_offer(self) -> None:
        """Presses the button beside what was said last, such as Undo."""
        said = self.said
        lines = self._lines_in_dialogs()
        line = lines[-1] if lines else self._line
        while line.text() != said:
            line.dismiss()
        seen(line, QPushButton)[0].click()

    def _lines_in_dialogs(self) -> list[QuietLine]:
        lines = self.window.findChildren(QuietLine)
        return [line for line in lines if line.window() is not self.window and line.isVisible()]

    @property
    def _line(self) -> QuietLine:
        line = self.window.findChild(QuietLine)
        assert isinstance(line, QuietLine)
        return line

    def close(self) -> None:
        self.context.listening_through.close()
        self.context.jobs.shut_down()
        self.context.postponed.close()
        self.context.relay.close()
        self.context.playback.close()
        self.context.services.close()


def window_parts(profile: Path, clock: HandClock) -> WindowParts:
    paths = ready_profile(profile)
    services = Services(paths, SettingsFile(paths.settings_file))
    window = QWidget()
    backend = ScriptedBackend(clock)
    postponed = Postponed(services.ledger, window)
    navigator = RecordingNavigator()
    playback = Playback(services, backend, window, clock)
    relay, jobs = ChangeRelay(services.feed, window), JobRunner(window)
    listening = ListeningThrough(services, playback, relay, jobs, window)
    context = Context(
        services=services,
        playback=playback,
        relay=relay,
        jobs=jobs,
        history=History(services.ledger, window),
        messages=Messages(window),
        postponed=postponed,
        navigator=navigator,
        shortcuts=CommandKeys(COMMANDS),
        files=FileChooser(WindowMemory(profile).state),
        listening_through=listening,
        theme_finder=ThemeFinder(services, listening, relay, jobs, window),
        story_playing=StoryPlaying(services, playback, window),
        now_asked=NowAsked(),
    )
    postponed.problem.connect(context.messages.problem)
    context.relay.changed.connect(context.history.on_change)
    context.relay.changed.connect(context.playback.on_change)
    return WindowParts(window, context, backend, navigator, Archiving(context, window))


def add_tracks(context: Context, folder: Path, titles: list[str]) -> dict[str, int]:
    """Track ids by title; each has a file with its own sound, in the order of the titles."""
    folder.mkdir(parents=True, exist_ok=True)
    for sound, title in enumerate(titles, 1):
        write_buzz(folder / f"{title}.wav", sound)
    context.services.importing.run([folder], JobContext())
    return {row.title: int(row.id) for row in context.services.library.tracks()}


def write_buzz(path: Path, sound: int) -> None:
    """A quarter of a second with its own payload."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", (i * sound) % 251) for i in range(2000)))
