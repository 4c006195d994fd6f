"""What a question means in the journal, by a few readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.words import _
from app.theme_finding.records import Length, Plan, Question
from app.theme_finding.scope import SagaOf, ScopeTracks, alone

if TYPE_CHECKING:
    from app.library.shelf import Shelf
    from app.returns.service import ThemeReturns
    from app.themes.answers import ThemeAnswers


class NothingToSearchWith(Problem):
    """The theme has no return that is confirmed."""


class Planning:
    """Only reads."""

    def __init__(
        self,
        returns: ThemeReturns,
        answers: ThemeAnswers,
        shelf: Callable[[], Shelf],
        saga_of: SagaOf = alone,
    ) -> None:
        self._saga_of = saga_of
        self._returns = returns
        self._answers = answers
        self._shelf = shelf

    def plan(self, question: Question) -> Plan:
        """From the theme's home if the mark that was asked for is gone.

        Raises LookupError when the theme is gone, NothingToSearchWith when it has no mark.
        """
        life = self._returns.life(question.theme_id)
        marks = {one.occurrence.id: one.occurrence for one in life.returns}
        home = None if life.home is None else life.home.occurrence
        asked = question.occurrence_id
        mark = home if asked is None else marks.get(asked, home)
        if mark is None:
            raise NothingToSearchWith(
                _("“{name}” isn’t marked anywhere.", name=life.theme.name),
                "",
                _("Mark it once while you listen, then search from there."),
            )
        work_id = life.theme.work_id
        around = ScopeTracks(self._shelf(), mark.track_id, work_id, self._saga_of)
        tracks = around.tracks(question.scope)
        inside = {each.track_id for each in tracks}
        confirmed = [one for one in life.returns if one.occurrence.is_confirmed]
        beside = {
            one.track.id: one.track.duration_ms for one in confirmed if one.track.id not in inside
        }
        return Plan(
            question,
            life.theme,
            mark,
            home or mark,
            tracks,
            tuple(Length(*each) for each in beside.items()),
            tuple(one.occurrence for one in confirmed if one.occurrence.id != mark.id),
            self._answers.answered(question.theme_id),
        )
