"""What a column may hold: how far a calendar and a track reach.

FIRST_MS..LAST_MS: wall-clock time from 1800 to the end of 2199, in UTC milliseconds. The key of the
journal's index holds 1691 to 2248 (`made_at << 20` in 64 bits), Python, Qt and every calendar show
these years in every zone, and nobody has marked recorded music outside of them.
"""

from __future__ import annotations

FIRST_MS = -5_364_662_400_000
LAST_MS = 7_258_118_399_999
