"""What an export wrote, what a restore changed, which backups there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.path_names import display_path
from app.core.row_words import in_brief, rows_in_words, things_in_words
from app.core.words import _, listed, ngettext, number
from db.archive.newer_rows import NewerRows as NewerRows


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was left out. what: its name. why: a sentence."""

    what: str
    why: str

    def __str__(self) -> str:
        return _("“{what}”: {why}", what=self.what, why=self.why)


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """rows: by table name. pictures: how many stills and portraits it contains. unreadable: rows
    with values that can't be shown; they are in it twice, as they are and as they can be restored.
    left_out: pictures that are missing or damaged here, and rows that couldn't be restored.
    """

    path: Path
    rows: Mapping[str, int]
    pictures: int
    unreadable: int = 0
    left_out: tuple[LeftOut, ...] = ()

    def __str__(self) -> str:
        inside = [rows_in_words(self.rows) or _("nothing yet")]
        if self.pictures:
            inside.append(ngettext("1 picture", "{n} pictures", self.pictures))
        if self.unreadable:
            # Translators: rows of the journal, at the end of a list such as “31 tracks, 2 pictures”
            inside.append(ngettext("1 unreadable row", "{n} unreadable rows", self.unreadable))
        heading = _("Left out, or different from here:")
        return "\n".join([listed(inside), *_headed(heading, self.left_out)])


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """Rows by table name: new here, replaced by a newer version, unchanged.

    backup: the journal as it was before; None when no row changed. is_undoable: False when too many
    rows changed to be undone. pictures_healed: those whose file here was damaged. skipped: pictures
    that couldn't be restored.
    """

    added: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: Mapping[str, int]
    pictures_added: int = 0
    backup: Path | None = None
    is_undoable: bool = True
    pictures_healed: int = 0
    skipped: tuple[LeftOut, ...] = ()

    @property
    def has_new_rows(self) -> bool:
        return bool(self.added or self.updated)

    @property
    def news(self) -> str:
        """In one line, and whether it can be undone."""
        rows = Counter(self.added) + Counter(self.updated)
        if not self.has_changes:
            return _("Nothing was missing here.")
        # Translators: {rows} is a list such as “31 tracks, 120 marks”
        said = [_("Restored: {rows}.", rows=things_in_words(rows) or _("pictures"))]
        if self.skipped:
            said.append(
                ngettext(
                    "One picture couldn’t be restored.",
                    "{n} pictures couldn’t be restored.",
                    len(self.skipped),
                )
            )
        if not self.is_undoable:
            said.append(
                _("That is too much to undo, but you can go back to the backup made before.")
            )
        return " ".join(said)

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.updated or self.pictures_added or self.pictures_healed)

    def __str__(self) -> str:
        lines = [
            _("Added: {rows}", rows=_or_nothing(self.added)),
            _("Updated: {rows}", rows=_or_nothing(self.updated)),
            _("Unchanged: {rows}", rows=_or_nothing(self.unchanged)),
        ]
        if self.pictures_added:
            lines.append(_("Pictures added: {n}", n=number(self.pictures_added)))
        if self.pictures_healed:
            healed = number(self.pictures_healed)
            lines.append(_("Damaged pictures replaced: {n}", n=healed))
        if self.backup is not None:
            backup = display_path(self.backup)
            lines.append(_("Backup of your journal as it was before: {path}", path=backup))
        return "\n".join([*lines, *_headed(_("Pictures left out:"), self.skipped)])


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the journal's file. revision: the schema it was made with."""

    path: Path
    made_at: datetime
    revision: str
    size: int


@dataclass(frozen=True, slots=True)
class Rescued:
    """aside: where the file that couldn't be read is now; None when there was none. rows: of the
    journal that replaced it, by table name; None when they couldn't be counted.
    """

    aside: Path | None
    rows: Mapping[str, int] | None = None

    @property
    def inside(self) -> str:
        """“31 tracks, 120 marks, 5 journal entries”; empty when there are none or nobody knows."""
        return in_brief(self.rows or {})


def _or_nothing(rows: Mapping[str, int]) -> str:
    # Translators: as in “Added: nothing”
    return rows_in_words(rows) or _("nothing")


def _headed(heading: str, left_out: tuple[LeftOut, ...]) -> list[str]:
    return [heading, *(f"  {each}" for each in left_out)] if left_out else []
