"""The command line’s way out of a journal that can’t be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from app.archive.records import Backup
from app.archive.rescue import backups_of, begin_new_journal, journal_is_sound, rescue
from app.archive.salvaging import export_readable
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem

NEWEST = Path("newest")


def rescue_command(
    paths: Paths,
    out: TextIO,
    *,
    command: str,
    export: Path | None = None,
    backup: Path | None = None,
    is_fresh: bool = False,
) -> int:
    """Does what was asked; with nothing asked, says how the journal is and what there is to do.

    command: what was typed to come here, without options. backup: a file, or NEWEST. Returns the
    exit code. Raises Problem when it can't be done.
    """
    if export is not None:
        print(export_readable(paths, export, JobContext()), file=out)
        return 0
    if backup is not None:
        chosen = _chosen(paths, backup, command)
        rescued = rescue(paths, chosen)
        _say_moved(rescued.aside, out)
        print(f"The backup of {_made(chosen)} is your journal now.", file=out)
        if rescued.inside:
            print(f"It holds {rescued.inside}.", file=out)
        return 0
    if is_fresh:
        _say_moved(begin_new_journal(paths).aside, out)
        print("A new journal has begun.", file=out)
        return 0
    return _say_what_can_be_done(paths, out, command)


def _chosen(paths: Paths, backup: Path, command: str) -> Backup:
    known = backups_of(paths)
    for each in known:
        if backup == NEWEST or each.path.resolve() == backup.resolve():
            return each
    raise Problem(
        "There is no backup yet." if backup == NEWEST else f"“{backup}” isn’t one of your backups.",
        f"Backups are kept in {paths.backups}.",
        f"“{command}” lists them.",
    )


def _say_moved(aside: Path | None, out: TextIO) -> None:
    if aside is not None:
        print(f"What was there is kept as {aside}.", file=out)


def _say_what_can_be_done(paths: Paths, out: TextIO, command: str) -> int:
    try:
        print(f"{journal_is_sound(paths)}.", file=out)
        return 0
    except StorageProblem as problem:
        if not problem.needs_rescue:
            raise
        print(problem.what, problem.why, file=out)
        print(problem.details, file=out)
    print(f"\n{command}\nand one of these behind it:", file=out)
    print("  --export OUT.json   writes everything that can still be read", file=out)
    print("  --backup            goes back to the newest backup", file=out)
    print("  --backup FILE       or to another one:", file=out)
    for backup in backups_of(paths):
        print(f"      {backup.path}   {_made(backup)}", file=out)
    print("  --fresh             begins a new journal; the old file is kept", file=out)
    return 1


def _made(backup: Backup) -> str:
    return f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
