"""A little of each part of `make torture`, drawn from the same seed: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.case import SEED, Outcome, Part
from tests.torture.parts import PARTS
from tests.torture.pool import Pool

WORKERS = 2


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_nothing_is_lost(part: Part, tmp_path: Path) -> None:
    if reason := part.missing():
        pytest.skip(reason)
    outcomes: list[Outcome] = []
    Pool(part, SEED, tmp_path, outcomes.append).run(range(part.brief), WORKERS)
    losses = [outcome for outcome in outcomes if outcome.is_loss]
    assert losses == []
    assert len(outcomes) == part.brief
