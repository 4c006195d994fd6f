"""Questions to a drive that may hang."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from app.player.asking import Asked, is_file_there, is_there
from app.player.troubles import missing_file, trouble_with


def test_a_drive_that_is_awake_answers_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    assert is_there(tmp_path) is True and is_file_there(tmp_path) is False
    assert is_file_there(tmp_path / "a.wav") is True
    assert is_there(tmp_path / "gone.wav") is False


def let_it_answer() -> None:
    for thread in threading.enumerate():
        if thread.name == "asking a drive":
            thread.join(10)


def test_a_drive_that_hangs_is_asked_only_once_about_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = threading.Event(), []

    def late(path: Path) -> bool:
        asked.append(path)
        return answers.wait(60)

    monkeypatch.setattr(os.path, "exists", late)
    assert [is_there(tmp_path) for _ in range(3)] == [None, None, None]
    answers.set()
    let_it_answer()
    assert is_there(tmp_path) is True
    assert asked == [tmp_path]


def test_what_a_question_raises_is_raised_with_the_answer() -> None:
    asked = Asked(lambda: 1 // 0)
    let_it_answer()
    with pytest.raises(ZeroDivisionError):
        asked.answer()


def test_a_file_that_disappears_during_the_diagnosis_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.wav"
    monkeypatch.setattr(Path, "exists", lambda _self: True)
    assert trouble_with(path, is_sound=True).what == missing_file(path).what
