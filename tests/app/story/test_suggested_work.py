"""The work that an album's music is probably from."""

from __future__ import annotations

import pytest

from app.story.suggested_work import suggested_work


@pytest.mark.parametrize(
    ("album", "work"),
    [
        ("Tidewatch", "Tidewatch"),
        ("Tidewatch OST", "Tidewatch"),
        ("Tidewatch (Original Soundtrack)", "Tidewatch"),
        ("Tidewatch (Original Motion Picture Soundtrack)", "Tidewatch"),
        ("Tidewatch [Original Game Soundtrack], Vol. 2", "Tidewatch"),
        ("Tidewatch (Original Soundtrack) CD 1", "Tidewatch"),
        ("Tidewatch: Original Series Soundtrack", "Tidewatch"),
        ("Tidewatch – Original Motion Picture Score", "Tidewatch"),
        ("Tidewatch Original Soundtrack 2", "Tidewatch"),
        ("Tidewatch, Vol. 3", "Tidewatch"),
        ("Music from the Motion Picture Tidewatch", "Tidewatch"),
        ("潮の番 オリジナル・サウンドトラック", "潮の番"),
        ("Tidewatch 2", "Tidewatch 2"),
        ("2001", "2001"),
        ("The Post", "The Post"),
        ("Soundtrack", "Soundtrack"),
        ("Keeping Score", "Keeping Score"),
        ("Tidewatch (Deluxe)", "Tidewatch (Deluxe)"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_what_an_album_is_from(album: str, work: str) -> None:
    assert suggested_work(album) == work
