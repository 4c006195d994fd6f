"""What the Library page shows while it has no tracks."""

from __future__ import annotations

from collections.abc import Callable

from app.core.words import _
from ui.widgets.empty_state import EmptyState


def no_music(add_folder: Callable[[], object], add_files: Callable[[], object]) -> EmptyState:
    """Nothing was added yet."""
    empty = EmptyState(
        "music",
        _("Add your music"),
        _(
            "Add a folder of soundtracks, or drop files and folders anywhere on this window. They "
            "stay where they are; only what you feel about them is saved here."
        ),
    )
    empty.add_action(_("Add music…"), add_folder, "folder-plus")
    empty.add_action(_("Add files…"), add_files, "file-audio")
    return empty


def no_matches(show_everything: Callable[[], object]) -> EmptyState:
    """The filter matches nothing."""
    nothing = EmptyState("search", _("No matches"), _("Try fewer letters, or another word."))
    nothing.add_action(_("Show everything"), show_everything)
    return nothing
