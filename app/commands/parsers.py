"""What is understood on the command line: opening the window, and each command.

Imported only when there are arguments: the window's first frame needn't wait for argparse.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.words import _, pgettext
from app.profile.version import VERSION

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_S = (2**31 - 1) / 1000  # the longest that a track can be


def _seconds(text: str) -> float:
    """A time within the longest track; argparse adds the argument's name to what is raised."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MOST_S:
        raise argparse.ArgumentTypeError(_("not a number of seconds: {text}", text=repr(text)))
    return seconds


def _value(name: str) -> str:
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


def _common(parser: argparse.ArgumentParser) -> None:
    """These may come before or after a command's name; without them nothing changes."""
    parser.add_argument(
        "--profile",
        type=Path,
        metavar=_value("folder"),
        default=argparse.SUPPRESS,
        help=_("keep everything (settings, journal, caches, logs) in this folder"),
    )
    parser.add_argument(
        "--language",
        metavar=_value("code"),
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


def window_parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """names: of the commands, which have a parser of their own."""
    parser = argparse.ArgumentParser(
        prog="ost-my-heart",
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
    _common(parser)
    parser.add_argument(
        "--tour",
        type=Path,
        metavar=_value("folder"),
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
        metavar=_value("file"),
        help=_("audio files or folders to add and play"),
    )
    return parser


def command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ost-my-heart")
    _common(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    listening = (_listen_through, _themes, _dynamics)
    adding = (_import, _play, _mark, *listening, _story, _keepsake, _export, _restore, _rescue)
    for command in [add(commands) for add in adding]:
        _common(command)
    return parser


def _import(commands: Commands) -> argparse.ArgumentParser:
    command = _command(commands, "import", _("Add audio files and folders to the library."))
    _add_music(command)
    command.add_argument(
        "--same",
        choices=("ask", "yes", "no"),
        default="ask",
        help=_(
            "whether tracks with the same title and length are the same: leave it open (ask), "
            "merge them (yes), or keep them apart for good (no)"
        ),
    )
    _add_json(command)
    return command


def _play(commands: Commands) -> argparse.ArgumentParser:
    command = _command(commands, "play", _("Play files with the program’s own player."))
    command.add_argument(
        "files", nargs="+", type=Path, metavar=_value("file"), help=_("an audio file")
    )
    seconds = _value("seconds")
    command.add_argument(
        "--start", type=_seconds, default=0.0, metavar=seconds, help=_("start at this second")
    )
    command.add_argument(
        "--seconds", type=_seconds, metavar=seconds, help=_("stop after this many seconds")
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
    command = _command(commands, "mark", _("Mark what the running window is playing."))
    command.add_argument(
        "emotion",
        metavar=_value("emotion"),
        # Translators: word stays English: it is typed as it is
        help=_("the name of an emotion, or “{word}”", word="favourite"),
    )
    command.add_argument(
        "--note", default="", metavar=_value("text"), help=_("a note to write on the mark")
    )
    return command


def _listen_through(commands: Commands) -> argparse.ArgumentParser:
    command = _command(
        commands,
        "listen-through",
        _("Listen through music, so that themes can be found in it; works in the background."),
    )
    _add_music(command)
    _add_json(command)
    return command


def _themes(commands: Commands) -> argparse.ArgumentParser:
    command = _command(commands, "themes", _("Find themes in the sound of the music."))
    verbs = command.add_subparsers(dest="verb", required=True)
    find = _command(verbs, "find", _("Find where a passage of a file returns."))
    find.add_argument("file", type=Path, metavar=_value("file"), help=_("an audio file"))
    seconds = _value("seconds")
    find.add_argument(
        "--start",
        type=_seconds,
        required=True,
        metavar=seconds,
        help=_("where the passage starts"),
    )
    find.add_argument(
        "--end", type=_seconds, required=True, metavar=seconds, help=_("where the passage ends")
    )
    find.add_argument(
        "--in",
        dest="where",
        nargs="+",
        type=Path,
        required=True,
        metavar=_value("path"),
        help=_("audio files, or folders of them, to search"),
    )
    propose = _command(verbs, "propose", _("List what returns, without being asked for."))
    _add_music(propose)
    for verb in (find, propose):
        _add_json(verb)
        _common(verb)
    return command


def _story(commands: Commands) -> argparse.ArgumentParser:
    command = _command(commands, "story", _("Import and show the stories that music belongs to."))
    verbs = command.add_subparsers(dest="verb", required=True)
    for verb in [add(verbs) for add in (_story_import, _story_show)]:
        _add_json(verb)
        _common(verb)
    return command


def _story_import(verbs: Commands) -> argparse.ArgumentParser:
    verb = _command(
        verbs,
        "import",
        _("Import lists of episodes and scenes, and NFO files with the pictures beside them."),
    )
    verb.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=_value("path"),
        help=_("a list (CSV, TSV, plain lines), an NFO file, or a folder of them"),
    )
    verb.add_argument(
        "--work",
        default="",
        metavar=_value("title"),
        help=_("the work that a list belongs to; a new one if there is none of this title"),
    )
    return verb


def _story_show(verbs: Commands) -> argparse.ArgumentParser:
    verb = _command(
        verbs,
        "show",
        _("Print a work’s scenes with their music, what was felt, characters and themes."),
    )
    verb.add_argument("title", metavar=_value("title"), help=_("the title of the work"))
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


def _keepsake(commands: Commands) -> argparse.ArgumentParser:
    command = _command(
        commands,
        "keepsake",
        _("Make something to keep and to give: a folder of pages, a PDF, or Markdown."),
    )
    whole = command.add_mutually_exclusive_group(required=True)
    whole.add_argument(
        "--work",
        default="",
        metavar=_value("title"),
        help=_("of a work: its story, its music, and what you felt in it"),
    )
    whole.add_argument("--year", type=int, metavar=_value("year"), help=_("of a year"))
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
    command.add_argument("--letters", action="store_true", help=_("with letters that are sealed"))
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


def _add_music(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar=_value("path"),
        help=_("an audio file, or a folder of them"),
    )


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", dest="as_json", action="store_true", help=_("report as JSON"))


def _export(commands: Commands) -> argparse.ArgumentParser:
    command = _command(commands, "export", _("Export everything you wrote to one file."))
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
    command = _command(commands, "restore", _("Add from an export what is missing in the journal."))
    command.add_argument("file", type=Path, metavar="IN.json", help=_("an export"))
    return command


def _rescue(commands: Commands) -> argparse.ArgumentParser:
    command = _command(
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
        metavar=_value("file"),
        help=_("go back to this backup, or to the newest; the present journal is kept as a copy"),
    )
    ways.add_argument(
        "--fresh", action="store_true", help=_("start a new journal; the old file is kept")
    )
    return command


def _dynamics(commands: Commands) -> argparse.ArgumentParser:
    command = _command(
        commands,
        "dynamics",
        _("Find where the music builds, peaks, drops suddenly and pauses."),
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar=_value("file"), help=_("an audio file")
    )
    command.add_argument(
        "--json",
        dest="as_json",
        action="store_true",
        help=_("one JSON object on a line for each event"),
    )
    return command


def _command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    """does: a sentence, for the list of commands and the command's own help."""
    return commands.add_parser(name, help=does, description=does)
