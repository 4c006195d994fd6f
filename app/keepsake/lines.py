"""Lines of the journal as a keepsake has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.core.ids import EmotionId
from app.core.timecode import format_ms
from app.core.words import _
from app.emotions.records import Emotion, Mode
from app.journal.entry_parts import EntryPicture
from app.journal.records import ENTRY, JournalItem
from app.keepsake.choosing import Ticks
from app.keepsake.records import KeptLine
from app.marks.kinds import KINDS
from app.profile.pictures import named_in


@dataclass(frozen=True)
class LineMaking:
    """ticks: what is private and goes in all the same. has_picture: whether there is one of a name
    that an entry's text may show.
    """

    find: Callable[[EmotionId], Emotion]
    has_picture: Callable[[str], bool]
    ticks: Ticks

    def is_covered(self, item: JournalItem) -> bool:
        """Whether its very name gives something away."""
        covering = self.ticks.covering
        is_scene = item.scene is not None and covering.covers(item.scene)
        return is_scene or (item.theme is not None and covering.covers_theme(item.theme))

    def is_private_letter(self, item: JournalItem) -> bool:
        """Whether it is a letter that wasn't asked for."""
        return item.seal is not None and not self.ticks.letters

    def line(self, item: JournalItem) -> KeptLine:
        emotion = None if item.emotion_id is None else self.find(item.emotion_id)
        is_entry, covering = item.kind is ENTRY, self.ticks.covering
        return KeptLine(
            uid=item.uid,
            kind=item.kind,
            made=item.made,
            heading=_heading(item, emotion),
            is_entry=is_entry,
            emotion=emotion,
            intensity=item.intensity or 0,
            is_expressed=item.mode == Mode.EXPRESSED,
            text=item.text,
            memory=item.memory if self.ticks.memories else "",
            track_id=None if item.track is None else item.track.id,
            track_title="" if item.track is None else item.track.title,
            span=item.span,
            scenes=tuple(one.title for one in item.scenes if not covering.covers(one)),
            linked=self._linked(item),
            before=item.before,
            after=item.after,
            pictures=self._pictures(item.text) if is_entry else (),
            attached=self._attached(item),
            people=item.links.people,
            is_letter=item.seal is not None,
        )

    def _pictures(self, text: str) -> tuple[str, ...]:
        return tuple(sorted(filter(self.has_picture, named_in(text))))

    def _attached(self, item: JournalItem) -> tuple[EntryPicture, ...]:
        return tuple(one for one in item.links.pictures if self.has_picture(one.file))

    def _linked(self, item: JournalItem) -> tuple[str, ...]:
        links, covering = item.links, self.ticks.covering
        return (
            *(track.title for track in links.tracks),
            *(scene.title for scene in links.scenes if not covering.covers(scene)),
            *(
                # Translators: a moment or track and a time in it, “Love theme at 1:05”
                _(
                    "{track} at {time}",
                    track=one.label or one.track.title,
                    time=format_ms(one.span.start_ms),
                )
                for one in links.moments
            ),
        )


def _heading(item: JournalItem, emotion: Emotion | None) -> str:
    if item.kind is ENTRY:
        return item.title or _("Entry")
    name = item.title if item.scene is None else item.scene.title
    name = name if item.theme is None else item.theme.name
    name = name if emotion is None else emotion.name
    return KINDS[item.kind].words.said_in_journal(name)
