"""What is shown in place of families while there are none."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from app.core.words import _
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.themes.families.shown import ShownFamilies


class FamiliesState(Enum):
    """SHOWN: there are some. UNASKED: it was never looked through. LOOKING: it is now. NOTHING:
    nothing was found. KNOWN: all that was found belongs to a theme. JUDGED: all that was found is
    named or dismissed. UNHEARD: none of the tracks could be listened through. NO_MUSIC: there are
    no tracks.
    """

    SHOWN = auto()
    UNASKED = auto()
    LOOKING = auto()
    NOTHING = auto()
    KNOWN = auto()
    JUDGED = auto()
    UNHEARD = auto()
    NO_MUSIC = auto()


def state_of(shown: ShownFamilies, *, is_looking: bool, with_dismissed: bool) -> FamiliesState:
    if shown.soundtrack is None:
        return FamiliesState.NO_MUSIC
    if shown.open or (with_dismissed and shown.dismissed):
        return FamiliesState.SHOWN
    if is_looking:
        return FamiliesState.LOOKING
    if shown.without_file == len(shown.soundtrack.track_ids):
        return FamiliesState.UNHEARD
    if not shown.is_known:
        return FamiliesState.UNASKED
    if shown.judged:
        return FamiliesState.JUDGED if shown.dismissed else FamiliesState.KNOWN
    return FamiliesState.NOTHING if shown.heard else FamiliesState.UNHEARD


def make_states() -> dict[FamiliesState, EmptyState]:
    """A picture and a sentence for each but SHOWN; whoever shows them adds the buttons."""
    return {
        FamiliesState.UNASKED: EmptyState(
            "audio-lines",
            _("Which melodies come back?"),
            _(
                "The program listens through this soundtrack and looks for melodies that return: "
                "slower, in another key, on other instruments. You say which of them are themes."
            ),
        ),
        FamiliesState.LOOKING: EmptyState(
            "headphones",
            _("Listening for what returns"),
            _("Melodies appear here once the soundtrack is heard. You can go on with your music."),
        ),
        FamiliesState.NOTHING: EmptyState(
            "music-2",
            _("Nothing returns for certain"),
            _(
                "No melody of this soundtrack comes back clearly enough. You can still mark a "
                "theme yourself while you listen, and have its returns looked for."
            ),
        ),
        FamiliesState.KNOWN: EmptyState(
            "check",
            _("Nothing new returns"),
            _("Every melody that was found to return here belongs to one of your themes."),
        ),
        FamiliesState.JUDGED: EmptyState(
            "check",
            _("All of them have an answer"),
            _("Every melody that returns in this soundtrack was named or dismissed."),
        ),
        FamiliesState.UNHEARD: EmptyState(
            "circle-alert",
            _("This soundtrack can’t be heard"),
            _("The files of its tracks are missing, or can’t be read. Bring them back, then look "
              "again."),
        ),
        FamiliesState.NO_MUSIC: EmptyState(
            "library",
            _("No music here yet"),
            _("Add music in the library; then the melodies that return in it can be found."),
        ),
    }  # fmt: skip
