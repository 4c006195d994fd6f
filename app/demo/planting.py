"""Writes the demo into an empty profile."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.resources import DEMO
from app.demo.diary import Diary
from app.demo.rows import DemoRows
from app.demo.story import instant_of, read_story
from app.transactions import changes
from db.models.all import (
    Alignment,
    Character,
    Cue,
    Echo,
    Episode,
    Lyrics,
    Occurrence,
    Scene,
    SceneCharacter,
    Subtitle,
    Theme,
    ThemeCharacter,
    Track,
    Work,
)

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.profile.pictures import Pictures

log = logging.getLogger(__name__)


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
    by_key = {one["key"]: tracks[Path(one["file"]).name] for one in story["tracks"]}
    emotions = {word.key: word.id for word in services.emotions.emotions()}
    label = "Open the demo"  # not shown
    with services.ledger.write(label, changes.EVERYTHING, is_undoable=False) as writing:
        rows = DemoRows(writing.session, story, by_key, today or Instant.now().day)
        _Planting(services.pictures, folder, rows).plant()
        keep = services.pictures.keep
        Diary(rows, emotions, lambda file: keep(folder / file)).plant()


class _Planting:
    """Writes the story's lists one after another; later ones refer to earlier ones by key."""

    def __init__(self, pictures: Pictures, folder: Path, rows: DemoRows) -> None:
        self._pictures = pictures
        self._folder = folder
        self._rows = rows
        self._story = rows.story

    def plant(self) -> None:
        work_id = self._work(self._story["work"])
        self._people(work_id)
        self._episodes_of(work_id)
        self._scenes_of(work_id)
        self._spoken(work_id)
        self._tracks_of(work_id)
        self._themes(work_id)
        self._afterlives(work_id)

    # --- the story ------------------------------------------------------------------------------

    def _work(self, work: dict[str, Any]) -> int:
        seen = work["seen"]
        return self._rows.add(
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
            self._rows.characters[person["key"]] = self._rows.add(
                Character,
                work_id=work_id,
                name=person["name"],
                colour=person["colour"],
                portrait=self._picture(person.get("portrait")),
                note=person.get("about", ""),
            )

    def _episodes_of(self, work_id: int) -> None:
        for episode in self._story["episodes"]:
            self._rows.episodes[episode["key"]] = self._rows.add(
                Episode,
                work_id=work_id,
                season_number=episode["season"],
                number=episode["number"],
                title=episode["title"],
            )

    def _scenes_of(self, work_id: int) -> None:
        for scene in self._story["scenes"]:
            scene_id = self._rows.add(
                Scene,
                work_id=work_id,
                episode_id=self._rows.episodes[scene["episode"]],
                title=scene["title"],
                summary=scene["summary"],
                story_order=float(scene["story_order"]),
                start_ms=scene.get("start_ms"),
                end_ms=scene.get("end_ms"),
                still=self._picture(scene.get("still")),
                is_spoiler=bool(scene.get("spoiler")),
            )
            self._rows.scenes[scene["key"]] = scene_id
            for person in scene["characters"]:
                character_id = self._rows.characters[person]
                self._rows.add(SceneCharacter, scene_id=scene_id, character_id=character_id)

    def _spoken(self, work_id: int) -> None:
        for told in self._story["subtitles"]:
            self._rows.add(
                Subtitle,
                work_id=work_id,
                episode_id=self._rows.episodes[told["episode"]],
                language=told["language"],
                lines=_lines(told),
            )

    # --- the music ------------------------------------------------------------------------------

    def _tracks_of(self, work_id: int) -> None:
        for track in self._story["tracks"]:
            row = self._rows.session.get(Track, self._rows.tracks[track["key"]])
            row.role = track["role"]
            row.work_id = work_id if track.get("of_work", True) else None
        for sung in self._story["lyrics"]:
            track_id = self._rows.tracks[sung["track"]]
            self._rows.add(Lyrics, track_id=track_id, language=sung["language"], lines=_lines(sung))
        for cue in self._story["cues"]:
            self._rows.add(
                Cue,
                **self._rows.place(cue),
                scene_id=self._rows.scenes[cue["scene"]],
                scene_offset_ms=cue.get("scene_offset_ms"),
                created_at=self._rows.told_at(cue),
            )

    def _themes(self, work_id: int) -> None:
        for theme in self._story["themes"]:
            says = {"name": theme["name"], "note": theme["about"]}
            theme_id = self._rows.add(Theme, work_id=work_id, **says)
            self._rows.themes[theme["key"]] = theme_id
            for person in theme["characters"]:
                character_id = self._rows.characters[person]
                self._rows.add(ThemeCharacter, theme_id=theme_id, character_id=character_id)
            for found in theme["occurrences"]:
                words = ("status", "transposition", "tempo_ratio", "variation")
                details = {name: found[name] for name in words}
                self._rows.add(
                    Occurrence,
                    theme_id=theme_id,
                    is_home=found.get("home", False),
                    created_at=self._rows.told_at(found),
                    **self._rows.place(found),
                    **details,
                )

    def _afterlives(self, work_id: int) -> None:
        for echo in self._story["echoes"]:
            track, linked = echo.get("track"), echo.get("linked")
            self._rows.add(
                Echo,
                track_id=track and self._rows.tracks[track],
                work_id=None if track else work_id,
                linked_track_id=linked and self._rows.tracks[linked],
                kind=echo["kind"],
                title=echo["title"],
                who=echo.get("who") or "",
                date=instant_of(echo, self._rows.today).day.isoformat(),
                link=echo.get("url") or "",
                note=echo.get("note") or "",
            )
        for aligned in self._story["alignments"]:
            self._rows.add(
                Alignment,
                track_id=self._rows.tracks[aligned["track"]],
                other_track_id=self._rows.tracks[aligned["other"]],
                anchors=tuple(map(tuple, aligned["anchors"])),
                found_by=aligned["found_by"],
            )

    def _picture(self, name: str | None) -> str | None:
        return self._pictures.keep(self._folder / name) if name else None


def _lines(told: dict[str, Any]) -> tuple[tuple[int, int, str], ...]:
    return tuple((start_ms, end_ms, text) for start_ms, end_ms, text in told["lines"])
