"""Damaged journals: each is sound, or is reported as damaged and what can be read is recovered.

None changes silently: every row is compared with the one that was written.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from contextlib import closing
from pathlib import Path
from typing import Any

from app.archive import rescue
from app.archive.rescue import journal_is_sound
from app.bootstrap import Services
from app.core.errors import Problem
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem
from db.file.errors import FaultKind, StorageFault
from db.store.salvage import salvage
from tests.torture import checks, profiles
from tests.torture.at_work import load
from tests.torture.case import Loss, Part, Runner, Verdict, dice
from tests.torture.commits import rows_in, snapshot_of
from tests.torture.forks import in_child
from tests.torture.spoiling import OF_THE_FILE, OF_THE_LOG
from tests.torture.views import look_at_everything

_MARKS = 240
_UNSEEN = 2  # a damaged key makes it a different row; nobody can know
_IN_THE_LOG = 24  # marks with pages that are only in the write-ahead log

UNSEEN = "a value changed that stands nowhere else"
_INDEXED = """
SELECT t.name, c.name FROM sqlite_master AS t, pragma_index_list(t.name) AS i,
    pragma_index_info(i.name) AS c WHERE t.type = 'table' AND c.name IS NOT NULL
"""
_MARK = "track_id start_ms end_ms"
_IN_LINES = {
    "emotional_tag": f"{_MARK} emotion_id made_at made_offset_min note memory",
    "favourite_moment": f"{_MARK} made_at made_offset_min label note",
    "cue": f"{_MARK} created_at",
    "occurrence": f"{_MARK} created_at variation note status",
    "journal_entry": "written_at written_offset_min title text",
}

Rows = dict[str, tuple[Any, ...]]
HeldTwice = Mapping[str, Set[str]]


class Damage:
    """Made once in a worker: a journal in one file, and one whose last commits are in the log."""

    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self._closed, self._killed = scratch / "closed", scratch / "killed"
        music = profiles.record_music(scratch / "music")
        pictures = profiles.write_pictures(scratch / "pictures")
        in_child(lambda: _make(self._closed, music, pictures), scratch)
        shutil.copytree(self._closed, self._killed)
        in_child(lambda: _go_on_and_die(self._killed), scratch)
        self._original = {
            self._closed: rows_in(Paths.for_profile(self._closed).database),
            self._killed: _rows_of_copy(self._killed, scratch / "looked at"),
        }

    def run(self, case: int, folder: Path) -> Verdict:
        chance = dice("damage", self._seed, case)
        has_log = chance.random() < 0.4
        template = self._killed if has_log else self._closed
        paths = profiles.copied(template, folder / "profile")
        way = chance.choice(OF_THE_LOG if has_log and chance.random() < 0.7 else OF_THE_FILE)
        way(paths.database, chance)
        name = way.__name__.strip("_").replace("_", " ")
        original = self._original[template]
        try:
            verdict = in_child(lambda: _examined(paths, original), folder)
            if verdict in ("whole", UNSEEN):
                return Verdict(f"{verdict} ({name})")
            rescued = in_child(lambda: _expect_rescue(paths, original), folder)
        except Loss as loss:
            raise Loss(loss.verdict, f"{loss.detail}\n{name}") from loss
        return Verdict(f"{verdict}, {rescued} ({name})")


def _make(profile: Path, music: Path, pictures: list[Path]) -> None:
    profiles.fill(profile, music, pictures, _MARKS)
    services = checks.services_of(profile)
    services.exports.backup_now()
    services.close()
    profiles.settle(Paths.for_profile(profile))


def _go_on_and_die(profile: Path) -> None:
    """Leaves a write-ahead log, as a power cut does: in_child ends without closing anything."""
    services = checks.services_of(profile)
    services.open()
    track = services.library.tracks()[0].id
    emotion = services.emotions.emotions()[0].id
    from app.core.timecode import Span

    for number in range(_IN_THE_LOG):
        services.tagging.add_tag(track, emotion, Span.point(number), note=f"in the log {number}")


def _rows_of_copy(profile: Path, copy: Path) -> Rows:
    """Of a copy: reading would write the log into the file."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(profile, copy)
    return rows_in(Paths.for_profile(copy).database)


def _examined(paths: Paths, original: Rows) -> str:
    services = checks.services_of(paths.database.parents[1])
    try:
        if _says_damaged(lambda: _use(services, paths)):
            return "said when it was opened or read"
        if _says_damaged(lambda: journal_is_sound(paths)):
            return "said by the self-test"
        if _says_damaged(services.exports.backup_now):
            return "said before a backup"
    finally:
        services.close()
    return compared(original, rows_in(paths.database), held_twice_in(paths.database))


def _use(services: Services, paths: Paths) -> None:
    services.look_first()
    services.open()
    look_at_everything(services)
    services.exports.export_json(paths.data.parents[1] / "export.json")


def _says_damaged(do: Callable[[], object]) -> bool:
    try:
        do()
    except StorageProblem as problem:
        # A damaged byte may change the schema's number, or make the file look empty.
        if problem.kind not in ("damaged", "too_new", "missing"):
            raise Loss("said to be something else", str(problem)) from problem
        return True
    except Problem as problem:
        raise Loss("said to be something else", str(problem)) from problem
    return False


def compared(original: Rows, now: Rows, held_twice: HeldTwice) -> str:
    """“whole”, or that a value changed which is in the file only once: SQLite keeps no checksum of
    it, so nobody can know. Raises Loss for any other difference.
    """
    changed = sorted(key for key in original.keys() | now if original.get(key) != now.get(key))
    seen = [key for key in changed if not _is_unseen(key, original, now, held_twice)]
    if seen:
        shown = [f"{key}: {original.get(key)} is now {now.get(key)}" for key in seen[:3]]
        raise Loss("silently different", f"{len(seen)} rows\n" + "\n".join(shown))
    return UNSEEN if changed else "whole"


def _is_unseen(key: str, original: Rows, now: Rows, held_twice: HeldTwice) -> bool:
    if key not in original or key not in now:
        return False
    columns = {name for name, _value in set(original[key]) ^ set(now[key])}
    return columns.isdisjoint(held_twice[key.partition(" ")[0]])


def held_twice_in(database: Path) -> HeldTwice:
    """By table, the columns that an index or the journal’s index lines hold a second time."""
    held: dict[str, set[str]] = defaultdict(lambda: {"id"})
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as raw:
        for table, column in raw.execute(_INDEXED):
            held[table].add(column)
    for table, columns in _IN_LINES.items():
        held[table].update(columns.split())
    return held


def _expect_rescue(paths: Paths, original: Rows) -> str:
    """What can be read is recovered into a new journal; a backup takes the place of the damaged
    file, which is kept beside it. Returns how much could be read.
    """
    share = _salvaged(paths, original)
    backup = rescue.backups_of(paths)[0]
    rescue.rescue(paths, backup)
    if snapshot_of(paths.database) != snapshot_of(backup.path):
        raise Loss("rescue differs from the backup", backup.path.name)
    services = checks.services_of(paths.database.parents[1])
    services.open()
    look_at_everything(services)
    services.close()
    checks.is_sound(paths.database)
    return share


def _salvaged(paths: Paths, original: Rows) -> str:
    if not paths.database.exists():
        return "nothing there to read"
    target = paths.data / "salvaged.db"
    try:
        found = salvage(paths.database, target)
    except StorageFault as fault:
        if fault.kind is not FaultKind.DAMAGED:
            raise Loss("not rescued", str(fault)) from fault
        return "nothing could be read"
    checks.is_sound(target)
    rows = rows_in(target)
    strangers = sum(key not in original for key in rows)
    if strangers > sum(found.stood_in.values()) + sum(found.mended.values()) + _UNSEEN:
        raise Loss("rows from nowhere", f"{strangers} after the rescue, {found}")
    share = sum(rows.get(key) == row for key, row in original.items()) / len(original)
    return "all read" if share > 0.99 else "most read" if share > 0.5 else "some read"


def make(scratch: Path, seed: int) -> Runner:
    load()
    return Damage(scratch, seed).run


PART = Part("damage", 500, 6, make, limit_s=120.0)
