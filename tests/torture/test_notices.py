"""The torture itself: it notices what it is there to notice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.torture import damage, mutants
from tests.torture.case import Loss, Outcome, dice
from tests.torture.commits import CommitLog, expect_kept, told
from tests.torture.ogg_pages import with_right_checksums
from tests.torture.record import Record

BEFORE, AFTER, LATER = {"tag 1": "a"}, {"tag 1": "a", "tag 2": "b"}, {"tag 1": "c"}


def said(path: Path, *, is_kept: bool) -> Path:
    log = CommitLog(path)
    number = log.about(AFTER)
    if is_kept:
        log.kept(number)
    return path


def test_a_finished_commit_must_be_there(tmp_path: Path) -> None:
    heard = told([said(tmp_path / "log", is_kept=True)], BEFORE)
    expect_kept(heard, AFTER)
    with pytest.raises(Loss, match="gone: tag 2"):
        expect_kept(heard, BEFORE)


def test_an_unfinished_commit_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    heard = told([said(tmp_path / "log", is_kept=False)], BEFORE)
    expect_kept(heard, BEFORE)
    expect_kept(heard, AFTER)
    with pytest.raises(Loss, match="other than kept: tag 1"):
        expect_kept(heard, LATER)


def test_an_exchange_that_waited_may_come_after_what_began_later(tmp_path: Path) -> None:
    waits = CommitLog(tmp_path / "waits")
    waits.about(LATER, is_exchange=True)
    heard = told([tmp_path / "waits", said(tmp_path / "log", is_kept=True)], BEFORE)
    expect_kept(heard, AFTER)
    expect_kept(heard, LATER)
    with pytest.raises(Loss):
        expect_kept(heard, BEFORE)


def test_an_extra_row_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(Loss, match="never kept: tag 2"):
        expect_kept(told([tmp_path / "none"], BEFORE), AFTER)


def test_a_line_that_a_kill_cut_off_is_not_read(tmp_path: Path) -> None:
    path = said(tmp_path / "log", is_kept=True)
    os.truncate(path, path.stat().st_size - 3)
    expect_kept(told([path], BEFORE), BEFORE)


@pytest.mark.parametrize("now", [{}, {"work 1": (("title", "b"), ("year", 1))}])
def test_a_changed_row_is_silent_damage(now: damage.Rows) -> None:
    original = {"work 1": (("title", "a"), ("year", 1))}
    with pytest.raises(Loss, match="silently different"):
        damage.compared(original, now, {"work": {"title"}})


def test_a_value_stored_nowhere_else_is_counted_separately() -> None:
    original, now = {"work 1": (("year", 1),)}, {"work 1": (("year", 2),)}
    assert damage.compared(original, original, {"work": {"title"}}) == "whole"
    assert damage.compared(original, now, {"work": {"title"}}) == damage.UNSEEN


def test_what_an_index_or_a_line_contains_is_stored_twice(tmp_path: Path) -> None:
    from db.store.opening import open_store

    open_store(tmp_path / "journal.db").close()
    held = damage.held_twice_in(tmp_path / "journal.db")
    assert {"uid", "track_id", "note", "start_ms"} <= held["emotional_tag"]
    assert not {"raw_end_ms", "intensity", "mode"} & held["emotional_tag"]
    assert {"path", "payload_hash"} <= held["audio_file"]


def test_the_same_case_is_the_same_wherever_it_runs() -> None:
    made = [mutants.mutated(bytes(range(256)) * 40, dice("x", 9, 3), [b"other"]) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != mutants.mutated(bytes(range(256)) * 40, dice("x", 9, 4), [b"other"])


def test_ogg_pages_are_given_the_checksum_that_an_encoder_gives(tmp_path: Path) -> None:
    from tests.support.audio import tone, write_audio

    whole = write_audio(tmp_path / "a.ogg", tone(0.3)).read_bytes()
    assert with_right_checksums(whole) == whole
    assert with_right_checksums(whole.replace(whole[22:26], b"oops", 1)) == whole


def test_an_interrupted_record_is_continued(tmp_path: Path) -> None:
    Record(tmp_path, "kills", 9, "code").keep(Outcome(4, "nothing lost"))
    file = next(tmp_path.iterdir())
    file.write_text(file.read_text() + '{"case": 5, "ver')
    assert Record(tmp_path, "kills", 9, "code").outcomes == {4: Outcome(4, "nothing lost")}
    assert Record(tmp_path, "kills", 9, "other code").outcomes == {}
