"""`keepsake`: writes a folder of pages, a PDF, or a Markdown file for each day."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from app.commands.work_called import work_called
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.core.path_names import display_path
from app.core.words import _
from app.keepsake.choosing import Choice, Ticks, of_all, of_work, of_year
from app.keepsake.craft import Craft, Paper
from app.library.cli import ProgressLine

if TYPE_CHECKING:
    from app.commands.arguments import Arguments
    from app.keepsake.records import Keepsake
    from app.keepsake.service import Keepsakes
    from app.story.service import Scenes


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for. year, work: of one of them; None and empty for all there is. kind:
    folder, pdf or markdown.
    """

    out: Path
    work: str
    year: int | None
    kind: str
    paper: str
    ticks: Ticks
    is_preview: bool


def wish_of(arguments: Arguments) -> Wish:
    assert arguments.file is not None
    return Wish(
        out=arguments.file,
        work=arguments.work,
        year=arguments.year,
        kind=arguments.kind,
        paper=arguments.paper,
        ticks=Ticks(arguments.memories, arguments.letters, arguments.spoilers),
        is_preview=arguments.is_preview,
    )


def keepsake_command(
    keepsakes: Keepsakes, scenes: Scenes, craft: Craft, wish: Wish, out: TextIO
) -> int:
    """Returns the exit code. Raises Problem for a title that doesn't say which work is meant, and
    when it can't be written.
    """
    choice = _choice(scenes, wish)
    if wish.is_preview:
        choice = choice.of_entries() if wish.kind == "markdown" else choice
        _say_preview(keepsakes.preview(choice, wish.ticks), out)
        return 0
    line = ProgressLine(sys.stderr, every=1)
    try:
        made = _written(keepsakes, choice, craft, wish, JobContext(line.show))
    finally:
        line.clear()
    file, inside = display_path(wish.out), made.inside.in_words() or _("nothing")
    # Translators: inside is a list such as “120 marks · 4 entries · 9 tracks”
    out.write(_("Wrote {file}: {inside}", file=file, inside=inside) + "\n")
    if left := made.left_out.in_words():
        out.write(_("Left out as private: {things}", things=left) + "\n")
    return 0


def _choice(scenes: Scenes, wish: Wish) -> Choice:
    if wish.work:
        return of_work(work_called(scenes.works(), wish.work))
    if wish.year is None:
        return of_all()
    try:
        return of_year(wish.year)
    except ValueError as fault:
        year = str(wish.year)
        raise Problem(_("There is no year {year}.", year=year), details=str(fault)) from fault


def _written(
    keepsakes: Keepsakes, choice: Choice, craft: Craft, wish: Wish, job: JobContext
) -> Keepsake:
    if wish.kind == "pdf":
        return keepsakes.write_pdf(choice, wish.ticks, wish.out, craft, Paper(wish.paper), job)
    if wish.kind == "markdown":
        return keepsakes.write_markdown(choice, wish.ticks, wish.out, craft, job)
    return keepsakes.write_folder(choice, wish.ticks, wish.out, craft, job)


def _say_preview(keepsake: Keepsake, out: TextIO) -> None:
    out.write(keepsake.title + "\n")
    inside = keepsake.inside.in_words() or _("nothing")
    out.write(_("Goes in: {things}", things=inside) + "\n")
    if left := keepsake.left_out.in_words():
        out.write(_("Left out as private: {things}", things=left) + "\n")
