"""How a return differs in key and tempo from where its theme is stated, in words."""

from __future__ import annotations

from app.core.words import Text, _, ngettext, pgettext
from app.themes.difference import Difference

_NEARLY = 0.12  # of twice, or half, as fast
_LITTLE = 0.07
_SHARES = (
    (0.1, Text("about a tenth faster"), Text("about a tenth slower")),
    (0.2, Text("about a fifth faster"), Text("about a fifth slower")),
    (0.25, Text("about a quarter faster"), Text("about a quarter slower")),
    (1 / 3, Text("about a third faster"), Text("about a third slower")),
    (0.5, Text("about half as fast again"), Text("half as fast")),
)
_SHARE_OFF = 0.06


def semitone_words(by: int | None) -> str:
    """“2 semitones lower”; empty if it isn't known. by: how many it is higher."""
    if by is None:
        return ""
    if by == 0:
        return _("in the same key")
    if by > 0:
        return ngettext("1 semitone higher", "{n} semitones higher", by)
    return ngettext("1 semitone lower", "{n} semitones lower", -by)


def tempo_words(ratio: float | None) -> str:
    """“A little slower”, without a capital; empty if it isn't known, or the difference isn't heard.
    ratio: how many times as fast.
    """
    if ratio is None or not Difference(tempo_ratio=ratio).has_other_tempo:
        return ""
    if abs(ratio / 2 - 1) <= _NEARLY:
        return _("nearly twice as fast")
    if abs(ratio * 2 - 1) <= _NEARLY:
        return _("half as fast")
    if abs(ratio - 1) <= _LITTLE:
        return _("a little faster") if ratio > 1 else _("a little slower")
    if ratio > 1:
        return pgettext("a theme's tempo", "faster")
    return pgettext("a theme's tempo", "slower")


def tempo_share_words(ratio: float | None) -> str:
    """“About a quarter slower”, without a capital, where a share says more than `tempo_words`."""
    known = tempo_words(ratio)
    if ratio is None or not known:
        return known
    by = abs(ratio - 1)
    share, faster, slower = min(_SHARES, key=lambda one: abs(one[0] - by))
    if by <= _LITTLE or abs(share - by) > _SHARE_OFF:
        return known
    return str(faster if ratio > 1 else slower)
