"""Which afterlives are wanted, and which of them is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.afterlives.records import Afterlife, AfterlivesOf
    from app.story.echo_kinds import EchoKind


@dataclass(slots=True)
class Choice:
    """kind: None for all. echo_id: None for whichever can be heard in step, or is the first."""

    kind: EchoKind | None = None
    echo_id: int | None = None

    def among(self, shown: AfterlivesOf) -> list[Afterlife]:
        """Those that are wanted. A kind that is gone is wanted no longer, and instead of one that
        is gone another is chosen.
        """
        if self.kind is not None and not shown.counts[self.kind]:
            self.kind = None
        lives = [one for one in shown.lives if self.kind in (None, one.echo.kind)]
        ids = [one.echo.id for one in lives]
        if self.echo_id not in ids:
            linked = [one.echo.id for one in lives if one.can_be_in_step]
            self.echo_id = next(iter(linked or ids), None)
        return lives

    def life(self, shown: AfterlivesOf | None) -> Afterlife | None:
        lives = () if shown is None else shown.lives
        return next((one for one in lives if one.echo.id == self.echo_id), None)
