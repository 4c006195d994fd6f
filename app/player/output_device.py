"""Where the sound comes out, as far as the backend knows."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.words import _


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """id: the backend's, which stays the same. system_name: empty for the default output."""

    id: str
    system_name: str

    @property
    def name(self) -> str:
        """For the listener."""
        return self.system_name or _("Default output")


# Stands for whatever the system plays to, if the backend doesn't know what that is.
DEFAULT_OUTPUT = OutputDevice("default", "")
