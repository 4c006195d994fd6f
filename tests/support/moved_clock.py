"""The wall clock, moved by the test: what is made carries its time, what is shown its today."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest

from app.core.instant import Instant
from ui.words import dates


class MovedClock:
    """Goes on from where it was set."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._away = timedelta(0)
        clock = self

        class Moved(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + clock._away

        def now() -> Instant:
            return Instant.of(round(Moved.now().timestamp() * 1000))

        patch.setattr(Instant, "now", staticmethod(now))
        patch.setattr(dates, "datetime", Moved)

    def set(self, year: int, month: int, day: int, hour: int = 20, minute: int = 40) -> None:
        """To this time, where the computer is."""
        self._away = datetime(year, month, day, hour, minute) - datetime.now()  # noqa: DTZ001, DTZ005
