"""OST My Heart: builds the services, opens the window, or runs one command and ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 it could not be done, 2 the command was not understood."""
    from app.commands.arguments import parse

    arguments = parse(list(sys.argv[1:] if argv is None else argv))
    if arguments.command is not None:
        from app.commands.run import run_command

        return run_command(arguments)
    if arguments.self_test:
        from ui.start.self_test import run_self_test

        return run_self_test(arguments)
    from ui.start.launch import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
