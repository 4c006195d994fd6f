"""How a passage differs from a theme's basic form: key and tempo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.themes.keys import in_nearest_octave

if TYPE_CHECKING:
    from app.analysis.theme_search.records import Return
    from app.core.jobs import JobContext
    from app.theme_finding.records import Plan
    from app.theme_finding.seen_tracks import SeenTrack
    from app.themes.records import Occurrence


@dataclass(frozen=True, slots=True)
class Form:
    """semitones: higher than the basic form, -6..6, octaves aside. tempo_ratio: how many times as
    fast. None: not known.
    """

    semitones: int | None = 0
    tempo_ratio: float | None = 1.0

    def then(self, semitones: int | None, tempo_ratio: float | None) -> Form:
        """Of what differs so from a passage of this form."""
        is_known = self.semitones is not None and semitones is not None
        by = in_nearest_octave((self.semitones or 0) + (semitones or 0)) if is_known else None
        if self.tempo_ratio is None or tempo_ratio is None:
            return Form(by, None)
        return Form(by, self.tempo_ratio * tempo_ratio)


BASIC = Form()


def form_of_mark(plan: Plan, there: SeenTrack, at_home: SeenTrack | None, job: JobContext) -> Form:
    """Of the mark that is searched from, as it was kept; what is missing is heard in the sound.

    at_home: the track where the theme is stated; None if nothing is known of it.
    """
    mark, home = plan.mark, plan.home
    stated = Form(home.transposition or 0, home.tempo_ratio or 1.0)
    if mark.id == home.id:
        return stated
    if mark.transposition is not None and mark.tempo_ratio is not None:
        return Form(mark.transposition, mark.tempo_ratio)
    found = None if at_home is None else _found_at(mark, there, home, at_home, job)
    heard = Form(None, None)
    if found is not None and at_home is not None:
        heard = stated.then(found.transposition, tempo_in_tracks(found, at_home, there))
    return Form(
        heard.semitones if mark.transposition is None else mark.transposition,
        heard.tempo_ratio if mark.tempo_ratio is None else mark.tempo_ratio,
    )


def tempo_in_tracks(found: Return, asked: SeenTrack, there: SeenTrack) -> float:
    """How many times as fast: a source may play a track faster than another one does."""
    return found.tempo_ratio * asked.source.tempo_ratio / there.source.tempo_ratio


def _found_at(
    mark: Occurrence, there: SeenTrack, home: Occurrence, at_home: SeenTrack, job: JobContext
) -> Return | None:
    """The mark as a return of where the theme is stated, if it resembles it at all."""
    soundtrack = Soundtrack({there.name: there.views})
    found = find_returns(soundtrack, at_home.views, at_home.passage(home.span), job)
    spans = ((each, there.span(each.passage)) for each in found)
    here = (each for each, span in spans if span is not None and span.coincides(mark.span))
    return next(here, None)
