"""Profiles to break: one with something of every kind in it, copied for each case."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from app.bootstrap import Services
from app.core.ids import CharacterId, TrackId, WorkId
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.first_notes.records import Piece
from app.intensity.records import EventKind
from app.journal.entry_parts import EntryPicture
from app.journal.records import EntryDraft, Feeling
from app.journal.seals import Sealing
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from app.story.records import WorkKind
from app.themes.records import Candidate
from app.traces.records import Stretch
from tests.support.audio import tone, write_audio
from tests.support.track_verbs import edit_tracks
from tests.torture.checks import services_of

TRACKS = ("Prologue.wav", "Farewell on platform four.flac", "The lantern festival.ogg")
# A picture is any bytes with a picture's name: nothing here looks at them.
PICTURES = {"still.png": b"\x89PNG still " * 40, "portrait.jpg": b"\xff\xd8 portrait " * 60}
MARKS = 14


def record_music(folder: Path, names: tuple[str, ...] = TRACKS, first_hz: float = 220.0) -> Path:
    """Short audio files, each with a sound of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        write_audio(folder / name, tone(0.4, first_hz * (1 + number / 7)))
    return folder


def write_pictures(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in PICTURES.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in PICTURES]


def fill(profile: Path, music: Path, pictures: list[Path], marks: int = MARKS) -> None:
    """Adds something to every table that a person writes to."""
    services = services_of(profile)
    services.open()
    services.importing.run([music], JobContext())
    tracks = [row.id for row in services.library.tracks()]
    still, portrait = (services.pictures.keep(path) for path in pictures)
    story = services.scenes
    work = story.add_work(WorkKind.SERIES, "Tidewatch", 2019)
    episode = story.add_episode(work, 1, 1, "The breakwater")
    people = [story.add_character(work, name, portrait=portrait) for name in ("Mira", "Elio")]
    scene = story.add_scene(
        work, "The letter", character_ids=people, episode_id=episode, still=still, summary="Rain."
    )
    story.add_scene(work, "Two umbrellas", character_ids=people[:1])
    services.cues.add_cue(tracks[0], Span(10, 200), scene, 5)
    _tell_of_themes(services, tracks, work, people)
    listen = services.listening.begin(tracks[0], Instant.now().utc_ms - 60_000, 60)
    services.listening.end(listen, tracks[0], [Span(0, 300)], Instant.now().utc_ms)
    _mark(services, tracks, marks)
    services.traces.record(tracks[0], [Stretch(0, bytes(range(8)))])
    services.journal.write_entry(
        EntryDraft(
            title="After the concert",
            text="The **oboe**, not the flute.\n\nここで泣いた。",
            before=Feeling(-0.4, 0.2),
            pictures=(EntryPicture(still, "The stage", 8, 8), EntryPicture(portrait)),
            people=("Ada", "日向"),
            track_ids=tuple(tracks[:2]),
            scene_ids=(scene,),
        )
    )
    _write_letters(services, tracks)
    row = services.library.tracks()[0]
    services.first_notes.recognise(Piece(row, Span(0, 300)), Span(0, 300), 1800)
    sad = services.emotions.emotions()[0]
    services.suggestions.refusals.refuse(tracks[0], sad, Span(300, 390))
    services.emotions.add_word("homesick", "#336699")
    edit_tracks(services.library, [tracks[2]], artist="Ada Lind", album="Tidewatch")
    services.library.assign_work(tracks, work)
    services.close()


def _mark(services: Services, tracks: list[TrackId], marks: int) -> None:
    emotions = services.emotions.emotions()
    for number in range(marks):
        track, at_ms = tracks[number % len(tracks)], 20 + 25 * number
        if number % 4 == 3:
            moment = services.moments.add_moment(track, Span.point(at_ms), note=f"again {number}")
            services.marks.edit(MarkRef(MarkKind.MOMENT, moment.id), label=f"Here {number}")
        else:
            emotion = emotions[number % len(emotions)]
            services.tagging.add_tag(track, emotion.id, Span(at_ms, at_ms + 15), note=f"n{number}")


def _write_letters(services: Services, tracks: list[TrackId]) -> None:
    """One that waits for a day, one for a track, one that is open again."""
    for sealing in (Sealing(until=date(2099, 1, 1)), Sealing(track_id=tracks[1])):
        services.journal.write_entry(EntryDraft(title="To later", text="Dear me", sealing=sealing))
    opened = services.journal.write_entry(
        EntryDraft(title="To now", text="Dear me", sealing=Sealing(until=date(2020, 1, 1)))
    )
    services.letters.break_seal(opened)


def copied(template: Path, profile: Path) -> Paths:
    """A copy of the template's files; its journal is one file that nothing has open."""
    shutil.copytree(template, profile)
    return Paths.for_profile(profile)


def settle(paths: Paths) -> None:
    """Brings everything into the one file, as the last process to close it does."""
    with closing(sqlite3.connect(paths.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def settings_of(paths: Paths) -> SettingsFile:
    return SettingsFile(paths.settings_file)


def _tell_of_themes(
    services: Services, tracks: list[TrackId], work: WorkId, people: list[CharacterId]
) -> None:
    themes = services.themes
    (home,) = themes.mark_returns("Homecoming", tracks[1], [Span(20, 90)], work)
    theme = themes.themes()[0].id
    themes.set_home(home)
    themes.add_character(theme, people[0])
    themes.answers.leave_open(theme, [Candidate(tracks[0], Span(20, 90), 0.6)])
    themes.answers.reject(theme, [Candidate(tracks[0], Span(100, 190), 0.5)])
    services.intensity.add(tracks[1], EventKind.CLIMAX, Span(100, 200), 150)
