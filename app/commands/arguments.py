"""The arguments of the command line, as plain values.

Imports nothing heavy: `--version` and `--help` work without Qt, VLC or SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

COMMANDS = (
    "import",
    "play",
    "mark",
    "toggle",
    "listen-through",
    "themes",
    "dynamics",
    "story",
    "keepsake",
    "export",
    "restore",
    "rescue",
)


class Arguments:
    """command: None opens the window; `files` are opened in it.

    Not a dataclass: creating one takes 3 ms, and the window's first frame waits for it.
    """

    command: str | None = None
    profile: Path | None = None
    language: str = ""
    demo: bool = False
    tour: Path | None = None
    self_test: bool = False
    verbose: bool = False
    silent: bool = False
    files: Sequence[Path] = ()
    # for the commands
    paths: Sequence[Path] = ()
    as_json: bool = False
    same: str = "ask"
    work: str = ""
    title: str = ""
    at: str = ""
    as_markdown: bool = False
    file: Path | None = None
    verify: bool = False
    replace: bool = False
    verb: str = ""
    where: Sequence[Path] = ()
    start: float = 0.0
    end: float = 0.0
    seconds: float | None = None
    trace: Path | None = None
    steps: Path | None = None
    export: Path | None = None
    backup: Path | None = None
    fresh: bool = False
    emotion: str = ""
    note: str = ""
    year: int | None = None
    is_all: bool = False
    kind: str = "folder"
    paper: str = "a4"
    memories: bool = False
    letters: bool = False
    spoilers: bool = False
    is_preview: bool = False

    def __init__(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)


def parse(argv: list[str]) -> Arguments:
    """Ends the process: with 2 if it doesn't understand, with 0 after --help and --version."""
    if not argv:
        return Arguments()
    from app.commands.argparse_words import translate_argparse
    from app.commands.parsers import command_parser, window_parser

    translate_argparse()
    parser = command_parser() if _first_word(argv) in COMMANDS else window_parser(COMMANDS)
    return parser.parse_args(argv, namespace=Arguments())


def command_line(profile: Path | None, *words: str) -> str:
    """What to type in a shell to run a command on a profile, as this process was started."""
    import shlex
    import subprocess
    import sys

    program = [sys.executable, sys.argv[0]] if sys.argv[0].endswith(".py") else ["ost-my-heart"]
    where = [] if profile is None else ["--profile", str(profile.absolute())]
    line = [*program, *where, *words]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def asked_language(argv: list[str]) -> str:
    """What follows --language, read before everything else, so that --help speaks it, too."""
    words = iter(argv)
    for word in words:
        if word == "--language":
            return next(words, "")
        if word.startswith("--language="):
            return word.partition("=")[2]
    return ""


def _first_word(argv: list[str]) -> str | None:
    """The first word that is neither an option nor the value of one."""
    words = iter(argv)
    for word in words:
        if word in ("--profile", "--language"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None
