"""The library’s verbs for lines, for tests that are about whole tracks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from app.library.service import LibraryService


def edit_tracks(library: LibraryService, track_ids: Collection[int], **words: Any) -> None:
    """Edits the tracks’ own lines."""
    library.edit_lines([(track_id, None) for track_id in track_ids], **words)


def remove_tracks(
    library: LibraryService, track_ids: Collection[int], *, with_marks: bool = False
) -> None:
    """Removes tracks from all their albums."""
    shelf = library.shelf()
    lines = [line for track_id in track_ids for line in shelf.lines_of(track_id)]
    library.remove_lines(lines, with_marks=with_marks)
