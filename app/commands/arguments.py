"""The command line: what may be asked, and its answer as plain values.

Imports nothing heavy: `--version` and `--help` answer without Qt, VLC or SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.profile.version import VERSION

if TYPE_CHECKING:
    import argparse

MOST_S = (2**31 - 1) / 1000  # what a track can hold
COMMANDS = ("import", "play", "mark", "export", "restore", "rescue")


class Arguments:
    """command: None opens the window; `files` are opened in it.

    Not a dataclass: making one takes 3 ms, and the first frame of the window waits for it.
    """

    command: str | None = None
    profile: Path | None = None
    demo: bool = False
    tour: Path | None = None
    self_test: bool = False
    verbose: bool = False
    silent: bool = False
    files: Sequence[Path] = ()
    # of the commands
    paths: Sequence[Path] = ()
    as_json: bool = False
    file: Path | None = None
    verify: bool = False
    replace: bool = False
    start: float = 0.0
    seconds: float | None = None
    trace: Path | None = None
    steps: Path | None = None
    export: Path | None = None
    backup: Path | None = None
    fresh: bool = False
    emotion: str = ""
    note: str = ""

    def __init__(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)


def parse(argv: list[str]) -> Arguments:
    """Ends the process with 2 for what it does not understand, with 0 for --help and --version."""
    if not argv:
        return Arguments()
    is_command = any(word in COMMANDS for word in argv if not word.startswith("-"))
    parser = _command_parser() if is_command and _first_word(argv) in COMMANDS else _window_parser()
    return parser.parse_args(argv, namespace=Arguments())


def command_line(profile: Path | None, *words: str) -> str:
    """What to type to run a command on a profile, as this process was started; fit for a shell."""
    import shlex
    import subprocess
    import sys

    program = [sys.executable, sys.argv[0]] if sys.argv[0].endswith(".py") else ["ost-my-heart"]
    where = [] if profile is None else ["--profile", str(profile.absolute())]
    line = [*program, *where, *words]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def _first_word(argv: list[str]) -> str | None:
    """The first word that is neither an option nor the folder behind --profile."""
    words = iter(argv)
    for word in words:
        if word == "--profile":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _seconds(text: str) -> float:
    """A time that a track can hold; argparse rewords what is raised."""
    seconds = float(text)
    if not 0 <= seconds <= MOST_S:
        import argparse

        raise argparse.ArgumentTypeError(f"not a number of seconds: {text!r}")
    return seconds


def _common(parser: argparse.ArgumentParser) -> None:
    """May stand before and behind a command's name: what is not said there changes nothing."""
    import argparse

    parser.add_argument(
        "--profile",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep everything (settings, journal, caches, logs) under this folder",
    )
    parser.add_argument(
        "--verbose", action="store_true", default=argparse.SUPPRESS, help="say more in the log"
    )
    parser.add_argument(
        "--silent",
        action="store_true",
        default=argparse.SUPPRESS,
        help="play without a sound device, in real time",
    )


def _window_parser() -> argparse.ArgumentParser:
    import argparse  # here, because the window's first frame need not wait for it

    parser = argparse.ArgumentParser(
        prog="ost-my-heart",
        description="A listening companion for soundtracks: mark what you feel while it plays, "
        "see it in step with the sound, find it again.",
        epilog=f"Commands, each with its own --help: {', '.join(COMMANDS)}.",
    )
    parser.add_argument("--version", action="version", version=f"OST My Heart {VERSION}")
    _common(parser)
    parser.add_argument(
        "--demo", action="store_true", help="try it with the demo soundtrack; nothing is kept"
    )
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="OUT_DIR",
        help="walk through the demo by itself and leave a picture of each step",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="check sound, decoding, database, fonts, display"
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="music files or folders to add and play"
    )
    return parser


def _command_parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(prog="ost-my-heart")
    _common(parser)
    commands = parser.add_subparsers(dest="command", required=True)
    take_in = _command(commands, "import", "add music files and folders to the library")
    take_in.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a music file, or a folder of them"
    )
    take_in.add_argument("--json", dest="as_json", action="store_true", help="report as JSON")
    play = _command(commands, "play", "play files through the program's own player")
    play.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a music file")
    play.add_argument(
        "--start", type=_seconds, default=0.0, metavar="S", help="begin at this second"
    )
    play.add_argument("--seconds", type=_seconds, metavar="N", help="stop after so many seconds")
    play.add_argument(
        "--trace", type=Path, metavar="OUT.jsonl", help="write the position every 20 ms"
    )
    play.add_argument(
        "--steps", type=Path, metavar="IN.jsonl", help='do this meanwhile: [2.5, "seek", 30] a line'
    )
    mark = _command(commands, "mark", "mark what the running window is playing")
    mark.add_argument("emotion", metavar="EMOTION", help="an emotion's name, or “favourite”")
    mark.add_argument("--note", default="", metavar="TEXT", help="what to write on the mark")
    export = _command(commands, "export", "write everything you authored to one file")
    export.add_argument("file", type=Path, metavar="OUT.json", help="the file to write")
    export.add_argument(
        "--verify",
        action="store_true",
        help="prove that it comes back: restore it elsewhere first, and compare every row",
    )
    export.add_argument(
        "--replace",
        action="store_true",
        help="write over the file even if it holds something that the journal doesn't",
    )
    restore = _command(
        commands, "restore", "bring an export back into the journal; twice is the same as once"
    )
    restore.add_argument("file", type=Path, metavar="IN.json", help="an export")
    rescue = _command(
        commands,
        "rescue",
        "mend a journal that can't be opened; without options, say how it is and what can be done",
    )
    ways = rescue.add_mutually_exclusive_group()
    ways.add_argument(
        "--export", type=Path, metavar="OUT.json", help="write what can still be read, row by row"
    )
    ways.add_argument(
        "--backup",
        type=Path,
        nargs="?",
        const=Path("newest"),
        metavar="FILE",
        help="go back to this backup, or to the newest; the journal that was there is kept",
    )
    ways.add_argument(
        "--fresh", action="store_true", help="begin a new journal; the old file is kept"
    )
    for command in (take_in, play, mark, export, restore, rescue):
        _common(command)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str
) -> argparse.ArgumentParser:
    """does: said in the list of commands and, as a sentence, at the head of the command's help."""
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
