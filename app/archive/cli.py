"""The command for a journal that can’t be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from app.archive.records import Backup
from app.archive.rescue import backups_of, begin_new_journal, journal_is_sound, rescue
from app.archive.salvaging import export_readable
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.words import _
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem

NEWEST = Path("newest")
_EXPORT = "--export OUT.json"  # not shown


def rescue_command(
    paths: Paths,
    out: TextIO,
    *,
    command: str,
    export: Path | None = None,
    backup: Path | None = None,
    is_fresh: bool = False,
) -> int:
    """Does what was asked; when nothing was, says how the journal is and what can be done.

    command: what was typed, without options. backup: a file, or NEWEST. Returns the exit code.
    Raises Problem when it can't be done.
    """
    paths.has_journal()  # raises where nothing could be found out
    if export is not None:
        print(export_readable(paths, export, JobContext()), file=out)
        return 0
    if backup is not None:
        chosen = _chosen(paths, backup, command)
        rescued = rescue(paths, chosen)
        _say_moved(rescued.aside, out)
        print(_("The backup from {date} is now your journal.", date=_made(chosen)), file=out)
        if rescued.inside:
            # Translators: {rows} is a list such as “31 tracks, 120 marks, 5 journal entries”
            print(_("It contains {rows}.", rows=rescued.inside), file=out)
        return 0
    if is_fresh:
        _say_moved(begin_new_journal(paths).aside, out)
        print(_("A new journal was started."), file=out)
        return 0
    return _say_what_can_be_done(paths, out, command)


def _chosen(paths: Paths, backup: Path, command: str) -> Backup:
    known = backups_of(paths)
    for each in known:
        if backup == NEWEST or each.path.resolve() == backup.resolve():
            return each
    missing = _("There is no backup yet.")
    if backup != NEWEST:
        missing = _("“{path}” isn’t one of your backups.", path=display_path(backup))
    raise Problem(
        missing,
        _("Backups are in {folder}.", folder=display_path(paths.backups)),
        # Translators: {command} is what to type on the command line
        _("“{command}” lists them.", command=command),
    )


def _say_moved(aside: Path | None, out: TextIO) -> None:
    if aside is not None:
        print(_("The old file is now called {path}.", path=display_path(aside)), file=out)


def _say_what_can_be_done(paths: Paths, out: TextIO, command: str) -> int:
    try:
        print(journal_is_sound(paths), file=out)
        return 0
    except StorageProblem as problem:
        if not problem.needs_rescue:
            raise
        print(problem.what, problem.why, file=out)
        print(problem.details, file=out)
    # Translators: {command} is what to type on the command line
    print("\n" + _("Type “{command}” with one of these options:", command=command), file=out)
    _say_option(out, _EXPORT, _("export everything that can still be read"))
    _say_option(out, "--backup", _("go back to the newest backup"))
    _say_option(out, "--backup FILE", _("go back to one of these backups:"))  # not shown
    for backup in backups_of(paths):
        print(f"      {display_path(backup.path)}   {_made(backup)}", file=out)
    _say_option(out, "--fresh", _("start a new journal; the old file is renamed"))
    return 1


def _say_option(out: TextIO, option: str, does: str) -> None:
    print(f"  {option:<17}   {does}", file=out)


def _made(backup: Backup) -> str:
    return f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
