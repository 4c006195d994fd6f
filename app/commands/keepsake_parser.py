"""What `keepsake` understands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.parser_parts import add_command, value
from app.core.words import _

if TYPE_CHECKING:
    import argparse

    from app.commands.parser_parts import Commands


def add_keepsake(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands,
        "keepsake",
        _("Make something to keep and to give: a folder of pages, a PDF, or Markdown."),
    )
    whole = command.add_mutually_exclusive_group(required=True)
    whole.add_argument(
        "--work",
        default="",
        metavar=value("title"),
        help=_("of a work: its story, its music, and what you felt in it"),
    )
    whole.add_argument("--year", type=int, metavar=value("year"), help=_("of a year"))
    whole.add_argument(
        "--all", dest="is_all", action="store_true", help=_("of everything in the journal")
    )
    command.add_argument(
        "file", type=Path, metavar="OUT", help=_("the folder or PDF to write; nothing is replaced")
    )
    kinds = command.add_mutually_exclusive_group()
    kinds.add_argument(
        "--pdf", dest="kind", action="store_const", const="pdf", help=_("write a PDF")
    )
    kinds.add_argument(
        "--markdown",
        dest="kind",
        action="store_const",
        const="markdown",
        help=_("write the journal entries, a Markdown file for each day"),
    )
    command.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=_("the size of a PDF’s pages")
    )
    command.add_argument(
        "--memories", action="store_true", help=_("with what you remembered at a mark")
    )
    command.add_argument(
        "--letters", action="store_true", help=_("with letters to later that have opened")
    )
    command.add_argument(
        "--spoilers", action="store_true", help=_("with what is covered as a spoiler")
    )
    command.add_argument(
        "--preview",
        dest="is_preview",
        action="store_true",
        help=_("only say what would go in, and what would be left out"),
    )
    return command
