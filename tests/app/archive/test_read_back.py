"""What was written is read from the disk again before it counts as an export."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.archive import layout, writing
from app.archive.declined import RowFault
from app.archive.document import new_digest
from app.archive.read_back import NotAsWritten, ReadBack
from app.archive.round_trip import NotTheSame
from app.core.atomic_file import whole_file
from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext, Progress
from db.archive import collect
from db.models.all import JournalEntry, Scene
from tests.app.archive.conftest import Opened
from tests.support.full_disk import no_room
from tests.support.plain_file import connected

Open = Callable[[str], Opened]


def filled(opened: Opened) -> Opened:
    profile = opened.profile
    work = profile.work()
    scene = profile.scene(work, "Harbour", profile.character(work, "Yuki"))
    track = profile.track(file="/m/a.ogg")
    profile.cue(track, scene, 0, 1000)
    profile.tag(track, profile.emotion(), note="line one\nline two, “quoted” \u2028 end")
    profile.add(JournalEntry, title="Today", text="x" * 5000)
    return opened


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def spoil(monkeypatch: pytest.MonkeyPatch, how: Callable[[Path], object]) -> None:
    """A disk that loses something between writing and reading back."""
    from contextlib import contextmanager

    @contextmanager
    def faulty(
        path: Path, *, is_lasting: bool = True, check: Callable[[Path], None] | None = None
    ) -> Iterator[Any]:
        def spoilt(written: Path) -> None:
            how(written)
            assert check is not None
            check(written)

        with whole_file(path, is_lasting=is_lasting, check=spoilt) as out:
            yield out

    monkeypatch.setattr(writing, "whole_file", faulty)


def _cut(written: Path) -> None:
    os.truncate(written, written.stat().st_size - 3)


def _lose_a_row(written: Path) -> None:
    found = written.read_text(encoding="utf-8")
    lines = found.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if '"Yuki"' in line)
    written.write_text("".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")


def _flip_a_bit(written: Path) -> None:
    data = bytearray(written.read_bytes())
    data[data.index(b"Harbour")] ^= 1
    written.write_bytes(data)


def _empty(written: Path) -> None:
    os.truncate(written, 0)


def _zeros(written: Path) -> None:
    written.write_bytes(bytes(written.stat().st_size))


@pytest.mark.parametrize("how", [_cut, _lose_a_row, _flip_a_bit, _empty, _zeros])
def test_a_disk_that_gives_back_something_else_is_no_export(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[..., object]
) -> None:
    one = filled(open_profile("one"))
    one.exports.export_json(tmp_path / "a.json")
    older = (tmp_path / "a.json").read_bytes()
    spoil(monkeypatch, how)
    with pytest.raises(NotAsWritten, match="read back"):
        one.exports.export_json(tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == older
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize("bytes_left", [0, 700, 5000])
def test_a_full_disk_leaves_the_older_export_and_nothing_half(
    open_profile: Open, tmp_path: Path, bytes_left: int
) -> None:
    one = filled(open_profile("one"))
    one.exports.export_json(tmp_path / "a.json")
    older = (tmp_path / "a.json").read_bytes()
    with no_room(bytes_left), pytest.raises(Problem, match="couldn’t be written"):
        one.exports.export_json(tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == older
    assert names(tmp_path) == ["a.json"]


def test_the_layout_is_walked_as_it_was_written(open_profile: Open, tmp_path: Path) -> None:
    one = filled(open_profile("one"))
    summary = one.exports.export_json(tmp_path / "a.json")
    with (tmp_path / "a.json").open("rb") as file:
        pieces = list(layout.walk(file))
    rows = [piece for piece in pieces if isinstance(piece, layout.Row)]
    assert len(rows) == sum(summary.rows.values())
    tables = document(tmp_path / "a.json")["tables"]
    assert all(tables[row.table][row.number] == row.value for row in rows)


def test_every_cut_of_an_export_is_noticed(open_profile: Open, tmp_path: Path) -> None:
    filled(open_profile("one")).exports.export_json(tmp_path / "a.json")
    data = (tmp_path / "a.json").read_bytes()
    for length in range(0, len(data), 7):
        (tmp_path / "cut.json").write_bytes(data[:length])
        with (tmp_path / "cut.json").open("rb") as file, pytest.raises(layout.OtherLayout):
            list(layout.walk(file))


def _without_first_line(lines: list[bytes]) -> None:
    del lines[0]


def _without_pictures(lines: list[bytes]) -> None:
    lines[lines.index(b'"pictures": {\n')] = b'"paintings": {\n'


def _with_more_behind(lines: list[bytes]) -> None:
    lines.append(b"{}\n")


def _with_a_table_of_another_form(lines: list[bytes]) -> None:
    at = lines.index(b'"scene": [\n')
    lines[at] = b'"scene": {\n'


def _with_two_members_in_a_line(lines: list[bytes]) -> None:
    lines[1] = b'"format": "ost-my-heart", "version": 1,\n'


def _with_a_row_that_is_no_json(lines: list[bytes]) -> None:
    at = lines.index(b'"scene": [\n')
    lines[at + 1] = b"{,\n"


LAID_OUT_OTHERWISE = [
    _without_first_line,
    _without_pictures,
    _with_more_behind,
    _with_a_table_of_another_form,
    _with_two_members_in_a_line,
    _with_a_row_that_is_no_json,
]


@pytest.mark.parametrize("alter", LAID_OUT_OTHERWISE)
def test_another_layout_is_noticed_line_by_line(
    open_profile: Open, tmp_path: Path, alter: Callable[[list[bytes]], None]
) -> None:
    filled(open_profile("one")).exports.export_json(tmp_path / "a.json")
    lines = (tmp_path / "a.json").read_bytes().splitlines(keepends=True)
    alter(lines)
    with pytest.raises(layout.OtherLayout):
        list(layout.walk(io.BytesIO(b"".join(lines))))


def look(path: Path, rows: int, pictures: int) -> list[RowFault]:
    """At a document that the disk gives back as it was written, whatever was written."""
    digest = new_digest()
    digest.update(path.read_bytes())
    return ReadBack(digest.hexdigest(), rows, pictures, JobContext()).faults(path)


def test_a_document_that_was_written_wrong_is_no_export(open_profile: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = sum(filled(open_profile("one")).exports.export_json(path).rows.values())
    assert look(path, rows, 0) == []
    for odd in ((rows + 1, 0), (rows, 1)):
        with pytest.raises(NotAsWritten):
            look(path, *odd)
    good = path.read_bytes()
    path.write_bytes(good + b"{}")
    with pytest.raises(NotAsWritten):
        look(path, rows, 0)
    path.write_bytes(good.replace(b'"pictures": {\n', b'"pictures": {\n"../up.png": "AAAA"'))
    with pytest.raises(NotAsWritten):
        look(path, rows, 1)


def test_a_row_that_is_there_twice_is_found(open_profile: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = sum(filled(open_profile("one")).exports.export_json(path).rows.values())
    lines = path.read_bytes().splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if b'"Today"' in line)
    lines[at : at + 1] = [lines[at].rstrip() + b",\n", lines[at]]
    path.write_bytes(b"".join(lines))
    (fault,) = look(path, rows + 1, 0)
    assert fault.table == "journal_entry"


# --- rows that Restore would decline ------------------------------------------------------------


def damage(opened: Opened, statement: str) -> None:
    """As a damaged disk or another program may have left it."""
    with closing(connected(opened.paths.database)) as raw:
        raw.execute(statement)
        raw.commit()


def test_one_row_that_cannot_come_back_keeps_no_other_from_it(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = filled(open_profile("one")), open_profile("two")
    damage(one, "UPDATE emotional_tag SET emotion_id = 99")
    summary = one.exports.export_json(tmp_path / "a.json", verify=True)
    assert [told.what.split()[0] for told in summary.left_out] == ["Emotion"]
    assert summary.unreadable == 1
    (aside,) = document(tmp_path / "a.json")["unreadable"]["emotional_tag"]
    assert (
        aside["why"] == ["What its field “emotion” refers to can’t be restored."]
        and "line two" in aside["note"]
    )
    added = two.exports.restore_json(tmp_path / "a.json").added
    assert added["emotional_tag"] == 0 and added["track"] == 1 and added["cue"] == 1


def test_what_needs_it_goes_with_it_and_what_may_do_without_stays(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = filled(open_profile("one")), open_profile("two")
    damage(one, "UPDATE emotional_tag SET listen_id = 99")
    damage(one, "UPDATE scene SET work_id = 99")
    summary = one.exports.export_json(tmp_path / "a.json", verify=True)
    aside = document(tmp_path / "a.json")["unreadable"]
    assert sorted(aside) == ["cue", "emotional_tag", "scene"]
    assert len(summary.left_out) == 3
    added = two.exports.restore_json(tmp_path / "a.json").added
    assert added["emotional_tag"] == 1, "a mark may do without its listen"
    assert added["scene"] == added["cue"] == 0


def test_a_link_that_leads_nowhere_is_set_aside_alone(open_profile: Open, tmp_path: Path) -> None:
    one, two = filled(open_profile("one")), open_profile("two")
    damage(one, "UPDATE scene_character SET character_id = 99")
    one.exports.export_json(tmp_path / "a.json", verify=True)
    assert document(tmp_path / "a.json")["tables"]["scene"][0]["scene_character"] == []
    added = two.exports.restore_json(tmp_path / "a.json").added
    assert (added["scene"], added["cue"], added["character"]) == (1, 1, 1)


def test_rows_outside_of_their_ranges_come_back_mended_and_are_proved(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = filled(open_profile("one")), open_profile("two")
    damage(one, "UPDATE emotional_tag SET made_at = 9223372036854775807, uid = '../x'")
    damage(one, "UPDATE scene SET story_order = 9e999, uid = 'zz'")
    summary = one.exports.export_json(tmp_path / "a.json", verify=True)
    assert (summary.unreadable, summary.left_out) == (2, ())
    added = two.exports.restore_json(tmp_path / "a.json").added
    assert (added["emotional_tag"], added["scene"], added["cue"]) == (1, 1, 1)


def test_what_mending_overlooks_is_found_when_it_is_read_back_and_set_aside_alone(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = filled(open_profile("one")), open_profile("two")
    one.profile.scene(1, "Tower")
    damage(one, "UPDATE scene SET story_order = 9e999 WHERE title = 'Tower'")
    damage(one, "UPDATE scene SET still = '../x.png' WHERE title = 'Harbour'")
    damage(one, "UPDATE emotional_tag SET note = x'ff00'")
    damage(one, "UPDATE audio_file SET size = -1")
    monkeypatch.setattr(collect, "are_all_inside", lambda _table, _rows: True)
    one.exports.export_json(tmp_path / "a.json", verify=True)
    monkeypatch.undo()
    aside = document(tmp_path / "a.json")["unreadable"]
    assert sorted(aside) == ["emotional_tag", "scene", "track_source"]
    (tag,) = aside["emotional_tag"]
    assert tag["note"] == {"base64": "/wA="}
    assert {row["story_order"] for row in aside["scene"]} == {"inf", 0.0}
    assert [row["still"] for row in document(tmp_path / "a.json")["tables"]["scene"]] == [None]
    added = two.exports.restore_json(tmp_path / "a.json").added
    assert (added["emotional_tag"], added["scene"], added["cue"]) == (0, 1, 1)
    assert (added["track"], added["journal_entry"]) == (1, 1)
    (source,) = document(tmp_path / "a.json")["tables"]["track_source"]
    assert source["audio_file"] == []


# --- the whole way round ------------------------------------------------------------------------


def test_verifying_finds_a_row_that_comes_back_different(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = filled(open_profile("one"))
    one.profile.add(Scene, work_id=1, title="Tower", summary="old")
    one.exports.export_json(tmp_path / "a.json", verify=True)
    older = (tmp_path / "a.json").read_bytes()
    from app.archive import restoring

    checked = restoring.checked

    def forgetful(tables: object) -> dict[str, Any]:
        found = checked(tables)
        found["scene"][1]["summary"] = ""
        return found

    monkeypatch.setattr(restoring, "checked", forgetful)
    with pytest.raises(NotTheSame, match="in summary"):
        one.exports.export_json(tmp_path / "a.json", verify=True)
    assert (tmp_path / "a.json").read_bytes() == older
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize("label", ["Works", "Journal entries", "Checking", "Comparing: Tracks"])
def test_cancelling_at_any_stage_leaves_what_was_there(
    open_profile: Open, tmp_path: Path, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.archive import read_back

    monkeypatch.setattr(read_back, "ROWS_A_REPORT", 1)
    one = filled(open_profile("one"))
    one.exports.export_json(tmp_path / "a.json")
    older = (tmp_path / "a.json").read_bytes()
    job: JobContext

    def cancel(progress: Progress) -> None:
        if progress.label == label:
            job.cancel()

    job = JobContext(cancel)
    with pytest.raises(JobCancelled):
        one.exports.export_json(tmp_path / "a.json", job, verify=True)
    assert (tmp_path / "a.json").read_bytes() == older
    assert names(tmp_path) == ["a.json"]


def test_progress_goes_on_to_its_end(open_profile: Open, tmp_path: Path) -> None:
    seen: list[Progress] = []
    filled(open_profile("one")).exports.export_json(tmp_path / "a.json", JobContext(seen.append))
    measured = [p for p in seen if p.can_cancel]
    assert [p.done for p in measured] == sorted(p.done for p in measured)
    assert all(0 <= p.done <= p.total for p in seen)
    assert not seen[-1].can_cancel, "putting it in place is quick and of no known length"
