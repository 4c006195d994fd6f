"""Rows that can't be read are damage, whatever they raise; our own bugs aren't."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.file.errors import FaultKind, StorageFault
from db.models.all import AudioFile, EmotionalTag, FavouriteMoment, Trace, Track
from db.plain.first_look import first_look
from db.plain.known_files import read_known_files
from db.queries.journal_lines import line_ids_before
from db.queries.line_filter import LineFilter
from db.store.engine import Store
from db.store.opening import open_store
from tests.support import journal_damage as damage
from tests.support.journal_profile import some_of_everything


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "journal.db"
    some_of_everything(path)
    return path


@pytest.fixture
def sound(made: Path, path: Path) -> Path:
    shutil.copy(made, path)
    return path


def every_row(model: type) -> Callable[[Store], object]:
    def read(store: Store) -> None:
        with store.read() as connection:
            connection.execute(select(model)).all()

    return read


def words(store: Store) -> None:
    wanted = LineFilter(terms=("rain",))
    with store.read() as connection:
        line_ids_before(connection, wanted, None, 10)


def lengths(store: Store) -> None:
    """What a page does with a number."""
    with store.read() as connection:
        for length in connection.scalars(select(Track.duration_ms)):
            assert length // 1000 >= 0


def lengths_while_writing(store: Store) -> None:
    with store.write() as unit:
        for track in unit.session.scalars(select(Track)):
            track.duration_ms += 1
        unit.commit()


@pytest.mark.parametrize(
    ("spoil", "read"),
    [
        (damage.cut_a_text, every_row(EmotionalTag)),
        (damage.write_a_word_for_a_number, lengths),
        (damage.write_a_word_for_a_number, lengths_while_writing),
        (damage.drop_a_table, every_row(FavouriteMoment)),
        (damage.drop_a_column, every_row(Track)),
        (damage.spoil_a_trace, every_row(Trace)),
        (damage.lose_a_path, every_row(AudioFile)),
        (damage.forget_the_word_index, words),
    ],
)
def test_a_row_that_cannot_be_read_is_damage(
    sound: Path, spoil: Callable[[Path], None], read: Callable[[Store], object]
) -> None:
    spoil(sound)
    store = open_store(sound)
    with pytest.raises(StorageFault) as caught:
        read(store)
    store.close()
    assert caught.value.kind is FaultKind.DAMAGED


@pytest.mark.parametrize(
    ("statement", "look"),
    [
        ("UPDATE track SET title = CAST(x'ff' AS TEXT)", first_look),
        ("UPDATE audio_file SET payload_hash = CAST(x'ff' AS TEXT)", read_known_files),
    ],
)
def test_first_look_and_known_files_report_it_too(
    sound: Path, statement: str, look: Callable[[Path], object]
) -> None:
    damage.write_beside_the_rules(sound, statement)
    with pytest.raises(StorageFault) as caught:
        look(sound)
    assert caught.value.kind is FaultKind.DAMAGED


@pytest.mark.parametrize("look", [first_look, open_store])
def test_an_unknown_format_is_damage(sound: Path, look: Callable[[Path], object]) -> None:
    damage.claim_another_format(sound)
    with pytest.raises(StorageFault) as caught:
        look(sound)
    assert caught.value.kind is FaultKind.DAMAGED


def test_an_invalid_path_is_damage_to_an_import_too(sound: Path) -> None:
    damage.lose_a_path(sound)
    with pytest.raises(StorageFault) as caught:
        read_known_files(sound)
    assert caught.value.kind is FaultKind.DAMAGED


@pytest.mark.parametrize("mistake", [TypeError("ours"), ValueError("ours"), KeyError("ours")])
def test_our_own_bug_with_a_sound_file_is_no_damage(sound: Path, mistake: Exception) -> None:
    store = open_store(sound)
    with pytest.raises(type(mistake)), store.read():
        raise mistake
    store.close()


def test_a_wrong_query_is_no_damage(sound: Path) -> None:
    store = open_store(sound)
    with pytest.raises(Exception, match="syntax error"), store.read() as connection:
        connection.execute(text("SELEKT 1"))
    store.close()


def test_a_schema_that_is_not_text_is_damage(sound: Path) -> None:
    """SQLite tells of it in the schema's own words, which Python then can't decode."""
    content = sound.read_bytes()
    place = content.index(b"CREATE INDEX ix_journal_entry_written_at")
    sound.write_bytes(content[: place + 2] + b"\x9a" + content[place + 3 :])
    with pytest.raises(StorageFault) as caught:
        open_store(sound)
    assert caught.value.kind is FaultKind.DAMAGED
