"""How the height of a view is divided among lanes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ui.timeline.geometry.lane_area import LaneHeights


def share_heights(
    wants: Sequence[LaneHeights], room: int, chosen: Sequence[int | None] = ()
) -> list[int]:
    """Heights that fill `room`: first the least, then the natural, then up to the most.

    chosen: a height that the listener gave to a lane; it takes priority over natural heights.

    If even the least heights don't fit, lanes get their least.
    """
    heights = [want.least for want in wants]
    given_by_hand = list(chosen) or [None] * len(wants)
    pairs = list(zip(wants, given_by_hand, strict=True))
    for wished in (
        [max(want.least, hand or 0) for want, hand in pairs],
        [max(want.least, hand or want.natural) for want, hand in pairs],
        [max(want.least, hand or want.most) for want, hand in pairs],
    ):
        missing = [wish - height for wish, height in zip(wished, heights, strict=True)]
        spare = room - sum(heights)
        total = sum(missing)
        if spare <= 0 or total <= 0:
            continue
        given = min(1.0, spare / total)
        heights = [height + int(m * given) for height, m in zip(heights, missing, strict=True)]
    return heights
