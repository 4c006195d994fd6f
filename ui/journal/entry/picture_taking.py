"""Pictures that an entry is given, from files or the clipboard: looked at, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from app.core.errors import Problem
from app.core.path_names import display_name
from app.core.user_files import read_bytes, reason
from app.core.words import _, ngettext
from app.journal.entry_parts import EntryPicture
from app.profile.pictures import MAX_BYTES
from ui.widgets.new_picture import CannotShow, as_png, looked_at

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.profile.pictures import Pictures

Source = Path | QImage


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of them, in order."""

    pictures: tuple[EntryPicture, ...]
    faults: tuple[Problem, ...]

    @property
    def problem(self) -> Problem | None:
        """All that went wrong, in one."""
        if len(self.faults) < 2:
            return next(iter(self.faults), None)
        return Problem(
            ngettext(
                "1 picture couldn’t be added.",
                "{n} pictures couldn’t be added.",
                len(self.faults),
            ),
            " ".join(f"{fault.what} {fault.why}" for fault in self.faults[:3]),
            _("Choose others; those that could be read were added."),
            "\n".join(f"{fault.what} {fault.why} {fault.details}" for fault in self.faults),
        )


def take(pictures: Pictures, sources: Sequence[Source], job: JobContext) -> Taken:
    """For a job: reads files, which may hang. Nothing else than the sources is read."""
    kept: list[EntryPicture] = []
    faults: list[Problem] = []
    for number, source in enumerate(sources):
        job.report(number, len(sources), _name(source))
        try:
            kept.append(_kept(pictures, source))
        except Problem as problem:
            faults.append(problem)
    job.report(len(sources), len(sources))
    return Taken(tuple(kept), tuple(faults))


def _kept(pictures: Pictures, source: Source) -> EntryPicture:
    try:
        found = looked_at(_data(source))
    except CannotShow as fault:
        raise Problem(
            _("“{file}” couldn’t be added.", file=_name(source)),
            str(fault.why),
            _("Choose a JPEG, PNG, WebP, GIF, BMP or SVG file."),
        ) from fault
    name = pictures.keep_bytes(found.data, found.suffix)
    return EntryPicture(name, "", found.width, found.height)


def _data(source: Source) -> bytes:
    if isinstance(source, QImage):
        return as_png(source)
    try:
        return read_bytes(source, MAX_BYTES)
    except OSError as error:
        raise Problem(
            _("“{file}” couldn’t be read.", file=display_name(source)),
            reason(error),
            _("Choose another picture."),
            repr(error),
        ) from error


def _name(source: Source) -> str:
    return display_name(source) if isinstance(source, Path) else _("Pasted picture")
