"""What to do at which time while a file plays: a listener's actions, written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.path_names import display_path
from app.core.timecode import MOST_MS, Span
from app.core.user_files import read_bytes, reason
from app.core.words import _

if TYPE_CHECKING:
    from app.player.session import Session

_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """at_s: seconds after the start. numbers: seconds for seek and loop, else a rate."""

    at_s: float
    verb: str
    numbers: tuple[float, ...] = ()

    def do(self, session: Session) -> None:
        _VERBS[self.verb][1](session, *self.numbers)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


_VERBS: dict[str, tuple[int, Callable[..., object]]] = {
    "pause": (0, lambda session: session.player.pause()),
    "resume": (0, lambda session: session.player.play()),
    "seek": (1, lambda session, to_s: session.player.seek_ms(_ms(to_s))),
    "rate": (1, lambda session, rate: session.player.set_rate(rate)),
    "loop": (2, lambda session, a, b: session.player.set_loop(Span(_ms(a), _ms(b)))),
    "unloop": (0, lambda session: session.player.set_loop(None)),
    "next": (0, lambda session: session.play_next()),
}


def read_steps(path: Path) -> tuple[Step, ...]:
    """One JSON list per line: [2.5, "seek", 30]. Raises a Problem that names the line."""
    try:
        lines = read_bytes(path, _MOST_BYTES).decode("utf-8").splitlines()
    except OSError as fault:
        raise Problem(_unreadable(path), reason(fault)) from fault
    except UnicodeDecodeError as fault:
        raise Problem(_unreadable(path), _("It isn’t UTF-8 text.")) from fault
    return tuple(sorted(_steps(path, lines), key=lambda step: step.at_s))


def _steps(path: Path, lines: Iterable[str]) -> Iterable[Step]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            at_s, verb, *numbers = json.loads(line)
            step = Step(float(at_s), str(verb), tuple(float(each) for each in numbers))
            wanted, _verb = _VERBS[step.verb]
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as fault:
            raise _not_a_step(path, number, line) from fault
        are_times = all(abs(each) <= MOST_MS / 1000 for each in (step.at_s, *step.numbers))
        if wanted != len(step.numbers) or not are_times:
            raise _not_a_step(path, number, line)
        yield step


def _not_a_step(path: Path, number: int, line: str) -> Problem:
    return Problem(
        _(
            "Line {number} of “{file}” isn’t a step: {line}",
            number=str(number),
            file=display_path(path),
            line=line.strip(),
        ),
        # Translators: verbs is a list of words that stay English: pause, resume, seek…
        _(
            "A step is a list: seconds, then one of {verbs}, then its numbers.",
            verbs=", ".join(_VERBS),
        ),
        _("For example {one} or {other}.", one='[2.5, "seek", 30]', other='[8, "loop", 10, 14]'),
    )


def _unreadable(path: Path) -> str:
    return _("“{file}” can’t be read.", file=display_path(path))
