"""Music in a folder that nobody may look into: a keepsake is made, only without its sound."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.core.jobs import JobContext
from app.core.timecode import Span
from app.keepsake.choosing import Ticks, of_all
from tests.support.audio import tone, write_audio
from tests.support.hostile_journal import PlainCraft
from tests.support.opened_profile import OpenedProfile


@pytest.mark.parametrize(
    "what", ["stat", pytest.param("open", marks=pytest.mark.logs("no sound for a mark"))]
)
def test_its_marks_go_in_all_the_same(
    opened: OpenedProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    music = tmp_path / "music"
    music.mkdir()
    write_audio(music / "Prologue.wav", tone(3.0, 440.0))
    services = opened.services
    services.importing.run([music], JobContext())
    (track,) = services.library.tracks()
    tag = services.tagging.add_tag(
        track.id, services.emotions.emotions()[0].id, Span.point(900), note="The oboe"
    )
    plainly = getattr(os, what)

    def refused(path: Any, *more: Any, **rest: Any) -> Any:
        if isinstance(path, str | Path) and str(path).startswith(str(music)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return plainly(path, *more, **rest)

    monkeypatch.setattr(os, what, refused)
    out, ticks = tmp_path / "out", Ticks(sounds=frozenset((tag.uid,)))
    services.keepsakes.write_folder(of_all(), ticks, out, PlainCraft(), JobContext())
    assert "The oboe" in (out / "music.html").read_text("utf-8")
    assert not list(out.glob("sounds/*"))
