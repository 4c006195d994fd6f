"""Folders that are discs."""

from __future__ import annotations

import pytest

from app.library.disc_folders import disc_of_folder
from tests.app.library.conftest import Shelf, set_title, write_wav


@pytest.mark.parametrize(
    ("name", "disc"),
    [
        ("CD1", 1),
        ("CD 1", 1),
        ("cd02", 2),
        ("Disc 2", 2),
        ("disc_2", 2),
        ("Disk 03 - The long way home", 3),
        ("CD-12", 12),
        ("CD #2", 2),
        ("Score (Disc 2)", 2),
        ("Score [CD2]", 2),
        ("Score - CD 2", 2),
        ("Score (Disc 1 of 2)", 1),
        ("Score", None),
        ("CD", None),
        ("CD 0", None),
        ("CD 2003", None),
        ("Discovery 2", None),
        ("Disco 3", None),
        ("ABCD2", None),
        ("Best of CD 2 and more", None),
        ("CD 1st take", None),
        ("2", None),
    ],
)
def test_a_folder_says_which_disc_it_is(name: str, disc: int | None) -> None:
    assert disc_of_folder(name) == disc


def test_tracks_of_folders_that_are_discs_are_in_the_order_of_the_discs(shelf: Shelf) -> None:
    for sound, (folder, title) in enumerate((("CD 2", "Three"), ("CD 1", "One")), 1):
        path = write_wav(shelf.music / "Score" / folder / "01.wav", sound=sound)
        set_title(path, title, "Score", 1)
    shelf.take_in()
    rows = shelf.library.lines()
    assert [(row.title, row.disc_number) for row in rows] == [("One", 1), ("Three", 2)]


def test_a_disc_in_the_tags_is_believed(shelf: Shelf) -> None:
    from mutagen.id3 import TPOS
    from mutagen.wave import WAVE

    path = write_wav(shelf.music / "CD 2" / "01.wav")
    set_title(path, "One", "Score", 1)
    file = WAVE(path)
    assert file.tags is not None
    file.tags.add(TPOS(text=["1"]))
    file.save()
    shelf.take_in()
    assert [row.disc_number for row in shelf.library.lines()] == [1]
