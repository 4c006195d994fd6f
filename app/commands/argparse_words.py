"""The sentences of `argparse` itself, in the listener's language, and how its help is wrapped."""

from __future__ import annotations

import argparse
import textwrap

from app.core.words import Text

# By argparse's own text, whose values are filled in by %: ours, and the value for each placeholder.
_SENTENCES: dict[str, tuple[Text, dict[str, str]]] = {  # not shown
    # Translators: before how a command is typed
    "usage:": (Text("usage:"), {}),
    "positional arguments": (Text("arguments"), {}),
    "options": (Text("options"), {}),
    "show this help message and exit": (Text("show this help and exit"), {}),
    # Translators: program is the program's name
    "%(prog)s: error: %(message)s": (
        Text("{program}: error: {message}"),
        {"program": "%(prog)s", "message": "%(message)s"},
    ),
    # Translators: argument is a word of the command line, such as --start
    "argument %(argument_name)s: %(message)s": (
        Text("argument {argument}: {message}"),
        {"argument": "%(argument_name)s", "message": "%(message)s"},
    ),
    "unrecognized arguments: %s": (Text("unknown arguments: {arguments}"), {"arguments": "%s"}),
    "the following arguments are required: %s": (
        Text("these arguments are required: {arguments}"),
        {"arguments": "%s"},
    ),
    "not allowed with argument %s": (
        Text("not allowed with argument {argument}"),
        {"argument": "%s"},
    ),
    "ignored explicit argument %r": (Text("takes no value: {value}"), {"value": "%r"}),
    "expected one argument": (Text("needs one value"), {}),
    "expected at most one argument": (Text("takes at most one value"), {}),
    "expected at least one argument": (Text("needs at least one value"), {}),
    "ambiguous option: %(option)s could match %(matches)s": (
        Text("ambiguous option: {option} could be {options}"),
        {"option": "%(option)s", "options": "%(matches)s"},
    ),
    "invalid choice: %(value)r (choose from %(choices)s)": (
        Text("invalid choice: {value} (choose from {choices})"),
        {"value": "%(value)r", "choices": "%(choices)s"},
    ),
}


class WholeWords(argparse.HelpFormatter):
    """Ends no line within `listen-through`: it is to be typed as it stands there."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(f"{indent}{line}" for line in self._split_lines(text, width - len(indent)))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)


def translate_argparse() -> None:
    """Makes argparse look its texts up here.

    argparse asks the standard library's `gettext`, which knows neither the language chosen in the
    program nor the pseudo-locales: so the function that argparse calls is replaced.
    """
    vars(argparse)["_"] = _said


def _said(message: str) -> str:
    """What isn't listed above is for programmers and stays as it is."""
    sentence = message.rstrip()
    if sentence not in _SENTENCES:
        return message
    text, values = _SENTENCES[sentence]
    return text.filled(**values) + message[len(sentence) :]
