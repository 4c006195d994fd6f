"""A file of subtitles finds its episode by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.story.records import WorkKind
from app.story.subtitle_files import SubtitleFiles
from tests.support.opened_profile import OpenedProfile

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedProfile]:
    made = OpenedProfile(tmp_path / "profile")
    yield made
    made.services.close()


@pytest.fixture
def files(opened: OpenedProfile) -> SubtitleFiles:
    scenes = opened.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "My Heart")
    for number in (1, 3):
        scenes.add_episode(work, 1, number)
    scenes.add_work(WorkKind.FILM, "Tidewatch")
    return opened.services.subtitle_files


def write(folder: Path, name: str, words: str = "No wish.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SRT.format(words))
    return path


def test_the_name_says_work_and_episode(
    opened: OpenedProfile, files: SubtitleFiles, tmp_path: Path
) -> None:
    read = files.read(write(tmp_path, "my.heart.S01E03.en.srt"))
    assert files.take_in(read).is_new
    (kept,) = opened.services.subtitles.of_work(read.work_id)
    assert (kept.language, kept.source) == ("en", "my.heart.S01E03.en.srt")
    works = opened.services.scenes.works()
    numbers = {episode.id: episode.number for work in works for episode in work.episodes}
    assert kept.episode_id is not None and numbers[kept.episode_id] == 3


def test_the_folder_may_say_the_work_and_a_film_has_no_episode(
    opened: OpenedProfile, files: SubtitleFiles, tmp_path: Path
) -> None:
    read = files.read(write(tmp_path, "Tidewatch (2019)/subs.srt"))
    assert read.episode_id is None
    files.take_in(read)
    assert len(opened.services.subtitles.of_work(read.work_id)) == 1


def test_the_same_file_again_changes_nothing_and_another_version_replaces_it(
    opened: OpenedProfile, files: SubtitleFiles, tmp_path: Path
) -> None:
    path = write(tmp_path, "My Heart 1x03.srt")
    first = files.take_in(files.read(path))
    assert not files.take_in(files.read(path)).is_changed
    write(tmp_path, path.name, "No such wish.")
    again = files.take_in(files.read(path))
    assert (again.id, again.is_changed, again.is_new) == (first.id, True, False)
    assert opened.services.subtitles.lines(first.id)[0].text == "No such wish."
    opened.services.ledger.undo(opened.last_step)
    assert opened.services.subtitles.lines(first.id)[0].text == "No wish."


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("My Heart.srt", "which episode"),
        ("My Heart S02E09.srt", "no episode 9 in season 2"),
        ("Somebody.Else.S01E01.srt", "title in this name"),
    ],
)
def test_what_is_unclear_is_said(files: SubtitleFiles, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(Problem) as refused:
        files.read(write(tmp_path, name))
    assert why in refused.value.why and refused.value.remedy
