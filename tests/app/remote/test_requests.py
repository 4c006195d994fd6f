"""What other processes may ask of the window."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.core.errors import Problem
from app.remote.requests import MOST_BYTES, MOST_PATHS, read_request
from db.ranges.limits import MOST_NAME, MOST_TEXT


def why_not(request: Any) -> str:
    line = request if isinstance(request, bytes) else json.dumps(request).encode()
    with pytest.raises(Problem) as caught:
        read_request(line)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize(
    "request_",
    [
        {"verb": "hello"},
        {"verb": "mark", "emotion": "wonder"},
        {"verb": "mark", "emotion": "Joyful activation", "note": "two\nlines\tand 音"},
        {"verb": "mark", "emotion": "wonder", "note": None},
        {"verb": "open"},
        {"verb": "toggle"},
        {"verb": "open", "paths": []},
        {"verb": "open", "paths": ["/a.flac", "/caf\udce9.flac", "C:\\a.flac"]},
    ],
)
def test_a_valid_request_is_read_unchanged(request_: dict[str, Any]) -> None:
    assert read_request(json.dumps(request_).encode() + b"\n") == request_


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"\n", "isn’t JSON"),
        (b"}{\n", "isn’t JSON"),
        (b"[]\n", "isn’t a JSON object"),
        (b'"mark"', "isn’t a JSON object"),
        (b"\xff\xfe\n", "isn’t UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"verb":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "nested too deeply"),
        (b'{"verb": ' + b"9" * 5000 + b"}", "isn’t JSON"),
        (b" " * (MOST_BYTES + 1), "longer than"),
    ],
)
def test_what_is_not_a_request_is_declined_with_a_reason(line: bytes, why: str) -> None:
    assert why in why_not(line)


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({}, "must be one of hello, mark, open, toggle"),
        ({"verb": "dance"}, "must be one of hello, mark, open, toggle"),
        ({"verb": ["mark"]}, "must be one of hello, mark, open, toggle"),
        ({"verb": "hello", "loud": True}, "has no “loud”"),
        ({"verb": "mark", "emotion": "wonder", "paths": []}, "has no “paths”"),
        ({"verb": "mark"}, "“emotion” must be text"),
        ({"verb": "mark", "emotion": 9}, "“emotion” must be text"),
        ({"verb": "mark", "emotion": {"a": 1}}, "“emotion” must be text"),
        ({"verb": "mark", "emotion": "  "}, "“emotion” is empty"),
        ({"verb": "mark", "emotion": "won\nder"}, "line break"),
        ({"verb": "mark", "emotion": "won\x1b[31mder"}, "control characters"),
        ({"verb": "mark", "emotion": "w" * (MOST_NAME + 1)}, "at most 2,000"),
        ({"verb": "mark", "emotion": "wonder", "note": ["x"]}, "“note” must be text"),
        ({"verb": "mark", "emotion": "wonder", "note": "\0"}, "control characters"),
        ({"verb": "mark", "emotion": "wonder", "note": "\ud800"}, "isn’t text"),
        ({"verb": "mark", "emotion": "wonder", "note": "n" * (MOST_TEXT + 1)}, "at most"),
        ({"verb": "open", "paths": "/"}, "must be a list of texts"),
        ({"verb": "open", "paths": {"/": 1}}, "must be a list of texts"),
        ({"verb": "open", "paths": ["/a", 3]}, "must be a list of texts"),
        ({"verb": "open", "paths": ["a.flac"]}, "absolute paths"),
        ({"verb": "open", "paths": ["../\x1b]a"]}, "absolute paths"),
        ({"verb": "open", "paths": ["/a\0b"]}, "can’t be the name of a file"),
        ({"verb": "open", "paths": ["/a\ud800"]}, "can’t be the name of a file"),
        ({"verb": "open", "paths": ["/" + "a" * 5000]}, "can’t be the name of a file"),
        ({"verb": "open", "paths": ["/a"] * (MOST_PATHS + 1)}, "at most"),
    ],
)
def test_what_no_verb_takes_is_declined_with_a_reason(request_: dict[str, Any], why: str) -> None:
    assert why in why_not(request_)
