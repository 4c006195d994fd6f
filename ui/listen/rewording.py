"""Another word for the selected feelings: by its key, from a list, and who a key belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from app.core.counting import counted
from app.core.marks import MarkKind, MarkRef
from ui.listen.feeling_menu import fill_with_feelings, popup_in_middle

if TYPE_CHECKING:
    from app.capture.capturing import Kept
    from app.emotions.records import Emotion
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.marks.inspector.fields import FeelingFields
    from ui.timeline.view import TimelineView


class Rewording(QObject):
    """A feeling's key means the music while somebody listens, and the selected feelings while it
    stands. Whichever it is, the inspectors say so beforehand and the quiet line afterwards.

    fields: where the inspectors show the selected feelings.
    """

    def __init__(
        self,
        context: Context,
        marking: Marking,
        timeline: TimelineView,
        fields: Sequence[FeelingFields],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._marking = marking
        self._view = timeline
        self._fields = fields
        self._page = page
        self._told_of: frozenset[MarkRef] = frozenset()
        marking.kept.connect(self._on_kept)
        context.playback.state_changed.connect(lambda _state: self._say_beforehand())
        self._say_beforehand()

    def reword(
        self,
        emotion: Emotion,
        is_expressed: bool = False,
        then: Callable[[], object] | None = None,
    ) -> None:
        """The selected tags say this emotion from now on."""
        tags, marks = self._selected_tags(), self._context.services.marks
        tags = [ref for ref in tags if not self._context.services.waiting.is_new(ref)]
        if tags:
            self._context.do(
                lambda: marks.reword(*tags, emotion_id=emotion.id, is_expressed=is_expressed), then
            )

    def take_key(self, emotion: Emotion, is_expressed: bool) -> bool:
        """Whether an emotion's key was meant for the selected tags.

        It is while nobody listens and they are in sight. Else it always marks: a moment that passes
        must not be lost to a tag that happens to be selected.
        """
        tags = self._selected_tags()
        if not tags or self._marking.is_listening or not self._page.isVisible():
            return False
        done = counted(len(tags), "Changed to {to}.", "{n} feelings changed to {to}.")
        said = done.replace("{to}", emotion.name.lower())
        said += " To mark at the playhead instead, press Esc first."
        self.reword(emotion, is_expressed, lambda: self._say(said))
        return True

    def ask(self) -> None:
        """Which feeling? Its own key chooses it, playing or not."""
        if not self._selected_tags():
            self._say("Select feelings first, then say what they are instead.")
            return
        menu = QMenu(self._page)
        menu.setAccessibleName("Change the feeling")
        fill_with_feelings(menu, self._context.services.emotions.emotions(), self.reword)
        popup_in_middle(menu, self._page)

    def _on_kept(self, kept: Kept) -> None:
        """Once for each selection: who goes on marking need not hear it with every mark."""
        tags = self._selected_tags()
        if kept.emotion is None or not tags or not self._page.isVisible():
            return
        if self._told_of != self._view.marks.selected.refs:
            self._told_of = self._view.marks.selected.refs
            which = counted(len(tags), "feeling", "feelings")
            then = f", then {kept.emotion.shortcut.upper()}" if kept.emotion.shortcut else ""
            self._say(
                f"Marked where the music is. To change the selected {which} instead, press C{then}."
            )

    def _say_beforehand(self) -> None:
        is_playing = self._context.playback.is_playing
        for fields in self._fields:
            fields.show_keys(is_playing=is_playing)

    def _selected_tags(self) -> list[MarkRef]:
        return [ref for ref in self._view.marks.selected_marks if ref.kind is MarkKind.TAG]

    def _say(self, text: str) -> None:
        self._context.messages.say(text)
