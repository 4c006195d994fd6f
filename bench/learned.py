"""How well feelings are suggested to a made-up listener, in soundtracks whose score is known.

Usage: python -m bench.learned FOLDER… [--cache FOLDER] [--listeners N] [--tags N]

FOLDER holds truth.json and the tracks it names, as make_soundtracks.py of the test bed writes them.
A listener tags places in what isn't a theme, by a hidden rule on what the score says there (mode,
notes a second, register, strength, voices, drums); one tag in five is by chance. For each track,
what was tagged in it is suggested by what was learnt from the tags in all others. Each folder is
tagged by N listeners of both kinds: with thresholds, the same for all, and with leanings of their
own. --cache keeps what was heard for the next time. Not part of `make bench`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import hear_what_is_missing
from app.analysis.texture.figures import Texture, texture_of
from app.core.jobs import JobContext
from app.core.source_time import WHOLE_FILE
from app.core.timecode import Span
from app.library.identity import payload_hash
from app.suggestions.learning import learn
from app.suggestions.records import SPEAKS_FROM
from bench.figure import say

EMOTIONS = 7
_BY_CHANCE = 0.2
_EDGE_S = 2.0  # no tag so close to where something else begins
_FIGURES = ("minor", "onsets_per_s", "pitch", "strength_db", "voices", "drums")

Floats = npt.NDArray[np.float64]
Rule = Callable[[Floats], npt.NDArray[np.int64]]


class Tagged(NamedTuple):
    """What a listener tagged. true: by the rule, whatever the tag says."""

    track: str
    row: npt.NDArray[np.float32]
    tag: int
    true: int


class Told(NamedTuple):
    """What was suggested at a place: the emotions, the most probable first, and how probable."""

    order: tuple[int, ...]
    probability: float
    tag: int
    true: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--listeners", type=int, default=10)
    parser.add_argument("--tags", type=int, default=80)
    wanted = parser.parse_args()
    told: dict[str, list[Told]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        store = FeatureStore(wanted.cache or Path(scratch))
        for folder in wanted.folders:
            places = Places(folder, store)
            for kind, make in KINDS.items():
                mine: list[Told] = []
                for number in range(wanted.listeners):
                    rng = np.random.default_rng((places.seed, number))
                    rule = make(places.figures, rng)
                    mine += suggested(list(places.tagged(rule, wanted.tags, rng)))
                _say(folder.name, kind, mine)
                told[kind] += mine
    for kind, every in told.items():
        _say("all", kind, every)


class Places:
    """The stretches of one soundtrack that aren't themes, and what is heard in them."""

    def __init__(self, folder: Path, store: FeatureStore) -> None:
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self.seed = int(truth["seed"])
        self._stretches = [one for one in truth["filler"] if one["end_s"] > 3 * _EDGE_S]
        names = [each["track"] for each in truth["tracks"]]
        self._textures = {name: _texture(folder / name, store) for name in names}
        raw = np.array([[float(one[name]) for name in _FIGURES] for one in self._stretches])
        self.figures = (raw - raw.mean(axis=0)) / (raw.std(axis=0) + 1e-9)

    def tagged(self, rule: Rule, tags: int, rng: np.random.Generator) -> Iterator[Tagged]:
        """Each stretch once, before any is tagged again."""
        felt = rule(self.figures)
        times = -(-tags // len(self._stretches))
        order = np.concatenate([rng.permutation(len(self._stretches)) for _ in range(times)])
        for place in order[:tags]:
            one = self._stretches[place]
            at_s = rng.uniform(_EDGE_S, one["end_s"] - _EDGE_S)
            span = Span.point(round(one["start_ms"] + 1000 * at_s))
            row = self._textures[one["track"]].between(WHOLE_FILE, span)
            true = int(felt[place])
            tag = int(rng.integers(EMOTIONS)) if rng.random() < _BY_CHANCE else true
            if row is not None:
                yield Tagged(one["track"], row, tag, true)


def suggested(tagged: Sequence[Tagged]) -> Iterator[Told]:
    """For each track, by what was learnt from the others."""
    for track in sorted({one.track for one in tagged}):
        rest = [one for one in tagged if one.track != track]
        here = [one for one in tagged if one.track == track]
        rows = np.stack([one.row for one in rest])
        model = learn(
            rows, np.eye(EMOTIONS)[[one.tag for one in rest]], [one.track for one in rest]
        )
        found = model.probabilities(np.stack([one.row for one in here]))
        for one, shares in zip(here, found, strict=True):
            order = tuple(int(place) for place in np.argsort(-shares))
            yield Told(order, float(shares[order[0]]), one.tag, one.true)


def _by_thresholds(figures: Floats, _rng: np.random.Generator) -> Rule:
    """Everything above or below the middle of its soundtrack."""
    middle = np.median(figures, axis=0)

    def felt(figures: Floats) -> npt.NDArray[np.int64]:
        minor, fast, high, loud, *_others = (figures > middle).T
        minor = figures[:, 0] > 0
        in_minor = np.where(loud, np.where(fast, 0, 1), np.where(fast, 2, 3))
        in_major = np.where(loud, np.where(fast, 4, 1), np.where(high, 5, 6))
        return np.where(minor, in_minor, in_major)

    return felt


def _by_leanings(figures: Floats, rng: np.random.Generator) -> Rule:
    """Each emotion leans somewhere; no two are far more frequent than the others."""
    leanings = rng.standard_normal((EMOTIONS, figures.shape[1]))
    pulls = figures @ leanings.T
    even = np.zeros(EMOTIONS)
    for _ in range(200):
        counts = np.bincount((pulls + even).argmax(axis=1), minlength=EMOTIONS) / len(pulls)
        even -= 0.3 * (counts - 1 / EMOTIONS)
    return lambda figures: (figures @ leanings.T + even).argmax(axis=1)


def _by_moods(_figures: Floats, _rng: np.random.Generator) -> Rule:
    """The nearest of seven places between unpleasant and pleasant, calm and energetic."""
    places = np.array(
        [(0.9, 0.6), (0.7, -0.6), (-0.7, 0.8), (-0.8, -0.6), (0.1, 1.0), (0.2, -1.0), (-0.1, 0.1)]
    )

    def felt(figures: Floats) -> npt.NDArray[np.int64]:
        minor, busy, high, strong, thick, drums = figures.T
        pleasure = (0.4 * high - minor) / 1.08
        energy = (busy + strong + 0.5 * drums + 0.3 * thick) / 1.5
        apart = (pleasure[:, None] - places[:, 0]) ** 2 + (energy[:, None] - places[:, 1]) ** 2
        return np.asarray(apart.argmin(axis=1))

    return felt


KINDS: dict[str, Callable[[Floats, np.random.Generator], Rule]] = {
    "thresholds": _by_thresholds,
    "leanings": _by_leanings,
    "moods": _by_moods,
}


def _texture(path: Path, store: FeatureStore) -> Texture:
    values = hear_what_is_missing(path, payload_hash(path), store, JobContext()).values
    return texture_of(values["pitches"], values["dynamics"].measured)


def _say(folder: str, kind: str, told: Sequence[Told]) -> None:
    """right: as it was tagged, also by chance; right_by_rule: as the rule says."""
    spoken = [one for one in told if one.probability >= SPEAKS_FROM]
    say(
        f"suggested_in_{folder}_by_{kind}",
        tags=len(told),
        top_1=_mean(one.order[0] == one.tag for one in told),
        top_3=_mean(one.tag in one.order[:3] for one in told),
        top_3_by_rule=_mean(one.true in one.order[:3] for one in told),
        speaks=len(spoken) / len(told),
        right=_mean(one.order[0] == one.tag for one in spoken),
        right_by_rule=_mean(one.order[0] == one.true for one in spoken),
        told_probability=sum(one.probability for one in spoken) / max(1, len(spoken)),
    )


def _mean(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return float(sum(counted)) / max(1, len(counted))


if __name__ == "__main__":
    main()
