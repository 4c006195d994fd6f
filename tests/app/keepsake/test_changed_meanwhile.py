"""A journal that others change while a keepsake of it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import Services
from app.core.jobs import JobContext
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.keepsake.choosing import Choice, Ticks, of_all, of_work
from app.keepsake.records import Keepsake
from app.profile.settings import SettingsFile
from tests.support.hostile_journal import HostileJournal, PlainCraft
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def services(opened: OpenedProfile) -> Services:
    HostileJournal.in_profile(opened.services)
    return opened.services


def made(services: Services, choice: Choice, out: Path) -> Keepsake:
    return services.keepsakes.write_folder(choice, Ticks(), out, PlainCraft(), JobContext())


def test_a_mark_of_an_emotion_that_another_process_just_added_goes_in(
    services: Services, tmp_path: Path
) -> None:
    services.emotions.sets()
    other = Services(services.paths, SettingsFile(services.paths.settings_file))
    other.open()
    word = other.emotions.add_word("homesick", "#336699")
    other.tagging.add_tag(other.library.lines()[0].id, word, Span.point(500))
    other.close()
    keepsake = made(services, of_all(), tmp_path / "out")
    assert "homesick" in [one.name for one in keepsake.emotions]


def test_an_emotion_that_is_deleted_meanwhile_is_told_as_it_was(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = services.emotions.add_word("homesick", "#336699")
    tag = services.tagging.add_tag(services.library.lines()[0].id, word, Span.point(500))
    plainly = services.library.tracks

    def then(*asked: object) -> object:
        """Between the marks, which were read, and the music."""
        services.marks.remove(MarkRef(MarkKind.TAG, tag.id))
        services.emotions.remove_word(word)
        monkeypatch.setattr(services.library, "tracks", plainly)
        return plainly(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(services.library, "tracks", then)
    keepsake = made(services, of_all(), tmp_path / "out")
    assert "homesick" in [one.name for one in keepsake.emotions]
    assert "homesick" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_work_that_is_deleted_meanwhile_has_no_story(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work,) = services.scenes.works()
    plainly = services.scenes.works

    def then() -> object:
        found = plainly()
        services.scenes.remove("work", work.id)
        return found

    monkeypatch.setattr(services.scenes, "works", then)
    assert made(services, of_work(work), tmp_path / "out").stories == ()
