"""What every page is given: the services, and the few objects that all screens share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from app.core.errors import Problem
from app.core.words import Text, _
from ui.bridge.jobs.latest_read import LatestRead

if TYPE_CHECKING:
    from app.bootstrap import Services
    from ui.bridge.jobs.postponed import Outcome, Postponed
    from ui.bridge.jobs.runner import JobRunner
    from ui.bridge.journal.now_asked import NowAsked
    from ui.bridge.journal.relay import ChangeRelay
    from ui.bridge.journal.undo import History
    from ui.bridge.listening_through.listening_through import ListeningThrough
    from ui.bridge.places import Navigator
    from ui.bridge.playback.playback import Playback
    from ui.bridge.playback.story_playing import StoryPlaying
    from ui.bridge.theme_finding.finder import ThemeFinder
    from ui.widgets.file_chooser import FileChooser


class Announcer(Protocol):
    """How pages speak to the listener: a quiet line, for small news and for a problem."""

    def say(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        about: str = "",
        holds: Callable[[], bool] = ...,
    ) -> None:
        """After what is being said, unless it is about the same thing. holds: whether it is still
        true; it is asked by `look_again`, and what isn't true any more is said no longer.
        """

    def look_again(self) -> None:
        """Something was done or undone."""

    def take_keyboard(self) -> None:
        """The focus goes to what is being said."""

    def problem(self, problem: Problem, about: str = "") -> None:
        """Before small news. about: as in `say`."""

    def show(self, problem: Problem) -> None:
        """In a dialog, with all details."""


class Shortcuts(Protocol):
    """The shortcuts of the window's commands."""

    def text(self, command_key: str) -> str:
        """As the listener's keyboard names it; empty if there is none. In the hint of a button it
        stays up to date. Raises KeyError.
        """

    def subscribe(self, subscriber: Callable[[], object]) -> None:
        """Called when the listener has changed them."""

    def single(self) -> Mapping[str, str]:
        """Those that are a single character, in lower case, and what each does."""


log = logging.getLogger(__name__)

CHANGED_SINCE = Text("Something else was changed since. “Undo” in the window undoes that first.")


@dataclass(frozen=True, slots=True)
class Context:
    """relay.changed(Change) says what to re-read; jobs run long work; messages go to the listener;
    postponed holds the verbs that wait for a busy journal; navigator leads to other pages; files
    asks for files and folders; listening_through has music heard, for what is found in its sound;
    theme_finder finds where themes return; story_playing plays a story in its music; now_asked
    knows which part asks what is felt now.
    """

    services: Services
    playback: Playback
    relay: ChangeRelay
    jobs: JobRunner
    history: History
    messages: Announcer
    postponed: Postponed
    navigator: Navigator
    shortcuts: Shortcuts
    files: FileChooser
    listening_through: ListeningThrough
    theme_finder: ThemeFinder
    story_playing: StoryPlaying
    now_asked: NowAsked

    def do(self, verb: Callable[[], object], then: Callable[[], object] | None = None) -> Outcome:
        """Runs a verb that writes. A Problem is shown; a LookupError, for something that is gone,
        is only logged. While the journal is busy the verb waits, and is run later.

        then: runs after it, now or later.
        """
        return self.postponed.run(verb, then)

    def look(self, question: Callable[[], object]) -> bool:
        """Runs something that reads; a Problem is shown. Returns whether there is an answer."""
        try:
            question()
        except Problem as problem:
            self.messages.problem(problem)
            return False
        except LookupError as error:
            log.info("it is gone: %s", error)
            return False
        return True

    def latest_read(self, label: str) -> LatestRead[Any]:
        """Reads for one place on screen off the GUI thread, where `look` would block it.

        label: the job's name in the log.
        """
        say = self.messages.problem
        return LatestRead(label, self.services.ledger, self.jobs, self.postponed, say)

    def say_done(self, text: str, action: str = "") -> None:
        """What was just done, with an offer to undo it, which is withdrawn once something else is
        done or undone.

        action: what undoing it is called here, “Undo” by default.
        """
        done = self.history.last

        def holds() -> bool:
            return self.history.last is done

        self.messages.say(text, action or _("Undo"), partial(self._undo_if, holds), holds=holds)

    def _undo_if(self, holds: Callable[[], bool]) -> None:
        """A dialog may still offer it."""
        if holds():
            self.undo()
        else:
            self.messages.say(str(CHANGED_SINCE))

    def undo(self) -> None:
        self.do(self.history.undo)

    def redo(self) -> None:
        self.do(self.history.redo)
