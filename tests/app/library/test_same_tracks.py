"""“The same track?”: asked once, answered once, kept; merged tracks keep their marks in place."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete, select, update

from app.core.jobs import JobCancelled, JobContext, Progress
from app.core.source_time import WHOLE_FILE
from app.core.timecode import Span
from app.emotions.planting import plant
from app.journal.links import EntryLink, MarkLink, PlaceLink, as_markdown, link_of
from app.library.same_tracks import Merged
from app.transactions.changes import QUESTION
from db.models.all import (
    AudioFile,
    Cue,
    Emotion,
    EmotionalTag,
    EntryTrack,
    FavouriteMoment,
    HeardStretch,
    JournalEntry,
    Listen,
    Occurrence,
    OpenQuestion,
    Refusal,
    Scene,
    Theme,
    Trace,
    Track,
    Work,
)
from tests.app.library.conftest import Shelf, set_title, write_wav
from tests.support.audio import RATE_HZ, melody, silence, write_audio
from tests.support.track_verbs import remove_tracks

LEAD_MS = 1370
NEAR_MS = 20


def encodings(shelf: Shelf, *titles: str) -> None:
    """Two files of each title, which are asked about."""
    for number, title in enumerate(titles or ("Theme",), 1):
        for sound in (number, number + 100):
            path = shelf.music / f"{title}{sound}.wav"
            write_wav(path, sound=sound, seconds=number * 3, title=title)
    shelf.take_in()


def pairs(shelf: Shelf) -> list[tuple[str, str]]:
    asked = shelf.same_tracks.questions()
    names = [(question.older.file, question.newer.file) for question in asked]
    return [(older.stem, newer.stem) for older, newer in names if older and newer]


def undo(shelf: Shelf, back: int = 1) -> None:
    steps = [change.step for change in shelf.announced if change.step is not None]
    shelf.ledger.undo(steps[-back])


def ids(shelf: Shelf) -> list[int]:
    return sorted(row.id for row in shelf.library.tracks())


def yes(shelf: Shelf) -> Merged:
    asked = [question.id for question in shelf.same_tracks.questions()]
    return shelf.same_tracks.answer_yes(asked, JobContext())


def no(shelf: Shelf) -> None:
    shelf.same_tracks.answer_no([question.id for question in shelf.same_tracks.questions()])


# --- asking -----------------------------------------------------------------------------------


def test_a_question_names_both_tracks_and_stays_until_it_is_answered(shelf: Shelf) -> None:
    encodings(shelf)
    (question,) = shelf.same_tracks.questions()
    assert pairs(shelf) == [("Theme1", "Theme101")]
    assert (question.older.row.title, question.newer.format) == ("Theme", "WAV")
    assert shelf.take_in().unchanged == 2
    assert shelf.same_tracks.count() == 1


def test_a_question_goes_with_its_track_and_comes_back_with_it(shelf: Shelf) -> None:
    encodings(shelf)
    remove_tracks(shelf.library, ids(shelf)[:1])
    assert shelf.same_tracks.count() == 0
    undo(shelf)
    assert pairs(shelf) == [("Theme1", "Theme101")]


def read_anew(shelf: Shelf) -> None:
    """As after an upgrade or a restore: every file is read again."""
    with shelf.store.write() as unit:
        unit.session.execute(update(AudioFile).values(read_by=0))
        unit.commit()
    shelf.take_in()


def test_tracks_that_were_never_asked_about_are_when_their_files_are_read(shelf: Shelf) -> None:
    encodings(shelf, "Theme", "Song")
    with shelf.store.write() as unit:
        unit.session.execute(delete(OpenQuestion))
        unit.commit()
    read_anew(shelf)
    assert sorted(pairs(shelf)) == [("Song102", "Song2"), ("Theme1", "Theme101")]


def test_what_is_asked_or_was_refused_is_not_asked_again(shelf: Shelf) -> None:
    encodings(shelf)
    read_anew(shelf)
    assert shelf.same_tracks.count() == 1
    no(shelf)
    read_anew(shelf)
    assert shelf.same_tracks.count() == 0


# --- no ---------------------------------------------------------------------------------------


def test_no_is_kept_with_the_uid_of_the_other_and_undo_asks_again(shelf: Shelf) -> None:
    encodings(shelf)
    no(shelf)
    assert shelf.same_tracks.count() == 0 and len(ids(shelf)) == 2
    with shelf.store.write() as unit:
        (refusal,) = unit.session.scalars(select(Refusal)).all()
        other = unit.session.scalars(select(Track).where(Track.id != refusal.track_id)).one()
        assert (refusal.kind, refusal.what) == ("same_track", other.uid)
    assert shelf.announced[-1].touches(QUESTION)
    undo(shelf)
    assert pairs(shelf) == [("Theme1", "Theme101")]
    with shelf.ledger.read() as connection:
        assert connection.scalars(select(Refusal.id)).all() == []


@pytest.mark.parametrize("which", [0, 1])
def test_no_is_remembered_when_either_track_is_removed_and_imported_again(
    shelf: Shelf, which: int
) -> None:
    encodings(shelf)
    no(shelf)
    remove_tracks(shelf.library, [ids(shelf)[which]])
    assert shelf.take_in().added == 1
    assert shelf.same_tracks.count() == 0


def test_no_to_one_pair_says_nothing_of_a_third_track(shelf: Shelf) -> None:
    encodings(shelf)
    no(shelf)
    write_wav(shelf.music / "third.wav", sound=50, seconds=3, title="Theme")
    shelf.take_in()
    assert pairs(shelf) == [("Theme1", "third")]


def test_no_is_kept_for_what_a_track_is_merged_into(shelf: Shelf) -> None:
    """A third encoding is the first one: so it isn't the second one either."""
    encodings(shelf)
    first, second = ids(shelf)
    write_wav(shelf.music / "third.wav", sound=50, seconds=3, title="Theme")
    shelf.take_in()
    third = ids(shelf)[-1]
    shelf.same_tracks.answer_no([shelf.same_tracks.questions()[0].id])
    with shelf.store.write() as unit:
        unit.session.add(OpenQuestion(track_id=third, other_id=second))
        unit.commit()
    shelf.same_tracks.merge(first, [third], JobContext())
    assert shelf.same_tracks.count() == 0
    undo(shelf)
    assert shelf.same_tracks.count() == 2


# --- yes --------------------------------------------------------------------------------------


def test_all_are_the_same_in_one_step(shelf: Shelf) -> None:
    encodings(shelf, "Dawn", "Dusk", "Night")
    before = ids(shelf)
    assert yes(shelf).tracks == 3
    assert len(ids(shelf)) == 3 and shelf.same_tracks.count() == 0
    undo(shelf)
    assert ids(shelf) == before and shelf.same_tracks.count() == 3


def test_three_encodings_become_the_oldest_track(shelf: Shelf) -> None:
    encodings(shelf)
    write_wav(shelf.music / "third.wav", sound=50, seconds=3, title="Theme")
    shelf.take_in()
    first = ids(shelf)[0]
    assert yes(shelf).tracks == 2
    assert ids(shelf) == [first] and len(shelf.library.track(first).files) == 3


def test_cancelling_merges_nothing(shelf: Shelf) -> None:
    encodings(shelf, "Dawn", "Dusk")

    def cancel(progress: Progress) -> None:
        if progress.done == 1:
            job.cancel()

    job = JobContext(cancel)
    asked = [question.id for question in shelf.same_tracks.questions()]
    with pytest.raises(JobCancelled):
        shelf.same_tracks.answer_yes(asked, job)
    assert len(ids(shelf)) == 4 and shelf.same_tracks.count() == 2


def test_a_pair_of_which_one_is_gone_is_left_out(shelf: Shelf) -> None:
    encodings(shelf)
    first, second = ids(shelf)
    remove_tracks(shelf.library, [second])
    assert shelf.same_tracks.merge(first, [second], JobContext()) == Merged()
    assert ids(shelf) == [first]


def test_tags_of_a_merged_file_stay_those_of_its_album(shelf: Shelf) -> None:
    for sound, album in ((1, "Score"), (2, "Best of")):
        path = write_wav(shelf.music / f"{sound}.wav", sound=sound)
        set_title(path, "Prologue", album, 1)
    shelf.take_in()
    shelf.same_tracks.merge(ids(shelf)[0], ids(shelf)[1:], JobContext())
    (shelf.music / "1.wav").unlink()
    set_title(shelf.music / "2.wav", "Prologue (remastered)", "Best of", 1)
    shelf.take_in()
    said = {row.album: row.title for row in shelf.library.lines()}
    assert said == {"Score": "Prologue", "Best of": "Prologue (remastered)"}


def test_files_of_a_track_on_two_albums_stay_on_their_own_when_it_is_merged(shelf: Shelf) -> None:
    """Its further album is the one of the track that is kept. The file of its own has moved, so
    that of the further one is older.
    """
    for place, sound, album in (("old", 1, "A"), ("new", 101, "B")):
        set_title(write_wav(shelf.music / place / "a.wav", sound=sound, seconds=3), "Theme", album)
        shelf.take_in()
    for name, album in (("b", "A"), ("c", "B")):
        shutil.copy(shelf.music / "new/a.wav", shelf.music / f"new/{name}.wav")
        set_title(shelf.music / f"new/{name}.wav", "Theme", album)
        shelf.take_in()
    (shelf.music / "new/a.wav").unlink()
    kept, other = ids(shelf)
    shelf.same_tracks.merge(kept, [other], JobContext())
    assert [line.album for line in shelf.library.lines()] == ["A", "B"]
    read_anew(shelf)
    assert [line.album for line in shelf.library.lines()] == ["A", "B"]
    (entry,) = (line.entry_id for line in shelf.library.lines() if line.album == "B")
    with shelf.ledger.read() as connection:
        held = connection.execute(select(AudioFile.path, AudioFile.album_entry_id)).all()
    on = {str(Path(row.path).relative_to(shelf.music)): row.album_entry_id for row in held}
    assert on == {"old/a.wav": None, "new/a.wav": entry, "new/b.wav": None, "new/c.wav": entry}


def test_an_album_that_a_merged_track_was_removed_from_is_still_that_of_the_one_kept(
    shelf: Shelf,
) -> None:
    """Its words follow the tags, also at a rescan; undo keeps the album away again."""
    for place, sound, album in (("old", 1, "A"), ("new", 101, "B")):
        set_title(write_wav(shelf.music / place / "a.wav", sound=sound, seconds=3), "Theme", album)
        shelf.take_in()
    copy = shelf.music / "new" / "copy.wav"
    shutil.copy(shelf.music / "new/a.wav", copy)
    set_title(copy, "Theme", "A")
    shelf.take_in()
    kept, other = ids(shelf)
    (line,) = (line for line in shelf.library.lines() if (line.id, line.album) == (other, "A"))
    shelf.library.remove_lines([line.key])
    shelf.same_tracks.merge(kept, [other], JobContext())
    set_title(shelf.music / "old/a.wav", "Theme, corrected")
    shelf.rescan()
    assert [(line.album, line.title) for line in shelf.library.lines()] == [
        ("A", "Theme, corrected"),
        ("B", "Theme"),
    ]
    undo(shelf)
    shelf.rescan()
    assert [line.album for line in shelf.library.lines() if line.id == other] == ["B"]


def test_all_leaves_open_what_sounds_different_and_one_by_hand_is_merged(shelf: Shelf) -> None:
    for number, step in enumerate((0.3, 0.45, 0.7)):
        rng = np.random.default_rng(number)
        sound = rng.normal(0, 0.2, RATE_HZ * 12).astype(np.float32)
        gate = np.repeat(rng.random(60) < step, RATE_HZ * 12 // 60)
        (shelf.music / f"{number}").mkdir()
        write_audio(shelf.music / f"{number}" / "untitled.wav", sound * gate)
    shelf.take_in()
    asked = [question.id for question in shelf.same_tracks.questions()]
    assert len(asked) == 2
    assert yes(shelf) == Merged(different=2)
    assert len(ids(shelf)) == 3 and shelf.same_tracks.count() == 2
    by_hand = shelf.same_tracks.answer_yes(asked[:1], JobContext(), by_hand=True)
    assert by_hand == Merged(1)
    assert shelf.same_tracks.count() == 1
    (first, *_others) = ids(shelf)
    assert {file.offset_ms for file in shelf.library.track(first).files} == {0}


@pytest.mark.parametrize("seed", [3, 6])
def test_yes_counts_where_there_is_too_little_sound_to_compare(shelf: Shelf, seed: int) -> None:
    for name in "ab":
        (shelf.music / name).mkdir()
    write_audio(shelf.music / "a" / "jingle.wav", melody(2, seed=3))
    write_audio(shelf.music / "b" / "jingle.flac", melody(2, seed=seed))
    shelf.take_in()
    assert shelf.same_tracks.count() == 1
    assert yes(shelf) == Merged(1)
    (kept,) = ids(shelf)
    assert {file.offset_ms for file in shelf.library.track(kept).files} == {0}
    undo(shelf)
    assert shelf.same_tracks.count() == 1


# --- the marks of an encoding that begins later -----------------------------------------------


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same melody, with silence in front in every other encoding than the FLAC."""
    folder, music = tmp_path_factory.mktemp("music"), melody(20, beat_s=0.5)
    late = np.concatenate((silence(LEAD_MS / 1000), music))
    write_audio(folder / "kept.flac", music)
    for suffix in ("mp3", "ogg"):
        write_audio(folder / f"late.{suffix}", late, rate_hz=RATE_HZ)
    return folder


@pytest.fixture
def late(shelf: Shelf, recordings: Path, request: pytest.FixtureRequest) -> tuple[int, int]:
    """Two tracks: the melody, and the same melody later. param: how that one is encoded."""
    suffix = getattr(request, "param", "mp3")
    plant(shelf.store)
    shutil.copy(recordings / "kept.flac", shelf.music)
    shelf.take_in()
    shutil.copy(recordings / f"late.{suffix}", shelf.music)
    shelf.take_in()
    first, second = ids(shelf)
    return first, second


def mark(shelf: Shelf, track_id: int, start_ms: int, end_ms: int) -> None:
    """A mark of each kind, a trace and a listen."""
    span = {"track_id": track_id, "start_ms": start_ms, "end_ms": end_ms}
    raw = {"raw_start_ms": start_ms + 500, "raw_end_ms": end_ms + 500}
    with shelf.store.write() as unit:
        session = unit.session
        work = Work(kind="film", title="W")
        session.add(work)
        session.flush()
        scene = Scene(work_id=work.id, title="S", story_order=1.0)
        theme = Theme(name="T")
        listen = Listen(track_id=track_id, started_at=1, ended_at=2, heard_ms=end_ms - start_ms)
        session.add_all((scene, theme, listen))
        session.flush()
        emotion = session.scalars(select(Emotion.id)).first()
        samples = bytes(range((end_ms - start_ms) // 50)) * 2
        session.add_all(
            (
                EmotionalTag(**span, **raw, emotion_id=emotion),
                FavouriteMoment(**span, **raw),
                Cue(**span, scene_id=scene.id, scene_offset_ms=100),
                Occurrence(**span, theme_id=theme.id),
                Trace(**span, step_ms=50, samples=samples),
                HeardStretch(listen_id=listen.id, start_ms=start_ms, end_ms=end_ms),
            )
        )
        unit.commit()


PLACED = (EmotionalTag, FavouriteMoment, Cue, Occurrence, Trace, HeardStretch)


def places(shelf: Shelf) -> dict[str, tuple[int, int]]:
    with shelf.ledger.read() as connection:
        rows = {
            model.__tablename__: connection.execute(select(model.start_ms, model.end_ms)).first()
            for model in PLACED
        }
    return {name: (row[0], row[1]) for name, row in rows.items() if row is not None}


@pytest.mark.parametrize("late", ["mp3", "ogg"], indirect=True)
def test_marks_of_an_encoding_that_begins_later_land_on_their_music(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    keep, other = late
    mark(shelf, other, 5000, 7000)
    before = places(shelf)
    assert shelf.same_tracks.merge(keep, [other], JobContext()) == Merged(1, 0)
    assert places(shelf).keys() == before.keys()
    for start_ms, end_ms in places(shelf).values():
        assert start_ms == pytest.approx(5000 - LEAD_MS, abs=NEAR_MS)
        assert end_ms - start_ms == 2000
    with shelf.ledger.read() as connection:
        (raw_ms,) = connection.scalars(select(EmotionalTag.raw_start_ms))
    assert raw_ms == pytest.approx(5500 - LEAD_MS, abs=NEAR_MS)
    kept, added = sorted(shelf.library.track(keep).files, key=lambda file: -file.offset_ms)
    assert kept.offset_ms == 0
    assert added.offset_ms == pytest.approx(-LEAD_MS, abs=NEAR_MS)
    undo(shelf)
    assert places(shelf) == before and ids(shelf) == [keep, other]


def written(shelf: Shelf, *texts: str) -> list[int]:
    with shelf.ledger.write("Write", "entry") as writing:
        rows = [JournalEntry(text=text) for text in texts]
        writing.session.add_all(rows)
        writing.session.flush()
        return [row.id for row in rows]


def texts(shelf: Shelf) -> list[str]:
    with shelf.ledger.read() as connection:
        return list(connection.scalars(select(JournalEntry.text).order_by(JournalEntry.id)))


def test_links_in_entries_lead_to_the_same_music_in_the_track_that_stays(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    keep, other = late
    with shelf.ledger.read() as connection:
        uids = dict(connection.execute(select(Track.id, Track.uid)).all())
    kept, gone = PlaceLink(uids[keep], Span(100, 200)), PlaceLink(uids[other], Span(5000, 7000))
    hashed = replace(gone, sound="a1b2")
    mark_link, entry_link = MarkLink(uids[other]), EntryLink(uids[other])
    links = (kept, gone, hashed, mark_link, entry_link)
    before = [" and ".join(as_markdown("it", link) for link in links), "no link", gone.address]
    _first, _second, sealed = written(shelf, *before)
    with shelf.ledger.write("Seal it", "entry") as writing:
        writing.unit.get(JournalEntry, sealed).sealed_at = 1
    shelf.same_tracks.merge(keep, [other], JobContext())
    first, second, third = texts(shelf)
    addresses = re.findall(r"\]\(([^)]*)\)", first)
    assert addresses[0] == kept.address and second == "no link"
    for address in (addresses[1], third):
        moved = link_of(address)
        assert isinstance(moved, PlaceLink) and moved.track_uid == uids[keep]
        assert moved.span.start_ms == pytest.approx(5000 - LEAD_MS, abs=NEAR_MS)
        assert moved.span.duration_ms == 2000
    assert addresses[2] == f"{addresses[1]}/a1b2"
    assert addresses[3:] == [mark_link.address, entry_link.address]
    undo(shelf)
    assert texts(shelf) == before


def test_the_other_way_round_marks_move_later(shelf: Shelf, late: tuple[int, int]) -> None:
    keep, other = late
    mark(shelf, keep, 5000, 7000)
    shelf.same_tracks.merge(other, [keep], JobContext())
    for start_ms, _end_ms in places(shelf).values():
        assert start_ms == pytest.approx(5000 + LEAD_MS, abs=NEAR_MS)


def test_what_lies_before_the_start_is_cut_there_and_counted(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    keep, other = late
    mark(shelf, other, 1000, 3000)
    assert shelf.same_tracks.merge(keep, [other], JobContext()) == Merged(1, 5)
    found = places(shelf)
    trace_start, trace_end = found.pop("trace")
    assert {start for start, _ in found.values()} == {0}
    ends = {end for _, end in found.values()} | {trace_end}
    assert len(ends) == 1 and ends.pop() == pytest.approx(3000 - LEAD_MS, abs=NEAR_MS)
    assert 0 <= trace_start < 50, "samples keep their places: only whole ones are cut"
    with shelf.ledger.read() as connection:
        (samples,) = connection.scalars(select(Trace.samples))
        (offset_ms,) = connection.scalars(select(Cue.scene_offset_ms))
    assert len(samples) // 2 == (trace_end - trace_start) // 50
    assert samples == (bytes(range(40)) * 2)[-len(samples) :]
    assert offset_ms == pytest.approx(100 + LEAD_MS - 1000, abs=NEAR_MS)


def test_a_trace_and_a_passage_in_the_silence_have_no_place(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    keep, other = late
    mark(shelf, other, 0, 1000)
    before = places(shelf)
    shelf.same_tracks.merge(keep, [other], JobContext())
    found = places(shelf)
    assert set(before) - set(found) == {"trace", "heard_stretch"}
    assert set(found.values()) == {(0, 0)}
    undo(shelf)
    assert places(shelf) == before


def test_other_music_moves_no_mark(shelf: Shelf, late: tuple[int, int]) -> None:
    keep, _other = late
    write_audio(shelf.music / "else.flac", melody(20, seed=9))
    shelf.take_in()
    third = ids(shelf)[-1]
    mark(shelf, third, 5000, 7000)
    shelf.same_tracks.merge(keep, [third], JobContext())
    assert set(places(shelf).values()) == {(5000, 7000)}


def test_a_file_that_is_gone_moves_no_mark(shelf: Shelf, late: tuple[int, int]) -> None:
    keep, other = late
    mark(shelf, other, 5000, 7000)
    (shelf.music / "late.mp3").unlink()
    shelf.same_tracks.merge(keep, [other], JobContext())
    assert set(places(shelf).values()) == {(5000, 7000)}


def test_a_track_that_was_merged_before_is_heard_at_its_own_place(
    shelf: Shelf, late: tuple[int, int], recordings: Path
) -> None:
    """The kept track's own time begins in the late file; a third encoding is compared with it."""
    keep, other = late
    shelf.same_tracks.merge(keep, [other], JobContext())
    (shelf.music / "kept.flac").unlink()
    shelf.take_in()
    shutil.copy(recordings / "late.ogg", shelf.music)
    shelf.take_in()
    third = ids(shelf)[-1]
    mark(shelf, third, 5000, 7000)
    shelf.same_tracks.merge(keep, [third], JobContext())
    for start_ms, _end_ms in places(shelf).values():
        assert start_ms == pytest.approx(5000 - LEAD_MS, abs=NEAR_MS)


def test_the_length_is_that_of_the_encoding_that_has_the_tracks_own_time(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    first, second = late
    shelf.same_tracks.merge(first, [second], JobContext())
    own, other = shelf.library.track(first).files
    length_ms = shelf.library.track(first).row.duration_ms
    assert not shelf.library.put_length_right(first, other.payload_hash, length_ms + 9_000)
    assert shelf.library.track(first).row.duration_ms == length_ms
    assert shelf.library.track(first).files[1].duration_ms == length_ms + 9_000
    assert shelf.library.put_length_right(first, own.payload_hash, length_ms + 700)
    assert shelf.library.track(first).row.duration_ms == length_ms + 700


def test_a_merged_file_that_is_located_for_another_track_begins_with_it(
    shelf: Shelf, late: tuple[int, int]
) -> None:
    write_wav(shelf.music / "other.wav", title="Other")
    shelf.take_in()
    first, second, stranger = ids(shelf)
    shelf.same_tracks.merge(first, [second], JobContext())
    other = shelf.library.track(first).files[1]
    assert other.source != WHOLE_FILE
    shelf.library.locate(stranger, other.path, force=True)
    assert [file.source for file in shelf.library.track(stranger).files] == [WHOLE_FILE] * 2
    undo(shelf)
    assert shelf.library.track(first).files[1] == other


def test_what_several_tracks_have_alike_is_there_once(shelf: Shelf) -> None:
    """The same album, the same entry's link, the same refusal."""
    for sound, album in ((1, "Score"), (2, "Best of"), (3, "Best of"), (4, "Other")):
        path = write_wav(shelf.music / f"{sound}.wav", sound=sound)
        set_title(path, f"Prologue {sound}", album, 1)
    shelf.take_in()
    keep, second, third, stranger = ids(shelf)
    with shelf.store.write() as unit:
        entry = JournalEntry(text="all")
        unit.session.add(entry)
        unit.session.flush()
        for track_id in (second, third):
            unit.session.add(EntryTrack(entry_id=entry.id, track_id=track_id))
            unit.session.add(OpenQuestion(track_id=stranger, other_id=track_id))
        unit.commit()
    shelf.same_tracks.merge(keep, [second, third], JobContext())
    assert [row.album for row in shelf.library.lines() if row.id == keep] == ["Best of", "Score"]
    with shelf.ledger.read() as connection:
        assert connection.scalars(select(EntryTrack.track_id)).all() == [keep]
    (question,) = shelf.same_tracks.questions()
    assert {question.older.row.id, question.newer.row.id} == {keep, stranger}
    undo(shelf)
    assert ids(shelf) == [keep, second, third, stranger] and shelf.same_tracks.count() == 2
