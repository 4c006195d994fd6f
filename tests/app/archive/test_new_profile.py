"""A restore may be the first thing that ever happens in a profile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from app.emotions.planting import plant
from app.emotions.vocabulary import Vocabulary
from tests.app.archive.conftest import Opened

MAIN = Path(__file__).resolve().parents[3] / "main.py"


def test_a_document_that_leaves_out_the_feelings_finds_them_there(
    open_profile: Callable[[str], Opened], tmp_path: Path
) -> None:
    out = tmp_path / "marks.json"
    _write_without_feelings(open_profile("one"), out)
    done = subprocess.run(
        [sys.executable, str(MAIN), "--profile", str(tmp_path / "new"), "restore", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    new = open_profile("new")
    new.exports.export_json(tmp_path / "again.json")
    kept = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))["tables"]
    assert [tag["emotion"] for tag in kept["emotional_tag"]] == ["wonder"]


def _write_without_feelings(opened: Opened, out: Path) -> None:
    plant(opened.profile.ledger.store)
    wonder = Vocabulary(opened.profile.ledger).named("wonder")
    assert wonder is not None
    opened.profile.tag(opened.profile.track(file="/m/a.ogg"), wonder.id)
    opened.exports.export_json(out)
    document = json.loads(out.read_text(encoding="utf-8"))
    for table in ("emotion", "emotion_set"):
        del document["tables"][table]
    out.write_text(json.dumps(document), encoding="utf-8")
