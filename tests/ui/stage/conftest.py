"""A Stage on real services, with a player turned by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.jobs import JobContext
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.audio import tone, write_audio
from tests.support.pictures import png
from tests.support.polling import wait_until
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import Marking
from ui.bridge.keys.marking_keys import MarkingKeys
from ui.bridge.track.track_view import TrackView
from ui.bridge.track.track_words import WordsNow
from ui.stage.page import StagePage
from ui.words.spoilers import spoilers

LONG_MS = 60_000


class Staged:
    """A track of a minute with two scenes, each with its own still, and a gap after them."""

    def __init__(self, parts: WindowParts, folder: Path, clock: HandClock) -> None:
        self.parts, self.clock = parts, clock
        self.services = services = parts.context.services
        music = folder / "music"
        music.mkdir()
        write_audio(music / "Lights.wav", tone(LONG_MS / 1000))
        services.importing.run([music], JobContext())
        (row,) = services.library.tracks()
        self.track = row.id
        self.stills = [self._still(folder, n) for n in range(2)]
        self.work = services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=[self.track])
        self.mira = services.scenes.add_character(self.work, "Mira")
        self.scenes = [
            services.scenes.add_scene(self.work, title, character_ids=[self.mira], still=still)
            for title, still in zip(("The harbour", "The star"), self.stills, strict=True)
        ]
        watch = KeyWatch(parts.window)
        context = parts.context
        self.marking = Marking(
            services, context.playback, MarkingKeys(watch, frozenset()), context.do, parts.window
        )
        self.view = TrackView(context, parts.window)
        self.words = WordsNow(context, self.view, parts.window)

    def _still(self, folder: Path, seed: int) -> str:
        path = folder / f"{seed}.png"
        path.write_bytes(png(seed, 64, 36))
        kept = self.services.pictures.keep(path)
        assert kept is not None
        return kept

    def cue(self, start_ms: int, end_ms: int, scene: int) -> None:
        self.services.cues.add_cue(self.track, Span(start_ms, end_ms), self.scenes[scene])

    def page(self) -> StagePage:
        parts = self.parts
        page = StagePage(parts.context, self.marking, self.view, self.words, parts.window)
        page.resize(1320, 840)
        parts.window.resize(1320, 840)
        parts.window.show()
        return page

    def play(self) -> None:
        playback = self.parts.context.playback
        playback.play_lines([(self.track, None)])
        self.turn(400)

    def turn(self, ms: int) -> None:
        for _step in range(0, ms, 16):
            self.clock.turn_ms(16)
            self.parts.context.playback.poll()


@pytest.fixture
def staged(parts: WindowParts, tmp_path: Path, clock: HandClock) -> Iterator[Staged]:
    spoilers().begin(are_covered=True)
    yield Staged(parts, tmp_path, clock)
    spoilers().begin(are_covered=True)


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    def wait(is_true: Callable[[], object]) -> None:
        wait_until(lambda: (QApplication.processEvents(), is_true())[1])

    return wait
