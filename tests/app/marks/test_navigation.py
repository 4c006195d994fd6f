"""From mark to mark, in the track and across the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.ids import EmotionId, TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.marks.navigation import Origin, Place
from db.models.all import AudioFile, TrackSource
from tests.support.opened_profile import OpenedProfile
from tests.support.track_verbs import edit_tracks


class Shelf:
    """Three tracks in library order, “A”, “B” and “C”, each with an existing file."""

    def __init__(self, opened: OpenedProfile, folder: Path) -> None:
        self.services = opened.services
        self.tracks = {title: self._track(opened, title, folder) for title in ("A", "B", "C")}
        self.wonder, self.sadness = self._word("wonder"), self._word("sadness")

    def _track(self, opened: OpenedProfile, title: str, folder: Path) -> TrackId:
        track = opened.track(title)
        with self.services.ledger.write("File", "track", is_undoable=False) as writing:
            writing.session.add(TrackSource(track_id=track, payload_hash=title, duration_ms=90_000))
            writing.session.add(
                AudioFile(
                    path=str(folder / f"{title}.ogg"),
                    size=1,
                    mtime_ns=1,
                    payload_hash=title,
                )
            )
        edit_tracks(self.services.library, [track], track_number=ord(title))
        return track

    def _word(self, name: str) -> EmotionId:
        word = self.services.emotions.named(name)
        assert word is not None
        return word.id

    def tag(self, title: str, at_ms: int, emotion: EmotionId | None = None) -> MarkRef:
        made = self.services.tagging.add_tag(
            self.tracks[title], emotion or self.wonder, Span.point(at_ms)
        )
        return MarkRef(MarkKind.TAG, made.id)

    def moment(self, title: str, at_ms: int) -> MarkRef:
        made = self.services.moments.add_moment(self.tracks[title], Span.point(at_ms))
        return MarkRef(MarkKind.MOMENT, made.id)

    def break_mark(self, ref: MarkRef) -> None:
        """As an earlier version could write it: an end beyond any track."""
        with self.services.ledger.write("Break", "tag", is_undoable=False) as writing:
            connection = writing.session.connection()
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
            odd = text("UPDATE emotional_tag SET end_ms = 1000000000000000000 WHERE id = :id")
            connection.execute(odd, {"id": ref.id})
            connection.execute(text("PRAGMA ignore_check_constraints = OFF"))

    def go(
        self,
        title: str | None,
        *,
        at_ms: int = 0,
        ref: MarkRef | None = None,
        step: int = 1,
        emotion: EmotionId | None = None,
    ) -> Place | None:
        origin = Origin(None if title is None else self.tracks[title], at_ms, ref)
        return self.services.mark_navigation.go(origin, step, emotion)


@pytest.fixture
def shelf(opened: OpenedProfile, tmp_path: Path) -> Shelf:
    return Shelf(opened, tmp_path)


def test_the_next_wonder_in_the_track_comes_first(shelf: Shelf) -> None:
    shelf.tag("A", 2_000, shelf.sadness)
    ref = shelf.tag("A", 3_000)
    shelf.tag("B", 1_000)
    place = shelf.go("A", at_ms=1_000, emotion=shelf.wonder)
    assert place == Place(ref, shelf.tracks["A"], "A", Span.point(3_000), None, False)


def test_after_the_last_wonder_comes_the_first_of_the_next_track_that_has_one(
    shelf: Shelf,
) -> None:
    last = shelf.tag("A", 3_000)
    shelf.tag("B", 500, shelf.sadness)
    far = shelf.tag("C", 9_000)
    first = shelf.tag("C", 4_000)
    place = shelf.go("A", ref=last, at_ms=3_000, emotion=shelf.wonder)
    assert place is not None and place.is_elsewhere
    assert (place.ref, place.track_title) == (first, "C")
    onward = shelf.go("C", ref=first, emotion=shelf.wonder)
    assert onward is not None and onward.ref == far
    around = shelf.go("C", ref=far, emotion=shelf.wonder)
    assert around is not None and around.ref == last, "after the last track comes the first"


def test_a_track_whose_marks_cannot_be_shown_is_skipped(shelf: Shelf) -> None:
    here = shelf.tag("A", 3_000)
    broken, sound = shelf.tag("B", 1_000), shelf.tag("C", 2_000)
    shelf.break_mark(broken)
    place = shelf.go("A", ref=here, emotion=shelf.wonder)
    assert place is not None and place.ref == sound
    shelf.break_mark(sound)
    assert shelf.go("A", ref=here, emotion=shelf.wonder) is None
    around = shelf.go("A", at_ms=90_000, emotion=shelf.wonder)
    assert around is not None and around.ref == here


def test_an_album_is_gone_through_in_the_librarys_order(shelf: Shelf) -> None:
    """By several artists, one of whom is said to be the album’s; one track has no number."""
    library = shelf.services.library
    for title, number in (("C", 1), ("B", 2), ("A", None)):
        by = "Artist B" if title == "B" else ""
        edit_tracks(
            library, [shelf.tracks[title]], album="Songs", album_artist=by, track_number=number
        )
        shelf.tag(title, 1_000)
    visited: list[str] = []
    for _step in "CBA":
        place = shelf.go(visited[-1] if visited else None, at_ms=1_000)
        assert place is not None
        visited.append(place.track_title)
    assert visited == ["C", "B", "A"]


def test_going_back_leads_to_the_last_of_the_previous_track(shelf: Shelf) -> None:
    shelf.tag("A", 1_000)
    last = shelf.tag("A", 3_000)
    here = shelf.tag("B", 2_000)
    place = shelf.go("B", ref=here, step=-1, emotion=shelf.wonder)
    assert place is not None and place.ref == last


def test_marks_at_the_same_position_are_all_visited(shelf: Shelf) -> None:
    refs = sorted([shelf.tag("A", 1_000), shelf.moment("A", 1_000), shelf.tag("A", 1_000)])
    visited: list[MarkRef] = []
    place = shelf.go("A")
    while place is not None and place.ref not in visited:
        visited.append(place.ref)
        place = shelf.go("A", ref=place.ref, at_ms=1_000)
    assert sorted(visited) == refs


def test_any_kind_includes_moments(shelf: Shelf) -> None:
    here = shelf.tag("A", 3_000)
    heart = shelf.moment("B", 700)
    place = shelf.go("A", ref=here)
    assert place is not None and place.ref == heart


def test_a_track_whose_file_is_missing_is_skipped(shelf: Shelf) -> None:
    here = shelf.tag("A", 3_000)
    shelf.tag("B", 1_000)
    there = shelf.tag("C", 1_000)
    (held,) = shelf.services.library.track(shelf.tracks["B"]).files
    with shelf.services.ledger.write("Lose", "audio_file", is_undoable=False) as writing:
        writing.unit.get(AudioFile, held.id).is_available = False
    place = shelf.go("A", ref=here, emotion=shelf.wonder)
    assert place is not None and place.ref == there


def test_the_only_mark_has_no_next_one(shelf: Shelf) -> None:
    here = shelf.tag("A", 3_000)
    assert shelf.go("A", ref=here, emotion=shelf.wonder) is None
    assert shelf.go("A", emotion=shelf.sadness) is None


def test_from_nowhere_the_first_of_the_library_comes_next(shelf: Shelf) -> None:
    ref = shelf.tag("B", 3_000)
    place = shelf.go(None, emotion=shelf.wonder)
    assert place is not None and place.ref == ref and place.is_elsewhere
