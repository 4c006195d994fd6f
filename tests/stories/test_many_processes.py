"""A window and several command lines on one profile, killed in between: no mark is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.storm import Storm


@pytest.mark.parametrize("seed", [1])
def test_every_answered_mark_is_in_the_next_export(tmp_path: Path, seed: int) -> None:
    """`tests/torture` runs the same for an hour."""
    tally = Storm(tmp_path, seed).run(rounds=2, at_once=1, marks=4)
    assert tally.marks >= 6
    assert tally.kills == 2
