"""Numbers in sentences: each number's sentence whole, so that a language may say it its own way."""

from __future__ import annotations


def counted(number: int, one: str, many: str) -> str:
    """`one` as it is for exactly one; else `many`, where `{n}` is the number: “2,400 marks”."""
    return one if number == 1 else many.replace("{n}", f"{number:,}")
