"""Places where a theme may return, as an earlier search left them in the cache."""

from __future__ import annotations

from app.bootstrap import Services
from app.core.ids import ThemeId
from app.theme_finding.kept import KeptFinds
from app.theme_finding.track_names import TrackNames
from app.themes.records import Candidate


def keep_candidates(services: Services, theme_id: ThemeId, *candidates: Candidate) -> None:
    """Before anybody reads what was found of the theme; whoever shows it is yet to be told."""
    (theme,) = [one for one in services.themes.themes() if one.id == theme_id]
    names = TrackNames(services.ledger)
    places = [place for place in map(names.kept, candidates) if place is not None]
    searched = {place.track_uid for place in places}
    KeptFinds(services.paths.found_themes).keep_theme(theme.uid, places, searched)
