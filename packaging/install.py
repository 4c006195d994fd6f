"""`make install`: puts the launcher, the menu entry, the icon and the metainfo into a prefix.

    python packaging/install.py PREFIX [PICTURES_URL]

With the project's folder in PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import desktop_files
import prefix_files

ALWAYS_LOOKED_AT = "/usr/local/share:/usr/share"


def main(prefix: Path, pictures_url: str = "") -> int:
    try:
        prefix_files.put(prefix, desktop_files.files(prefix, pictures_url))
    except (desktop_files.Unnameable, prefix_files.CannotPut) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Installed in {prefix}: OST My Heart is in the desktop’s menu.")
    print(f"It runs from {desktop_files.ROOT}, so keep that folder.")
    for advice in _advice(prefix):
        print(advice)
    return 0


def _advice(prefix: Path) -> Iterator[str]:
    programs, share = str(prefix / "bin"), str(prefix / "share")
    if programs in os.environ.get("PATH", "").split(":"):
        yield "In a terminal, “ost-my-heart” starts it."
    else:
        yield f"In a terminal, “ost-my-heart” starts it once {programs} is in PATH."
    own = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    looked_at = [own, *(os.environ.get("XDG_DATA_DIRS") or ALWAYS_LOOKED_AT).split(":")]
    if share not in [folder.rstrip("/") for folder in looked_at]:
        yield f"Desktops find its menu entry once {share} is in XDG_DATA_DIRS."


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
