"""Killed at a system call: a listener at work and commands beside it, on one journal.

Everything that was finished before the kill must be there afterwards, nothing half-done, nothing
extra; the journal is sound, its index equal to its rows, and its export can be restored.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from tests.torture import checks, profiles, tracer
from tests.torture.at_work import KILLED, PATIENCE_S, at_work, expect_no_mistake, load, stop
from tests.torture.case import Loss, Part, Runner, Verdict, dice
from tests.torture.commits import Told, expect_kept, snapshot_of, told
from tests.torture.forks import Fork, in_child

# For each group of system calls: how often it is chosen, and how many calls may precede the kill.
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
_SLOWLY_S = 6.0
_GOES_ON = 8
_LOGS = ("listener.log", "commands.log")


@dataclass(frozen=True, slots=True)
class Blow:
    """Who is killed, and when. other: what happens to the other one afterwards."""

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
        in_child(lambda: self._make(music, pictures), scratch, PATIENCE_S)
        self.at_first = snapshot_of(Paths.for_profile(self.template).database)

    def _make(self, music: Path, pictures: list[Path]) -> None:
        profiles.fill(self.template, music, pictures)
        services = checks.services_of(self.template)
        services.exports.export_json(self._older)
        services.exports.backup_now()
        services.close()
        profiles.settle(Paths.for_profile(self.template))

    def run(self, case: int, folder: Path) -> Verdict:
        chance = dice("kills", self._seed, case)
        blow = Blow.drawn(chance)
        paths = profiles.copied(self.template, folder / "profile")
        self.lay_out(folder)
        try:
            was_hit = self._strike(blow, folder, chance.randrange(2**30))
            in_child(lambda: self.expect_all(paths, folder), folder, PATIENCE_S)
        except Loss as loss:
            raise Loss(loss.verdict, f"{loss.detail}\n{blow}") from loss
        words = "nothing lost" if was_hit else "nothing lost (killed late)"
        return Verdict(words, told([folder / log for log in _LOGS], self.at_first).commits)

    def lay_out(self, folder: Path) -> None:
        (folder / "pictures").mkdir()
        (folder / "older.json").write_bytes(self._older.read_bytes())
        profiles.record_music(folder / "music", ("New one.wav", "New two.wav"), 600.0)

    def _strike(self, blow: Blow, folder: Path, seed: int) -> bool:
        """Whether the call at which to kill came."""
        forks = at_work(folder, seed)
        tracers = [
            tracer.Tracer(forks[name].pid, tracer.kill_at(blow.group, blow.number))
            for name in blow.victims
        ]
        for fork in forks.values():
            fork.go()
        try:
            for name in blow.victims:
                forks[name].wait(PATIENCE_S)
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
        """Both work for a while, with some system calls delayed; then both end."""
        paths = profiles.copied(self.template, folder / "profile")
        forks = at_work(folder, seed)
        tracers = [tracer.Tracer(fork.pid, *slow) for fork in forks.values()]
        for fork in forks.values():
            fork.go()
        time.sleep(_SLOWLY_S)
        stop(folder)
        try:
            for fork in forks.values():
                fork.wait(PATIENCE_S)
        finally:
            for fork in forks.values():
                fork.end()
            for each in tracers:
                each.end()
        expect_no_mistake(forks)
        in_child(lambda: self.expect_all(paths, folder), folder, PATIENCE_S)

    def expect_all(
        self,
        paths: Paths,
        folder: Path,
        logs: Sequence[str] = _LOGS,
        *,
        may_wait: bool = False,
    ) -> None:
        """Raises Loss. logs: of those at work. may_wait: a mark may still be in the pending file,
        and is saved to the journal when it is opened.
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
        checks.keepsakes_are_whole(folder)
        _expect_told(heard, paths)
        checks.export_comes_back(profile, folder)


def _open_once(profile: Path) -> None:
    services = checks.services_of(profile)
    services.open()
    services.close()


def _expect_told(heard: Told, paths: Paths) -> None:
    """What is stored outside the journal: pictures, settings, exports."""
    import json

    volumes = [SettingsFile(paths.settings_file).current.volume]
    for line in heard.said:
        match line["said"]:
            case "picture" if not (paths.pictures / line["name"]).exists():
                raise Loss("picture gone", line["name"])
            case "keepsake" if not Path(line["path"]).exists():
                raise Loss("keepsake gone", line["path"])
            case "export":
                json.loads(Path(line["path"]).read_text(encoding="utf-8"))
    settings = [line for line in heard.said if line["said"].startswith("setting")]
    kept = [n for n, line in enumerate(settings) if line["said"] == "setting"]
    if kept:
        may_be = {line["volume"] for line in settings[kept[-1] :]}
        if volumes[0] not in may_be:
            raise Loss("setting lost", f"{volumes[0]} in place of {may_be}")


def _end(fork: Fork, how: str, folder: Path) -> None:
    """“goes on” means with what the killed one left, for a while."""
    if how == "killed":
        fork.end()
    else:
        stop(folder, 0 if how == "ends" else _GOES_ON)
    fork.wait(PATIENCE_S)


def make(scratch: Path, seed: int) -> Runner:
    load()
    return Kills(scratch, seed).run


PART = Part("kills", 800, 3, make, limit_s=150.0, missing=tracer.missing)
