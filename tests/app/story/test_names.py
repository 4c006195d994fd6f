"""A name that can't be seen is none."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile

UNSEEN = "\u200d\u2066"


@pytest.mark.parametrize("name", ["", "  ", UNSEEN])
def test_a_name_that_cannot_be_seen_is_refused(opened: OpenedProfile, name: str) -> None:
    services = opened.services
    with pytest.raises(Problem, match="needs a"):
        services.scenes.add_work(WorkKind.FILM, name)
    with pytest.raises(Problem, match="needs a name"):
        services.emotions.add_word(name, "#aabbcc")
    with pytest.raises(Problem, match="needs a name"):
        services.themes.mark_returns(name, opened.track(), [Span(1, 2)])
