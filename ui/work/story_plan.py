"""What “Play the story” would play: which cues, from where, how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.words import _, dotted, ngettext
from ui.words.marks import scene_title
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.story.records import Cue


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """cues: without those of covered scenes."""

    cues: tuple[Cue, ...]

    @property
    def duration_ms(self) -> int:
        return sum(cue.span.duration_ms for cue in self.cues)


def story_plan(cues: Sequence[Cue]) -> StoryPlan:
    covers = spoilers().covering.covers
    return StoryPlan(tuple(cue for cue in cues if not covers(cue.scene)))


def plan_words(plan: StoryPlan) -> str:
    """“From “The harbour at dawn” · 11 cues, 38 min”."""
    if not plan.cues:
        return _("when the first track has a scene")
    count = ngettext("1 cue", "{n} cues", len(plan.cues))
    # Translators: cues: “11 cues”; length: “38 min”
    what = _("{cues}, {length}", cues=count, length=length_words(plan.duration_ms))
    return dotted(_("From “{scene}”", scene=scene_title(plan.cues[0].scene)), what)


def length_words(duration_ms: int) -> str:
    """“45 s”, “38 min”, “2 h 5 min”."""
    seconds = round(duration_ms / 1000)
    if seconds < 60:
        return ngettext("1 s", "{n} s", seconds)
    hours, minutes = divmod(round(seconds / 60), 60)
    in_minutes = ngettext("1 min", "{n} min", minutes)
    if not hours:
        return in_minutes
    in_hours = ngettext("1 h", "{n} h", hours)
    # Translators: a length of time: “2 h 5 min”
    return _("{hours} {minutes}", hours=in_hours, minutes=in_minutes) if minutes else in_hours
