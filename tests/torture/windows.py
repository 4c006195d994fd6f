"""The real window killed at a system call, while it gets marks from outside and commands run.

Every mark that the window confirmed is there afterwards, and everything that `kills.py` checks.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from functools import partial
from pathlib import Path
from typing import Any

from app.core.errors import Problem
from app.profile.paths import Paths
from app.remote.client import ask_window
from tests.support.audio import tone, write_wav
from tests.torture import profiles, tracer
from tests.torture.at_work import KILLED, command, expect_no_mistake, load
from tests.torture.case import Loss, Part, Runner, Verdict, dice
from tests.torture.commits import CommitLog, rows_in
from tests.torture.forks import Fork, in_child
from tests.torture.kills import Kills

_WORDS = ("wonder", "nostalgia", "tension", "sadness", "power", "favourite")
# As in kills.py; counted from when the window is usable.
_HITS = {
    "pwrite": (6, 60),
    "fdatasync": (4, 30),
    "fsync": (1, 1),
    "write": (2, 60),
    "unlink": (1, 1),
    "lock": (2, 100),
    "pread": (1, 15),
    "close": (1, 10),
}
_PATIENCE_S = 60.0
_MOST_MARKS = 60
_AT_MOST_S = 12.0


class Windows:
    """Made once in a worker. The window's code is loaded here; each window is a fork of it."""

    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self._kills = Kills(scratch, seed)
        self._theme = write_wav(scratch / "theme.wav", tone(90.0, 330.0))
        run = scratch / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(run)}

    def run(self, case: int, folder: Path) -> Verdict:
        chance = dice("windows", self._seed, case)
        group = chance.choices(list(_HITS), weights=[often for often, _ in _HITS.values()])[0]
        number = max(1, round(_HITS[group][1] ** chance.random()))
        paths = profiles.copied(self._kills.template, folder / "profile")
        self._kills.lay_out(folder)
        window = Fork(partial(_window, folder, self._theme), folder / "window said.txt")
        commands = Fork(
            partial(command, folder, chance.randrange(2**30)), folder / "commands said.txt"
        )
        tracing = None
        answered: list[str] = []
        try:
            window.go()
            _wait_until_usable(paths, window)
            tracing = tracer.Tracer(window.pid, tracer.kill_at(group, number))
            commands.go()
            answered = _mark_until_over(paths, window, folder, chance)
            was_hit = window.is_over()
        finally:
            code = window.end()
            commands.end()
            if tracing is not None:
                tracing.end()
        try:
            if code != KILLED:
                raise Loss("a mistake", f"the window ended with {code}\n{window.words()}")
            expect_no_mistake({"window": window, "commands": commands})
            in_child(lambda: self._examine(paths, folder, answered), folder, _PATIENCE_S)
        except Loss as loss:
            raise Loss(loss.verdict, f"{loss.detail}\nkilled at {group} {number}") from loss
        words = "nothing lost" if was_hit else "nothing lost (killed late)"
        return Verdict(words, len(answered))

    def _examine(self, paths: Paths, folder: Path, answered: list[str]) -> None:
        """Opens it first: then a mark that waited in the pending file is in the journal."""
        self._kills.expect_all(paths, folder, ("window.log", "commands.log"), may_wait=True)
        kept = "\n".join(repr(row) for row in rows_in(paths.database).values())
        if gone := [note for note in answered if note not in kept]:
            raise Loss("marks lost", f"{len(gone)} of {len(answered)} answered: {gone[:5]}")


def _window(folder: Path, theme: Path) -> int:
    from main import main

    CommitLog(folder / "window.log").watch(Paths.for_profile(folder / "profile").database)
    return main(["--silent", "--profile", str(folder / "profile"), str(theme)])


def _wait_until_usable(paths: Paths, window: Fork) -> None:
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        if window.is_over():
            raise Loss("a mistake", f"the window ended with {window.code}\n{window.words()}")
        try:
            if ask_window(paths, {"verb": "hello"})["ok"]:
                return
        except Problem:
            time.sleep(0.05)  # it is starting
    raise Loss("hung", f"the window did not become usable\n{window.words()}")


def _mark_until_over(paths: Paths, window: Fork, folder: Path, chance: random.Random) -> list[str]:
    """The notes of marks that the window said it saved; now and then it gets music too."""
    answered: list[str] = []
    until_s = time.monotonic() + _AT_MOST_S
    number = 0
    while not window.is_over() and time.monotonic() < until_s and len(answered) < _MOST_MARKS:
        number += 1
        note = f"answered {number} {chance.randrange(10**6)}"
        request: dict[str, Any] = {
            "verb": "mark",
            "emotion": _WORDS[number % len(_WORDS)],
            "note": note,
        }
        if number % 9 == 4:
            request = {"verb": "open", "paths": [str(folder / "music" / "New one.wav")]}
        try:
            answer = ask_window(paths, request, 10.0)
        except Problem:
            continue  # killed, or about to be
        if request["verb"] == "mark" and answer["ok"]:
            answered.append(note)
        elif not answer["ok"] and not re.search("playing|busy|ready|open", json.dumps(answer)):
            raise Loss("an answer that does not fit", json.dumps(answer))
    return answered


def make(scratch: Path, seed: int) -> Runner:
    load(
        "sqlalchemy",
        "app.player.vlc_backend",
        "ui.window.desk",
        "ui.start.launch",
        "ui.window.main_window",
    )
    return Windows(scratch, seed).run


PART = Part("windows", 200, 1, make, limit_s=180.0, missing=tracer.missing)
