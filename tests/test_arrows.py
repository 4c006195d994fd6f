"""The import contracts of `pyproject.toml` hold."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def imported_packages(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_every_import_follows_the_arrows() -> None:
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_main_leaves_sound_and_storage_to_their_floors() -> None:
    """The linter reads packages only, and main.py is a file."""
    packages = set(imported_packages(ROOT / "main.py"))
    assert not packages & {"vlc", "sqlalchemy", "alembic"}
