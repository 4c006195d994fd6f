"""Where the sound comes out, as far as the backend can tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """id: what the backend calls it, the same on another day. name: for the listener."""

    id: str
    name: str


# Stands for whatever the system plays to, where the backend can't tell what that is.
DEFAULT_OUTPUT = OutputDevice("default", "Default output")
