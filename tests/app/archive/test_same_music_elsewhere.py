"""Exports about music that is here under other names: the second restore changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models.all import FavouriteMoment, HeardStretch, JournalEntry, Refusal, Track, TrackSource
from tests.app.archive.conftest import Opened

Open = Callable[[str], Opened]
Row = dict[str, Any]
NOW = 1_795_000_000_000


def row(uid: str, **values: Any) -> Row:
    return {"uid": uid, "created_at": NOW, "updated_at": NOW, **values}


def track(uid: str) -> Row:
    return row(uid, title=f"Title of {uid}", duration_ms=100_000)


def source(track_uid: str, payload: str, **values: Any) -> Row:
    uid = f"{track_uid}-{payload}-{values.get('start_ms', 0)}"
    return row(uid, track=track_uid, payload_hash=payload, duration_ms=100_000, **values)


def moment(track_uid: str) -> Row:
    place = dict.fromkeys(("start_ms", "end_ms", "raw_start_ms", "raw_end_ms"), 1000)
    made = {"made_at": NOW, "made_offset_min": 0}
    return row(f"moment-{track_uid}", track=track_uid, label=f"of {track_uid}", **place, **made)


def restore(opened: Opened, path: Path, **tables: Iterable[Row]) -> bool:
    """Whether anything changed."""
    made = {name: list(rows) for name, rows in tables.items()}
    document = {"format": "ost-my-heart", "version": 4, "tables": made, "pictures": {}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return opened.exports.restore_json(path).has_changes


def tracks(opened: Opened) -> list[tuple[str, str]]:
    with opened.profile.ledger.read() as connection:
        return [(row.uid, row.title) for row in connection.execute(select(Track.uid, Track.title))]


def test_an_export_of_before_a_merge_leaves_the_track_kept_as_it_is(
    open_profile: Open, tmp_path: Path
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    restore(opened, document, track=[track("a")], track_source=[source("a", "p"), source("a", "q")])

    older = {
        "track": [track("a"), track("b")],
        "track_source": [source("a", "p"), source("b", "q")],
        "favourite_moment": [moment("a"), moment("b")],
    }
    restore(opened, document, **older)

    assert tracks(opened) == [("a", "Title of a")]
    assert not restore(opened, document, **older)


def test_tracks_of_one_file_do_not_become_one(open_profile: Open, tmp_path: Path) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    restore(opened, document, track=[track("whole")], track_source=[source("whole", "p")])

    parts = {
        "track": [track("first"), track("second")],
        "track_source": [
            source("first", "p", start_ms=0, end_ms=5000),
            source("second", "p", start_ms=5000),
        ],
        "favourite_moment": [moment("first"), moment("second")],
    }
    restore(opened, document, **parts)

    with opened.profile.ledger.read() as connection:
        marked = connection.scalars(select(FavouriteMoment.track_id)).all()
    assert len(set(marked)) == 2
    assert not restore(opened, document, **parts)


@pytest.mark.parametrize("albums", [("A",), ("A", "A")])
def test_albums_under_other_names_are_restored_once(
    open_profile: Open, tmp_path: Path, albums: tuple[str, ...]
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    restore(
        opened,
        document,
        track=[track("a")],
        track_source=[source("a", "p")],
        album_entry=[row("entry", track="a", title="x", album="A")],
    )

    other = {
        "track": [track("b")],
        "track_source": [source("b", "p")],
        "album_entry": [
            row(f"entry-{number}", track="b", title="x", album=album)
            for number, album in enumerate(albums)
        ],
    }
    restore(opened, document, **other)

    assert not restore(opened, document, **other)


def test_marks_of_a_track_that_is_a_source_here_are_put_on_its_time(
    open_profile: Open, tmp_path: Path
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    there = [source("a", "p"), source("a", "q", offset_ms=3000)]
    restore(opened, document, track=[track("a")], track_source=there)
    heard = {"started_at": NOW, "started_offset_min": 0, "ended_at": NOW, "heard_ms": 500}
    stretches = [{"start_ms": 1000, "end_ms": 1500}]

    older = {
        "track": [track("a"), track("b")],
        "track_source": [source("a", "p"), source("b", "q"), source("b", "r")],
        "favourite_moment": [moment("a"), moment("b")],
        "listen": [row("listen", track="b", heard_stretch=stretches, **heard)],
    }
    restore(opened, document, **older)

    with opened.profile.ledger.read() as connection:
        places = dict(
            connection.execute(select(FavouriteMoment.uid, FavouriteMoment.start_ms)).all()
        )
        offsets = connection.execute(select(TrackSource.payload_hash, TrackSource.offset_ms)).all()
        stretch = connection.execute(select(HeardStretch.start_ms, HeardStretch.end_ms)).one()
    assert places == {"moment-a": 1000, "moment-b": 4000}
    assert dict(offsets) == {"p": 0, "q": 3000, "r": 3000}
    assert tuple(stretch) == (4000, 4500)
    assert not restore(opened, document, **older)


def test_links_in_entries_lead_to_their_music_here(open_profile: Open, tmp_path: Path) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    there = [source("a", "p"), source("a", "q", offset_ms=3000)]
    restore(opened, document, track=[track("a")], track_source=there)

    text = "[it](ost-my-heart:track/b/1000-2000/q) and [that](ost-my-heart:track/a/1000-2000)"
    older = {
        "track": [track("a"), track("b")],
        "track_source": [source("a", "p"), source("b", "q")],
        "journal_entry": [row("entry", written_at=NOW, written_offset_min=0, text=text)],
    }
    restore(opened, document, **older)

    with opened.profile.ledger.read() as connection:
        (here,) = connection.scalars(select(JournalEntry.text))
    assert here == text.replace("b/1000-2000", "a/4000-5000")
    assert not restore(opened, document, **older)


def test_tracks_that_the_document_tells_apart_stay_apart(
    open_profile: Open, tmp_path: Path
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    restore(opened, document, track=[track("here")], track_source=[source("here", "p")])

    two = {
        "track": [track("a"), track("b")],
        "track_source": [source("a", "p"), source("b", "p")],
    }
    restore(opened, document, **two)

    assert [uid for uid, _title in tracks(opened)] == ["a", "b"]
    assert not restore(opened, document, **two)


def test_sources_of_two_tracks_that_are_one_here_are_added_once(
    open_profile: Open, tmp_path: Path
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    there = [source("a", "p"), source("a", "q")]
    restore(opened, document, track=[track("a")], track_source=there)

    other = {
        "track": [track("a"), track("b"), track("c")],
        "track_source": [
            source("a", "s"),
            source("b", "p"),
            source("b", "r"),
            source("c", "q"),
            source("c", "r"),
        ],
        "journal_entry": [
            row(
                "entry",
                written_at=NOW,
                written_offset_min=0,
                entry_track=[{"track": "b"}, {"track": "c"}],
            )
        ],
    }
    restore(opened, document, **other)

    assert not restore(opened, document, **other)


def no(uid: str, track_uid: str, what: str) -> Row:
    return row(uid, kind="same_track", track=track_uid, what=what)


def refused(opened: Opened) -> list[tuple[str, str]]:
    with opened.profile.ledger.read() as connection:
        kept = select(Track.uid, Refusal.what).join(Refusal, Refusal.track_id == Track.id)
        return [(row.uid, row.what) for row in connection.execute(kept.order_by(Refusal.id))]


def test_a_no_here_is_kept_when_its_tracks_take_other_uids(
    open_profile: Open, tmp_path: Path
) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    restore(
        opened,
        document,
        track=[track("a"), track("b")],
        track_source=[source("a", "p"), source("b", "q")],
        refusal=[no("no", "a", "b")],
    )

    other = {
        "track": [track("x"), track("y")],
        "track_source": [source("x", "p"), source("y", "q")],
    }
    restore(opened, document, **other)

    assert refused(opened) == [("x", "y")]
    assert not restore(opened, document, **other)


def test_a_no_of_the_document_is_about_the_tracks_here(open_profile: Open, tmp_path: Path) -> None:
    opened, document = open_profile("one"), tmp_path / "export.json"
    mine = [{**track(uid), "words_by": "listener"} for uid in ("a", "b")]
    there = [source("a", "p"), source("b", "q"), source("b", "r")]
    restore(opened, document, track=mine, track_source=there)

    other = {
        "track": [track("x"), track("y"), track("z")],
        "track_source": [source("x", "p"), source("y", "q"), source("z", "r")],
        "refusal": [no("no", "x", "y"), no("of-itself", "y", "z")],
    }
    restore(opened, document, **other)

    assert refused(opened) == [("a", "b")]
    assert not restore(opened, document, **other)
