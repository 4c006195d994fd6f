"""What every page is given: made once for each window, and wired up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.bridge.context import Context, Shortcuts
from ui.bridge.jobs.postponed import Postponed
from ui.bridge.jobs.runner import JobRunner
from ui.bridge.journal.now_asked import NowAsked
from ui.bridge.journal.relay import ChangeRelay
from ui.bridge.journal.undo import History
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.bridge.news.others import OthersAnnouncer
from ui.bridge.news.postponed_announcer import PostponedAnnouncer
from ui.bridge.news.undo_announcer import UndoAnnouncer
from ui.bridge.playback.playback import Playback
from ui.bridge.playback.story_playing import StoryPlaying
from ui.bridge.theme_finding.finder import ThemeFinder

if TYPE_CHECKING:
    from app.core.errors import Problem
    from ui.bridge.places import Navigator
    from ui.shell.loading import Loaded
    from ui.shell.messages import Messages
    from ui.widgets.file_chooser import FileChooser


def make_context(
    loaded: Loaded,
    messages: Messages,
    navigator: Navigator,
    shortcuts: Shortcuts,
    files: FileChooser,
    parent: QObject,
) -> Context:
    """Everything in it lives as long as its parent; `close_context` closes it."""
    services = loaded.services
    playback = Playback(services, loaded.backend, parent, loaded.monotonic_ns)
    relay, jobs = ChangeRelay(services.feed, parent), JobRunner(parent)
    listening = ListeningThrough(services, playback, relay, jobs, parent)
    context = Context(
        services=services,
        playback=playback,
        relay=relay,
        jobs=jobs,
        history=History(services.ledger, parent),
        messages=messages,
        postponed=Postponed(services.ledger, parent),
        navigator=navigator,
        shortcuts=shortcuts,
        files=files,
        listening_through=listening,
        theme_finder=ThemeFinder(services, listening, relay, jobs, parent),
        story_playing=StoryPlaying(services, playback, parent),
        now_asked=NowAsked(),
    )
    messages.catch_mistakes()
    messages.look_into = partial(_look_for_damage, context)
    return context


def tell_news(context: Context, parent: QObject) -> None:
    """Changes reach what lives outside the pages, and problems reach the listener."""
    say = context.messages.problem
    context.relay.changed.connect(context.history.on_change)
    context.relay.changed.connect(context.playback.on_change)
    context.history.problem.connect(say)
    context.history.moved.connect(context.messages.look_again)
    context.jobs.problem.connect(say)
    UndoAnnouncer(context, parent)
    OthersAnnouncer(context, parent)
    PostponedAnnouncer(context, parent)


def close_context(context: Context) -> None:
    """Closes everything, in the order of dependence."""
    context.listening_through.close()
    context.jobs.shut_down()
    context.postponed.finish()
    context.postponed.close()
    context.relay.close()
    context.playback.close()


def _look_for_damage(context: Context, tell: Callable[[Problem | None], None]) -> None:
    """An unexpected error may come from a damaged row: checks the whole file, in a job."""
    from app.archive.rescue import damage_of

    paths = context.services.paths
    context.jobs.run(
        "Look for damage", lambda _job: damage_of(paths), tell, lambda _problem: tell(None)
    )
