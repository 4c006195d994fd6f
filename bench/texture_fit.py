"""Fits the weights of the texture's figures to soundtracks whose score is known.

Usage: python -m bench.texture_fit FOLDER… [--cache FOLDER] > app/analysis/texture/fitted.py

FOLDERs as for `bench.learned`; those to fit to aren't those to report. Each place in what isn't a
theme, two a stretch, is one example.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import hear_what_is_missing
from app.analysis.texture.figures import RAW_FIGURES, raw_figures
from app.analysis.texture.measures import Measures, measures_of
from app.analysis.texture.sections import sections_of
from app.core.jobs import JobContext
from app.library.identity import payload_hash

SCORE = ("minor", "onsets_per_s", "pitch", "strength_db", "voices", "drums")  # as FIGURES
EDGE_S = 2.0
_PLACES = 2
_RIDGE = 20.0

Floats = npt.NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = FeatureStore(wanted.cache or Path(scratch))
        raw, score = zip(*(_examples(folder, store) for folder in wanted.folders), strict=True)
    rows, wanted_figures = np.concatenate(raw), np.concatenate(score)
    middles, spreads = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    level = (rows - middles) / spreads
    square = level.T @ level + _RIDGE * np.eye(level.shape[1])
    _write(middles, spreads, np.linalg.solve(square, level.T @ wanted_figures))


def _examples(folder: Path, store: FeatureStore) -> tuple[Floats, Floats]:
    """Raw figures, and the score's own, level within the soundtrack."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    stretches = [one for one in truth["filler"] if one["end_s"] > 3 * EDGE_S]
    score = np.array([[float(one[name]) for name in SCORE] for one in stretches])
    score = (score - score.mean(axis=0)) / (score.std(axis=0) + 1e-9)
    heard: dict[str, tuple[Measures, list[tuple[int, int]]]] = {}
    rng, raw, wanted = np.random.default_rng(int(truth["seed"])), [], []
    for one, says in zip(stretches, score, strict=True):
        if one["track"] not in heard:
            heard[one["track"]] = _heard(folder / one["track"], store)
        measures, sections = heard[one["track"]]
        for at_s in rng.uniform(EDGE_S, one["end_s"] - EDGE_S, _PLACES):
            frame = round(10 * (one["start_ms"] / 1000 + at_s))
            here = next((place for place in sections if place[0] <= frame < place[1]), None)
            if here is not None:
                raw.append(raw_figures(measures, *here))
                wanted.append(says)
    return np.array(raw), np.array(wanted)


def _heard(path: Path, store: FeatureStore) -> tuple[Measures, list[tuple[int, int]]]:
    values = hear_what_is_missing(path, payload_hash(path), store, JobContext()).values
    measures = measures_of(values["pitches"], values["dynamics"].measured)
    return measures, sections_of(measures)


def _write(middles: Floats, spreads: Floats, weights: Floats) -> None:
    sys.stdout.write('"""The weights of the figures, as `bench.texture_fit` writes them."""\n\n')
    sys.stdout.write("# By RAW_FIGURES: middle and spread; then the weight in each of FIGURES.\n")
    sys.stdout.write("_FITTED = {\n")
    for name, *values in zip(RAW_FIGURES, middles, spreads, *weights.T, strict=True):
        said = (f"{value:.3g}" if n < 2 else f"{value:.3f}" for n, value in enumerate(values))
        sys.stdout.write(f'    "{name}": ({", ".join(said)}),\n')
    sys.stdout.write("}  # fmt: skip\n\n")
    for name, part in (("MIDDLES", "row[0]"), ("SPREADS", "row[1]"), ("WEIGHTS", "row[2:]")):
        sys.stdout.write(f"{name} = tuple({part} for row in _FITTED.values())\n")


if __name__ == "__main__":
    main()
