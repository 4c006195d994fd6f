"""A click on an album in the grid: a press and a release on the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.library.records import Album

Key = tuple[str, str]


class AlbumClick:
    """The second press of a double click begins none."""

    def __init__(self) -> None:
        self._pressed: Album | None = None
        self._open_before: Key | None = None

    def press(self, album: Album | None, open_before: Key | None) -> None:
        """open_before: the album whose panel was open, which the press itself may change."""
        self._pressed, self._open_before = album, open_before

    def release(self, album: Album | None) -> bool:
        """Whether the album was clicked."""
        pressed, self._pressed = self._pressed, None
        return album is not None and pressed is not None and album.key == pressed.key

    def to_open(self, album: Album) -> Key | None:
        """None if the click closes what was open."""
        return None if album.key == self._open_before else album.key
