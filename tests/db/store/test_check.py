"""A file that is a database may still hold what nobody can read: the check names each kind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.file.errors import FaultKind, StorageFault
from db.plain.revision import HEAD_REVISION
from db.store import backup as backups
from db.store.check import check_word_index, findings
from tests.support.journal_damage import (
    cut_a_text,
    drop_a_column,
    drop_a_table,
    drop_a_trigger,
    lose_a_line,
    lose_a_track,
    move_a_mark,
    spoil_a_trace,
    spoil_an_index,
    spoil_the_word_index,
    write_a_word_for_a_number,
)  # fmt: skip
from tests.support.journal_profile import some_of_everything

DAMAGES: dict[Callable[[Path], None], str] = {
    cut_a_text: "decode",
    write_a_word_for_a_number: "has text in duration_ms",
    lose_a_track: "refers to a track that isn’t there",
    drop_a_table: "favourite_moment.track_id is missing",
    drop_a_column: "track.year is missing",
    drop_a_trigger: "journal_emotional_tag_added is missing",
    move_a_mark: "line of tag 7 differs from its row",
    lose_a_line: "line of tag 7 differs from its row",
    spoil_an_index: "sqlite_autoindex_emotional_tag",
    spoil_a_trace: "samples of a trace",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "journal.db"
    some_of_everything(path)
    return path


@pytest.fixture
def sound(made: Path, path: Path) -> Path:
    shutil.copy(made, path)
    return path


def test_a_sound_file_has_no_findings(sound: Path) -> None:
    assert findings(sound) == []
    check_word_index(sound)


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_kind_of_damage_is_found_and_named(
    sound: Path, damage: Callable[[Path], None]
) -> None:
    damage(sound)
    found = findings(sound)
    assert any(DAMAGES[damage] in line for line in found), found


@pytest.mark.parametrize("damage", [*DAMAGES, spoil_the_word_index])
def test_a_damaged_file_is_not_backed_up(
    sound: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    good = backups.backup_into(tmp_path / "backups", sound, HEAD_REVISION)
    damage(sound)
    with pytest.raises(StorageFault) as caught:
        backups.backup_into(tmp_path / "backups", sound, HEAD_REVISION)
    assert caught.value.kind is FaultKind.DAMAGED
    assert [file.path for file in backups.backups_in(tmp_path / "backups")] == [good]
    assert sorted((tmp_path / "backups").iterdir()) == [good], "nothing half made is left"
