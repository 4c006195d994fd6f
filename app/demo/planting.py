"""Writes the demo into an empty profile."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.resources import DEMO
from app.demo.story import Story, instant_of, read_story
from app.transactions import changes
from db.models.all import (
    Character,
    Cue,
    Echo,
    EmotionalTag,
    EntryScene,
    EntryTrack,
    Episode,
    FavouriteMoment,
    HeardStretch,
    JournalEntry,
    Listen,
    Occurrence,
    Scene,
    SceneCharacter,
    Subtitle,
    Theme,
    ThemeCharacter,
    Track,
    Work,
)
from db.repositories import rows

if TYPE_CHECKING:
    from app.bootstrap import Services

log = logging.getLogger(__name__)

REACTION_MS = 1500
IN_INBOX_DAYS = 14


def plant_demo(services: Services, folder: Path = DEMO, today: date | None = None) -> None:
    """Imports the demo's tracks and writes its story and journal for them.

    Does nothing when the profile has a work already. Raises Problem when it cannot be written.
    """
    if services.scenes.works():
        return
    story = read_story(folder)
    files = [folder / track["file"] for track in story["tracks"]]
    services.importing.run(files, JobContext())
    tracks = {
        held.path.name: track.id
        for track in map(services.library.track, (row.id for row in services.library.tracks()))
        for held in track.files
    }
    planting = _Planting(services, folder, story, tracks, today or Instant.now().day)
    label = "Open the demo"  # not shown
    with services.ledger.write(label, changes.EVERYTHING, is_undoable=False) as writing:
        planting.plant(writing.session)


class _Planting:
    """Writes the story's lists one after another; later ones refer to earlier ones by key."""

    def __init__(
        self,
        services: Services,
        folder: Path,
        story: Story,
        files: Mapping[str, int],
        today: date,
    ) -> None:
        self._pictures = services.pictures
        self._folder = folder
        self._story = story
        self._today = today
        self._tracks = {track["key"]: files[Path(track["file"]).name] for track in story["tracks"]}
        self._emotions = {word.key: word.id for word in services.emotions.emotions()}
        self._episodes: dict[str, int] = {}
        self._characters: dict[str, int] = {}
        self._scenes: dict[str, int] = {}

    def plant(self, session: Any) -> None:
        self._session = session
        work_id = self._work(self._story["work"])
        self._people(work_id)
        self._episodes_of(work_id)
        self._scenes_of(work_id)
        self._subtitles(work_id)
        self._tracks_of(work_id)
        self._themes(work_id)
        self._afterlives(work_id)
        self._entries()
        for listen in self._story["listens"]:
            self._listen(listen)

    # --- the story ------------------------------------------------------------------------------

    def _work(self, work: dict[str, Any]) -> int:
        seen = work["seen"]
        return self._add(
            Work,
            kind=work["kind"],
            title=work["title"],
            year=work["year"],
            note=work["summary"],
            picture=self._picture(work.get("picture")),
            progress_season=seen["season"],
            progress_number=seen["number"],
        )

    def _people(self, work_id: int) -> None:
        for person in self._story["characters"]:
            self._characters[person["key"]] = self._add(
                Character,
                work_id=work_id,
                name=person["name"],
                colour=person["colour"],
                portrait=self._picture(person.get("portrait")),
                note=person.get("about", ""),
            )

    def _episodes_of(self, work_id: int) -> None:
        for episode in self._story["episodes"]:
            self._episodes[episode["key"]] = self._add(
                Episode,
                work_id=work_id,
                season_number=episode["season"],
                number=episode["number"],
                title=episode["title"],
            )

    def _scenes_of(self, work_id: int) -> None:
        for scene in self._story["scenes"]:
            scene_id = self._add(
                Scene,
                work_id=work_id,
                episode_id=self._episodes[scene["episode"]],
                title=scene["title"],
                summary=scene["summary"],
                story_order=float(scene["story_order"]),
                start_ms=scene.get("start_ms"),
                end_ms=scene.get("end_ms"),
                still=self._picture(scene.get("still")),
                is_spoiler=bool(scene.get("spoiler")),
            )
            self._scenes[scene["key"]] = scene_id
            for person in scene["characters"]:
                self._add(SceneCharacter, scene_id=scene_id, character_id=self._characters[person])

    def _subtitles(self, work_id: int) -> None:
        for one in self._story["subtitles"]:
            self._add(
                Subtitle,
                work_id=work_id,
                episode_id=self._episodes[one["episode"]],
                language=one["language"],
                lines=tuple((start, end, text) for start, end, text in one["lines"]),
            )

    # --- the music ------------------------------------------------------------------------------

    def _tracks_of(self, work_id: int) -> None:
        for track in self._story["tracks"]:
            row = self._session.get(Track, self._tracks[track["key"]])
            row.role = track["role"]
            row.work_id = work_id if track.get("of_work", True) else None
        for cue in self._story["cues"]:
            self._add(
                Cue,
                **self._place(cue),
                scene_id=self._scenes[cue["scene"]],
                scene_offset_ms=cue.get("scene_offset_ms"),
                created_at=self._told_at(cue),
            )

    def _themes(self, work_id: int) -> None:
        for theme in self._story["themes"]:
            theme_id = self._add(Theme, work_id=work_id, name=theme["name"], note=theme["about"])
            for person in theme["characters"]:
                self._add(ThemeCharacter, theme_id=theme_id, character_id=self._characters[person])
            for found in theme["occurrences"]:
                words = ("status", "transposition", "tempo_ratio", "variation")
                details = {name: found[name] for name in words}
                self._add(
                    Occurrence,
                    theme_id=theme_id,
                    is_home=found.get("home", False),
                    created_at=self._told_at(found),
                    **self._place(found),
                    **details,
                )

    def _afterlives(self, work_id: int) -> None:
        for echo in self._story["echoes"]:
            track, linked = echo.get("track"), echo.get("linked")
            self._add(
                Echo,
                track_id=track and self._tracks[track],
                work_id=None if track else work_id,
                linked_track_id=linked and self._tracks[linked],
                kind=echo["kind"],
                title=echo["title"],
                who=echo.get("who") or "",
                date=instant_of(echo, self._today).day.isoformat(),
                link=echo.get("url") or "",
                note=echo.get("note") or "",
            )

    # --- the journal ------------------------------------------------------------------------------

    def _entries(self) -> None:
        for entry in self._story["journal"]:
            written = instant_of(entry, self._today)
            before, after = entry.get("before"), entry.get("after")
            entry_id = self._add(
                JournalEntry,
                written_at=written.utc_ms,
                written_offset_min=written.offset_min,
                title=entry["title"],
                text=entry["text"],
                before_valence=before and before[0],
                before_arousal=before and before[1],
                after_valence=after and after[0],
                after_arousal=after and after[1],
            )
            for key in entry.get("tracks", ()):
                self._add(EntryTrack, entry_id=entry_id, track_id=self._tracks[key])
            for key in entry.get("scenes", ()):
                self._add(EntryScene, entry_id=entry_id, scene_id=self._scenes[key])

    def _listen(self, listen: dict[str, Any]) -> None:
        started = instant_of(listen, self._today)
        heard = _joined(listen["heard"])
        lasted_ms = sum(end - start for start, end in listen["heard"])
        listen_id = self._add(
            Listen,
            track_id=self._tracks[listen["track"]],
            started_at=started.utc_ms,
            started_offset_min=started.offset_min,
            ended_at=started.utc_ms + lasted_ms,
            heard_ms=sum(end - start for start, end in heard),
        )
        for start, end in heard:
            self._add(HeardStretch, listen_id=listen_id, start_ms=start, end_ms=end)
        for mark in listen["marks"]:
            self._mark(listen, listen_id, started, mark)

    def _mark(
        self, listen: dict[str, Any], listen_id: int, started: Instant, mark: dict[str, Any]
    ) -> None:
        common = {
            **self._place({**mark, "track": listen["track"]}),
            "listen_id": listen_id,
            "made_at": started.utc_ms + mark["end_ms"],
            "made_offset_min": started.offset_min,
            "raw_start_ms": mark["start_ms"] + REACTION_MS,
            "raw_end_ms": mark["end_ms"] + REACTION_MS,
            "note": mark.get("note") or "",
            # Those of the last days are in the inbox; the others were dealt with long ago.
            "needs_no_note": listen.get("days_ago", 1000) > IN_INBOX_DAYS,
        }
        if mark["kind"] == "moment":
            self._add(FavouriteMoment, **common, label=mark.get("label") or "")
            return
        self._add(
            EmotionalTag,
            **common,
            emotion_id=self._emotions[mark["emotion"]],
            intensity=mark["intensity"],
            mode=mark["mode"],
            memory=mark.get("memory") or "",
        )

    # --- small things ---------------------------------------------------------------------------

    def _place(self, mark: dict[str, Any]) -> dict[str, int]:
        track_id = self._tracks[mark["track"]]
        return {"track_id": track_id, "start_ms": mark["start_ms"], "end_ms": mark["end_ms"]}

    def _told_at(self, mark: dict[str, Any]) -> int:
        """When the mark was made: during one of the first listens to the track."""
        hearings = [one for one in self._story["listens"] if one["track"] == mark["track"]]
        times = sorted(instant_of(hearing, self._today).utc_ms for hearing in hearings)
        return int(times[mark["start_ms"] // 1000 % min(9, len(times))] + mark["end_ms"])

    def _picture(self, name: str | None) -> str | None:
        return self._pictures.keep(self._folder / name) if name else None

    def _add(self, model: Any, **values: Any) -> int:
        return int(rows.add(self._session, model, **values).id)


def _joined(spans: list[list[int]]) -> list[tuple[int, int]]:
    """Passages without overlap, in order: what was heard twice counts once."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
