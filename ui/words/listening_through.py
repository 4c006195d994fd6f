"""How far the listening through is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text, _, dotted, ngettext, number
from app.listening_through.records import Standing, State, Trouble

if TYPE_CHECKING:
    from app.theme_finding.progress import SearchProgress

_MINUTE_S = 60
_HOUR_S = 3600
_HOURS_FROM_S = 100 * _MINUTE_S
_TROUBLES = {
    Trouble.NOT_KEPT: Text(
        "What was heard can’t be saved: the disk may be full, or the cache’s folder read-only. "
        "The next try is in ten minutes."
    ),
    Trouble.ENDED: Text(
        "The system keeps ending the work, perhaps because memory is short. The next try is in "
        "ten minutes."
    ),
    Trouble.FULL: Text("The cache is full. The other tracks are listened to when it is needed."),
}


def progress_in_words(standing: Standing) -> str:
    """“Listened through 11 of 14 tracks, about 2 minutes left”."""
    if standing.trouble is not Trouble.NONE:
        return str(_TROUBLES[standing.trouble])
    done = ngettext(
        "Listened through {done} of {n} track",
        "Listened through {done} of {n} tracks",
        standing.total,
        done=number(standing.done),
    )
    if standing.state is State.PAUSED:
        # Translators: such as “Paused: Listened through 11 of 14 tracks”
        return _("Paused: {progress}", progress=done)
    if standing.state is State.WORKING and standing.left_s is not None:
        # Translators: such as “Listened through 11 of 14 tracks, about 2 minutes left”
        return _("{progress}, {time_left}", progress=done, time_left=time_left(standing.left_s))
    return done


def search_progress_in_words(progress: SearchProgress, missing: int = 0) -> str:
    """The same of what a search waits for. missing: tracks that can't be listened through."""
    state = State.WORKING if progress.to_come else State.QUIET
    standing = Standing(
        State.PAUSED if progress.is_paused else state,
        progress.heard - missing,
        progress.tracks,
        progress.left_s,
        missing,
    )
    return dotted(progress_in_words(standing), unreadable_in_words(standing))


def unreadable_in_words(standing: Standing) -> str:
    """Empty if every track could be read."""
    if standing.unreadable == 0:
        return ""
    return ngettext(
        "1 track couldn’t be read.", "{n} tracks couldn’t be read.", standing.unreadable
    )


def time_left(seconds: float) -> str:
    """Within a sentence: “about 2 minutes left”."""
    if seconds < _MINUTE_S:
        return _("less than a minute left")
    if seconds < _HOURS_FROM_S:
        minutes = round(seconds / _MINUTE_S)
        return ngettext("about 1 minute left", "about {n} minutes left", minutes)
    return ngettext("about 1 hour left", "about {n} hours left", round(seconds / _HOUR_S))


def time_taken(seconds: float | None) -> str:
    """What listening through everything again costs, as a sentence; seconds: None if unknown."""
    if seconds is None:
        return _("Listening to all of your music again takes time.")
    if seconds < _HOURS_FROM_S:
        return ngettext(
            "Listening to all of your music again takes about 1 minute.",
            "Listening to all of your music again takes about {n} minutes.",
            max(1, round(seconds / _MINUTE_S)),
        )
    return ngettext(
        "Listening to all of your music again takes about 1 hour.",
        "Listening to all of your music again takes about {n} hours.",
        round(seconds / _HOUR_S),
    )
