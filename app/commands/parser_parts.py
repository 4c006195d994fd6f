"""What several commands understand, and how a command is added."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.argparse_words import WholeWords
from app.core.words import _, pgettext

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_S = (2**31 - 1) / 1000  # the longest that a track can be


def seconds(text: str) -> float:
    """A time within the longest track; argparse adds the argument's name to what is raised."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MOST_S:
        raise argparse.ArgumentTypeError(_("not a number of seconds: {text}", text=repr(text)))
    return seconds


def value(name: str) -> str:
    """The name of a value in the help: FILE."""
    # Translators: names of values in the command line's help, in capitals
    return {
        "folder": pgettext("value", "FOLDER"),
        "code": pgettext("value", "CODE"),
        "file": pgettext("value", "FILE"),
        "path": pgettext("value", "PATH"),
        "seconds": pgettext("value", "SECONDS"),
        "emotion": pgettext("value", "EMOTION"),
        "text": pgettext("value", "TEXT"),
        "title": pgettext("value", "TITLE"),
        "year": pgettext("value", "YEAR"),
    }[name]


def add_common(parser: argparse.ArgumentParser) -> None:
    """These may come before or after a command's name; without them nothing changes."""
    parser.add_argument(
        "--profile",
        type=Path,
        metavar=value("folder"),
        default=argparse.SUPPRESS,
        help=_("keep everything (settings, journal, caches, logs) in this folder"),
    )
    parser.add_argument(
        "--language",
        metavar=value("code"),
        default=argparse.SUPPRESS,
        help=_("use this language, such as “de”, instead of the desktop’s"),
    )
    parser.add_argument(
        "--verbose", action="store_true", default=argparse.SUPPRESS, help=_("log more details")
    )
    parser.add_argument(
        "--silent",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("play without a sound device, in real time"),
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("try it with the demo soundtrack; nothing is saved"),
    )


def add_music(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=value("path"),
        help=_("an audio file, or a folder of them"),
    )


def add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", dest="as_json", action="store_true", help=_("report as JSON"))


def add_command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    """does: a sentence, for the list of commands and the command's own help."""
    return commands.add_parser(name, help=does, description=does, formatter_class=WholeWords)
