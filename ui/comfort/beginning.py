"""What the page begins with, before anything was chosen on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.comfort.records import PathWish, Wish
from app.journal.records import Feeling
from ui.comfort.question import ComfortQuestion

if TYPE_CHECKING:
    from app.emotions.records import Emotion

MINUTES = 30
_COMFORTS = ("comfort", "peacefulness")
_TENSE, _PEACEFUL = Feeling(-0.45, 0.7), Feeling(0.6, -0.75)  # as those two words ship


def first_question(emotions: Sequence[Emotion]) -> ComfortQuestion:
    """Comfort, and a path from tense to peaceful; by place where the listener has no such words."""
    by_key = {one.key: one for one in emotions}
    words = frozenset(by_key[key].id for key in _COMFORTS if key in by_key)
    wish = Wish(words) if words else Wish(place=_PEACEFUL)
    begin, end = (
        _place(by_key.get("tension"), _TENSE),
        _place(by_key.get("peacefulness"), _PEACEFUL),
    )
    return ComfortQuestion(wish, PathWish(begin, end, MINUTES))


def _place(emotion: Emotion | None, otherwise: Feeling) -> Feeling:
    return otherwise if emotion is None else Feeling(emotion.valence, emotion.arousal)
