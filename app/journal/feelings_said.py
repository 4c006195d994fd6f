"""How the listener felt before and after, in words."""

from __future__ import annotations

from app.core.affect_words import affect_in_words
from app.core.words import _
from app.journal.records import Feeling


def before_and_after(before: Feeling | None, after: Feeling | None) -> str:
    """“Before: a little unpleasant, calm → after: pleasant, calm”; what wasn’t said is left out."""
    if before is not None and after is not None:
        first, then = _in_words(before), _in_words(after)
        # Translators: how the listener felt, “Before: a little pleasant, calm → after: pleasant”
        return _("Before: {before} → after: {after}", before=first, after=then)
    if before is not None:
        # Translators: how the listener felt, “Before: a little pleasant, calm”
        return _("Before: {feeling}", feeling=_in_words(before))
    if after is not None:
        # Translators: how the listener felt, “After: pleasant, calm”
        return _("After: {feeling}", feeling=_in_words(after))
    return ""


def _in_words(feeling: Feeling) -> str:
    return affect_in_words((feeling.valence, feeling.arousal))
