"""Where the program's own read-only files are."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
VOCABULARIES = RESOURCES / "vocabularies"
DEMO = RESOURCES / "demo"
WORDS = RESOURCES / "words"
STOP_WORDS = RESOURCES / "stop_words"
