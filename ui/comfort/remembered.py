"""What was chosen on the page, kept from one session to the next."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from app.comfort.records import LEAST_MINUTES, MOST_MINUTES, PathWish, Wish
from app.journal.records import Feeling
from ui.comfort.question import ComfortQuestion

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from ui.shell.window_memory import WindowMemory

T = TypeVar("T")

log = logging.getLogger(__name__)

_KEY = "comfort"  # not shown


class RememberedChoice:
    """memory: None remembers nothing. Emotions are kept by their uid, which a restore keeps."""

    def __init__(self, memory: WindowMemory | None) -> None:
        self._memory = memory

    def question(self, first: ComfortQuestion, emotions: Sequence[Emotion]) -> ComfortQuestion:
        """As it was left; what can't be read, or isn't there any more, as in `first`."""
        said = self._said()
        if not said:
            return first
        by_uid = {one.uid: one for one in emotions}
        wish = _readable(lambda: _wish(said, by_uid)) or first.wish
        return ComfortQuestion(wish, _readable(lambda: _way(said)) or first.way)

    def keep(self, question: ComfortQuestion, emotions: Sequence[Emotion]) -> None:
        if self._memory is None:
            return
        wish, way = question.wish, question.way
        said = {
            "emotions": sorted(one.uid for one in emotions if one.id in wish.emotion_ids),
            "place": None if wish.place is None else _axes(wish.place),
            "whole": wish.whole,
            "begin": _axes(way.begin),
            "end": _axes(way.end),
            "minutes": way.minutes,
        }
        self._memory.state.setValue(_KEY, json.dumps(said))

    def _said(self) -> dict[str, Any]:
        text = "" if self._memory is None else self._memory.text(_KEY)
        try:
            said = json.loads(text) if text else {}
        except (ValueError, RecursionError) as fault:
            log.info("what was chosen to comfort can’t be read: %s", fault)
            return {}
        return said if isinstance(said, dict) else {}


def _readable(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except (TypeError, ValueError, KeyError, OverflowError) as fault:
        log.info("part of what was chosen to comfort can’t be read: %r", fault)
        return None


def _wish(said: dict[str, Any], by_uid: dict[str, Emotion]) -> Wish:
    """Raises ValueError if nothing is chosen by it."""
    chosen = frozenset(by_uid[uid].id for uid in said["emotions"] if uid in by_uid)
    place = None if said["place"] is None else _feeling(said["place"])
    if not chosen and place is None:
        raise ValueError("none of these emotions is there any more")
    return Wish(chosen, place, said["whole"] is True)


def _way(said: dict[str, Any]) -> PathWish:
    minutes = said["minutes"]
    if type(minutes) is not int or not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise ValueError(f"no length of a path: {minutes}")
    return PathWish(_feeling(said["begin"]), _feeling(said["end"]), minutes)


def _axes(feeling: Feeling) -> list[float]:
    return [feeling.valence, feeling.arousal]


def _feeling(axes: Any) -> Feeling:
    valence, arousal = map(float, axes)
    return Feeling(valence, arousal)
