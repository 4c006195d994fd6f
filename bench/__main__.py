"""Runs every measurement, or those named: python -m bench [startup marking …].

`position` plays music for half an hour, `listening_through` keeps all cores busy: they run only if
they are named. `compare REV` measures two revisions alternately, see `bench/compare/__main__.py`.
"""

from __future__ import annotations

import subprocess
import sys

ALL = (
    "startup",
    "marking",
    "timeline_frame",
    "timeline_depth",
    "mark_to_mark",
    "verbs_on_many",
    "import_library",
    "peaks",
    "theme_search",
    "dynamics",
    "journal_search",
    "journal_million",
    "comfort",
    "library",
    "story_line",
    "stage",
    "year",
    "keepsake",
)
LONG = ("position", "listening_through")


def main() -> int:
    if sys.argv[1:2] == ["compare"]:
        return subprocess.call([sys.executable, "-m", "bench.compare", *sys.argv[2:]])
    wanted = sys.argv[1:] or list(ALL)
    if strangers := [name for name in wanted if name not in ALL + LONG]:
        sys.stderr.write(f"No such measurement: {', '.join(strangers)}. There are {ALL + LONG}.\n")
        return 2
    codes = [subprocess.call([sys.executable, "-m", f"bench.{name}"]) for name in wanted]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
