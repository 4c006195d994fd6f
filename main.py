"""OST My Heart: opens the window, or runs one command and ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.keepsake.craft import Craft


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 if done, 1 if not, 2 if the command wasn't understood."""
    from app.commands.arguments import asked_language, parse
    from app.core.languages import speak
    from app.core.one_thread import multiply_in_one_thread

    multiply_in_one_thread()
    given = list(sys.argv[1:] if argv is None else argv)
    speak(asked_language(given))
    arguments = parse(given)
    if arguments.command is not None:
        from app.commands.run import run_command

        return run_command(arguments, _craft)
    if arguments.self_test:
        from ui.start.self_test import run_self_test

        return run_self_test(arguments)
    from ui.start.launch import run_window

    return run_window(arguments)


def _craft() -> Craft:
    """What a keepsake needs Qt for; without a display, too."""
    from ui.keepsake.craft import craft_without_window

    return craft_without_window()


if __name__ == "__main__":
    sys.exit(main())
