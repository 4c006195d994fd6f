"""Mutated exports: each is refused and nothing changes, or restored completely. No crashes."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext, Progress
from app.profile.paths import Paths
from tests.torture import checks, profiles
from tests.torture.case import Loss, Part, Runner, Verdict, dice
from tests.torture.commits import rows_in, snapshot_of
from tests.torture.document_mutants import mutated_document
from tests.torture.verbs import Listener
from tests.torture.views import look_at_everything

# What a row that is here under another uid shares with it.
_ALIKE = {"track_source": ("payload_hash",), "album_entry": ("album",), "refusal": ("what",)}


class Exports:
    """Made once in a worker: sound exports, and the profile to restore corrupted ones into."""

    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self._template = scratch / "template"
        self._empty = scratch / "empty"
        profiles.fill(
            self._template,
            profiles.record_music(scratch / "music"),
            profiles.write_pictures(scratch / "pictures"),
        )
        self._documents = [self._exported(scratch / "older.json")]
        self._go_on(scratch)
        self._documents.append(self._exported(scratch / "same.json"))
        empty = checks.services_of(self._empty)
        empty.open()
        empty.close()
        for profile in (self._template, self._empty):
            profiles.settle(Paths.for_profile(profile))

    def _exported(self, path: Path) -> str:
        services = checks.services_of(self._template)
        services.exports.export_json(path)
        services.close()
        return path.read_text(encoding="utf-8")

    def _go_on(self, scratch: Path) -> None:
        """The listener continues, so that the older export meets newer rows."""
        from tests.torture.commits import CommitLog

        services = checks.services_of(self._template)
        services.open()
        listener = Listener(services, random.Random(1), scratch, CommitLog(scratch / "log"))
        for name in ("tag", "note", "note", "remove_mark", "describe_scene", "edit_entry", "undo"):
            listener.do(name)
        services.close()

    def run(self, case: int, folder: Path) -> Verdict:
        chance = dice("exports", self._seed, case)
        document = folder / "mutant.json"
        document.write_bytes(mutated_document(chance.choice(self._documents), chance))
        template = self._empty if chance.random() < 0.3 else self._template
        paths = profiles.copied(template, folder / "profile")
        services = checks.services_of(folder / "profile")
        before = _everything(paths)
        try:
            services.open()
            verdict = self._restored(services, document, chance)
            if verdict == "taken in":
                _expect_all_of_it(services, document)
            elif (after := _everything(paths)) != before:
                raise Loss("half applied", f"{verdict}: {_difference(before, after)}")
        finally:
            services.close()
        return Verdict(verdict.partition(":")[0])

    def _restored(self, services: Services, document: Path, chance: random.Random) -> str:
        stop_at = chance.randrange(20) if chance.random() < 0.06 else None
        job = JobContext(lambda progress: _stop(job, progress, stop_at))
        try:
            services.exports.restore_json(document, job)
        except Problem as problem:
            return f"declined: {problem}"
        except JobCancelled:
            return "cancelled"
        return "taken in"


def _stop(job: JobContext, progress: Progress, at: int | None) -> None:
    if progress.done == at:
        job.cancel()


def _everything(paths: Paths) -> dict[str, str]:
    """Rows, pictures and settings."""
    found = dict(snapshot_of(paths.database))
    for folder in (paths.pictures, paths.config):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[str(path)] = hashlib.blake2b(path.read_bytes()).hexdigest()
    return found


def _difference(one: dict[str, str], other: dict[str, str]) -> str:
    return ", ".join(sorted(k for k in one.keys() | other if one.get(k) != other.get(k))[:12])


def _expect_all_of_it(services: Services, path: Path) -> None:
    """Every row of the document is there, restoring it again changes nothing, everything can be
    shown, and what is there now can be exported and restored.
    """
    paths = services.paths
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    known = {value for row in rows_in(paths.database).values() for _name, value in row}
    tables = document.get("tables", {})
    payloads: dict[Any, set[Any]] = defaultdict(set)  # by the track's uid
    for source in tables.get("track_source", ()):
        payloads[source["track"]].add(source["payload_hash"])
    for name, rows in tables.items():
        for row in rows:
            held = (row.get(column) for column in ("uid", "key", *_ALIKE.get(name, ())))
            names = set(held) - {None}
            if not (names | payloads[row.get("uid")]) & known:
                raise Loss("half applied", f"{name} {row.get('uid')} is not there")
    again = services.exports.restore_json(path)
    if again.has_changes:
        raise Loss("restoring twice changes something", str(again))
    look_at_everything(services)
    checks.is_sound(paths.database)
    export = path.with_name("after.json")
    services.exports.export_json(export)
    if (report := services.exports.restore_json(export)).has_changes:
        raise Loss("export does not come back", str(report))


def make(scratch: Path, seed: int) -> Runner:
    return Exports(scratch, seed).run


PART = Part("exports", 2_000, 20, make, limit_s=60.0)
