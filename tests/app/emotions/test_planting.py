"""Every profile has the shipped emotions, however it is first opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.emotions.planting import plant
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from db.store.engine import Store
from db.store.opening import open_store
from tests.support.audio import tone, write_wav


def count_of(store: Store, table: str) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


@pytest.fixture
def services(tmp_path: Path) -> Services:
    paths = Paths.for_profile(tmp_path / "p")
    return Services(paths, SettingsFile(paths.settings_file))


WAYS: dict[str, Callable[[Services, Path], object]] = {
    "import": lambda s, folder: s.importing.run([folder], JobContext()),
    "export": lambda s, folder: s.exports.export_json(folder / "out.json"),
    "backup": lambda s, folder: s.exports.backup_now(),
    "window": lambda s, folder: s.open(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_profile_is_complete_however_it_is_first_opened(
    services: Services, tmp_path: Path, way: str
) -> None:
    write_wav(tmp_path / "theme.wav", tone(1))
    WAYS[way](services, tmp_path)
    services.close()
    with closing(sqlite3.connect(services.paths.database)) as raw:
        assert raw.execute("SELECT count(*) FROM emotion").fetchone() == (17,)


def test_emotions_are_added_once(tmp_path: Path) -> None:
    first, second = open_store(tmp_path / "j.db"), open_store(tmp_path / "j.db")
    plant(first)
    plant(second)
    assert (count_of(first, "emotion_set"), count_of(second, "emotion")) == (2, 17)
    first.close()
    second.close()


def test_a_profile_with_sets_of_its_own_gets_none(tmp_path: Path) -> None:
    store = open_store(tmp_path / "j.db")
    with store.write() as unit:
        from db.repositories import emotions

        emotions.add_set(unit.session, "own", "My own words", 0)
        unit.commit()
    plant(store)
    assert count_of(store, "emotion") == 0
    store.close()


def test_a_read_only_journal_stays_as_it_is(tmp_path: Path) -> None:
    """`query_only` acts like a read-only disk, for root too."""
    store = open_store(tmp_path / "j.db")
    with store.write() as unit:
        unit.session.connection().exec_driver_sql("PRAGMA query_only = ON")
    plant(store)
    assert count_of(store, "emotion") == 0
    store.close()


def test_going_back_to_a_backup_without_emotions_leaves_a_complete_profile(
    services: Services,
) -> None:
    services.open()
    with services.ledger.store.write() as unit:
        for table in ("emotion", "emotion_set"):
            unit.session.connection().exec_driver_sql(f"DELETE FROM {table}")
        unit.commit()
    services.exports.restore_backup(services.exports.backup_now())
    assert len(services.emotions.emotions()) == 17
    services.close()
