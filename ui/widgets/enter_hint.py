"""What Enter and Ctrl+Enter do in a picker, in words."""

from __future__ import annotations

from app.core.words import _


def said_about(text: str, *, takes: str, creates: bool, may_create: bool, has_rows: bool) -> str:
    """takes: the name that Enter takes, if it takes one. creates: whether it creates what is typed.
    may_create: whether Ctrl+Enter can. has_rows: whether the arrow keys find something.
    """
    if creates:
        return _("Enter creates “{name}”.", name=text)
    if takes and may_create and text:
        return _(
            "Enter chooses “{name}”. Ctrl+Enter creates “{typed}” instead.", name=takes, typed=text
        )
    if takes:
        return _("Enter chooses “{name}”.", name=takes)
    if has_rows and not text:
        return _("Type a name, or choose one with the arrow keys.")
    if has_rows:
        return _("No match, only similar names: choose one with the arrow keys.")
    if text:
        return _("No matches")
    return _("Type a name to create the first one.") if may_create else ""
