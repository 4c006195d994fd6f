"""A passage as a file of its own, that any browser plays."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from app.core.errors import AudioUnreadable
from app.core.jobs import JobCancelled, JobContext
from app.core.resources import DEMO
from app.player.vlc_encode import encode_passage


@pytest.mark.parametrize("name", ["my-heart-1-opening.ogg", "my-heart-3-action.opus"])
def test_a_passage_is_as_long_as_it_was_asked_for(name: str, tmp_path: Path) -> None:
    target = tmp_path / "a name with ’ {braces}, commas.ogg"
    encode_passage(DEMO / name, 10_000, 14_000, target, JobContext())
    written = soundfile.info(str(target))
    assert (written.format, written.subtype) == ("OGG", "VORBIS")
    assert 3.5 < written.duration < 5.5  # libVLC begins and ends with whole packets
    assert abs(soundfile.read(str(target))[0]).max() > 0.01


def test_what_is_no_sound_is_explained(tmp_path: Path) -> None:
    (tmp_path / "x.ogg").write_bytes(b"no sound" * 100)
    with pytest.raises(AudioUnreadable):
        encode_passage(tmp_path / "x.ogg", 0, 1000, tmp_path / "out.ogg", JobContext())
    assert not (tmp_path / "out.ogg").exists()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        encode_passage(DEMO / "my-heart-1-opening.ogg", 0, 60_000, tmp_path / "out.ogg", job)
    assert not (tmp_path / "out.ogg").exists()
