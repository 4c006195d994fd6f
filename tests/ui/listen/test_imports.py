"""A start that opens on the Listen page paints it before the database is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "numpy", "vlc", "soundfile")


def test_the_listen_page_is_imported_without_the_database() -> None:
    look = f"import sys, ui.listen.page; print([name for name in {HEAVY} if name in sys.modules])"
    root = Path(__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", look], cwd=root, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
