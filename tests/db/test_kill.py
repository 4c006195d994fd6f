"""Killed in the middle of marking: whatever was said to be kept is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models.all import EmotionalTag
from db.store.opening import open_store

ROOT = Path(__file__).resolve().parents[2]

MARKER = """
import sys
from pathlib import Path
from app.transactions.changes import ChangeFeed
from app.transactions.ledger import Ledger
from db.models.all import Emotion, EmotionSet, EmotionalTag, Track
from db.store.opening import open_store

ledger = Ledger(open_store(Path(sys.argv[1])), ChangeFeed())
with ledger.write("Begin") as writing:
    writing.session.add_all([Track(title="T", duration_ms=1), EmotionSet(key="s", name="S")])
    writing.session.flush()
    writing.session.add(Emotion(set_id=1, key="wonder", name="Wonder", colour="#ffffff"))
while True:
    with ledger.write("Tag wonder") as writing:
        tag = EmotionalTag(track_id=1, emotion_id=1, start_ms=1, end_ms=1, raw_start_ms=1,
                           raw_end_ms=1, note="kept")
        writing.session.add(tag)
        writing.session.flush()
        uid = tag.uid
    print(uid, flush=True)
"""


@pytest.mark.parametrize("marks", [1, 7, 40])
def test_every_saved_mark_survives_a_kill(path: Path, marks: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", MARKER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    kept = {process.stdout.readline().strip() for _ in range(marks)}
    process.kill()
    said = process.communicate()[0].split("\n")
    kept |= set(said[:-1])  # the last line may have been cut off
    store = open_store(path)
    with store.read() as connection:
        found = set(connection.scalars(select(EmotionalTag.uid)))
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
        lines = connection.exec_driver_sql("SELECT count(*) FROM journal_line").scalar_one()
    store.close()
    assert len(kept) >= marks and kept <= found
    assert len(found - kept) <= 1  # committed, and killed before it could say so
    assert lines == len(found)
