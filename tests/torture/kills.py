"""Killed at a system call: a listener at work and commands beside it, on one journal.

Everything that came back before the kill must be there afterwards, nothing half, nothing from
nowhere; the journal is whole, its index equal to its rows, and its export comes back.
"""

from __future__ import annotations

import os
import random
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.paths import Paths
from app.settings import SettingsFile
from tests.torture import checks, profiles, tracer
from tests.torture.case import Loss, Part, Runner, dice
from tests.torture.commits import CommitLog, Told, expect_kept, snapshot_of, told
from tests.torture.forks import Fork, end_with_parent, in_child
from tests.torture.verbs import Listener

# Of each group of system calls: how often it is chosen, and how many calls may go before the kill.
_HITS = {
    "pwrite": (6, 160),
    "fdatasync": (4, 40),
    "fsync": (3, 8),
    "write": (2, 60),
    "rename": (3, 4),
    "unlink": (2, 6),
    "truncate": (2, 4),
    "open": (1, 120),
    "lock": (2, 300),
    "pread": (1, 200),
    "close": (1, 150),
    "mkdir": (1, 3),
    "map": (1, 40),
}
_AT_MOST_S = 25.0  # a listener goes on for so long when the call it should be killed at never comes
_PATIENCE_S = 50.0
_SLOWLY_S = 6.0
_STOPPED_BY = "stop"
KILLED = -9


@dataclass(frozen=True, slots=True)
class Blow:
    """Who is killed, and when. afterwards: what becomes of the other one."""

    victims: tuple[str, ...]
    group: str
    number: int
    other: str

    @classmethod
    def drawn(cls, dice: random.Random) -> Blow:
        victims = dice.choices(
            (("listener",), ("commands",), ("listener", "commands")), weights=(5, 3, 2)
        )[0]
        group = dice.choices(list(_HITS), weights=[often for often, _ in _HITS.values()])[0]
        number = round(_HITS[group][1] ** dice.random())
        return cls(victims, group, max(1, number), dice.choice(("killed", "ends", "goes on")))

    def __str__(self) -> str:
        who = " and ".join(self.victims)
        return f"{who} killed at {self.group} {self.number}, the other {self.other}"


class Kills:
    """Made once in a worker; each case works on a copy of its profile."""

    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self.template = scratch / "template"
        self._older = scratch / "older.json"
        music = profiles.record_music(scratch / "music")
        pictures = profiles.write_pictures(scratch / "pictures")
        in_child(lambda: self._make(music, pictures), scratch, _PATIENCE_S)
        self.at_first = snapshot_of(Paths.for_profile(self.template).database)

    def _make(self, music: Path, pictures: list[Path]) -> None:
        profiles.fill(self.template, music, pictures)
        services = checks.services_of(self.template)
        services.exports.export_json(self._older)
        services.exports.backup_now()
        services.close()
        profiles.settle(Paths.for_profile(self.template))

    def run(self, case: int, folder: Path) -> str:
        chance = dice("kills", self._seed, case)
        blow = Blow.drawn(chance)
        paths = profiles.copied(self.template, folder / "profile")
        self.lay_out(folder)
        try:
            was_hit = self._strike(blow, folder, chance.randrange(2**30))
            in_child(lambda: self.expect_all(paths, folder), folder, _PATIENCE_S)
        except Loss as loss:
            raise Loss(loss.verdict, f"{loss.detail}\n{blow}") from loss
        return "nothing lost" if was_hit else "nothing lost (killed late)"

    def lay_out(self, folder: Path) -> None:
        (folder / "pictures").mkdir()
        (folder / "older.json").write_bytes(self._older.read_bytes())
        profiles.record_music(folder / "music", ("New one.wav", "New two.wav"), 600.0)

    def _strike(self, blow: Blow, folder: Path, seed: int) -> bool:
        """Whether the call came at which somebody was to be killed."""
        forks = _forks(folder, seed)
        tracers = [
            tracer.Tracer(forks[name].pid, tracer.kill_at(blow.group, blow.number))
            for name in blow.victims
        ]
        for fork in forks.values():
            fork.go()
        try:
            for name in blow.victims:
                forks[name].wait(_PATIENCE_S)
            for name in forks.keys() - set(blow.victims):
                _end(forks[name], blow.other, folder)
        finally:
            for fork in forks.values():
                fork.end()
            for each in tracers:
                each.end()
        expect_no_mistake(forks)
        return any(forks[name].code == KILLED for name in blow.victims)

    def work_slowly(self, folder: Path, seed: int, slow: Sequence[str]) -> None:
        """Both at work for a while, each of some system calls delayed; then both end."""
        paths = profiles.copied(self.template, folder / "profile")
        forks = _forks(folder, seed)
        tracers = [tracer.Tracer(fork.pid, *slow) for fork in forks.values()]
        for fork in forks.values():
            fork.go()
        time.sleep(_SLOWLY_S)
        (folder / _STOPPED_BY).touch()
        try:
            for fork in forks.values():
                fork.wait(_PATIENCE_S)
        finally:
            for fork in forks.values():
                fork.end()
            for each in tracers:
                each.end()
        expect_no_mistake(forks)
        in_child(lambda: self.expect_all(paths, folder), folder, _PATIENCE_S)

    def expect_all(
        self,
        paths: Paths,
        folder: Path,
        logs: Sequence[str] = ("listener.log", "commands.log"),
        *,
        may_wait: bool = False,
    ) -> None:
        """Raises Loss. logs: of who was at work. may_wait: a mark may be in the pending file still,
        and comes into the journal when it is opened.
        """
        heard = told([folder / log for log in logs], self.at_first)
        profile = folder / "profile"
        now = snapshot_of(paths.database)
        expect_kept(heard, now)
        if may_wait:
            _open_once(profile)
            now = snapshot_of(paths.database)
        checks.opens_unchanged(profile, now)
        checks.is_sound(paths.database)
        checks.pictures_are_whole(paths)
        checks.backups_are_whole(paths)
        _expect_told(heard, paths)
        checks.export_comes_back(profile, folder)


def _open_once(profile: Path) -> None:
    services = checks.services_of(profile)
    services.open()
    services.close()


def _forks(folder: Path, seed: int) -> dict[str, Fork]:
    return {
        "listener": Fork(lambda: _listen(folder, seed), folder / "listener said.txt"),
        "commands": Fork(lambda: command(folder, seed), folder / "commands said.txt"),
    }


def expect_no_mistake(forks: dict[str, Fork]) -> None:
    for fork in forks.values():
        if fork.code not in (0, KILLED) or "Traceback" in fork.words():
            raise Loss("a mistake", f"exit code {fork.code}\n{fork.words()}")


def _expect_told(heard: Told, paths: Paths) -> None:
    """What is kept outside the journal: pictures, settings, exports."""
    import json

    volumes = [SettingsFile(paths.settings_file).current.volume]
    for line in heard.said:
        match line["said"]:
            case "picture" if not (paths.pictures / line["name"]).exists():
                raise Loss("picture gone", line["name"])
            case "export":
                json.loads(Path(line["path"]).read_text(encoding="utf-8"))
    settings = [line for line in heard.said if line["said"].startswith("setting")]
    kept = [n for n, line in enumerate(settings) if line["said"] == "setting"]
    if kept:
        may_be = {line["volume"] for line in settings[kept[-1] :]}
        if volumes[0] not in may_be:
            raise Loss("setting lost", f"{volumes[0]} in place of {may_be}")


def _end(fork: Fork, how: str, folder: Path) -> None:
    """goes on: with what the killed one left behind, for a while."""
    if how == "killed":
        fork.end()
    elif how == "ends":
        (folder / _STOPPED_BY).touch()
    else:
        (folder / _STOPPED_BY).write_text("8")
    fork.wait(_PATIENCE_S)


def _until_stopped(folder: Path, do: Callable[[], None]) -> None:
    """Again and again; after it was stopped as often as it was told to go on."""
    until_s = time.monotonic() + _AT_MOST_S
    stop = folder / _STOPPED_BY
    while not stop.exists():
        do()
        if time.monotonic() > until_s:
            return
    for _ in range(int(stop.read_text() or "0")):
        do()


def _listen(folder: Path, seed: int) -> int:
    """The listener's process."""
    log = CommitLog(folder / "listener.log")
    log.watch()
    services = checks.services_of(folder / "profile")
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
    """Commands one after the other, each in a process of its own, as from a shell."""
    chance = random.Random(seed)
    profile = ["--profile", str(folder / "profile")]
    commands = (
        ["import", str(folder / "music"), "--json"],
        ["export", str(folder / "by command.json")],
        ["restore", str(folder / "older.json")],
        ["mark", "wonder", "--note", "from outside"],
    )

    def one() -> None:
        _expect_fine(_run([*profile, *chance.choice(commands)], folder))

    _until_stopped(folder, one)
    return 0


def _run(words: list[str], folder: Path) -> int:
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            end_with_parent()
            from main import main

            CommitLog(folder / "commands.log").watch()
            code = main(words)
        except BaseException:  # noqa: BLE001 - it is told, and the process ends
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _expect_fine(code: int) -> None:
    """0: done, 1: could not be done, and was said. A command that was killed ends them all."""
    if code == KILLED:
        os.kill(os.getpid(), 9)
    if code not in (0, 1):
        raise SystemExit(f"a command ended with {code}")


def load() -> None:
    """Before any fork, so that none of a thousand processes has to."""
    import db.migrate
    import db.restoring  # noqa: F401


def make(scratch: Path, seed: int) -> Runner:
    load()
    return Kills(scratch, seed).run


PART = Part("kills", 800, 5, make, limit_s=150.0, missing=tracer.missing)
