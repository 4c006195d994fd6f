"""Processes at work on one journal: a listener's, and commands as from a shell."""

from __future__ import annotations

import importlib
import os
import random
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from app.profile.paths import Paths
from tests.torture import checks
from tests.torture.case import Loss
from tests.torture.commits import CommitLog
from tests.torture.forks import Fork, end_with_parent
from tests.torture.verbs import Listener

KILLED = -9
PATIENCE_S = 50.0
_AT_MOST_S = 25.0  # how long they continue if the call at which to kill them never comes
_STOPPED_BY = "stop"
_MISTAKE = 70
_ROOMS = (
    *(
        "main",
        "app.commands.run",
        "app.archive.service",
        "app.library.cli",
        "app.diagnostics.self_test",
    ),
    *("db.store.migrate", "db.store.restoring", "db.models.all"),
)


def load(*more: str) -> None:
    """Called before any fork, so that a thousand processes needn't load the same."""
    for name in (*_ROOMS, *more):
        importlib.import_module(name)


def at_work(folder: Path, seed: int) -> dict[str, Fork]:
    return {
        "listener": Fork(lambda: _listen(folder, seed), folder / "listener said.txt"),
        "commands": Fork(lambda: command(folder, seed), folder / "commands said.txt"),
    }


def expect_no_mistake(forks: dict[str, Fork]) -> None:
    for fork in forks.values():
        if fork.code not in (0, KILLED) or "Traceback" in fork.words():
            raise Loss("a mistake", f"exit code {fork.code}\n{fork.words()}")
        if "is damaged" in fork.words():
            raise Loss("said to be damaged", fork.words())


def stop(folder: Path, more: int = 0) -> None:
    """Those at work end after what they are doing and so many more things."""
    (folder / _STOPPED_BY).write_text(str(more))


def _until_stopped(folder: Path, do: Callable[[], None]) -> None:
    """Repeats until it is stopped, and then as often as it is told to continue."""
    until_s = time.monotonic() + _AT_MOST_S
    stopped = folder / _STOPPED_BY
    while not stopped.exists():
        do()
        if time.monotonic() > until_s:
            return
    for _ in range(int(stopped.read_text() or "0")):
        do()


def _listen(folder: Path, seed: int) -> int:
    """The listener's process."""
    log = CommitLog(folder / "listener.log")
    services = checks.services_of(folder / "profile")
    log.watch(services.paths.database)
    services.open()
    listener = Listener(services, random.Random(seed), folder, log)

    def one() -> None:
        name = listener.draw()
        log.said("begun", verb=name)
        log.said("returned", verb=name, came_to=listener.do(name))

    _until_stopped(folder, one)
    services.close()
    return 0


def command(folder: Path, seed: int) -> int:
    """Commands one after another, each in a process of its own, as from a shell.

    `rescue` without options checks whether the journal is sound, and says so.
    """
    chance = random.Random(seed)
    profile = ["--profile", str(folder / "profile")]
    commands = (
        ["import", str(folder / "music"), "--json"],
        ["export", str(folder / "by command.json"), "--replace"],
        ["restore", str(folder / "older.json")],
        ["mark", "wonder", "--note", "from outside"],
        ["export", str(folder / "by command.json"), "--replace", "--verify"],
        ["rescue"],
        ["keepsake", "--all", "--memories"],
        ["keepsake", "--all", "--letters", "--pdf"],
    )

    def one() -> None:
        words = chance.choice(commands)
        if words[0] == "keepsake":
            end = ".pdf" if "--pdf" in words else ""
            words = [*words, str(folder / f"keepsake of {chance.randrange(10**9)}{end}")]
        _expect_fine(_run([*profile, *words], folder))

    _until_stopped(folder, one)
    return 0


def _run(words: list[str], folder: Path) -> int:
    pid = os.fork()
    if pid == 0:
        code = _MISTAKE
        try:
            end_with_parent()
            from main import main

            journal = Paths.for_profile(folder / "profile").database

            CommitLog(folder / "commands.log").watch(journal)
            code = main(words)
        except BaseException:  # noqa: BLE001 - it is reported, and the process ends
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _expect_fine(code: int) -> None:
    """0: done; 1: it couldn't be done and said so. A command that was killed ends them all."""
    if code == KILLED:
        os.kill(os.getpid(), -KILLED)
    if code not in (0, 1):
        raise SystemExit(f"a command ended with {code}")
