"""Which bars of emotions nobody would see."""

from __future__ import annotations

from collections.abc import Sequence

from app.emotions.records import MAX_INTENSITY, TaggedEmotion
from ui.timeline.layout.laid_marks import Placed


def without_hidden(
    signs: Sequence[Placed[TaggedEmotion]], out_ms: float
) -> list[Placed[TaggedEmotion]]:
    """Without bars that began before a time and lie behind a later one of their row, as strong and
    as long. signs: by row, then time.
    """
    seen: list[Placed[TaggedEmotion]] = []
    row, reach = -1, [0.0] * (MAX_INTENSITY + 1)
    for placed in reversed(signs):
        if placed.row != row:
            row, reach = placed.row, [0.0] * (MAX_INTENSITY + 1)
        if placed.span.start_ms < out_ms and not placed.has_selected:
            end_ms, strength = placed.span.end_ms, placed.mark.value.tag.intensity
            if end_ms <= max(reach[strength:]):
                continue
            reach[strength] = max(reach[strength], end_ms)
        seen.append(placed)
    seen.reverse()
    return seen
