"""What emotion marks say beside their signs: words, and when they were made; and its pictures.

Hundreds are in view at each step of a zoom, mostly the same ones: what one says is found out once.
"""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from app.core.words import _
from app.emotions.records import TaggedEmotion
from ui.timeline.lanes.new_marks import NewMarks
from ui.timeline.paint.label_picture import caption_picture, caption_width
from ui.words.marks import is_waiting

_ROOM_STEP_PX = 8  # with a little more room words look the same
_MOST_KEPT = 20_000


class TagCaption:
    """least_px: the width of its words; whole_px: with when it was made."""

    __slots__ = ("_dpr", "_is_strong", "_pictures", "_soft", "_words", "least_px", "whole_px")

    def __init__(self, words: tuple[str, str], soft: str, dpr: float, *, is_strong: bool) -> None:
        self._words, self._soft, self._dpr, self._is_strong = words, soft, dpr, is_strong
        self.least_px = caption_width(words[0], "", strong=is_strong)
        self.whole_px = caption_width(*words, strong=is_strong)
        self._pictures: dict[int, tuple[QPixmap, float]] = {}

    def picture(self, room_px: int) -> tuple[QPixmap, float]:
        """In so much room, and how high it is."""
        room = room_px // _ROOM_STEP_PX * _ROOM_STEP_PX
        if room >= self.whole_px:  # one picture for any more room
            room = -(-self.whole_px // _ROOM_STEP_PX) * _ROOM_STEP_PX
        known = self._pictures.get(room)
        if known is None:
            strong = self._is_strong
            made = caption_picture(*self._words, self._soft, room, self._dpr, strong=strong)
            known = self._pictures[room] = made, made.deviceIndependentSize().height()
        return known


class TagCaptions:
    """Looked up for every sign; remade when font, screen or theme change."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], tuple[TaggedEmotion, TagCaption]] = {}

    def forget(self) -> None:
        self._known.clear()

    def of(self, item: TaggedEmotion, soft: str, dpr: float, *, is_new: bool) -> TagCaption:
        """soft: the ground of its words. is_new: made in this listen."""
        known = self._known.get((id(item), is_new))
        if known is None:  # while it is kept, no other mark can have its id()
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            words = _words_of(item, is_new=is_new)
            known = item, TagCaption(words, soft, dpr, is_strong=is_new)
            self._known[id(item), is_new] = known
        return known[1]


def _words_of(item: TaggedEmotion, *, is_new: bool) -> tuple[str, str]:
    """What was written, or the emotion’s name; and when."""
    note, words = item.tag.note, item.emotion.name
    if note:
        written = " ".join(note.split())
        words = _("“{note}”", note=written) if written else words
    if is_waiting(item):
        words = _("{mark}, waiting", mark=words)
    return words, NewMarks.when_made(item, is_new=is_new)
