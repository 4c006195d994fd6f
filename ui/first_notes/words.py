"""What the game says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import _, dotted
from app.first_notes.records import Piece
from app.library.records import UNTOLD_ROLES, role_label
from ui.words import differences
from ui.words.recognised import recognised_words, seconds_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.first_notes.records import Recognition


def question_words(piece: Piece) -> str:
    return _("Which track is this?") if piece.theme is None else _("Which theme is this?")


def where_words(piece: Piece) -> str:
    """“Love theme · Farewell · The Long Road”: what is known of the place beside its name."""
    track = piece.track
    role = "" if track.role in UNTOLD_ROLES else role_label(track.role)
    if piece.theme is None:
        return dotted(role, track.album, track.artist)
    return dotted(role, track.title, track.album)


def form_words(piece: Piece) -> str:
    """In which form a theme was heard, in the listener's words, else “lower, slower”; with figures:
    “4 semitones lower, 28% slower”. Empty for a track, and if nothing is known.
    """
    if piece.theme is None:
        return ""
    if not piece.variant:
        return piece.varied
    words = piece.varied or differences.measured_words(piece.differs, is_home=False)
    return dotted(words, differences.figures(piece.differs))


def result_words(after_ms: int, before: Sequence[Recognition]) -> str:
    """“Recognised after 1.8 s, sooner than ever”. before: of the same piece."""
    if not before:
        return recognised_words(after_ms)
    fastest_ms = min(one.after_ms for one in before)
    if after_ms < fastest_ms:
        # Translators: time is such as “1.8 s”: how soon a piece of music was known
        return _("Recognised after {time}, sooner than ever", time=seconds_words(after_ms))
    return recognised_words(after_ms)
