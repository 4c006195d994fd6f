"""Another program that locks the journal: a process of its own with its own transaction."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Keeps every other process from writing, or (locking_mode) also from reading.
WRITES = "BEGIN IMMEDIATE"
KEEPS_ALL = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"

_PROGRAM = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
for statement in sys.argv[2].split(";"):
    raw.execute(statement)
raw.execute("UPDATE alembic_version SET version_num = version_num")
print("held", flush=True)
sys.stdin.readline()
raw.execute("ROLLBACK")
raw.close()
"""


@contextmanager
def held(database: Path, how: str = WRITES) -> Iterator[None]:
    """The file is locked inside the block."""
    command = [sys.executable, "-c", _PROGRAM, str(database), how]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            assert process.stdout.readline() == "held\n"
            yield
        finally:
            process.stdin.write("\n")
            process.stdin.close()
            process.wait()
