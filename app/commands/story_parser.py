"""What `story` understands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.parser_parts import add_command, add_common, add_json, value
from app.core.words import _

if TYPE_CHECKING:
    import argparse

    from app.commands.parser_parts import Commands


def add_story(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands, "story", _("Import and show the stories that music belongs to.")
    )
    verbs = command.add_subparsers(dest="verb", required=True)
    for verb in [add(verbs) for add in (_story_import, _story_show)]:
        add_json(verb)
        add_common(verb)
    return command


def _story_import(verbs: Commands) -> argparse.ArgumentParser:
    verb = add_command(
        verbs,
        "import",
        _("Import lists of episodes and scenes, and NFO files with the pictures beside them."),
    )
    verb.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=value("path"),
        help=_("a list (CSV, TSV, plain lines), an NFO file, or a folder of them"),
    )
    verb.add_argument(
        "--work",
        default="",
        metavar=value("title"),
        help=_("the work that a list belongs to; a new one if there is none of this title"),
    )
    return verb


def _story_show(verbs: Commands) -> argparse.ArgumentParser:
    verb = add_command(
        verbs,
        "show",
        _("Print a work’s scenes with their music, what was felt, characters and themes."),
    )
    verb.add_argument("title", metavar=value("title"), help=_("the title of the work"))
    verb.add_argument(
        "--markdown", dest="as_markdown", action="store_true", help=_("print it as Markdown")
    )
    verb.add_argument(
        "--at",
        default="",
        metavar="S1E3",
        help=_("cover what comes after this episode, instead of after where you are"),
    )
    return verb
