"""What the Library page shows while it has no tracks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.words import _
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import on_button, plain_tip


def no_music(
    add_folder: Callable[[], object],
    add_files: Callable[[], object],
    take_in: Callable[[Path], object],
    run: Callable[[str], object],
) -> EmptyState:
    """Nothing was added yet. take_in: imports a folder. run: runs a command of the window."""
    from ui.library.music_files import music_folder  # not needed to start

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
    if (folder := music_folder()) is not None:
        # Translators: folder is the desktop’s own music folder, such as “Music”
        said = _("Add “{folder}”", folder=on_button(folder.name))
        button = empty.add_further(said, lambda: take_in(folder), "folder")
        button.setToolTip(plain_tip(str(folder)))
        button.setAccessibleDescription(str(folder))
    empty.add_further(_("Open the demo"), lambda: run("demo"), "sparkles")
    empty.add_further(_("How it works"), lambda: run("how_it_works"), "compass")
    return empty


def no_matches(show_everything: Callable[[], object]) -> EmptyState:
    """The filter matches nothing."""
    nothing = EmptyState("search", _("No matches"), _("Try fewer letters, or another word."))
    nothing.add_action(_("Show everything"), show_everything)
    return nothing
