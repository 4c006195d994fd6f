"""Puts lyrics that were found in files beside those of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.spoken_files.beside import LYRICS_ENDINGS, FoundLyrics
from app.spoken_files.line import stored


def take_in_lyrics(session: Any, found: Iterable[tuple[int, Iterable[FoundLyrics]]]) -> set[int]:
    """session: of a unit of work. found: by track. Returns the tracks whose lyrics changed."""
    from db.repositories.lyrics import FileLyrics, take_in

    told = [
        (
            track_id,
            [
                FileLyrics(one.words.language, one.source, one.is_beside, stored(one.words.lines))
                for one in lyrics
            ],
        )
        for track_id, lyrics in found
    ]
    return take_in(session, told, LYRICS_ENDINGS)
