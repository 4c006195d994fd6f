"""`story show TITLE`: prints a work's story line, without what the listener's progress covers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from app.commands.work_called import work_called
from app.core.errors import Problem
from app.core.timecode import format_span
from app.core.words import _, dotted, listed, number
from app.story.covering import Covering
from app.story.records import Progress, Work, episode_label
from app.story_line.records import LineCue, LineEpisode, LineReturn, LineScene, LineTheme, StoryLine

if TYPE_CHECKING:
    from app.core.ids import EmotionId
    from app.story.service import Scenes
    from app.story_line.service import StoryLines

_AT = re.compile(r"\s*S(\d{1,4})\s*E(\d{1,5})\s*", re.IGNORECASE)


def story_show_command(
    scenes: Scenes,
    lines: StoryLines,
    title: str,
    at: str,
    *,
    hides_spoilers: bool,
    write: Callable[[StoryLine, TextIO], None],
    out: TextIO,
) -> int:
    """at: an episode to go by as if the listener were there; empty for where they are.

    Returns the exit code. Raises Problem for a title or an episode that doesn't say which is meant.
    """
    work = work_called(scenes.works(), title)
    progress = _progress_at(work, at) if at else None
    covering = Covering(is_on=hides_spoilers or progress is not None)
    write(lines.read(work.id, covering, progress), out)
    return 0


def _progress_at(work: Work, at: str) -> Progress:
    """Raises Problem for what is no episode, or none of the work."""
    asked = _AT.fullmatch(at)
    if asked is None:
        raise Problem(_("“{text}” is no episode.", text=at), remedy=_("Write it like this: S1E3."))
    season, episode = int(asked[1]), int(asked[2])
    known = [(one.season_number, one.number) for one in work.episodes]
    if (season, episode) in known:
        return Progress(season, episode)
    what = _("“{work}” has no {episode}.", work=work.title, episode=_label(season, episode))
    if not known:
        raise Problem(what, _("It has no episodes."))
    first, last = _label(*known[0]), _label(*known[-1])
    raise Problem(what, _("Its episodes go from {first} to {last}.", first=first, last=last))


def _label(season: int, episode: int) -> str:
    return episode_label(season, episode, None)


# --- as JSON --------------------------------------------------------------------------------------


def write_json(line: StoryLine, out: TextIO) -> None:
    out.write(json.dumps(_Plain(line).all(), ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True)
class _Plain:
    """A line as plain values."""

    line: StoryLine

    def all(self) -> dict[str, Any]:
        work, counts = self.line.works[0], self.line.counts
        return {
            "work": work.title,
            "uid": work.uid,
            "at": _at(work.progress),
            "tracks": counts.tracks,
            "heard": counts.heard,
            "scenes": counts.scenes,
            "set_to_music": counts.set_to_music,
            "covered": counts.covered,
            "episodes": [self._episode(one) for one in self.line.episodes],
            "characters": [
                {"name": one.name, "scenes": len(one.scenes)} for one in self.line.characters
            ],
            "themes": [self._theme(one) for one in self.line.themes],
            "tracks_without_scene": [
                self.line.tracks[key].title for key in self.line.tracks_without_scene
            ],
        }

    def _episode(self, one: LineEpisode) -> dict[str, Any]:
        says: dict[str, Any] = {"season": one.season, "number": one.number}
        says |= {"covered": True} if one.is_covered else {"title": one.title}
        places = range(one.first, one.end)
        return says | {"scenes": [self._scene(place) for place in places]}

    def _scene(self, place: int) -> dict[str, Any]:
        scene = self.line.scenes[place]
        if scene.is_covered:
            return {"covered": True}
        names = {one.id: one.name for one in self.line.characters}
        return {
            "title": scene.title,
            "summary": scene.summary,
            "start_ms": None if scene.span is None else scene.span.start_ms,
            "end_ms": None if scene.span is None else scene.span.end_ms,
            "cues": [self._cue(cue) for cue in scene.cues],
            "felt": self._felt(self.line.felt.counts(place)),
            "characters": [names[key] for key in scene.character_ids],
            "themes": [
                {"theme": theme.name, **self._return(one)}
                for theme in self.line.themes
                for one in theme.returns
                if one.scene == place
            ],
        }

    def _cue(self, cue: LineCue) -> dict[str, Any]:
        track = self.line.tracks[cue.track_id]
        return {
            "track": track.title,
            "artist": track.artist,
            "start_ms": cue.span.start_ms,
            "end_ms": cue.span.end_ms,
            "scene_start_ms": cue.offset_ms,
        }

    def _felt(self, counts: dict[EmotionId, int]) -> dict[str, int]:
        return {one.key: counts[one.id] for one in self.line.emotions if one.id in counts}

    def _theme(self, theme: LineTheme) -> dict[str, Any]:
        names = {one.id: one.name for one in self.line.characters}
        return {
            "name": theme.name,
            "characters": [names[key] for key in theme.character_ids],
            "returns": [
                {"scene": self.line.scenes[one.scene].title, **self._return(one)}
                for one in theme.returns
            ],
        }

    def _return(self, one: LineReturn) -> dict[str, Any]:
        return {
            "track": self.line.tracks[one.track_id].title,
            "start_ms": one.span.start_ms,
            "end_ms": one.span.end_ms,
            "home": one.is_home,
        }


def _at(progress: Progress | None) -> str | None:
    if progress is None or progress.season is None or progress.number is None:
        return None
    return f"S{progress.season}E{progress.number}"


# --- in words -------------------------------------------------------------------------------------


def write_words(line: StoryLine, out: TextIO) -> None:
    _write(line, out, is_markdown=False)


def write_markdown(line: StoryLine, out: TextIO) -> None:
    _write(line, out, is_markdown=True)


def _write(line: StoryLine, out: TextIO, *, is_markdown: bool) -> None:
    told = _Told(line, is_markdown)
    out.write("\n".join(told.lines()) + "\n")


@dataclass(frozen=True)
class _Told:
    """A line in words: plain, or as Markdown."""

    line: StoryLine
    is_markdown: bool

    def lines(self) -> Iterator[str]:
        title = self.line.works[0].title
        yield f"# {_escaped(title)}" if self.is_markdown else title
        for episode in self.line.episodes:
            yield ""
            yield self._heading(episode)
            if self.is_markdown:
                yield ""
            for place in range(episode.first, episode.end):
                yield from self._scene(place)

    def _heading(self, episode: LineEpisode) -> str:
        hidden = _("covered") if episode.is_covered else episode.title
        text = dotted(episode.label, hidden) or _("Outside of episodes")
        return f"## {_escaped(text)}" if self.is_markdown else text

    def _scene(self, place: int) -> Iterator[str]:
        scene = self.line.scenes[place]
        # Translators: instead of a scene that comes after what the listener has seen
        title = _("A later scene, covered") if scene.is_covered else self._titled(scene)
        yield f"{place + 1}. {_escaped(title)}" if self.is_markdown else f"  {place + 1}. {title}"
        for detail in () if scene.is_covered else self._details(place, scene):
            yield f"   - {_escaped(detail)}" if self.is_markdown else f"     {detail}"

    def _titled(self, scene: LineScene) -> str:
        if scene.span is None:
            return scene.title
        return dotted(scene.title, format_span(scene.span))

    def _details(self, place: int, scene: LineScene) -> Iterator[str]:
        for cue in scene.cues:
            title = self.line.tracks[cue.track_id].title
            times = format_span(cue.span)
            yield _("Music: {music}", music=dotted(title, times))
        counts = self.line.felt.counts(place)
        felt = [
            f"{one.name} {number(counts[one.id])}" for one in self.line.emotions if one.id in counts
        ]
        if felt:
            yield _("Felt: {feelings}", feelings=listed(felt))
        people = [one.name for one in self.line.characters if one.id in scene.character_ids]
        if people:
            yield _("With {people}", people=listed(people))
        for theme in self.line.themes:
            for one in theme.returns:
                if one.scene == place:
                    yield self._returns(theme, one)

    def _returns(self, theme: LineTheme, one: LineReturn) -> str:
        times = format_span(one.span)
        if one.is_home:
            return _("{theme} is stated here ({times})", theme=theme.name, times=times)
        return _("{theme} returns ({times})", theme=theme.name, times=times)


def _escaped(text: str) -> str:
    """What Markdown would read as its own signs."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
