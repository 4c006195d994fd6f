"""Times to snap to, and which of several is meant. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ui.timeline.geometry.time_axis import TimeAxis

SNAP_PX = 6.0


@dataclass(frozen=True, slots=True)
class Edge:
    """name: what is there, as the snap line shows it. gives_way: to any other edge as near as this
    one; an edge found by analysis gives way to one that the listener made.
    """

    at_ms: int
    name: str
    gives_way: bool = False


EdgesNear = Callable[[float], Iterable[Edge]]
"""From an x to the edges near it."""


def nearness(axis: TimeAxis, edge: Edge, x: float) -> tuple[int, bool, float]:
    """Less is nearer: in whole pixels, as the eye tells distances apart."""
    distance = abs(axis.x_of(edge.at_ms) - x)
    return round(distance), edge.gives_way, distance


def nearest(axis: TimeAxis, x: float, edges: Iterable[Edge]) -> Edge | None:
    """The edge that is meant at x; None if none is within reach."""
    near = [edge for edge in edges if abs(axis.x_of(edge.at_ms) - x) <= SNAP_PX]
    return min(near, key=lambda edge: nearness(axis, edge, x), default=None)
