"""The commands of the command line: they use the window's services, without a display."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.commands.arguments import Arguments, command_line
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.words import _
from app.demo.profile import demo_profile
from app.profile.logs import set_up_logs
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from app.bootstrap import Services
    from app.core.ids import WorkId
    from app.keepsake.craft import Craft

    MakeCraft = Callable[[], Craft]

log = logging.getLogger(__name__)

INTERRUPTED = 130
TERMINATED = 143  # as a shell says that a program was ended by SIGTERM
OUTPUT_CLOSED = 141  # as a shell says that a program was ended by a closed pipe


def _no_craft() -> Craft:
    raise RuntimeError("only main.py knows Qt")


def run_command(arguments: Arguments, make_craft: MakeCraft = _no_craft) -> int:
    """Returns the exit code. A Problem goes to standard error, its details to the log.

    make_craft: what a keepsake needs Qt for.
    """
    _show_any_name()
    with _terminating_cleanly(), demo_profile(arguments):
        paths = Paths.for_profile(arguments.profile)
        set_up_logs(paths, is_verbose=arguments.verbose)
        return _run(arguments, paths, make_craft)


def _run(arguments: Arguments, paths: Paths, make_craft: MakeCraft) -> int:
    assert arguments.command is not None
    try:
        if arguments.command == "keepsake":
            code = _keepsake(arguments, paths, make_craft)
        else:
            code = _COMMANDS[arguments.command](arguments, paths)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads it has enough, such as `head`
        _write_no_more()
        return OUTPUT_CLOSED
    except Problem as problem:
        print(problem, file=sys.stderr)
        if isinstance(problem, StorageProblem) and problem.needs_rescue:
            command = command_line(arguments.profile, "rescue")
            # Translators: command is what to type
            advice = _("To see what can be done, and to do it: “{command}”.", command=command)
            print(advice, file=sys.stderr)
        log.info("%s: %s", arguments.command, problem.details)
        return 1
    except _Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED


class _Terminated(KeyboardInterrupt):
    """By SIGTERM: whatever cleans up after Ctrl+C does so now."""


@contextmanager
def _terminating_cleanly() -> Iterator[None]:
    """Only a program's main thread is told of signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write_no_more() -> None:
    """What is still to be written would fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _show_any_name() -> None:
    """A file's name may not be valid text: printing it mustn't end a command that succeeded."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _import(arguments: Arguments, paths: Paths) -> int:
    from app.library.cli import import_command

    with _services(arguments, paths) as services:
        settings = services.settings
        is_rescan = all(map(settings.remembers, arguments.paths))
        code = import_command(
            services.importing,
            services.same_tracks,
            arguments.paths,
            arguments.same,
            arguments.as_json,
            sys.stdout,
            is_rescan=is_rescan,
        )
        settings.remember_folders(arguments.paths)
        return code


def _play(arguments: Arguments, _paths: Paths) -> int:
    from app.player.steps import read_steps
    from app.player.trace import play_files

    return play_files(
        arguments.files,
        steps=read_steps(arguments.steps) if arguments.steps is not None else (),
        start_s=arguments.start,
        seconds=arguments.seconds,
        trace_path=arguments.trace,
        is_silent=arguments.silent,
    )


def _mark(arguments: Arguments, paths: Paths) -> int:
    return _by_window(paths, verb="mark", emotion=arguments.emotion, note=arguments.note)


def _toggle(_arguments: Arguments, paths: Paths) -> int:
    return _by_window(paths, verb="toggle")


def _by_window(paths: Paths, **request: str) -> int:
    """Prints what the running window answers."""
    from app.remote.client import ask_window

    answer = ask_window(paths, request)
    is_done = bool(answer.get("ok"))
    print(answer.get("message", ""), file=sys.stdout if is_done else sys.stderr)
    return 0 if is_done else 1


def _listen_through(arguments: Arguments, paths: Paths) -> int:
    from app.commands.listening_report import listen_through_command

    return listen_through_command(arguments.paths, paths.peaks, arguments.as_json, sys.stdout)


def _themes(arguments: Arguments, paths: Paths) -> int:
    from app.commands.themes import find_command, propose_command

    if arguments.verb == "propose":
        return propose_command(arguments.paths, paths.peaks, arguments.as_json, sys.stdout)
    assert arguments.file is not None
    return find_command(
        arguments.file,
        round(arguments.start * 1000),
        round(arguments.end * 1000),
        arguments.where,
        paths.peaks,
        arguments.as_json,
        sys.stdout,
    )


def _story(arguments: Arguments, paths: Paths) -> int:
    return _STORY[arguments.verb](arguments, paths)


def _story_import(arguments: Arguments, paths: Paths) -> int:
    from app.commands.story_import import HandedOn, story_import_command
    from app.spoken_files.subtitles import SUBTITLE_ENDINGS

    with _services(arguments, paths) as services:
        files = services.subtitle_files

        def take_in(path: Path, work_id: WorkId | None) -> bool:
            taken = files.take_in(files.read(path, work_id))
            return taken.is_new or taken.is_changed

        return story_import_command(
            services.story_import,
            services.scenes,
            arguments.paths,
            arguments.work,
            arguments.as_json,
            sys.stdout,
            [HandedOn(SUBTITLE_ENDINGS, take_in)],
        )


def _story_show(arguments: Arguments, paths: Paths) -> int:
    from app.commands import story_show as show

    as_words = show.write_markdown if arguments.as_markdown else show.write_words
    with _services(arguments, paths) as services:
        return show.story_show_command(
            services.scenes,
            services.story_lines,
            arguments.title,
            arguments.at,
            hides_spoilers=services.settings.current.hide_spoilers,
            write=show.write_json if arguments.as_json else as_words,
            out=sys.stdout,
        )


def _keepsake(arguments: Arguments, paths: Paths, make_craft: MakeCraft) -> int:
    from app.commands.keepsake import keepsake_command, wish_of

    wish = wish_of(arguments)
    with _services(arguments, paths) as services:
        _keep_waiting(services)
        return keepsake_command(services.keepsakes, services.scenes, make_craft(), wish, sys.stdout)


def _export(arguments: Arguments, paths: Paths) -> int:
    assert arguments.file is not None
    with _services(arguments, paths) as services:
        _keep_waiting(services)
        summary = services.exports.export_json(
            arguments.file,
            JobContext(),
            replace=arguments.replace,
            verify=arguments.verify,
        )
    file, rows = display_path(arguments.file), str(summary)
    if arguments.verify:
        print(_("Wrote and verified {file}: {rows}", file=file, rows=rows))
    else:
        # Translators: rows is what was written, as in “2 tracks, 30 marks.”
        print(_("Wrote {file}: {rows}", file=file, rows=rows))
    return 0


def _keep_waiting(services: Services) -> None:
    """Saves the waiting marks, which belong in an export; says which of them it lacks."""
    waiting = services.waiting
    if waiting.trouble is not None:
        print(waiting.trouble, file=sys.stderr)
        log.warning("%s %s", waiting.trouble, waiting.trouble.details)
    try:
        waiting.place_all()
    except Problem as problem:
        log.info("marks still wait to be saved: %s", problem.details)
    if said := waiting.left_in_words():
        print(said, file=sys.stderr)


def _restore(arguments: Arguments, paths: Paths) -> int:
    assert arguments.file is not None
    with _services(arguments, paths) as services:
        report = services.exports.restore_json(arguments.file, JobContext())
    print(report)
    return 0


def _rescue(arguments: Arguments, paths: Paths) -> int:
    from app.archive.cli import rescue_command

    if arguments.demo:
        with _services(arguments, paths):
            pass  # now there is a journal
    return rescue_command(
        paths,
        sys.stdout,
        command=command_line(arguments.profile, "rescue"),
        export=arguments.export,
        backup=arguments.backup,
        is_fresh=arguments.fresh,
    )


def _dynamics(arguments: Arguments, paths: Paths) -> int:
    from app.analysis.dynamics.cli import dynamics_command
    from app.analysis.dynamics.hearing import dynamics_once
    from app.analysis.feature_store import FeatureStore
    from app.library.identity import payload_hash
    from app.player.vlc_transcode import transcode

    store = FeatureStore(paths.peaks)
    return dynamics_command(
        lambda path: dynamics_once(path, payload_hash(path), store, transcode),
        arguments.files,
        as_json=arguments.as_json,
        out=sys.stdout,
        err=sys.stderr,
    )


@contextmanager
def _services(arguments: Arguments, paths: Paths) -> Iterator[Services]:
    """With the demo in them if that was asked for."""
    from app.bootstrap import Services
    from app.profile.settings import SettingsFile

    services = Services(paths, SettingsFile(paths.settings_file))
    try:
        if arguments.demo:
            from app.demo.planting import plant_demo

            plant_demo(services)
        yield services
    finally:
        services.close()


_COMMANDS: dict[str, Callable[[Arguments, Paths], int]] = {
    "import": _import,
    "play": _play,
    "mark": _mark,
    "toggle": _toggle,
    "listen-through": _listen_through,
    "themes": _themes,
    "dynamics": _dynamics,
    "story": _story,
    "export": _export,
    "restore": _restore,
    "rescue": _rescue,
}
_STORY: dict[str, Callable[[Arguments, Paths], int]] = {
    "import": _story_import,
    "show": _story_show,
}
