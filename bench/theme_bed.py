"""How well themes are found in a soundtrack whose returns are known.

Usage: python -m bench.theme_bed FOLDER… [--cache FOLDER] [--candidates]

FOLDER holds truth.json (tracks, queries, occurrences) and the tracks it names, as
make_soundtracks.py of the test bed writes them. One line of figures for each, and one for all of
them. --cache keeps what was heard for the next time. --candidates also writes candidates.jsonl
there, for the bed's own scorer. Not part of `make bench`: such a soundtrack takes minutes to make.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program does

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import hear_what_is_missing
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import Views, see
from app.core.jobs import JobContext
from app.library.identity import payload_hash
from bench.figure import say
from bench.theme_scores import Scores, known_returns

_LOOKED_AT, _CONFIRMED = 6, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--candidates", action="store_true")
    wanted = parser.parse_args()
    everything, after = Scores(), Scores()
    with tempfile.TemporaryDirectory() as scratch:
        store = FeatureStore(wanted.cache or Path(scratch))
        for folder in wanted.folders:
            mine, mine_after = Scores(), Scores()
            candidates = _score(folder, store, [mine, everything], [mine_after, after])
            _say(folder.name, mine, mine_after)
            if wanted.candidates:
                lines = "".join(json.dumps(each) + "\n" for each in candidates)
                (folder / "candidates.jsonl").write_text(lines, encoding="utf-8")
    if len(wanted.folders) > 1:
        _say("all", everything, after)


def _say(name: str, scores: Scores, after: Scores) -> None:
    figures = scores.figures()
    gain = after.figures()["map"] - figures["map"]
    say(f"themes_in_{name}", **figures, gain_by_confirming=gain)


def _score(
    folder: Path, store: FeatureStore, scores: list[Scores], after: list[Scores]
) -> list[dict[str, Any]]:
    """Returns the candidates as the bed's scorer reads them."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    tracks = {each["track"]: _views(folder / each["track"], store) for each in truth["tracks"]}
    soundtrack = Soundtrack(tracks)
    candidates = []
    for asked in truth["queries"]:
        query = Passage(asked["track"], asked["start_ms"], asked["end_ms"])
        known = known_returns(truth, asked["id"])
        home = tracks[query.track]
        found = find_returns(soundtrack, home, query, JobContext())
        mine, *others = scores
        right = mine.add(query, known, found)
        for each in others:
            each.add(query, known, found)
        yes = [each for each, is_right in zip(found[:_LOOKED_AT], right, strict=False) if is_right]
        again = _after_confirming(soundtrack, home, query, yes[:_CONFIRMED])
        for each in after:
            each.add(query, known, again)
        candidates += [_plain(asked["id"], each) for each in found]
    return candidates


def _views(path: Path, store: FeatureStore) -> Views:
    heard = hear_what_is_missing(path, payload_hash(path), store, JobContext())
    return see(heard.values["pitches"])


def _after_confirming(
    soundtrack: Soundtrack, home: Views, query: Passage, yes: list[Return]
) -> list[Return]:
    """What was confirmed, then what is found with it."""
    confirmed = [each.passage for each in yes]
    return [*yes, *find_returns(soundtrack, home, query, JobContext(), confirmed)]


def _plain(query: str, found: Return) -> dict[str, Any]:
    return {
        "query": query,
        "track": found.passage.track,
        "start_ms": found.passage.start_ms,
        "end_ms": found.passage.end_ms,
        "score": found.probability,
    }


if __name__ == "__main__":
    main()
