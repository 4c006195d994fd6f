"""What is said and sung in the current track, and the line that is heard now."""

from __future__ import annotations

import logging
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.spoken_files.beside import LyricsBeside
from app.timeline.words import NO_WORDS, HeardLine, TrackWords, WordsHere, line_after, line_at
from app.transactions.changes import EPISODE, LYRICS, SCENE, SUBTITLE, Change
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.ids import LyricsId, SceneId, TrackId
    from app.core.jobs import JobContext
    from app.story.records import Cue
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.jobs.latest_read import LatestRead
    from ui.bridge.track.track_view import TrackView

log = logging.getLogger(__name__)

_FOR_EVER = 1 << 60


class WordsOfTrack(QObject):
    """Read off the GUI thread when the track is opened, and again once its cues, scenes, subtitles
    or lyrics change. Lyrics files beside the music are taken in when it is opened.

    Signal: changed(TrackWords), also while nothing is known yet: see `is_awaited`.
    """

    changed = Signal(object)

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self._reading: LatestRead[TrackWords] = context.latest_read("Read the track’s words")
        self._beside = LyricsBeside()
        self._track_id: TrackId | None = None
        self._cues: tuple[Cue, ...] = ()
        self._chosen: dict[TrackId, LyricsId] = {}
        self.known = NO_WORDS
        self.is_awaited = False  # those of another track are about to be known
        track_view.timeline_changed.connect(self._on_timeline)
        context.relay.changed.connect(self._on_change)
        self._on_timeline(track_view.timeline)

    def choose(self, lyrics_id: LyricsId) -> None:
        """Of several lyrics; until the program ends."""
        if self._track_id is not None:
            self._chosen[self._track_id] = lyrics_id
            self._read()

    def _on_timeline(self, timeline: TrackTimeline | None) -> None:
        """Most changes are of marks that say nothing about words."""
        if timeline is None:
            self._reading.drop()
            self._track_id, self._cues, self.is_awaited = None, (), False
            self._show(NO_WORDS)
        elif timeline.track_id != self._track_id:
            self._reading.drop()
            self._track_id, self._cues = timeline.track_id, timeline.cues
            self.is_awaited = True
            self._show(NO_WORDS)
            self._read()
            self._look_beside(timeline.track_id)
        elif timeline.cues != self._cues:
            self._cues = timeline.cues
            self._reading.ask_again(self._read)

    def _on_change(self, change: Change) -> None:
        if self._track_id is None:
            return
        is_of_story = bool(self._cues) and change.touches(SUBTITLE, SCENE, EPISODE)
        if is_of_story or (change.touches(LYRICS) and change.touches_track(self._track_id)):
            self._reading.ask_again(self._read)

    def _read(self) -> None:
        track_id, timeline = self._track_id, self._track_view.timeline
        if track_id is None or timeline is None:
            return
        words, chosen = self._context.services.words_of_tracks, self._chosen.get(track_id)
        duration_ms, cues = timeline.duration_ms, self._cues
        self._reading.ask(
            lambda: words.of_track(track_id, duration_ms, cues, chosen), self._on_read
        )

    def _on_read(self, words: TrackWords | None) -> None:
        """None: there is no answer, and the listener was told why; what is known stays."""
        was_awaited, self.is_awaited = self.is_awaited, False
        if was_awaited or words is not None:
            self._show(self.known if words is None else words, is_news=was_awaited)

    def _show(self, words: TrackWords, *, is_news: bool = False) -> None:
        if is_news or words != self.known:
            self.known = words
            self.changed.emit(words)

    def _look_beside(self, track_id: TrackId) -> None:
        def look(job: JobContext) -> None:
            try:
                self._take_in_beside(track_id, job)
            except LookupError as error:
                log.info("the track is gone: %s", error)

        def fail(problem: Problem) -> None:
            log.info("no lyrics were looked for: %s", problem.details or problem)

        self._context.jobs.run(
            "Look for lyrics beside the track", look, on_failed=fail, may_hang=True
        )

    def _take_in_beside(self, track_id: TrackId, job: JobContext) -> None:
        """On the job's thread."""
        services = self._context.services
        if services.ledger.is_read_only:
            return
        files = services.library.track(track_id).files
        held = next((file for file in files if file.is_available), None)
        if held is None or not held.source.is_plain:
            return
        found = self._beside.of(held.path)
        job.checkpoint()
        if found:
            services.lyrics.take_in(track_id, found)


class WordsNow(QObject):
    """The line that is said and the one that is sung where the music is, and what follows. What a
    covered scene says is none of them.

    Nothing happens between two lines: it is known until when `here` holds. track: all words of the
    current track.

    Signal: changed(WordsHere).
    """

    changed = Signal(object)

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = context.playback
        self.track = WordsOfTrack(context, track_view, self)
        self.here = WordsHere()
        self._said: tuple[HeardLine, ...] = ()
        self._turns: list[int] = []  # where anything changes, in ms
        self._looked_at: SceneId | None = None
        self._from_ms, self._until_ms = 0, 0
        self.track.changed.connect(lambda _words: self._begin())
        spoilers().covering_changed.connect(self._begin)
        self._playback.position_changed.connect(self._follow)
        self._playback.jumped.connect(self._follow)
        self._begin()

    def look_at(self, scene_id: SceneId | None) -> None:
        """A covered scene that is looked at for once; None for none."""
        if scene_id != self._looked_at:
            self._looked_at = scene_id
            self._begin()

    def _begin(self) -> None:
        """With other words, or with others covered."""
        known, covering = self.track.known, spoilers().covering
        if self._looked_at is not None:
            covering = covering.showing(self._looked_at)
        self._said = tuple(
            line for line in known.said if line.scene is None or not covering.covers(line.scene)
        )
        spans = [line.span for line in (*self._said, *known.sung)]
        self._turns = sorted({edge for span in spans for edge in (span.start_ms, span.end_ms)})
        self._from_ms = self._until_ms = 0
        self._follow(self._playback.position_ms)

    def _follow(self, position_ms: int) -> None:
        if self._from_ms <= position_ms < self._until_ms:
            return
        place = bisect_right(self._turns, position_ms)
        self._from_ms = self._turns[place - 1] if place else 0
        self._until_ms = self._turns[place] if place < len(self._turns) else _FOR_EVER
        said, said_next = _at(self._said, position_ms)
        sung, sung_next = _at(self.track.known.sung, position_ms)
        here = WordsHere(said, said_next, sung, sung_next)
        if here != self.here:
            self.here = here
            self.changed.emit(here)


def _at(lines: Sequence[HeardLine], position_ms: int) -> tuple[HeardLine | None, HeardLine | None]:
    """The line that is heard, and the next."""
    now, after = line_at(lines, position_ms), line_after(lines, position_ms)
    return (
        None if now is None else lines[now],
        None if after is None else lines[after],
    )
