"""The work that a title on the command line means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.errors import Problem
from app.core.picking import Fit, find
from app.core.words import _, listed
from app.story.records import Work

_YEAR = re.compile(r"(.*\S)\s*\((\d{4})\)\s*")
_MOST_NAMED = 5


def work_called(works: Sequence[Work], title: str) -> Work:
    """The one of this title; “My Heart (2024)” tells two of one title apart.

    Raises Problem.
    """
    named = _called(works, title)
    dated = _YEAR.fullmatch(title)
    if not named and dated is not None:
        named = [work for work in _called(works, dated[1]) if work.year == int(dated[2])]
    if len(named) == 1:
        return named[0]
    if named:
        raise Problem(
            _("Several works are called “{title}”.", title=title),
            remedy=_("Name one with its year: {titles}.", titles=_listed(named)),
        )
    nearest = [one.thing for one in find(works, title, lambda work: work.title)][:_MOST_NAMED]
    what = _("No work is called “{title}”.", title=title)
    if nearest:
        raise Problem(what, remedy=_("Did you mean {titles}?", titles=_listed(nearest)))
    if not works:
        raise Problem(what, _("There is no work yet."))
    raise Problem(what, remedy=_("There is {titles}.", titles=_listed(works[:_MOST_NAMED])))


def _called(works: Sequence[Work], title: str) -> list[Work]:
    exact = [work for work in works if work.title == title]
    if exact:
        return exact
    found = find(works, title, lambda work: work.title)
    return [one.thing for one in found if one.fit is Fit.EXACT]


def _listed(works: Sequence[Work]) -> str:
    dated = (f"“{work.title}” ({work.year})" if work.year else f"“{work.title}”" for work in works)
    return listed(dated)
