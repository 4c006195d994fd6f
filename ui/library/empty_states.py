"""What the library says while it has no tracks to show."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.empty_state import EmptyState


def no_music(add_folder: Callable[[], object], add_files: Callable[[], object]) -> EmptyState:
    """Nothing was added yet."""
    empty = EmptyState(
        "music",
        "Bring your music",
        "Add a folder of soundtracks, or drop files and folders anywhere on this window. "
        "They stay where they are; only what you feel about them is kept here.",
    )
    empty.add_action("Add music…", add_folder, "folder-plus")
    empty.add_action("Add files…", add_files, "file-audio")
    return empty


def no_matches(show_everything: Callable[[], object]) -> EmptyState:
    """The filter lets nothing through."""
    nothing = EmptyState(
        "search", "Nothing by that name", "Try fewer letters, or another word of it."
    )
    nothing.add_action("Show everything", show_everything)
    return nothing
