"""The initials of a name or a title."""

from __future__ import annotations


def initials(name: str) -> str:
    """Of the first two words, “MH”; of a name in another script its first letter alone."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name.strip()[:1].upper()
    if not words[0][0].isascii():
        return words[0][0]
    return "".join(word[0] for word in words[:2]).upper()
