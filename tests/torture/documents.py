"""Mutated exports: each is declined and nothing changed, or taken in whole. Never a mistake."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import random
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.errors import Problem
from app.jobs import JobCancelled, JobContext, Progress
from app.paths import Paths
from tests.torture import checks, profiles
from tests.torture.case import Loss, Part, Runner, dice
from tests.torture.commits import rows_in, snapshot_of
from tests.torture.mutants import mutated
from tests.torture.verbs import Listener
from tests.torture.views import look_at_everything

_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.5, -0.0, 1e308, 9, 10**6),
    *(2**31, 2**53, 2**63 - 1, -(2**63), 2**63, 10**40, 10**18, 1_795_370_645_123_456),
    *("", " ", "x", "\x00", "\ud800", "a\u202eb", "é" * 5000, "NaN", "2024-01-01", "#fff"),
    *([], {}, [[]], [None], {"base64": "!"}, {"base64": "AA=="}, ["x"] * 50),
)
_PICTURE_NAMES = (
    *("../out.png", "/tmp/out.png", ".hidden.png", "a:b.png", "a\\b.png", "", ".", "..", "\0.png"),
    *("x" * 300 + ".png", "con", "still.new", "\ud800.png", ".directory", "ok.png", "sub/x.png"),
)
_HOW_DEEP = 100_000

Document = dict[str, Any]
Way = Callable[[Document, random.Random], None]


class Exports:
    """Made once in a worker: whole exports, and the profile that broken ones are restored into."""

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
        """The listener goes on, so that the older export meets newer rows."""
        from tests.torture.commits import CommitLog

        services = checks.services_of(self._template)
        services.open()
        listener = Listener(services, random.Random(1), scratch, CommitLog(scratch / "log"))
        for name in ("tag", "note", "note", "remove_mark", "describe_scene", "edit_entry", "undo"):
            listener.do(name)
        services.close()

    def run(self, case: int, folder: Path) -> str:
        chance = dice("exports", self._seed, case)
        document = folder / "mutant.json"
        document.write_bytes(_mutated(chance.choice(self._documents), chance))
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
        return verdict.partition(":")[0]

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
    """Every row of the document is there, restoring it again changes nothing, all can be shown,
    and what is there now comes back from an export.
    """
    paths = services.paths
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    known = {value for row in rows_in(paths.database).values() for _name, value in row}
    for name, rows in document.get("tables", {}).items():
        for row in rows:
            if not _names_of(row) & known:
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


def _names_of(row: dict[str, Any]) -> set[Any]:
    """By any of them a row may be known here."""
    files = row.get("audio_file", [])
    return {row.get("uid"), row.get("key"), *(file["payload_hash"] for file in files)} - {None}


# --- making them wrong ----------------------------------------------------------------------


def _mutated(text: str, chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return mutated(text.encode(), chance, [text.encode()])
    document = json.loads(text)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(_WAYS)(document, chance)
    made = json.dumps(document, ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.03:
        made = made.replace('"tables":', f'"odd": {"[" * _HOW_DEEP}{"]" * _HOW_DEEP}, "tables":', 1)
    if chance.random() < 0.05:
        made = made.replace("null", chance.choice(("NaN", "-Infinity", "1e999")), 1)
    return made.encode("utf-8", "surrogatepass")


def _some_row(document: Document, chance: random.Random) -> Document:
    tables = [rows for rows in document.get("tables", {}).values() if rows]
    rows = chance.choice(tables)
    row = chance.choice(rows)
    inside = [r for value in row.values() if isinstance(value, list) for r in value]
    if inside and chance.random() < 0.3:
        row = chance.choice(inside)
    return row if isinstance(row, dict) else {}


def _odd_value(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if row:
        row[chance.choice(list(row))] = copy.deepcopy(chance.choice(_ODD))


def _odd_number(document: Document, chance: random.Random) -> None:
    """A little or very far outside of what was there."""
    row = _some_row(document, chance)
    numbers = [name for name, value in row.items() if isinstance(value, (int, float))]
    if numbers:
        name = chance.choice(numbers)
        row[name] = chance.choice(
            (row[name] + 1, row[name] - 1, -row[name], row[name] * 1000, row[name] + 0.5)
        )


def _without_field(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if row:
        del row[chance.choice(list(row))]


def _unknown_field(document: Document, chance: random.Random) -> None:
    _some_row(document, chance)["mood"] = 1


def _newer(document: Document, chance: random.Random) -> None:
    row = _some_row(document, chance)
    if "updated_at" in row:
        row["updated_at"] += chance.choice((1, 10**6, 10**12))
        for name, value in row.items():
            if isinstance(value, str) and name in ("note", "title", "text", "name", "summary"):
                row[name] = f"{value} changed elsewhere"


def _same_uid(document: Document, chance: random.Random) -> None:
    one, other = _some_row(document, chance), _some_row(document, chance)
    if "uid" in one and "uid" in other:
        one["uid"] = other["uid"]


def _swapped(document: Document, chance: random.Random) -> None:
    one, other = _some_row(document, chance), _some_row(document, chance)
    shared = sorted(one.keys() & other.keys())
    if shared:
        name = chance.choice(shared)
        one[name], other[name] = other[name], one[name]


def _doubled_row(document: Document, chance: random.Random) -> None:
    rows = chance.choice([rows for rows in document["tables"].values() if rows])
    rows.append(copy.deepcopy(chance.choice(rows)))


def _fewer_rows(document: Document, chance: random.Random) -> None:
    rows = chance.choice([rows for rows in document["tables"].values() if rows])
    del rows[chance.randrange(len(rows)) :]


def _odd_table(document: Document, chance: random.Random) -> None:
    name = chance.choice([*document["tables"], "sqlite_master", "alembic_version", "journal_line"])
    if chance.random() < 0.4:
        document["tables"].pop(name, None)
    else:
        document["tables"][name] = chance.choice(([], {}, None, "x", [1], [[]], [{}], [None]))


def _odd_head(document: Document, chance: random.Random) -> None:
    name = chance.choice(("format", "version", "schema", "exported_at", "tables", "pictures"))
    if chance.random() < 0.3:
        document.pop(name, None)
    else:
        document[name] = chance.choice((*_ODD, 1, 2, 3))


def _odd_picture(document: Document, chance: random.Random) -> None:
    pictures = document.setdefault("pictures", {})
    if not isinstance(pictures, dict):
        return
    content = base64.b64encode(chance.randbytes(300)).decode()
    if pictures and chance.random() < 0.4:
        pictures[chance.choice(list(pictures))] = chance.choice((content, "!", "=", None, 3, "AA"))
    else:
        pictures[chance.choice(_PICTURE_NAMES)] = content


def _only_in_whole(way: Way) -> Way:
    """An earlier way may have taken away what this one works on."""

    def tried(document: Document, chance: random.Random) -> None:
        tables = document.get("tables")
        if not isinstance(tables, dict) or not any(tables.values()):
            return
        rows_of = [rows for rows in tables.values() if isinstance(rows, list)]
        if len(rows_of) == len(tables) and all(isinstance(r, dict) for r in chain(*rows_of)):
            way(document, chance)

    return tried


_WAYS: tuple[Way, ...] = (
    *(_only_in_whole(_odd_value) for _ in range(4)),
    *(_only_in_whole(_odd_number) for _ in range(4)),
    *(_only_in_whole(way) for way in (_without_field, _unknown_field, _newer, _newer, _same_uid)),
    *(_only_in_whole(way) for way in (_swapped, _doubled_row, _fewer_rows, _odd_table)),
    *(_odd_head, _odd_picture, _odd_picture),
)


def make(scratch: Path, seed: int) -> Runner:
    return Exports(scratch, seed).run


PART = Part("exports", 2_000, 20, make, limit_s=60.0)
