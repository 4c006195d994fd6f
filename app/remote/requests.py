"""What may be asked of the running window from outside, and in which form.

A request is a JSON object on one line: a "verb" and that verb's fields. Whatever else arrives is
refused in words, before anything is done about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from app.core.errors import Problem
from db.ranges.limits import MOST_NAME, MOST_TEXT

Request = dict[str, Any]

MOST_BYTES = 4 * 1024 * 1024  # of a line: what a command line may hold, each odd byte as “\udcff”
MOST_PATHS = 50_000
MOST_PATH_BYTES = 4096

_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # all but tab and line break
_ODD = re.compile("[\ud800-\udfff]")
_NO_PATH = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")  # \udc80.. stand for bytes that are no text


def read_request(line: bytes) -> Request:
    """The request on a line, every field of its verb's form. Raises Problem, which says why not."""
    request = _object(line)
    verb = request.get("verb")
    form = _FORMS.get(verb) if isinstance(verb, str) else None
    if form is None:
        raise _refused(f"its “verb” must be one of {', '.join(_FORMS)}")
    for name in request.keys() - {"verb"} - form.keys():
        raise _refused(f"“{verb}” has no {_shown(name)}")
    for name, expect in form.items():
        expect(name, request.get(name))
    return request


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise _refused(f"it is longer than {MOST_BYTES} bytes")
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise _refused("it is no UTF-8 text") from error
    except RecursionError as error:
        raise _refused("it is nested too deeply") from error
    except ValueError as error:
        raise _refused(f"it is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise _refused("it is no JSON object")
    return found


def _word(name: str, value: Any) -> None:
    _text(name, value, MOST_NAME)
    if not value.strip():
        raise _refused(f"“{name}” is empty")
    if "\n" in value or "\t" in value:
        raise _refused(f"“{name}” holds a line break or a tab")


def _note(name: str, value: Any) -> None:
    if value is not None:
        _text(name, value, MOST_TEXT)


def _text(name: str, value: Any, most: int) -> None:
    if not isinstance(value, str):
        raise _refused(f"“{name}” must be text")
    if len(value) > most:
        raise _refused(f"“{name}” has {len(value)} characters; at most {most:,} are kept")
    if _CONTROL.search(value):
        raise _refused(f"“{name}” holds control characters")
    if _ODD.search(value):
        raise _refused(f"“{name}” holds something that is no text")


def _paths(name: str, value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, list) or not all(isinstance(path, str) for path in value):
        raise _refused(f"“{name}” must be a list of texts")
    if len(value) > MOST_PATHS:
        raise _refused(f"“{name}” has {len(value)} entries; at most {MOST_PATHS} are taken")
    for path in value:
        _path(name, path)


def _path(name: str, path: str) -> None:
    if not path.startswith("/") and not re.match(r"[A-Za-z]:[\\/]|\\\\", path):
        raise _refused(f"“{name}” must hold whole paths, from the root on, not {_shown(path)}")
    if _NO_PATH.search(path) or len(path.encode(errors="surrogateescape")) > MOST_PATH_BYTES:
        raise _refused(f"“{name}” holds {_shown(path)}, which no file can be called")


def _refused(why: str) -> Problem:
    return Problem("That request was declined:", f"{why}.")


def _shown(text: str) -> str:
    """At most a line of it, safe for a terminal."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return "“" + "".join(sign if sign.isprintable() else "\ufffd" for sign in short) + "”"


_FORMS: dict[str, dict[str, Callable[[str, Any], None]]] = {
    "hello": {},
    "mark": {"emotion": _word, "note": _note},
    "open": {"paths": _paths},
}
