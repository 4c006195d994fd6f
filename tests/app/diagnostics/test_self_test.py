"""The self-test says what works, what doesn't, and what to do about it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from app.archive.restoring import Restoring
from app.bootstrap import Services
from app.core.errors import Problem
from app.diagnostics import self_test
from app.diagnostics.self_test import Finding, findings, journal_is_sound, tried
from app.player import vlc_backend, vlc_instance
from app.player.troubles import vlc_missing
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from tests.support.builders import fill_diary


def test_everything_works_where_the_tests_run(tmp_path: Path) -> None:
    found = list(findings(tmp_path / "profile"))
    assert [str(finding) for finding in found if not finding.is_ok] == []
    assert {"libVLC", "Playback", "Decoding MP3", "Decoding M4A", "Database"} <= {
        finding.name for finding in found
    }


def test_checking_a_profile_creates_nothing_in_it(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert "no journal yet" in journal_is_sound(Paths.for_profile(profile))
    assert not profile.exists()


def test_a_missing_vlc_fails_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise vlc_missing("libvlc.so.5: cannot open shared object file")

    for asked in (vlc_backend, vlc_instance):
        monkeypatch.setattr(asked, "load_vlc", load)
    finding = tried("libVLC", self_test.vlc_version)
    assert not finding.is_ok
    assert "Install it" in finding.text and "libvlc.so.5" in finding.text


def test_a_format_that_cannot_be_written_fails_with_the_library_version(tmp_path: Path) -> None:
    finding = tried(
        "Decoding X", lambda: self_test.decodes(tmp_path, ".mp3", "MP3", "NO_SUCH_CODEC")
    )
    assert not finding.is_ok
    assert "libsndfile" in finding.text


def test_a_sound_journal_is_whole(tmp_path: Path) -> None:
    assert "is sound" in journal_is_sound(_profile(tmp_path))


def test_a_damaged_journal_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    paths = _profile(tmp_path)
    damaged = paths.database.read_bytes()[:4096] + b"\x55" * 8192
    paths.database.write_bytes(damaged)
    with pytest.raises(Problem, match="damaged"):
        journal_is_sound(paths)
    assert paths.database.read_bytes() == damaged


def test_a_newer_journal_fails_and_keeps_its_revision(tmp_path: Path) -> None:
    paths = _profile(tmp_path)
    with sqlite3.connect(paths.database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(Problem, match="newer version"):
        journal_is_sound(paths)


def test_a_bug_in_a_check_is_a_failed_check_and_ends_nothing() -> None:
    def check() -> str:
        raise ZeroDivisionError("ours")

    finding = tried("Something", check)
    assert not finding.is_ok
    assert "ours" in finding.text


def test_each_finding_is_a_line() -> None:
    assert str(Finding("WAV", True, "read")) == "ok    WAV: read"
    assert str(Finding("WAV", False, "why")) == "FAIL  WAV: why"


def _profile(folder: Path) -> Paths:
    paths = Paths.for_profile(folder)
    services = Services(paths, SettingsFile(paths.settings_file))
    services.open()
    services.close()
    return paths


# --- exporting the journal ---------------------------------------------------------------------


def test_the_export_can_be_restored_and_the_profile_is_only_read(tmp_path: Path) -> None:
    paths = _profile(tmp_path)
    services = Services(paths, SettingsFile(paths.settings_file))
    fill_diary(services, 20, datetime.now().astimezone())
    services.close()
    before = _files(tmp_path)
    assert "row by row" in self_test.export_comes_back(paths)
    assert _files(tmp_path) == before


def test_a_journal_that_is_not_restored_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _profile(tmp_path)
    services = Services(paths, SettingsFile(paths.settings_file))
    fill_diary(services, 20, datetime.now().astimezone())
    services.close()
    monkeypatch.setattr(Restoring, "restore", lambda *_words: None)  # restores nothing
    finding = tried("Exporting your journal", lambda: self_test.export_comes_back(paths))
    assert not finding.is_ok and "couldn’t be restored as it was" in finding.text


def test_without_a_journal_nothing_is_created(tmp_path: Path) -> None:
    paths = Paths.for_profile(tmp_path / "profile")
    assert "no journal yet" in self_test.export_comes_back(paths)
    assert not (tmp_path / "profile").exists()


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in (".db", ".toml", ".png")
    }
