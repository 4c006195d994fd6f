"""Mutated audio files: imported, read, drawn, some decoded by libVLC and some played.

Each is either imported or refused with a reason. None crashes or hangs the process, uses up its
memory, or leaves a journal that can't be read or exported.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from functools import cached_property
from pathlib import Path

from app.analysis.service import Analysis
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.player.player import Player
from app.player.records import PlayableTrack, PlayState
from app.profile.pictures import picture_extension
from tests.support.audio import tone, write_audio
from tests.support.track_verbs import remove_tracks
from tests.torture import checks
from tests.torture.case import Loss, Part, Runner, Verdict, dice
from tests.torture.mutants import mutated
from tests.torture.ogg_pages import with_right_checksums

_SUFFIXES = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".aiff", ".m4a")
# Encoders of FFmpeg for what libsndfile doesn't write. Monkey's Audio has none.
_BY_FFMPEG = {".aac": "aac", ".wma": "wmav2", ".wv": "wavpack"}
_ONE_IN_DECODED = 20
_ONE_IN_PLAYED = 50
_ONE_IN_EXPORTED = 5
_PLAYED_S = 0.7
_RATE_HZ = 48_000


class AudioFiles:
    """Made once in a worker: the sound files, and a profile to import mutated ones into."""

    def __init__(self, scratch: Path, seed: int) -> None:
        self._seed = seed
        self._scratch = scratch
        self._whole = _whole_files(scratch / "whole")
        self._services = checks.services_of(scratch / "profile")
        self._services.open()
        self._drawing = Analysis(scratch / "peaks")

    @cached_property
    def _by_vlc(self) -> Analysis:
        from app.player.vlc_transcode import transcode

        return Analysis(self._scratch / "peaks by vlc", transcode)

    def run(self, case: int, folder: Path) -> Verdict:
        chance = dice("audio", self._seed, case)
        path = self._made(chance, folder)
        report = self._services.importing.run([path], JobContext())
        if report.unreadable:
            if report.unreadable[0].mistake:
                raise Loss("a mistake of a reader", report.unreadable[0].mistake)
            if not report.unreadable[0].reason:
                raise Loss("refused without a reason", str(path))
            taken = "refused with a reason"
        else:
            self._look(path, report.track_ids[0], case)
            taken = "taken in"
        drawn = self._draw(self._drawing, path, case)
        if chance.randrange(_ONE_IN_DECODED) == 0:
            drawn += f", by libVLC {self._draw(self._by_vlc, path, case)}"
        if chance.randrange(_ONE_IN_PLAYED) == 0:
            self._play(path)
            drawn += ", played"
        return Verdict(f"{taken}, {drawn}")

    def _made(self, chance: random.Random, folder: Path) -> Path:
        name = chance.choice(list(self._whole))
        suffix = Path(name).suffix if chance.random() < 0.9 else chance.choice(_SUFFIXES)
        path = folder / f"mutant{suffix}"
        data = mutated(self._whole[name], chance, list(self._whole.values()))
        if name.endswith((".ogg", ".opus")) and chance.random() < 0.7:
            data = with_right_checksums(data)
        path.write_bytes(data)
        return path

    def _look(self, path: Path, track_id: int, case: int) -> None:
        """Reads it as the library, its cover and an export do; then removes it again."""
        services = self._services
        services.library.track(track_id)
        for row in services.library.tracks():
            if row.cover is not None:
                self._look_at_cover(row.cover)
        if case % _ONE_IN_EXPORTED == 0:
            export = path.with_suffix(".json")
            services.exports.export_json(export)
            report = services.exports.restore_json(export)
            if report.has_changes:
                raise Loss("export does not come back", str(report))
        remove_tracks(services.library, [track_id], with_marks=True)

    def _look_at_cover(self, key: str) -> None:
        from ui.bridge.track.thumbnails import read_scaled

        cover = self._services.paths.covers / key
        if not picture_extension(cover.read_bytes()):
            raise Loss("a cover that is no picture", key)
        read_scaled(cover, 128)

    def _draw(self, analysis: Analysis, path: Path, case: int) -> str:
        """Each with a hash of its own, so that nothing comes from the cache."""
        try:
            analysis.peaks(path, f"case {case}", JobContext(), lambda _peaks: None)
        except Problem:
            return "not drawn"
        return "drawn"

    def _play(self, path: Path) -> None:
        from app.player.vlc_backend import VlcBackend

        player = Player(VlcBackend(is_silent=True))
        until_s = time.monotonic() + _PLAYED_S
        try:
            player.play_track(PlayableTrack(0, path, 0))
            while time.monotonic() < until_s and player.state is not PlayState.ENDED:
                player.poll()
                time.sleep(0.01)
        finally:
            player.close()


def _whole_files(folder: Path) -> dict[str, bytes]:
    """By name: short files in every format, with tags, some with a cover."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = tone(1.5, 440.0, rate_hz=_RATE_HZ)
    for number, suffix in enumerate(_SUFFIXES):
        write_audio(folder / f"{number}{suffix}", samples, rate_hz=_RATE_HZ)
    for suffix, encoder in _BY_FFMPEG.items():
        _ffmpeg("-i", str(folder / "0.wav"), "-c:a", encoder, str(folder / f"by ffmpeg{suffix}"))
    _tag(folder, _picture(folder / "cover.png"), _picture(folder / "cover.jpg"))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _picture(path: Path) -> bytes:
    _ffmpeg("-f", "lavfi", "-i", "testsrc=size=96x96", "-frames:v", "1", str(path))
    data = path.read_bytes()
    path.unlink()
    return data


def _ffmpeg(*words: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *words], check=True)


def _tag(folder: Path, png: bytes, jpeg: bytes) -> None:
    from mutagen.flac import FLAC, Picture
    from mutagen.id3 import APIC, ID3, TALB, TIT2, TRCK
    from mutagen.mp4 import MP4, MP4Cover
    from mutagen.oggvorbis import OggVorbis

    words = {"title": "Farewell", "artist": "Ada Lind", "album": "Tidewatch", "tracknumber": "3"}
    for kind, name in ((FLAC, "1.flac"), (OggVorbis, "2.ogg")):
        file = kind(folder / name)
        file.update(words)
        if isinstance(file, FLAC):
            picture = Picture()
            picture.type, picture.mime, picture.data = 3, "image/png", png
            file.add_picture(picture)
        file.save()
    frames = ID3()
    for frame in (
        TIT2(encoding=1, text="Farewell 別れ"),
        TALB(encoding=3, text="Tidewatch"),
        TRCK(encoding=0, text="3/12"),
        APIC(encoding=0, mime="image/jpeg", type=3, desc="front", data=jpeg),
    ):
        frames.add(frame)
    frames.save(folder / "4.mp3")
    film = MP4(folder / "6.m4a")
    film["\xa9nam"], film["\xa9alb"], film["trkn"] = "Farewell", "Tidewatch", [(3, 12)]
    film["covr"] = [MP4Cover(png, MP4Cover.FORMAT_PNG)]
    film.save()


def missing() -> str:
    return "" if shutil.which("ffmpeg") else "ffmpeg is not installed; it makes some of the files."


def make(scratch: Path, seed: int) -> Runner:
    return AudioFiles(scratch, seed).run


PART = Part("audio", 10_000, 25, make, limit_s=60.0, limit_mb=700, missing=missing)
