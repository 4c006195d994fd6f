"""What is typed or pasted of an echo becomes values that its row can hold, or isn't taken."""

from __future__ import annotations

import re
from calendar import monthrange

from db.ranges.columns import RANGES

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DOTTED = re.compile(r"(?:(?:(\d{1,2})\.\s?)?(\d{1,2})[./]\s?)?(\d{4})", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?=\S)")
_BARE_HOST = re.compile(r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/)\S*", re.IGNORECASE)


def date_of(text: str) -> str | None:
    """“1999”, “1999-5” and “3. 5. 1999” as in ISO 8601; None for what is no year, month or day."""
    text = text.strip()
    if not text:
        return ""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DOTTED.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    date = "-".join((year, *(f"{int(part):02}" for part in (month, day) if part is not None)))
    is_known = RANGES["echo"]["date"].fault(date) is None
    return date if is_known and _is_in_calendar(year, month, day) else None


def address_of(text: str) -> str | None:
    """A web address, with https:// where it has no scheme; None for any other, or one that hides
    where it leads.
    """
    text = text.strip()
    if not text:
        return ""
    scheme = _SCHEME.match(text)
    if scheme is None and _BARE_HOST.fullmatch(text):
        text = f"https://{text}"
    elif scheme is not None and scheme[0].lower() in ("http:", "https:"):
        text = scheme[0].lower() + text[scheme.end() :]
    return text if RANGES["echo"]["link"].fault(text) is None else None


def looks_like_address(text: str) -> bool:
    """Whether somebody means it as one, though it may be none that can be opened."""
    text = text.strip()
    scheme = _SCHEME.match(text)
    is_known = scheme is not None and scheme[0].lower() in _SCHEMES
    return is_known or "://" in text or _BARE_HOST.fullmatch(text) is not None


_SCHEMES = frozenset(
    ("http:", "https:", "file:", "javascript:", "data:", "vbscript:", "ftp:", "mailto:", "smb:")
)


def _is_in_calendar(year: str, month: str | None, day: str | None) -> bool:
    if month is None:
        return True
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= monthrange(int(year), int(month))[1]
