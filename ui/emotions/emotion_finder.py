"""Choosing an emotion: type a few letters of its name, or press its own key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.words import _
from app.emotions.records import Emotion
from ui.style.icons import known_icon
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering


def ask_emotion(
    page: QWidget, title: str, emotions: Sequence[Emotion], choose: Callable[[Emotion], object]
) -> FinderPopup:
    """Opens it in the middle of a page.

    A digit chooses at once. A letter that is an emotion's key may begin the name of another: it
    comes first, and Enter takes it.
    """

    def words(emotion: Emotion) -> str:
        return f"{emotion.name} {emotion.shortcut or ''}".rstrip()

    def take(emotion: object) -> None:
        assert isinstance(emotion, Emotion)
        choose(emotion)

    find = offering(lambda: emotions, words, _match)
    digits = {one.shortcut: one for one in emotions if one.shortcut and one.shortcut.isdecimal()}
    hint = _("Find an emotion, or press its digit") if digits else _("Find an emotion")
    popup = FinderPopup(page, title, hint, find, take, keys=digits)
    popup.open_in_middle(page)
    return popup


def _match(emotion: Emotion) -> Match:
    key = (emotion.shortcut or "").upper()
    return Match(emotion.name, emotion, key, known_icon(emotion.icon), emotion.colour)
