"""Wall-clock time as it is saved: UTC milliseconds and the zone's offset at that moment."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

_EPOCH_DAY, _DAY_MS = date(1970, 1, 1).toordinal(), 86_400_000


@dataclass(frozen=True, slots=True)
class Instant:
    """utc_ms since 1970; offset_min east of Greenwich."""

    utc_ms: int
    offset_min: int

    @classmethod
    def now(cls) -> Instant:
        return cls.of(time.time_ns() // 1_000_000)

    @classmethod
    def of(cls, utc_ms: int) -> Instant:
        """The instant with this computer's offset at that time."""
        offset = datetime.fromtimestamp(utc_ms / 1000).astimezone().utcoffset()
        return cls(utc_ms, int(offset.total_seconds() // 60) if offset else 0)

    @property
    def local(self) -> datetime:
        """The local time where it happened."""
        zone = timezone(timedelta(minutes=self.offset_min))
        return datetime.fromtimestamp(self.utc_ms / 1000, zone)

    @property
    def day(self) -> date:
        """Of `local`; by numbers, because pages ask it of many thousands of marks."""
        return date.fromordinal(_EPOCH_DAY + (self.utc_ms + self.offset_min * 60_000) // _DAY_MS)
