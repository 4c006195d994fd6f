"""What other processes may ask of the running window, and in which form.

A request is a JSON object on one line: a "verb" and that verb's fields. Anything else is declined
with an explanation, before anything is done about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from app.core.errors import Problem
from app.core.words import _, number
from db.ranges.limits import MOST_NAME, MOST_TEXT

Request = dict[str, Any]

MOST_BYTES = 4 * 1024 * 1024  # per line: the longest command line, each odd byte as “\udcff”
MOST_PATHS = 50_000
MOST_PATH_BYTES = 4096

_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # all but tab and line break
_ODD = re.compile("[\ud800-\udfff]")
_NO_PATH = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")  # \udc80.. stand for bytes that aren't text


def read_request(line: bytes) -> Request:
    """The request on a line, with only the fields of its verb. Raises Problem if it has others."""
    request = _object(line)
    verb = request.get("verb")
    form = _FORMS.get(verb) if isinstance(verb, str) else None
    if form is None:
        # Translators: here and below, field is a word of a request's form, such as verb or paths
        raise _refused(
            _("“{field}” must be one of {verbs}.", field="verb", verbs=", ".join(_FORMS))
        )
    for name in request.keys() - {"verb"} - form.keys():
        raise _refused(_("“{verb}” has no “{field}”.", verb=str(verb), field=_shown(name)))
    for name, expect in form.items():
        expect(name, request.get(name))
    return request


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise _refused(_("It is longer than {most} bytes.", most=number(MOST_BYTES)))
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise _refused(_("It isn’t UTF-8 text.")) from error
    except RecursionError as error:
        raise _refused(_("It is nested too deeply.")) from error
    except ValueError as error:
        # Translators: fault is technical, in English
        raise _refused(_("It isn’t JSON ({fault}).", fault=str(error))) from error
    if not isinstance(found, dict):
        raise _refused(_("It isn’t a JSON object."))
    return found


def _word(name: str, value: Any) -> None:
    _text(name, value, MOST_NAME)
    if not value.strip():
        raise _refused(_("“{field}” is empty.", field=name))
    if "\n" in value or "\t" in value:
        raise _refused(_("“{field}” contains a line break or a tab.", field=name))


def _note(name: str, value: Any) -> None:
    if value is not None:
        _text(name, value, MOST_TEXT)


def _text(name: str, value: Any, most: int) -> None:
    if not isinstance(value, str):
        raise _refused(_("“{field}” must be text.", field=name))
    if len(value) > most:
        raise _refused(
            _(
                "“{field}” has {count} characters; at most {most} are allowed.",
                field=name,
                count=number(len(value)),
                most=number(most),
            )
        )
    if _CONTROL.search(value):
        raise _refused(_("“{field}” contains control characters.", field=name))
    if _ODD.search(value):
        raise _refused(_("“{field}” contains something that isn’t text.", field=name))


def _paths(name: str, value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, list) or not all(isinstance(path, str) for path in value):
        raise _refused(_("“{field}” must be a list of texts.", field=name))
    if len(value) > MOST_PATHS:
        raise _refused(
            _(
                "“{field}” has {count} entries; at most {most} are allowed.",
                field=name,
                count=number(len(value)),
                most=number(MOST_PATHS),
            )
        )
    for path in value:
        _path(name, path)


def _path(name: str, path: str) -> None:
    if not path.startswith("/") and not re.match(r"[A-Za-z]:[\\/]|\\\\", path):
        raise _refused(
            _("“{field}” needs absolute paths; “{path}” isn’t one.", field=name, path=_shown(path))
        )
    if _NO_PATH.search(path) or len(path.encode(errors="surrogateescape")) > MOST_PATH_BYTES:
        raise _refused(_("“{path}” can’t be the name of a file.", path=_shown(path)))


def _refused(why: str) -> Problem:
    """why: a sentence."""
    return Problem(_("That request was declined."), why)


def _shown(text: str) -> str:
    """At most a line of it, safe for a terminal."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in short)


_FORMS: dict[str, dict[str, Callable[[str, Any], None]]] = {
    "hello": {},
    "mark": {"emotion": _word, "note": _note},
    "open": {"paths": _paths},
    "toggle": {},
}
