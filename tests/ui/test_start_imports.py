"""What the first screen waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_desk_stands_without_the_database() -> None:
    # SQLAlchemy takes longer to import than everything else of a start together.
    asked = "import sys, ui.window.desk; print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_desk_stands_without_any_page() -> None:
    asked = """import sys, ui.window.desk
from ui.window.page_table import PAGES
print([spec.key for spec in PAGES if f"ui.{spec.key}.page" in sys.modules])"""
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
