"""The columns about intensity: what they say, and what they sort by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.timecode import format_ms
from app.core.words import _

if TYPE_CHECKING:
    from app.analysis.dynamics.records import DynamicsSummary

INTENSE, BUILD = "intense", "build"
CHOSEN_ONLY = (INTENSE, BUILD)  # hidden unless the listener chose them

Summaries = Mapping[int, "DynamicsSummary"]  # by the track's id


def text_of(key: str, summary: DynamicsSummary | None) -> str:
    """Empty where the track isn’t listened through, and where there is no build."""
    if summary is None:
        return ""
    if key == BUILD:
        return format_ms(summary.longest_build_ms) if summary.longest_build_ms else ""
    percent = f"{100 * summary.most_intense:.0f}"
    return _("{percent}%", percent=percent)


def sort_value(key: str, summary: DynamicsSummary | None) -> float:
    """What is most comes first; unknown ones last."""
    if summary is None:
        return 1.0
    return -float(summary.longest_build_ms if key == BUILD else summary.most_intense)
