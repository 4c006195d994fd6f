"""Times as people write them in lists: “10:10–12:22”, “[1:02:03]”, “(44 min)”."""

from __future__ import annotations

import re

from app.core.timecode import MOST_MS, Span

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TO = r"\s*(?:-->|[-–—−~〜～→]|\bto\b|\bbis\b|\bà\b)\s*"  # noqa: RUF001 - as they are typed
_SPAN = rf"({_TIME})(?:{_TO}({_TIME}))?"
_LEADING = re.compile(rf"(?:\[{_SPAN}\]|\({_SPAN}\)|{_SPAN})(?=[\s:,;–—|·-]|$)")
_ENCLOSED = re.compile(rf"[\[(]\s*{_SPAN}\s*[\])]$")
_BARE_SPAN = re.compile(rf"(?:^|(?<=\s))({_TIME}){_TO}({_TIME})$")
_AFTER_SIGN = re.compile(rf"(?:\s[–—|@·-]\s*|\t|\s{{2,}})({_TIME})()$")
_WHOLE = re.compile(rf"[\[(]?\s*{_SPAN}\s*[\])]?")
_MINUTES = re.compile(
    r"(\d{1,4})\s*(?:′|'|min(?:s|\.|utes?|uten|uti|utos)?|мин\.?|分钟|分鐘|分|분|m)\s*",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:h|hrs?|hours?|std\.?|時間|小时)\s*(?:(\d{1,2})\s*(?:min\.?|m|分)?)?\s*",
    re.IGNORECASE,
)
_LENGTH_AT_END = re.compile(
    r"\s*(?:[\[(]\s*([^\[\]()]{1,20})\s*[\])]|\s[–—|·-]\s*([^–—|·]{1,20}))$"
)


class NoTime(ValueError):
    """It looks like a time, but is none. why: which of the two."""

    def __init__(self, *, is_backwards: bool) -> None:
        super().__init__("ends before it starts" if is_backwards else "no time")  # not shown
        self.is_backwards = is_backwards


def time_at_start(text: str) -> tuple[Span | None, str]:
    """The time that a line begins with, and the rest. Raises NoTime."""
    found = _LEADING.match(text)
    if found is None:
        return None, text
    times = [part for part in found.groups() if part]
    return _span(*times), text[found.end() :].lstrip(" \t:,;–—|·-")


def time_at_end(text: str) -> tuple[Span | None, str]:
    """The time that a line ends with, and what is before it. Raises NoTime.

    A single time has to stand apart: “The train at 10:10” is a title.
    """
    for form in (_ENCLOSED, _BARE_SPAN, _AFTER_SIGN):
        if found := form.search(text):
            times = [part for part in found.groups() if part]
            return _span(*times), text[: found.start()].rstrip(" \t:,;–—|·-@")
    return None, text


def whole_time(text: str) -> Span:
    """A cell that holds nothing but a time, or a time and an end. Raises NoTime."""
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        raise NoTime(is_backwards=False)
    return _span(*(part for part in found.groups() if part))


def whole_length(text: str) -> int | None:
    """Milliseconds of “44 min”, “44:10”, “1 h 5”; None for anything else."""
    bare = text.strip()
    if found := _MINUTES.fullmatch(bare):
        return _inside(int(found[1]) * 60_000)
    if found := _HOURS.fullmatch(bare):
        return _inside((int(found[1]) * 60 + int(found[2] or 0)) * 60_000)
    if not re.fullmatch(_TIME, bare):
        return None
    try:
        return _ms(bare)
    except NoTime:
        return None


def length_at_end(text: str) -> tuple[int | None, str]:
    """The length that an episode's line ends with, and what is before it."""
    found = _LENGTH_AT_END.search(text)
    length = None if found is None else whole_length(found[1] or found[2] or "")
    if found is None or length is None:
        return None, text
    return length, text[: found.start()].rstrip()


def _span(start: str, end: str = "") -> Span:
    start_ms = _ms(start)
    end_ms = _ms(end) if end else start_ms
    if end_ms < start_ms:
        raise NoTime(is_backwards=True)
    return Span(start_ms, end_ms)


def _ms(text: str) -> int:
    clock, _dot, fraction = text.replace(",", ".").partition(".")
    parts = [int(part) for part in clock.split(":")]
    if any(part > 59 for part in parts[1:]):
        raise NoTime(is_backwards=False)
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    ms = _inside(seconds * 1000 + int((fraction or "0").ljust(3, "0")))
    if ms is None:
        raise NoTime(is_backwards=False)
    return ms


def _inside(ms: int) -> int | None:
    return ms if 0 <= ms <= MOST_MS else None
