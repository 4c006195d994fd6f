"""Another emotion for the selected marks: by its key or from a list; what a key does when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.marks import MarkKind, MarkRef
from app.core.words import _, ngettext
from ui.emotions.emotion_finder import ask_emotion
from ui.scenes.additions import Additions
from ui.shell.shortcuts import native_text
from ui.widgets.waiting import ONLY_A_NOTE

if TYPE_CHECKING:
    from app.capture.capturing import Kept
    from app.emotions.records import Emotion
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.marks.inspector.fields import FeelingFields
    from ui.timeline.view import TimelineView


Do = Callable[[Callable[[], object], Callable[[], object] | None], object]


class Rewording(QObject):
    """During playback an emotion's key marks the music; while paused it changes the selected
    emotions. The inspectors say beforehand which it is, and a message says so afterwards.

    fields: where the inspectors show the selected emotions.
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
        do: Do | None = None,
    ) -> None:
        """Gives the selected marks this emotion, and says so of those that can't have it yet.

        do: instead of the context's.
        """
        tags, marks = self._saved_tags(), self._context.services.marks
        if len(tags) < len(self._selected_tags()):
            self._say(str(ONLY_A_NOTE))
        if tags:
            (do or self._context.do)(
                lambda: marks.reword(*tags, emotion_id=emotion.id, is_expressed=is_expressed), then
            )

    def take_key(self, emotion: Emotion, is_expressed: bool) -> bool:
        """Whether an emotion's key was meant for the selected marks.

        It is while nothing plays and the marks are in sight. Otherwise it always marks: a passing
        moment must not be lost because a mark happens to be selected.
        """
        if not self._page.isVisible() or not self._selected_tags() or self._marking.is_listening:
            return False
        said = ngettext(
            "Changed to “{emotion}”. To mark at the playhead instead, press {keys} first.",
            "{n} emotions changed to “{emotion}”. To mark at the playhead instead, press {keys} "
            "first.",
            len(self._saved_tags()),
            emotion=emotion.name,
            keys=native_text("Esc"),
        )
        self.reword(emotion, is_expressed, lambda: self._say(said))
        return True

    def ask(self) -> None:
        """Asks for an emotion, playing or not."""
        tags = self._selected_tags()
        if not tags:
            self._say(_("Select emotions first, then choose another one for them."))
            return
        words = self._context.services.emotions.emotions()
        ask_emotion(self._page, _("Change emotion"), words, self._reword_and_say)

    def _reword_and_say(self, emotion: Emotion) -> None:
        said = ngettext(
            "Changed to “{emotion}”.",
            "{n} emotions changed to “{emotion}”.",
            len(self._saved_tags()),
            emotion=emotion.name,
        )
        additions = Additions(self._context)
        self.reword(emotion, then=lambda: additions.say(said), do=additions.do)

    def _on_kept(self, kept: Kept) -> None:
        """Says it once for each selection, not again with every further mark."""
        tags = self._selected_tags()
        if kept.emotion is None or not tags or not self._page.isVisible():
            return
        if self._told_of != self._view.marks.selected.refs:
            self._told_of = self._view.marks.selected.refs
            self._say(self._marked(len(tags), _digit(kept.emotion)))

    def _marked(self, selected: int, key: str) -> str:
        """key: the emotion's digit, which needs no Enter; otherwise empty."""
        keys = self._context.shortcuts.text("reword")
        if not key:
            return ngettext(
                "Marked at the playhead. To change the selected emotion instead, press {keys}.",
                "Marked at the playhead. To change the selected emotions instead, press {keys}.",
                selected,
                keys=keys,
            )
        # Translators: keys is the shortcut of a command, key the one of an emotion
        return ngettext(
            "Marked at the playhead. To change the selected emotion instead, press {keys}, then "
            "{key}.",
            "Marked at the playhead. To change the selected emotions instead, press {keys}, then "
            "{key}.",
            selected,
            keys=keys,
            key=key,
        )

    def _say_beforehand(self) -> None:
        is_playing = self._context.playback.is_playing
        for fields in self._fields:
            fields.show_keys(is_playing=is_playing)

    def _selected_tags(self) -> list[MarkRef]:
        return [ref for ref in self._view.marks.selected_marks if ref.kind is MarkKind.TAG]

    def _saved_tags(self) -> list[MarkRef]:
        is_new = self._context.services.waiting.is_new
        return [ref for ref in self._selected_tags() if not is_new(ref)]

    def _say(self, text: str) -> None:
        self._context.messages.say(text)


def _digit(emotion: Emotion) -> str:
    key = emotion.shortcut or ""
    return key if key.isdecimal() else ""
