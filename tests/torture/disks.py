"""Full, failing, slow and vanishing disks.

Whatever could not be saved was reported, with the right reason; whatever was saved is there when
the disk is back, nothing is half-written, and no temporary file is left behind.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.profile.paths import Paths
from tests.torture import checks, mounts, profiles, tracer
from tests.torture.at_work import load
from tests.torture.case import SEED, Loss, Part, Runner, Verdict, dice
from tests.torture.commits import CommitLog, expect_kept, snapshot_of, told
from tests.torture.forks import Fork, in_child
from tests.torture.kills import Kills
from tests.torture.verbs import VERBS, Listener

# What may fail, and how. A failing drive answers EIO, a full one ENOSPC.
_FAILURES = (
    *(("pwrite", "ENOSPC"), ("pwrite", "EIO"), ("write", "ENOSPC"), ("truncate", "ENOSPC")),
    *(("fsync", "EIO"), ("fdatasync", "EIO"), ("rename", "ENOSPC"), ("mkdir", "ENOSPC")),
)
_READS_ONLY = ("look",)
_AT_MOST_CALLS = 40
_PATIENCE_S = 60.0
_TEMPORARY = (".part", ".new", ".restored")
_ROOM_KB = 64 * 1024

_FULL, _GONE, _MOVED, _SLOW = 40, 16, 16, 24
Case = tuple[str, Any]


def plan() -> list[Case]:
    """Every case of a full run, mixed, so that the first few include every kind."""
    verbs = [name for name in VERBS if name not in _READS_ONLY]
    cases: list[Case] = [("fails", (verb, *failure)) for verb in verbs for failure in _FAILURES]
    for kind, count in (("full", _FULL), ("gone", _GONE), ("moved", _MOVED), ("slow", _SLOW)):
        cases += [(kind, number) for number in range(count)]
    random.Random(SEED).shuffle(cases)
    return cases


class Disks:
    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self._plan = plan()
        self._kills = Kills(scratch, seed)
        self._template = self._kills.template

    def run(self, case: int, folder: Path) -> Verdict:
        return Verdict(self._tried(case, folder))

    def _tried(self, case: int, folder: Path) -> str:
        kind, what = self._plan[case]
        chance = dice("disks", self._seed, case)
        self._kills.lay_out(folder)
        if kind == "slow":
            return self._slow(folder, chance)
        if kind == "fails":
            return self._fails(folder, *what, seed=chance.randrange(2**30))
        if kind != "moved" and mounts.missing():
            return f"{kind}: not possible here"
        ways: dict[str, Callable[[Path, random.Random], None]] = {
            "full": self._full,
            "gone": self._gone,
            "moved": self._moved,
        }
        in_child(lambda: ways[kind](folder, chance), folder, _PATIENCE_S)
        return f"{kind}: nothing lost"

    # --- one call after another fails -----------------------------------------------------------

    def _fails(self, folder: Path, verb: str, group: str, error: str, *, seed: int) -> str:
        """One at a time: the first call of the group, the second, …, until none is left to fail;
        then all of them from the first on, as on a disk that stays full.
        """
        for number in range(1, _AT_MOST_CALLS):
            if not self._fails_at(folder, (verb, group, error), number, seed, for_good=False):
                break
        self._fails_at(folder, (verb, group, error), 1, seed, for_good=True)
        if number == 1:
            return f"{group} {error}: the verb has none"
        return f"{group} {error}: nothing lost"

    def _fails_at(
        self, folder: Path, what: tuple[str, str, str], number: int, seed: int, *, for_good: bool
    ) -> bool:
        """Whether there was such a call."""
        verb, group, error = what
        place = folder / f"{number}{' on' if for_good else ''}"
        place.mkdir()
        self._kills.lay_out(place)
        paths = profiles.copied(self._template, place / "profile")
        fork = Fork(
            lambda listener: _do(listener, verb, place),
            place / "said.txt",
            lambda: _listener(paths, place, seed),
        )
        calls = place / "calls.txt"
        rule = tracer.fail_at(group, number, error, for_good=for_good)
        tracing = tracer.Tracer(fork.pid, rule, log=calls)
        fork.go()
        code = fork.wait(_PATIENCE_S)
        fork.end()
        tracing.end()
        where = f"{verb}, {group} number {number} {'and on ' if for_good else ''}fails by {error}"
        if code != 0:
            raise Loss("a mistake", f"{where}: exit code {code}\n{fork.words()}")
        try:
            in_child(lambda: self._examine(paths, place), place, _PATIENCE_S)
        except Loss as loss:
            raise Loss(loss.verdict, f"{where}: {loss.detail}") from loss
        was_hit = "INJECTED" in calls.read_text()
        shutil.rmtree(place)
        return was_hit

    def _examine(self, paths: Paths, folder: Path) -> None:
        heard = told([folder / "listener.log"], self._kills.at_first)
        for line in heard.said:
            came_to = line.get("came_to", "")
            if came_to.startswith("refused") and not _fits(came_to):
                raise Loss("said in words that don’t fit", came_to)
        expect_kept(heard, snapshot_of(paths.database))
        _expect_no_leftovers(paths.data.parents[1])
        checks.opens_unchanged(paths.data.parent, snapshot_of(paths.database))
        checks.is_sound(paths.database)
        checks.pictures_are_whole(paths)
        checks.backups_are_whole(paths)
        checks.keepsakes_are_whole(paths.data.parents[1])

    # --- a disk that is full, pulled out, moved away ---------------------------------------------

    def _full(self, folder: Path, chance: random.Random) -> None:
        """A listener continues while there is no space, and after some was made."""
        disk = folder / "disk"
        mounts.enter_own_mounts()
        mounts.mount_disk(disk, _ROOM_KB)
        paths = profiles.copied(self._template, disk / "profile")
        listener = _listener(paths, folder, chance.randrange(2**30))
        used_kb = (shutil.disk_usage(disk).used + 1023) // 1024
        mounts.resize_disk(disk, used_kb + 4 * chance.randrange(60))
        refused = _do_some(listener, 30)
        if unfit := [words for words in refused if not _fits(words)]:
            raise Loss("said in words that don’t fit", unfit[0])
        mounts.resize_disk(disk, _ROOM_KB)
        if still := _do_some(listener, 8):
            raise Loss("refused with room enough", still[0])
        listener.services.close()
        self._examine(paths, folder)

    def _gone(self, folder: Path, chance: random.Random) -> None:
        """The drive is pulled out while the journal is open, and comes back."""
        kept, disk = folder / "kept", folder / "disk"
        mounts.enter_own_mounts()
        mounts.mount_disk(kept, _ROOM_KB)
        mounts.mount_again(kept, disk)
        paths = profiles.copied(self._template, disk / "profile")
        listener = _listener(paths, folder, chance.randrange(2**30))
        _do_some(listener, chance.randrange(6))
        mounts.pull_out(disk)
        self._while_away(listener)
        mounts.mount_again(kept, disk)
        self._when_back(listener, paths, folder)

    def _moved(self, folder: Path, chance: random.Random) -> None:
        """The folder is moved away while the journal is open, and moved back."""
        place = folder / "place"
        paths = profiles.copied(self._template, place / "profile")
        listener = _listener(paths, folder, chance.randrange(2**30))
        _do_some(listener, chance.randrange(6))
        place.rename(folder / "away")
        self._while_away(listener)
        shutil.rmtree(place, ignore_errors=True)  # what was made there meanwhile
        (folder / "away").rename(place)
        self._when_back(listener, paths, folder)

    def _while_away(self, listener: Listener) -> None:
        """Nothing may be reported as saved that is written to a file nobody will ever see again."""
        for name in ("tag", "favourite", "note", "write_entry", "add_story", "listen"):
            came_to = listener.do(name)
            if came_to == "done":
                raise Loss("kept on a disk that is away", name)

    def _when_back(self, listener: Listener, paths: Paths, folder: Path) -> None:
        if refused := _do_some(listener, 5):
            raise Loss("refused when it is back", refused[0])
        listener.services.close()
        self._examine(paths, folder)

    # --- a slow disk ----------------------------------------------------------------------------

    def _slow(self, folder: Path, chance: random.Random) -> str:
        """Each write takes long, while a listener and commands work at once."""
        slow = (
            tracer.slow("pwrite", chance.choice((1, 5))),
            tracer.slow("fdatasync", chance.choice((20, 120, 400))),
            tracer.slow("fsync", chance.choice((20, 120))),
        )
        self._kills.work_slowly(folder, chance.randrange(2**30), slow)
        return "slow: nothing lost"


def _listener(paths: Paths, folder: Path, seed: int) -> Listener:
    """One who has done a little already, so that there is something to undo and to go back to."""
    commits = CommitLog(folder / "listener.log")
    commits.watch(paths.database)
    services = checks.services_of(paths.data.parent)
    services.open()
    listener = Listener(services, random.Random(seed), folder, commits)
    for verb in ("tag", "favourite", "undo"):
        listener.do(verb)
    return listener


def _do(listener: Listener, verb: str, folder: Path) -> int:
    log = CommitLog(folder / "listener.log")
    log.said("returned", verb=verb, came_to=listener.do(verb))
    listener.services.close()
    return 0


def _do_some(listener: Listener, count: int) -> list[str]:
    """What was refused because of the disk. Some refusals are rules of the program."""
    came_to = [listener.do(listener.draw()) for _ in range(count)]
    return [words for words in came_to if words.startswith("refused") and not _is_rule(words)]


def _is_rule(words: str) -> bool:
    rules = ("longer be undone or redone", "emotion called", "archived emotions")
    return any(rule in words for rule in rules)


def _fits(words: str) -> bool:
    """Whether the listener was told of the disk, or of a rule."""
    of_the_disk = ("full", "space", "reach", "respond", "written", "couldn’t be", "can’t be")
    return _is_rule(words) or any(word in words for word in of_the_disk)


def _expect_no_leftovers(folder: Path) -> None:
    left = [
        path.name
        for path in folder.rglob("*")
        if path.name.startswith((".new-", ".ost-my-heart-new-")) or path.name.endswith(_TEMPORARY)
    ]
    if left:
        raise Loss("left behind", ", ".join(left))


def make(scratch: Path, seed: int) -> Runner:
    load()
    return Disks(scratch, seed).run


PART = Part("disks", len(plan()), 2, make, limit_s=300.0, missing=tracer.missing)
