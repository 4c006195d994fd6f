"""The columns that are hidden unless the listener chose them: what they say isn't in the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.timecode import format_ms
from app.core.words import _
from ui.words.dates import day_in_brief, time_in_words

if TYPE_CHECKING:
    from app.analysis.dynamics.records import DynamicsSummary
    from app.core.instant import Instant
    from app.library.records import TrackRow

    Summaries = Mapping[int, DynamicsSummary]  # by the track's id
    HeardAt = Mapping[int, Instant]

HEARD, INTENSE, BUILD = "heard", "intense", "build"
OF_INTENSITY = (INTENSE, BUILD)
CHOSEN_ONLY = (HEARD, *OF_INTENSITY)


@dataclass(frozen=True)
class KnownOfTracks:
    """By the track's id: how intense tracks are that were listened through, and when each was last
    heard.
    """

    summaries: Summaries = field(default_factory=dict)
    heard: HeardAt = field(default_factory=dict)

    def were_heard(self, rows: Iterable[TrackRow]) -> bool:
        """Whether any of them was ever."""
        return bool(self.heard) and any(row.id in self.heard for row in rows)

    def text(self, key: str, row: TrackRow) -> str:
        """Empty where nothing is known, and where there is no build."""
        if key == HEARD:
            heard = self.heard.get(row.id)
            return "" if heard is None else day_in_brief(heard.day)
        summary = self.summaries.get(row.id)
        return "" if summary is None else intensity_text(key, summary)

    def spoken(self, key: str, row: TrackRow) -> str:
        """In whole words, for tooltips and screen readers."""
        heard = self.heard.get(row.id) if key == HEARD else None
        return self.text(key, row) if heard is None else time_in_words(heard.local)

    def sort_key(self, key: str) -> Callable[[TrackRow], float]:
        """What is most or latest comes first; unknown ones last."""
        if key == HEARD:
            heard = self.heard
            return lambda row: -heard[row.id].utc_ms if row.id in heard else 1
        summaries = self.summaries
        return lambda row: _most_first(key, summaries.get(row.id))


def intensity_text(key: str, summary: DynamicsSummary) -> str:
    if key == BUILD:
        return format_ms(summary.longest_build_ms) if summary.longest_build_ms else ""
    percent = f"{100 * summary.most_intense:.0f}"
    return _("{percent}%", percent=percent)


def _most_first(key: str, summary: DynamicsSummary | None) -> float:
    if summary is None:
        return 1.0
    return -float(summary.longest_build_ms if key == BUILD else summary.most_intense)
