"""What is said and sung while a track plays: lyrics at their time in the track, and the dialogue of
the scenes that its cues play in.

The dialogue is in step where a cue knows its offset in the scene, and the scene its time in the
episode (or film) that has subtitles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from app.core.languages import ENGLISH, spoken
from app.core.timecode import Span

if TYPE_CHECKING:
    from app.core.ids import LyricsId, SubtitleId, TrackId, WorkId
    from app.spoken_files.line import Line
    from app.story.lyrics import LyricsOfTracks
    from app.story.records import Cue, Scene
    from app.story.spoken import Lyrics, Subtitles
    from app.story.subtitles import SubtitlesOfWorks

# At most, a line whose end nothing says: longer, and it is over.
LASTS_MS = 7_000
SUNG_LASTS_MS = 15_000
NEAR_MS = 15_000  # after the line before: words are expected through pauses that are shorter
_START = attrgetter("span.start_ms")


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A line where it is heard in a track. scene: where it is said; None for what is sung.
    pause_ms: since the one before it ended; None for the first.
    """

    text: str
    span: Span
    scene: Scene | None = None
    pause_ms: int | None = None


class WordsHere(NamedTuple):
    """At one place: what is said, what is sung, and what follows each."""

    said: HeardLine | None = None
    said_next: HeardLine | None = None
    sung: HeardLine | None = None
    sung_next: HeardLine | None = None


@dataclass(frozen=True, slots=True)
class TrackWords:
    """said, sung: in time order, no two of one at once. plain: lyrics without times. lyrics: those
    that are shown; all_lyrics: all of the track.
    """

    said: tuple[HeardLine, ...] = ()
    sung: tuple[HeardLine, ...] = ()
    plain: tuple[str, ...] = ()
    lyrics: Lyrics | None = None
    all_lyrics: tuple[Lyrics, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.said or self.sung or self.plain)


NO_WORDS = TrackWords()


def line_at(lines: Sequence[HeardLine], position_ms: int) -> int | None:
    """The place of the line that is heard there."""
    place = bisect_right(lines, position_ms, key=_START) - 1
    return place if place >= 0 and position_ms < lines[place].span.end_ms else None


def line_after(lines: Sequence[HeardLine], position_ms: int) -> int | None:
    place = bisect_right(lines, position_ms, key=_START)
    return place if place < len(lines) else None


def is_near(now: HeardLine | None, following: HeardLine | None) -> bool:
    """Whether one is heard, or the next follows before long."""
    if now is not None:
        return True
    if following is None or following.pause_ms is None:
        return False
    return following.pause_ms <= NEAR_MS


def heard_lines(
    lines: Iterable[Line], within: Span, moved_ms: int = 0, scene: Scene | None = None
) -> tuple[HeardLine, ...]:
    """Timed lines as they are heard in a stretch of a track. moved_ms: how much later there.

    A line lasts until its end, until the next begins, or for a while. Several that begin together
    are one; an empty line only ends the one before.
    """
    return _heard(_together(lines), within, moved_ms, scene)


def _heard(
    timed: Sequence[Line], within: Span, moved_ms: int, scene: Scene | None
) -> tuple[HeardLine, ...]:
    found: list[HeardLine] = []
    for n, line in enumerate(timed):
        start_ms = (line.start_ms or 0) + moved_ms
        follows = timed[n + 1].start_ms if n + 1 < len(timed) else None
        lasts_ms = SUNG_LASTS_MS if scene is None else LASTS_MS
        end_ms = start_ms + lasts_ms if line.end_ms is None else line.end_ms + moved_ms
        if follows is not None:
            end_ms = min(end_ms, follows + moved_ms)
        start_ms, end_ms = max(start_ms, within.start_ms), min(end_ms, within.end_ms)
        if line.text and start_ms < end_ms:
            pause_ms = start_ms - found[-1].span.end_ms if found else None
            found.append(HeardLine(line.text, Span(start_ms, end_ms), scene, pause_ms))
    return tuple(found)


def _together(lines: Iterable[Line]) -> list[Line]:
    """The timed ones in time order, each beginning later than the one before."""
    joined: list[Line] = []
    for line in sorted((one for one in lines if one.start_ms is not None), key=_line_start):
        last = joined[-1] if joined else None
        if last is None or last.start_ms != line.start_ms:
            joined.append(line)
            continue
        words = " ".join(filter(None, (last.text, line.text)))
        ends = [one.end_ms for one in (last, line) if one.end_ms is not None]
        end_ms = max(ends) if len(ends) == 2 else None
        joined[-1] = last._replace(text=words, end_ms=end_ms)
    return joined


def is_in_step(cue: Cue) -> bool:
    """Whether it is known when in the episode each moment of a cue is."""
    return cue.scene_offset_ms is not None and cue.scene.span is not None


def _dialogue(cue: Cue, lines: Sequence[Line]) -> tuple[HeardLine, ...]:
    """What is said in a cue's scene while the cue plays; nothing of the scenes around it. lines: of
    the episode, as `_together` has them.
    """
    scene = cue.scene
    if cue.scene_offset_ms is None or scene.span is None:
        return ()
    moved_ms = cue.span.start_ms - scene.span.start_ms - cue.scene_offset_ms
    within = cue.span
    if not scene.span.is_point:
        start_ms = max(within.start_ms, scene.span.start_ms + moved_ms)
        end_ms = min(within.end_ms, scene.span.end_ms + moved_ms)
        if start_ms >= end_ms:
            return ()
        within = Span(start_ms, end_ms)
    # From the line that may still be said when the stretch begins, to the one after its end.
    first = bisect_right(lines, within.start_ms - moved_ms, key=_line_start) - 1
    last = bisect_right(lines, within.end_ms - moved_ms, key=_line_start) + 1
    return _heard(lines[max(0, first) : last], within, moved_ms, scene)


def _line_start(line: Line) -> int:
    return line.start_ms or 0


class WordsOfTracks:
    """Reads; changes nothing."""

    def __init__(self, lyrics: LyricsOfTracks, subtitles: SubtitlesOfWorks) -> None:
        self._lyrics = lyrics
        self._subtitles = subtitles

    def of_track(
        self, track_id: TrackId, duration_ms: int, cues: Sequence[Cue], chosen: LyricsId | None
    ) -> TrackWords:
        """cues: the track's. chosen: which lyrics are wanted, if there are several."""
        said = self._said([cue for cue in cues if is_in_step(cue)])
        every = self._lyrics.of_track(track_id)
        if not every:
            return TrackWords(said) if said else NO_WORDS
        lines = {one.id: self._lyrics.lines(one.id) for one in every}
        shown = next((one for one in every if one.id == chosen), None) or _best(every, lines)
        timed = heard_lines(lines[shown.id], Span(0, duration_ms)) if duration_ms > 0 else ()
        is_timed = any(line.start_ms is not None for line in lines[shown.id])
        plain = () if is_timed else tuple(line.text for line in lines[shown.id])
        return TrackWords(said, timed, plain, shown, every)

    def _said(self, cues: Sequence[Cue]) -> tuple[HeardLine, ...]:
        """Where cues overlap, the shorter one's scene speaks, as it is the one that is shown."""
        of_works: dict[WorkId, tuple[Subtitles, ...]] = {}
        read: dict[SubtitleId, Sequence[Line]] = {}
        found: list[HeardLine] = []
        spoken_for: list[Span] = []
        for cue in sorted(cues, key=lambda cue: cue.span.duration_ms):
            work_id = cue.scene.work_id
            if work_id not in of_works:
                of_works[work_id] = self._subtitles.of_work(work_id)
            its = [one for one in of_works[work_id] if one.episode_id == cue.scene.episode_id]
            if not its:
                continue
            chosen = min(its, key=lambda one: _rank(one.language))
            if chosen.id not in read:
                read[chosen.id] = _together(self._subtitles.lines(chosen.id))
            shorter = [span for span in spoken_for if span.overlaps(cue.span)]
            spoken_for.append(cue.span)
            found += (
                line
                for line in _dialogue(cue, read[chosen.id])
                if not any(line.span.overlaps(span) for span in shorter)
            )
        return tuple(sorted(found, key=_START))


def _best(every: Sequence[Lyrics], lines: dict[LyricsId, tuple[Line, ...]]) -> Lyrics:
    """Timed ones first, then the listener's own, then those in their language."""

    def rank(one: Lyrics) -> tuple[bool, bool, int]:
        is_timed = any(line.start_ms is not None for line in lines[one.id])
        return not is_timed, bool(one.source), _rank(one.language)

    return min(every, key=rank)


def _rank(language: str) -> int:
    """The listener's language, then one that isn't said, then English, then any other."""
    main = language.partition("-")[0]
    wanted = spoken().replace("_", "-").partition("-")[0]
    return 0 if main == wanted else 1 if not main else 2 if main == ENGLISH else 3
