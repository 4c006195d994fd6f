"""Pictures beside NFO files: posters, stills, portraits; by the names Kodi and Jellyfin use.

Source: kodi.wiki/view/Artwork, jellyfin.org/docs/general/server/media/shows.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.core.user_files import read_bytes, reason
from app.core.words import Text, _, number
from app.profile.picture_shape import MOST_PIXELS, picture_size
from app.profile.pictures import MAX_BYTES, picture_extension
from app.story_import.records import NotTaken, Place

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tbn", ".gif", ".bmp")
_OF_WORK = ("poster", "folder", "cover", "show", "movie", "season-all-poster")
_INSTEAD = ("fanart", "backdrop", "landscape", "thumb", "banner")
_MOST_NAMES = 50_000  # of one folder
_REMEDY = Text("Save it again as a JPEG or PNG, then import it again, or choose another.")


class Art:
    """Looks into each folder once. not_taken: pictures that were found, and can't be used."""

    def __init__(self) -> None:
        self.not_taken: list[NotTaken] = []
        self._folders: dict[Path, dict[str, Path]] = {}
        self._judged: dict[Path, bool] = {}

    def of_series(self, folder: Path) -> Path | None:
        seasons = (name for name in self._names(folder) if name.startswith("season"))
        stems = sorted(name for name in map(_stem, seasons) if name.endswith("-poster"))
        return self._first(folder, (*_OF_WORK, *stems, *_INSTEAD))

    def of_film(self, file: Path, *, is_alone: bool) -> Path | None:
        """is_alone: whether the folder's own pictures are the film's."""
        stem = file.stem.lower()
        own = (f"{stem}-poster", stem, f"{stem}-cover")
        instead = tuple(f"{stem}-{name}" for name in _INSTEAD)
        whole = (*own, *_OF_WORK, *instead, *_INSTEAD)
        return self._first(file.parent, whole if is_alone else (*own, *instead))

    def of_episode(self, file: Path) -> Path | None:
        stem = file.stem.lower()
        beside = self._first(file.parent, (f"{stem}-thumb", stem))
        return beside or self._first(file.parent / "metadata", (f"{stem}-thumb", stem))

    def of_actor(self, folder: Path, name: str) -> Path | None:
        return self._first(folder / ".actors", (name.lower().replace(" ", "_"),)) if name else None

    def _first(self, folder: Path, stems: tuple[str, ...]) -> Path | None:
        names = self._names(folder)
        for stem in stems:
            for suffix in SUFFIXES:
                found = names.get(stem + suffix)
                if found is not None and self._is_fit(found):
                    return found
        return None

    def _names(self, folder: Path) -> dict[str, Path]:
        if folder not in self._folders:
            self._folders[folder] = _pictures_in(folder)
        return self._folders[folder]

    def _is_fit(self, picture: Path) -> bool:
        if picture not in self._judged:
            fault = picture_fault(picture)
            self._judged[picture] = fault is None
            if fault is not None:
                self.not_taken.append(fault)
        return self._judged[picture]


def picture_fault(picture: Path) -> NotTaken | None:
    """Why the file can't be kept as a picture; None if it can."""
    try:
        data = read_bytes(picture, MAX_BYTES)
    except OSError as error:
        return NotTaken(Place(picture), "", reason(error), str(_REMEDY))
    if picture_extension(data) and picture_size(data) is not None:
        return None
    most = number(MOST_PIXELS // 1_000_000)
    why = _("It is damaged, larger than {n} megapixels, or no picture.", n=most)
    return NotTaken(Place(picture), "", why, str(_REMEDY))


def _pictures_in(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    try:
        with os.scandir(folder) as entries:
            for _count, entry in zip(range(_MOST_NAMES), entries, strict=False):
                if entry.name.lower().endswith(SUFFIXES):
                    found.setdefault(entry.name.lower(), folder / entry.name)
    except OSError:
        return {}  # most films have no `metadata` and no `.actors`
    return found


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
