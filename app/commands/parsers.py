"""What is understood on the command line: opening the window, and each command.

Imported only when there are arguments: the window's first frame needn't wait for argparse.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.argparse_words import WholeWords
from app.commands.keepsake_parser import add_keepsake
from app.commands.parser_parts import (
    add_command,
    add_common,
    add_json,
    add_music,
    seconds,
    value,
)
from app.commands.story_parser import add_story
from app.core.words import _
from app.profile.version import VERSION

if TYPE_CHECKING:
    from app.commands.parser_parts import Commands


def window_parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """names: of the commands, which have a parser of their own."""
    parser = argparse.ArgumentParser(
        prog="ost-my-heart",
        formatter_class=WholeWords,
        description=_(
            "A listening companion for soundtracks: mark what you feel while the music plays, see "
            "it in time with the sound, find it again."
        ),
        # Translators: commands is a list such as import, play, mark
        epilog=_("Commands, each with its own --help: {commands}.", commands=", ".join(names)),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"OST My Heart {VERSION}",  # not shown
        help=_("show the version and exit"),
    )
    add_common(parser)
    parser.add_argument(
        "--tour",
        type=Path,
        metavar=value("folder"),
        help=_("go through the demo automatically and save a picture of each step here"),
    )
    parser.add_argument(
        "--self-test",
        action="store_true",
        help=_("check sound, decoding, database, fonts and display"),
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=value("file"),
        help=_("audio files or folders to add and play"),
    )
    return parser


def command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ost-my-heart", formatter_class=WholeWords)
    add_common(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    listening = (_listen_through, _themes, _dynamics)
    adding = (
        _import,
        _play,
        _mark,
        _toggle,
        *listening,
        add_story,
        add_keepsake,
        _export,
        _restore,
        _rescue,
    )
    for command in [add(commands) for add in adding]:
        add_common(command)
    return parser


def _import(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(commands, "import", _("Add audio files and folders to the library."))
    add_music(command)
    command.add_argument(
        "--same",
        choices=("ask", "yes", "no"),
        default="ask",
        help=_(
            "whether tracks with the same title and length are the same: leave it open (ask), "
            "merge them (yes), or keep them apart for good (no)"
        ),
    )
    add_json(command)
    return command


def _play(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(commands, "play", _("Play files with the program’s own player."))
    command.add_argument(
        "files", nargs="+", type=Path, metavar=value("file"), help=_("an audio file")
    )
    unit = value("seconds")
    command.add_argument(
        "--start", type=seconds, default=0.0, metavar=unit, help=_("start at this second")
    )
    command.add_argument(
        "--seconds", type=seconds, metavar=unit, help=_("stop after this many seconds")
    )
    command.add_argument(
        "--trace", type=Path, metavar="OUT.jsonl", help=_("record the position every 20 ms")
    )
    command.add_argument(
        "--steps",
        type=Path,
        metavar="IN.jsonl",
        help=_("do these steps meanwhile, one per line: {step}", step='[2.5, "seek", 30]'),
    )
    return command


def _mark(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(commands, "mark", _("Mark what the running window is playing."))
    command.add_argument(
        "emotion",
        metavar=value("emotion"),
        # Translators: word stays English: it is typed as it is
        help=_("the name of an emotion, or “{word}”", word="favourite"),
    )
    command.add_argument(
        "--note", default="", metavar=value("text"), help=_("a note to write on the mark")
    )
    return command


def _toggle(commands: Commands) -> argparse.ArgumentParser:
    return add_command(
        commands, "toggle", _("Play or pause the music in the running window, as Space does.")
    )


def _listen_through(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands,
        "listen-through",
        _("Listen through music, so that themes can be found in it; works in the background."),
    )
    add_music(command)
    add_json(command)
    return command


def _themes(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(commands, "themes", _("Find themes in the sound of the music."))
    verbs = command.add_subparsers(dest="verb", required=True)
    find = add_command(verbs, "find", _("Find where a passage of a file returns."))
    find.add_argument("file", type=Path, metavar=value("file"), help=_("an audio file"))
    unit = value("seconds")
    find.add_argument(
        "--start",
        type=seconds,
        required=True,
        metavar=unit,
        help=_("where the passage starts"),
    )
    find.add_argument(
        "--end", type=seconds, required=True, metavar=unit, help=_("where the passage ends")
    )
    find.add_argument(
        "--in",
        dest="where",
        nargs="+",
        type=Path,
        required=True,
        metavar=value("path"),
        help=_("audio files, or folders of them, to search"),
    )
    propose = add_command(verbs, "propose", _("List what returns, without being asked for."))
    add_music(propose)
    for verb in (find, propose):
        add_json(verb)
        add_common(verb)
    return command


def _export(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(commands, "export", _("Export everything you wrote to one file."))
    command.add_argument("file", type=Path, metavar="OUT.json", help=_("the file to write"))
    command.add_argument(
        "--verify",
        action="store_true",
        help=_("test the export first: restore it elsewhere and compare every row"),
    )
    command.add_argument(
        "--replace",
        action="store_true",
        help=_("replace the file even if it contains something that the journal doesn’t"),
    )
    return command


def _restore(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands, "restore", _("Add from an export what is missing in the journal.")
    )
    command.add_argument("file", type=Path, metavar="IN.json", help=_("an export"))
    return command


def _rescue(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands,
        "rescue",
        _("Repair a journal that can’t be opened; without options, say what can be done."),
    )
    ways = command.add_mutually_exclusive_group()
    ways.add_argument(
        "--export",
        type=Path,
        metavar="OUT.json",
        help=_("export what can still be read, row by row"),
    )
    ways.add_argument(
        "--backup",
        type=Path,
        nargs="?",
        const=Path("newest"),
        metavar=value("file"),
        help=_("go back to this backup, or to the newest; the present journal is kept as a copy"),
    )
    ways.add_argument(
        "--fresh", action="store_true", help=_("start a new journal; the old file is kept")
    )
    return command


def _dynamics(commands: Commands) -> argparse.ArgumentParser:
    command = add_command(
        commands,
        "dynamics",
        _("Find where the music builds, peaks, drops suddenly and pauses."),
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar=value("file"), help=_("an audio file")
    )
    command.add_argument(
        "--json",
        dest="as_json",
        action="store_true",
        help=_("one JSON object on a line for each event"),
    )
    return command
