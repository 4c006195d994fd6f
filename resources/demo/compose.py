#!/usr/bin/env python3
"""Write the three MIDI files of "My Heart"; needs nothing but Python.

python3 compose.py            writes my-heart-*.mid beside this file
python3 compose.py --times    prints sections and returns of the motif as JSON instead
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from music.action import action
from music.love import love
from music.opening import opening
from music.score import Score

HERE = Path(__file__).resolve().parent


def scores() -> dict[str, Score]:
    """Each piece by its file stem."""
    return {
        "my-heart-1-opening": opening(),
        "my-heart-2-love": love(),
        "my-heart-3-action": action(),
    }


def times(score: Score) -> dict[str, object]:
    """Where things fall, in milliseconds from the start of the recording."""
    return {
        "title": score.title,
        "end_ms": score.time_ms(score.end),
        "sections": [{"ms": score.time_ms(b), "name": name} for b, name in score.sections],
        "occurrences": [
            {
                "start_ms": score.time_ms(o.start),
                "end_ms": score.time_ms(o.end),
                "transposition": o.transposition,
                "variation": o.variation,
            }
            for o in score.occurrences
        ],
    }


def main() -> None:
    if "--times" in sys.argv[1:]:
        print(json.dumps({stem: times(score) for stem, score in scores().items()}, indent=2))
        return
    for stem, score in scores().items():
        (HERE / f"{stem}.mid").write_bytes(score.to_midi())
        print(f"{stem}.mid  {score.time_ms(score.end) / 1000:.1f} s  {score.title}")


if __name__ == "__main__":
    main()
