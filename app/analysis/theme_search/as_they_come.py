"""Searching while tracks are still being listened through, however much music it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.analysis.theme_search.search import few, find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import VIEW_FRAME_MS

if TYPE_CHECKING:
    from app.analysis.theme_search.records import Passage, Return
    from app.analysis.theme_search.views import Views
    from app.core.jobs import JobContext

MOST_MS = 12 * 3_600_000  # searched as one soundtrack, which takes some 300 MB meanwhile


def returns_as_they_come(
    ready: Iterable[Mapping[str, Views]],
    home: Views,
    passage: Passage,
    job: JobContext,
    confirmed: Sequence[Passage] = (),
    refused: Sequence[Passage] = (),
) -> Iterator[list[Return]]:
    """All returns so far, ranked anew, while tracks are still being listened through.

    ready: names and views, those that have come since as one; confirmed and refused may grow with
    them. Searched again whenever there is a third more, so that all of it takes at most four times
    as long as the last search. Raises JobCancelled.
    """
    tracks: dict[str, Views] = {}
    searched = 0
    for more in ready:
        tracks.update(more)
        if tracks and 3 * len(tracks) >= 4 * searched:
            searched = len(tracks)
            yield find_in_all(tracks, home, passage, job, confirmed, refused)
    if searched < len(tracks):
        yield find_in_all(tracks, home, passage, job, confirmed, refused)


def find_in_all(
    tracks: Mapping[str, Views],
    home: Views,
    passage: Passage,
    job: JobContext,
    confirmed: Sequence[Passage] = (),
    refused: Sequence[Passage] = (),
) -> list[Return]:
    """`find_returns` in any amount of music: in parts of MOST_MS, each of which has the tracks of
    a few that were confirmed, too. Raises JobCancelled.
    """
    examples = {place.track for place in few([one for one in confirmed if one.track in tracks])}
    found: list[Return] = []
    for number, names in enumerate(_parts(tracks)):
        part = {name: tracks[name] for name in dict.fromkeys((*names, *examples))}
        told = find_returns(Soundtrack(part), home, passage, job, confirmed, refused)
        own = set(names) | examples if number == 0 else set(names) - examples
        found += [each for each in told if each.passage.track in own]
    return sorted(found, key=lambda each: -each.probability)


def _parts(tracks: Mapping[str, Views]) -> Iterator[list[str]]:
    """The names in as few parts as possible, about equally long: the scores of a place are counted
    in what is usual in its part.
    """
    total_ms = sum(views.frames for views in tracks.values()) * VIEW_FRAME_MS
    count = max(1, -(-total_ms // MOST_MS))
    names: list[str] = []
    done, filled_ms = 0, 0
    for name, views in tracks.items():
        names.append(name)
        filled_ms += views.frames * VIEW_FRAME_MS
        if filled_ms * count >= total_ms * (done + 1) and done + 1 < count:
            yield names
            names, done = [], done + 1
    if names:
        yield names
