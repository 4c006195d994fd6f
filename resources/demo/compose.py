#!/usr/bin/env python3
"""Write the MIDI files of "My Heart"; needs nothing but Python.

python3 compose.py            writes my-heart-*.mid beside this file
python3 compose.py --times    prints sections and returns of the themes as JSON instead
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from music.action import action
from music.kitchen_table import kitchen_table
from music.lanterns import lanterns
from music.love import love
from music.night_train import night_train
from music.opening import opening
from music.platform import platform
from music.reunion import reunion
from music.rooftop import rooftop
from music.score import Score
from music.second_opening import second_opening

HERE = Path(__file__).resolve().parent


def scores() -> dict[str, Score]:
    """Each piece by its file stem."""
    return {
        "my-heart-1-opening": opening(),
        "my-heart-2-love": love(),
        "my-heart-3-action": action(),
        "my-heart-4-night-train": night_train(),
        "my-heart-5-rooftop": rooftop(),
        "my-heart-6-lanterns": lanterns(),
        "my-heart-7-platform": platform(),
        "my-heart-8-reunion": reunion(),
        "my-heart-9-second-opening": second_opening(),
        "table-music/kitchen-table": kitchen_table(),
    }


def times(score: Score) -> dict[str, object]:
    """Where things fall, in milliseconds from the start of the recording."""
    return {
        "title": score.title,
        "end_ms": score.time_ms(score.end),
        "bars": [score.time_ms(4.0 * bar) for bar in range(int(score.end) // 4)],
        "sections": [{"ms": score.time_ms(b), "name": name} for b, name in score.sections],
        "occurrences": [
            {
                "start_ms": score.time_ms(o.start),
                "end_ms": score.time_ms(o.end),
                "transposition": o.transposition,
                "variation": o.variation,
                "theme": o.theme,
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
