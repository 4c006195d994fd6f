"""What was pressed while the journal couldn't be written, as a line of text and back.

A line is complete in itself: it names its track by uid and payload hash, and its emotion by uid,
key and name, so that it can be saved in another journal, too. A checksum reveals unfinished lines.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.emotions.records import MAX_INTENSITY, Mode
from app.marks.kinds import KINDS, kind_named
from db.ranges.limits import FIRST_MS, LAST_MS, MOST_MS, MOST_TEXT, WIDEST_OFFSET_MIN

VERSION = 1
MOST_LINE = 16 * MOST_TEXT  # two texts, each character at most as long as “\ud83d\ude00”
MOST_HASHES = 64
WORD = ("uid", "key", "name", "gloss", "valence", "arousal", "colour", "icon", "pattern")
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINE = re.compile(rb"([0-9a-f]{8}) (\{.*\})", re.DOTALL)
_BEGUN = re.compile(rb"[0-9a-f]{0,7}|[0-9a-f]{8}( (\{.*)?)?", re.DOTALL)
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


class What(StrEnum):
    """PRESS makes a mark; the others change one that is in the journal or waits itself."""

    PRESS = "press"
    RAISE = "raise"
    EXTEND = "extend"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TrackName:
    """A track, identified so that any journal can find it."""

    uid: str
    hashes: tuple[str, ...]

    def is_same(self, other: TrackName) -> bool:
        return self.uid == other.uid or not set(self.hashes).isdisjoint(other.hashes)


@dataclass(frozen=True, slots=True)
class Deed:
    """One press, release or note.

    key: its own uid. step: its undo step; the key of its press if it only continues that. mark: the
    mark's uid. word: the emotion's fields, as in WORD. intensity: the new intensity. before: for a
    note, the text before.
    """

    key: str
    step: str
    what: What
    kind: MarkKind
    mark: str
    track: TrackName
    made: Instant
    span: Span | None = None
    raw: Span | None = None
    word: Mapping[str, Any] | None = None
    mode: Mode = Mode.FELT
    intensity: int = 0
    listen_id: int | None = None
    before: str = ""
    text: str = ""


def line_of(deed: Deed) -> bytes:
    """One line, with its line break."""
    content = {
        "v": VERSION,
        "key": deed.key,
        "step": deed.step,
        "what": deed.what.value,
        "kind": str(deed.kind),
        "mark": deed.mark,
        "track": {"uid": deed.track.uid, "hashes": list(deed.track.hashes)},
        "made": [deed.made.utc_ms, deed.made.offset_min],
        "span": _pair(deed.span),
        "raw": _pair(deed.raw),
        "word": None if deed.word is None else dict(deed.word),
        "mode": deed.mode.value,
        "intensity": deed.intensity,
        "listen": deed.listen_id,
        "before": deed.before,
        "text": deed.text,
    }
    told = json.dumps(content).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(told), told)


def deed_of(line: bytes) -> Deed:
    """Reads a line. Raises ValueError if it is unfinished, altered or impossible."""
    found = _LINE.fullmatch(line.rstrip(b"\n"))
    if found is None or len(line) > MOST_LINE or int(found[1], 16) != zlib.crc32(found[2]):
        raise ValueError("the line is incomplete")
    try:
        return _read(json.loads(found[2]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"the line isn’t a deed: {error!r}") from error


def is_torn(line: bytes) -> bool:
    """Whether the line was never finished, so that it never counted as kept: it begins like a line,
    and something in it is still open. A power cut may leave zeros for the rest.
    """
    begun = line.rstrip(b"\n").rstrip(b"\0")
    if _BEGUN.fullmatch(begun) is None:
        return False
    bare = _QUOTED.sub(b"", begun[9:])
    is_closed = sum(map(bare.count, (b"{", b"["))) <= sum(map(bare.count, (b"}", b"]")))
    return not bare or b'"' in bare or not is_closed


def _read(said: Mapping[str, Any]) -> Deed:
    if said["v"] != VERSION:
        raise ValueError(f"version {said['v']!r}")
    what, kind = What(said["what"]), kind_named(said["kind"])
    deed = Deed(
        key=_uid(said["key"]),
        step=_uid(said["step"]),
        what=what,
        kind=kind,
        mark=_uid(said["mark"]),
        track=_track(said["track"]),
        made=_instant(*said["made"]),
        span=_span(said["span"]),
        raw=_span(said["raw"]),
        word=_word(said["word"]),
        mode=Mode(said["mode"]),
        intensity=_number(said["intensity"], 0, MAX_INTENSITY),
        listen_id=None if said["listen"] is None else _number(said["listen"], 1, 1 << 62),
        before=_text(said["before"]),
        text=_text(said["text"]),
    )
    _expect_whole(deed)
    return deed


def _expect_whole(deed: Deed) -> None:
    """Raises ValueError unless the deed has everything that its kind needs."""
    needs_place = deed.what in (What.PRESS, What.EXTEND)
    is_feeling = deed.kind is MarkKind.TAG
    if not KINDS[deed.kind].is_pressed:
        raise ValueError(f"a {deed.kind} can’t be captured")
    if needs_place and (deed.span is None or deed.raw is None):
        raise ValueError("it has no span")
    if deed.what is What.PRESS and is_feeling and (deed.word is None or not deed.intensity):
        raise ValueError("it has no emotion")
    if deed.what is What.RAISE and not (is_feeling and deed.intensity):
        raise ValueError("it raises no intensity")


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start_ms, span.end_ms]


def _span(pair: Any) -> Span | None:
    if pair is None:
        return None
    start, end = pair
    return Span(_number(start, 0, MOST_MS), _number(end, start, MOST_MS))


def _instant(utc_ms: Any, offset_min: Any) -> Instant:
    return Instant(
        _number(utc_ms, FIRST_MS, LAST_MS),
        _number(offset_min, -WIDEST_OFFSET_MIN, WIDEST_OFFSET_MIN),
    )


def _track(said: Mapping[str, Any]) -> TrackName:
    told = said["hashes"]
    if not isinstance(told, list) or len(told) > MOST_HASHES:
        raise ValueError("not a list of files, or too many of them")
    hashes = tuple(_text(one) for one in told)
    return TrackName(_uid(said["uid"]), hashes)


def _word(said: Any) -> dict[str, Any] | None:
    if said is None:
        return None
    numbers = ("valence", "arousal")
    word: dict[str, Any] = {name: _text(said[name]) for name in WORD if name not in numbers}
    for name in numbers:
        value = said[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 1:
            raise ValueError(f"{name} {value!r}")
        word[name] = float(value)
    if not word["name"].strip():
        raise ValueError("an emotion without a name")
    return word


def _uid(value: Any) -> str:
    if not isinstance(value, str) or not _UID.fullmatch(value):
        raise ValueError(f"not a uid: {value!r}")
    return value


def _number(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{value!r} is not within {least}..{most}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise ValueError("not text, or too long")
    return value
