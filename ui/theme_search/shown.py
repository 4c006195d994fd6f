"""What the page shows besides the candidates: the theme, what was judged, where places are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.core.ids import TrackId
from app.returns.records import Order
from app.themes.answers import Answered
from app.themes.records import Answer, Candidate, FoundBy, OccurrenceStatus, Passage
from ui.words.marks import theme_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.bootstrap import Services
    from app.core.ids import ThemeId
    from app.returns.records import Return, ThemeLife
    from app.theme_finding.around import Around


class Judged(NamedTuple):
    """A place about which something was answered. candidate: None if only the answer is known."""

    passage: Passage
    answer: Answer
    candidate: Candidate | None


@dataclass(frozen=True, slots=True, eq=False)
class ShownSearch:
    """life: in story order. around: of every place that was asked about, of what was judged and of
    the theme's marks.
    """

    life: ThemeLife
    answered: Answered
    judged: tuple[Judged, ...]
    around: Mapping[Passage, Around]

    @property
    def name(self) -> str:
        return theme_name(self.life.theme)

    @property
    def confirmed(self) -> tuple[Passage, ...]:
        marks = (one.occurrence for one in self.life.returns if one.occurrence.is_confirmed)
        return tuple(Passage(mark.track_id, mark.span) for mark in marks)


def read_search(
    services: Services, theme_id: ThemeId, passages: Collection[Passage]
) -> ShownSearch:
    """passages: of the candidates. Raises LookupError when the theme is gone, Problem."""
    life = services.theme_returns.life(theme_id, Order.STORY)
    answered = services.themes.answers.answered(theme_id)
    judged = (*_marks(life.returns), *_refusals(answered))
    places = [*passages, *(one.passage for one in judged)]
    places += [_passage(one) for one in life.returns]
    around = services.theme_finding.around(dict.fromkeys(places))
    known = tuple(one for one in judged if one.passage in around)
    return ShownSearch(life, answered, known, around)


def _marks(returns: Collection[Return]) -> tuple[Judged, ...]:
    """Those that came of an answer; what the listener marked by hand was never asked."""
    found = []
    for one in returns:
        mark = one.occurrence
        is_by_hand = mark.found_by is FoundBy.LISTENER and mark.is_confirmed
        if not is_by_hand:
            is_sure = mark.status is OccurrenceStatus.CONFIRMED
            candidate = Candidate(
                mark.track_id,
                mark.span,
                1.0 if mark.probability is None else mark.probability,
                mark.transposition,
                mark.tempo_ratio,
                mark.analysis_version,
                mark.found_by,
            )
            answer = Answer.YES if is_sure else Answer.NOT_SURE
            found.append(Judged(_passage(one), answer, candidate))
    return tuple(found)


def _refusals(answered: Answered) -> tuple[Judged, ...]:
    return tuple(
        Judged(Passage(TrackId(track_id), span), Answer.NO, None)
        for track_id, places in answered.places.items()
        for span, answer in places
        if answer is Answer.NO
    )


def _passage(one: Return) -> Passage:
    return Passage(one.occurrence.track_id, one.occurrence.span)
