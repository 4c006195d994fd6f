"""What the picture of two waves says in tooltips and to screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext

if TYPE_CHECKING:
    from ui.afterlives.in_step.anchoring import Anchors
    from ui.afterlives.in_step.shown import SeenMark, ShownStep

_MOST_TOLD = 6


def mark_words(mark: SeenMark) -> str:
    place = format_ms(mark.span.start_ms)
    if mark.is_faint:
        return dotted(place, mark.words, _("on the other version, not carried over"))
    if mark.carried_from:
        # Translators: title is a track's
        return dotted(place, mark.words, _("carried over from “{title}”", title=mark.carried_from))
    return dotted(place, mark.words)


def several_words(marks: Sequence[SeenMark]) -> str:
    """Those in one place, a line each."""
    told = [mark_words(mark) for mark in marks[:_MOST_TOLD]]
    if len(marks) > _MOST_TOLD:
        told.append(ngettext("and 1 more", "and {n} more", len(marks) - _MOST_TOLD))
    return "\n".join(told)


def anchor_words(anchors: Anchors, place: int) -> str:
    here, there = anchors[place]
    # Translators: two times that are the same musical moment, in the original and the other
    return _(
        "Anchor {number} of {many}: {here} is {there}",
        number=str(place + 1),
        many=str(len(anchors)),
        here=format_ms(here),
        there=format_ms(there),
    )


def both_words(step: ShownStep) -> str:
    """“Opening: My Heart” and The Marzipan Consort’s, at the same musical moment."""
    title, echo = step.first.row.title, step.life.echo
    if echo.who:
        # Translators: title: of a track; who: a band or a person who made another version of it
        return _(
            "“{title}” and the version by {who}, at the same musical moment",
            title=title,
            who=echo.who,
        )
    # Translators: two titles of tracks
    return _("“{first}” and “{second}”, at the same musical moment", first=title, second=echo.title)


def line_words(step_s: int) -> str:
    """Of the lines between the two waves. step_s: from one to the next."""
    if step_s < 60:
        return ngettext("A line each second", "A line every {n} seconds", step_s)
    return ngettext("A line each minute", "A line every {n} minutes", step_s // 60)


def step_words(step: ShownStep, anchors: Anchors) -> str:
    marks = sum(not mark.is_faint for mark in step.first.marks)
    faint = len(step.second.to_carry)
    return dotted(
        ngettext("1 anchor", "{n} anchors", len(anchors)),
        ngettext("1 mark on the original", "{n} marks on the original", marks),
        ngettext("1 of them not carried over", "{n} of them not carried over", faint),
    )
