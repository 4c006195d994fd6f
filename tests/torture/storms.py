"""Several real processes on one profile at once, any of which may be killed at any moment.

A window plays and is marked through its socket; beside it command lines import, export, restore,
mark and test themselves. Whatever a window confirmed must be in the next export.
"""

from __future__ import annotations

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.core.errors import Problem
from app.profile.paths import Paths
from app.remote.client import ask_window
from tests.support.audio import tone, write_wav
from tests.torture import checks
from tests.torture.case import Loss, Part, Runner, Verdict, dice

MAIN = Path(__file__).resolve().parents[2] / "main.py"
PATIENCE_S = 60.0
RATE_HZ = 8000
WORDS = ("wonder", "nostalgia", "tension", "sadness", "power")


_ROUNDS = 3


class Storm:
    """The same dice do the same things, as far as the machine allows."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.paths = Paths.for_profile(folder / "profile")
        self._rng = chance
        self._processes = 0
        self._checked = 0
        self._music = folder / "music"
        self._music.mkdir()
        self._exports = folder / "exports"
        self._exports.mkdir()
        self._window: subprocess.Popen[bytes] | None = None
        self._others: list[subprocess.Popen[str]] = []
        self._answered: list[str] = []
        self._record()

    def run(self, rounds: int, *, at_once: int = 2, marks: int = 8) -> int:
        """Each round: a window gets a file, with several command lines beside it; it gets marks
        before an export and after it; a process is killed; an export has everything.

        Returns how many marks were confirmed.
        """
        try:
            for number in range(rounds):
                self._open_window()
                for _ in range(at_once):
                    self._start(*self._some_command(number))
                self._mark_and_hand_over(marks, f"{number} before")
                self._expect_all_kept()
                self._start(*self._some_command(number))
                self._mark_and_kill(marks, f"{number} after")
                self._expect_all_kept()
        finally:
            self._kill_everybody()
        return len(self._answered)

    # --- what happens ---------------------------------------------------------------------------

    def _open_window(self) -> None:
        if self._window is not None and self._window.poll() is None:
            return
        told = {**os.environ, "OST_STARTUP_TRACE": "/dev/stdout"}
        words = ["--silent", "--profile", str(self.paths.data.parent), str(self._some_music())]
        if self._window is not None:
            self._window.communicate()
        self._window = subprocess.Popen(
            [sys.executable, str(MAIN), *words], stdout=subprocess.PIPE, env=told
        )
        self._processes += 1
        _wait_for_stage(self._window, b"usable")

    def _some_command(self, number: int) -> tuple[str, ...]:
        exports = sorted(self._exports.iterdir())
        commands: list[tuple[str, ...]] = [
            ("import", str(self._record())),
            ("import", str(self._music)),
            ("export", str(self._exports / f"beside-{number}-{self._processes}.json")),
            ("mark", self._rng.choice(WORDS), "--note", "by the command line"),
            ("rescue",),
        ]
        if exports:
            commands.append(("restore", str(self._rng.choice(exports))))
        if number == 0 and not self._others:
            return ("--self-test",)
        return self._rng.choice(commands)

    def _start(self, *words: str) -> None:
        command = [sys.executable, str(MAIN), "--profile", str(self.paths.data.parent), *words]
        pipe = subprocess.PIPE
        self._others.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True))
        self._processes += 1

    def _mark_and_hand_over(self, marks: int, when: str) -> None:
        """Marks as fast as answers come; adds music in the middle, as from a file manager."""
        turn_to_add = self._rng.randrange(marks)
        for turn in range(marks):
            if turn == turn_to_add:
                self._ask({"verb": "open", "paths": [str(self._record())]})
            self._mark(f"{when} {turn}.")

    def _mark_and_kill(self, marks: int, when: str) -> None:
        turn_to_kill = self._rng.randint(marks // 2, marks)
        for turn in range(marks + 1):
            if turn == turn_to_kill:
                self._kill_somebody()
            if turn < marks:
                self._mark(f"{when} {turn}.")

    def _mark(self, note: str) -> None:
        """Tries until the window plays and answers, or has ended."""
        word = WORDS[len(self._answered) % len(WORDS)]
        until_s = time.monotonic() + PATIENCE_S
        while self._window is not None and self._window.poll() is None:
            answer = self._ask({"verb": "mark", "emotion": word, "note": note})
            if answer.get("ok"):
                self._answered.append(note)
                return
            if time.monotonic() > until_s:
                raise Loss("a mark was never taken", f"{note}: {answer}")

    def _ask(self, request: dict[str, object]) -> dict[str, object]:
        try:
            return ask_window(self.paths, request)
        except Problem as problem:
            return {"ok": False, "message": str(problem)}

    def _kill_somebody(self) -> None:
        """The window as often as all the others together."""
        alive = [process for process in self._others if process.poll() is None]
        chosen: subprocess.Popen[bytes] | subprocess.Popen[str] | None = self._window
        if alive and self._rng.random() < 0.5:
            chosen = self._rng.choice(alive)
        if chosen is not None and chosen.poll() is None:
            os.kill(chosen.pid, signal.SIGKILL)
            chosen.wait(PATIENCE_S)

    # --- what must be true ----------------------------------------------------------------------

    def _expect_all_kept(self) -> None:
        self._end_others()
        target = self._exports / f"after-{self._checked}.json"
        self._start("export", str(target))
        self._end_others()
        self._checked += 1
        tags = json.loads(target.read_text(encoding="utf-8"))["tables"]["emotional_tag"]
        kept = "\n".join(tag["note"] for tag in tags)
        missing = [note for note in self._answered if note not in kept]
        if missing:
            raise Loss("marks lost", f"answered for and not in {target}: {missing}")
        checks.is_sound(self.paths.database)

    def _end_others(self) -> None:
        """Each ends well, was killed, or says in a sentence why it could not."""
        for process in self._others:
            out, err = process.communicate(timeout=PATIENCE_S)
            said = f"{process.args}\n{out}\n{err}"
            if process.returncode not in (0, 1, -signal.SIGKILL):
                raise Loss(f"exit code {process.returncode}", said)
            if re.search("Traceback|damaged|malformed", out + err):
                raise Loss("a mistake", said)
        self._others.clear()

    def _kill_everybody(self) -> None:
        for process in (self._window, *self._others):
            if process is not None:
                process.kill()
                process.communicate()

    # --- music ----------------------------------------------------------------------------------

    def _record(self) -> Path:
        """A new piece of two minutes."""
        number = len(list(self._music.iterdir()))
        samples = tone(120, 220.0 + number, rate_hz=RATE_HZ)
        return write_wav(self._music / f"{number}.wav", samples, rate_hz=RATE_HZ)

    def _some_music(self) -> Path:
        return self._rng.choice(sorted(self._music.iterdir()))


def _wait_for_stage(process: subprocess.Popen[bytes], stage: bytes) -> None:
    assert process.stdout is not None
    seen = b""
    while stage not in seen:
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
        piece = os.read(process.stdout.fileno(), 4096) if ready else b""
        if not piece:
            raise Loss("the window never came up", f"not yet {stage!r}: {seen!r}")
        seen += piece


def make(scratch: Path, seed: int) -> Runner:
    run = scratch / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(run)}

    def storm(case: int, folder: Path) -> Verdict:
        kept = Storm(folder, dice("storms", seed, case)).run(_ROUNDS)
        return Verdict("nothing lost", kept)

    return storm


PART = Part("storms", 40, 1, make, limit_s=400.0)
