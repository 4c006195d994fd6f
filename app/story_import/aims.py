"""Which work everything that was found belongs to; what is about the same one becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.words import Text
from app.story.records import Work, WorkKind
from app.story_import.cleaning import same
from app.story_import.plan import Aim, WorkNamed
from app.story_import.records import Found, FoundEpisode, FoundWork, NotTaken, both

NO_WORK = Text("It doesn’t say which work it belongs to.")
_NAME_IT = Text("Choose one, or write its title in the first line.")


def aimed(
    found: Found, aim: Aim, works: Sequence[Work]
) -> tuple[list[tuple[FoundWork, Work | None]], list[NotTaken]]:
    """Each work that was found, once, with the one of the journal; None for a new one. And what
    belongs nowhere. aim: takes the works without a title; with one work alone, also that one.
    """
    by_aim: dict[object, tuple[FoundWork, Work | None]] = {}
    nowhere = []
    is_only_one = len({same(work.title) for work in found.works}) == 1
    for work in found.works:
        if aim is not None and (is_only_one or not work.title):
            goes_to, known = _at(aim, work, works)
        elif work.title:
            goes_to, known = work, known_work(works, _named(work))
        else:
            nowhere.append(NotTaken(work.place, "", str(NO_WORK), str(_NAME_IT)))
            continue
        key = known.id if known is not None else (same(goes_to.title), goes_to.kind, goes_to.year)
        before = by_aim.get(key)
        by_aim[key] = (goes_to if before is None else _joined(before[0], goes_to), known)
    return list(by_aim.values()), nowhere


def known_work(works: Sequence[Work], wanted: WorkNamed) -> Work | None:
    """The work of the journal with this title, and with its kind and year as far as both are said;
    the likeliest of several.
    """
    fitting = [
        work
        for work in works
        if same(work.title) == same(wanted.title)
        and (wanted.kind in (None, work.kind) or work.kind is WorkKind.OTHER)
        and (wanted.year is None or work.year in (None, wanted.year))
    ]
    return min(fitting, key=lambda work: (work.year != wanted.year, work.id), default=None)


def _at(aim: Aim, work: FoundWork, works: Sequence[Work]) -> tuple[FoundWork, Work | None]:
    if isinstance(aim, WorkNamed):
        kind, year = aim.kind or work.kind, aim.year or work.year
        wanted = WorkNamed(aim.title, kind, year)
        known = known_work(works, wanted)
        return replace(work, title=aim.title, kind=kind, year=year), known
    known = next((each for each in works if each.id == aim), None)
    if known is None:
        raise LookupError(f"no work {aim}")
    return work, known


def _named(work: FoundWork) -> WorkNamed:
    return WorkNamed(work.title, work.kind, work.year)


def _joined(first: FoundWork, second: FoundWork) -> FoundWork:
    """One work of two mentions; the first one's words go before."""
    episodes: dict[tuple[int, int], FoundEpisode] = {}
    for episode in (*first.episodes, *second.episodes):
        known = episodes.get(episode.key)
        if known is None:
            episodes[episode.key] = episode
        else:
            scenes = (*known.scenes, *episode.scenes)
            episodes[episode.key] = replace(both(known, episode), scenes=scenes)
    return replace(
        first,
        year=second.year if first.year is None else first.year,
        plot=first.plot or second.plot,
        poster=first.poster or second.poster,
        characters=(*first.characters, *second.characters),
        episodes=tuple(episode for _key, episode in sorted(episodes.items())),
        scenes=(*first.scenes, *second.scenes),
        saga=first.saga or second.saga,
    )
