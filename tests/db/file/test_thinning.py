"""Which backups stay: the newest ten whole ones, and before them the last of each month."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.store.backup import backup_into, backups_in, thin_out

NOW = datetime(2024, 6, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE work (title TEXT)")
        raw.executemany("INSERT INTO work VALUES (?)", [("x" * 1000,)] * 40)
        raw.commit()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "backups"
    place.mkdir()
    return place


def put(small: Path, folder: Path, days_ago: int) -> Path:
    made = NOW - timedelta(days=days_ago)
    path = folder / f"journal-0002-{made:%Y%m%dT%H%M%S.%fZ}.db"
    shutil.copy(small, path)
    return path


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xa5" * 8192
    path.write_bytes(content)


def left(folder: Path) -> set[Path]:
    return {file.path for file in backups_in(folder)}


def test_the_newest_ten_stay_and_the_last_of_each_month_before_them(
    small: Path, folder: Path
) -> None:
    recent = [put(small, folder, days) for days in range(10)]  # 15 to 6 June
    june = [put(small, folder, days) for days in (11, 13)]  # 4 and 2 June
    may = [put(small, folder, days) for days in (16, 20, 40)]  # 30, 26, 6 May
    last_year = put(small, folder, 400)
    thin_out(folder)
    assert left(folder) == {*recent, june[0], may[0], last_year}


def test_the_months_that_are_kept_stay_as_time_goes_on(small: Path, folder: Path) -> None:
    for days in range(600, -1, -3):
        put(small, folder, days)
        thin_out(folder)
    months = {(file.made_at.year, file.made_at.month) for file in backups_in(folder)}
    assert len(months) == 21, "every month of twenty is there, and the one that runs"
    assert len(left(folder)) <= 10 + 21


def test_damaged_backups_never_push_out_whole_ones(small: Path, folder: Path) -> None:
    whole = [put(small, folder, 100 + days) for days in range(10)]
    for days in range(12):
        spoil(put(small, folder, days))
    thin_out(folder)
    assert set(whole) <= left(folder)


def test_a_damaged_backup_older_than_ten_whole_ones_goes(small: Path, folder: Path) -> None:
    whole = [put(small, folder, days) for days in range(10)]
    old = put(small, folder, 90)
    spoil(old)
    thin_out(folder)
    assert left(folder) == set(whole)


def test_a_backup_that_is_wanted_is_spared(small: Path, folder: Path) -> None:
    for days in range(10):
        put(small, folder, days)
    newer, older = put(small, folder, 44), put(small, folder, 45)
    thin_out(folder, spare=older)
    assert {newer, older} <= left(folder)


def test_a_failed_backup_deletes_nothing(small: Path, folder: Path) -> None:
    kept = {put(small, folder, 30 + days) for days in range(15)}
    spoil(small)
    with pytest.raises(Exception, match=r"malformed|page"):
        backup_into(folder, small, "0002")
    assert left(folder) == kept


def test_a_wrong_clock_makes_no_good_backup_old(small: Path, folder: Path) -> None:
    """It stood in the future for a while, and twelve backups were made; now it is right again."""
    ahead = (datetime.now(UTC) - NOW).days + 4000
    future = [put(small, folder, -ahead - days) for days in range(12)]
    made = []
    for days in (2, 1, 0):
        made.append(put(small, folder, days))
        thin_out(folder)
    assert set(made) <= left(folder)
    assert set(future[2:]) <= left(folder), "these may be the good ones, and the clock wrong now"
