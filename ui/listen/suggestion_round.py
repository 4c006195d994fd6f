"""Emotions that the listener's own marks suggest: taken or refused, by a key or in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.words import Text, _

if TYPE_CHECKING:
    from app.suggestions.records import Suggestion
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.track.track_suggestions import TrackSuggestions
    from ui.companion.suggested_part import SuggestedPart

NOTHING = Text("Nothing is suggested here.")


class SuggestionRound(QObject):
    """Taken, it is marked as by the emotion's own key; nothing is ever marked without one."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        suggestions: TrackSuggestions,
        part: SuggestedPart,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._marking = marking
        self._suggestions = suggestions
        self._part = part
        part.accepted.connect(self._accept)
        part.refused.connect(self._refuse)

    def accept(self) -> None:
        """The first one that is shown."""
        if (first := self._first()) is not None:
            self._accept(first)

    def refuse(self) -> None:
        if (first := self._first()) is not None:
            self._refuse(first)

    def _first(self) -> Suggestion | None:
        if not self._part.shown:
            self._context.messages.say(str(NOTHING), about="suggestion")
            return None
        return self._part.shown[0]

    def _accept(self, suggestion: Suggestion) -> None:
        kept = self._marking.mark_now(suggestion.emotion)
        if kept is not None and not kept.is_waiting:
            self._context.say_done(_("Marked “{emotion}”.", emotion=suggestion.emotion.name))

    def _refuse(self, suggestion: Suggestion) -> None:
        refusals = self._context.services.suggestions.refusals
        playing = self._context.playback.track
        if playing is None:
            return
        emotion, span, track_id = suggestion.emotion, suggestion.span, playing.id

        def then() -> None:
            self._suggestions.drop(suggestion)
            said = _("“{emotion}” won’t be suggested here again.", emotion=emotion.name)
            self._context.say_done(said)

        self._context.do(lambda: refusals.refuse(track_id, emotion, span), then)
