"""What must work on this machine before the window can: sound, decoding, the journal's file.

Each check is a function that answers what it found, or raises Problem with what to do about it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.archive.rescue import journal_is_sound
from app.core.errors import AudioUnreadable, Problem
from app.core.resources import RESOURCES
from app.profile.paths import Paths

Check = Callable[[], str]

RATE_HZ = 44_100
HEARD_MS = 300
PATIENCE_S = 10.0
POLL_S = 0.01
# Name on the screen, suffix, libsndfile's names for container and codec.
FORMATS = (
    ("MP3", ".mp3", "MP3", "MPEG_LAYER_III"),
    ("Ogg Vorbis", ".ogg", "OGG", "VORBIS"),
    ("Opus", ".opus", "OGG", "OPUS"),
    ("FLAC", ".flac", "FLAC", "PCM_16"),
    ("WAV", ".wav", "WAV", "PCM_16"),
    ("AIFF", ".aiff", "AIFF", "PCM_16"),
)
M4A_SAMPLE = RESOURCES / "self_test" / "tone.m4a"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check came to. text: what was found, or what is wrong and what to do."""

    name: str
    is_ok: bool
    text: str

    def __str__(self) -> str:
        return (
            f"ok    {self.name}: {self.text}" if self.is_ok else f"FAIL  {self.name}: {self.text}"
        )


def tried(name: str, check: Check) -> Finding:
    """A check that meets a mistake of ours has failed too; the others go on."""
    try:
        return Finding(name, True, check())
    except Problem as problem:
        return Finding(name, False, f"{problem}{_in_brackets(problem.details)}")
    except Exception as mistake:  # noqa: BLE001 - it is told in full, as a finding
        return Finding(name, False, f"this check broke: {mistake!r}. Tell the program’s makers.")


def findings(profile: Path | None) -> Iterator[Finding]:
    """One after the other, as they become known. profile: whose journal is looked at."""
    with tempfile.TemporaryDirectory(prefix="ost-my-heart-self-test-") as place:
        folder = Path(place)
        yield tried("libVLC", vlc_version)
        yield tried("Exact seeking", lambda: avformat_opens(folder))
        yield tried("Playing", lambda: tone_plays(folder))
        for name, suffix, container, codec in FORMATS:
            yield tried(
                f"Decoding {name}",
                lambda words=(suffix, container, codec): decodes(folder, *words),  # type: ignore[misc]
            )
        yield tried("Decoding M4A", m4a_decodes)
        yield tried("Database", lambda: database_works(folder))
        yield tried("Your journal", lambda: journal_is_sound(Paths.for_profile(profile)))
        yield tried("Exporting it", lambda: export_comes_back(Paths.for_profile(profile)))


def export_comes_back(paths: Paths) -> str:
    from app.archive import rehearsal  # SQLAlchemy is loaded for it

    return rehearsal.export_comes_back(paths)


# --- sound --------------------------------------------------------------------------------------


def vlc_version() -> str:
    from app.player.vlc_instance import INSTANCE_OPTIONS, load_vlc, new_instance

    vlc = load_vlc()
    new_instance(vlc, *INSTANCE_OPTIONS).release()
    return bytes(vlc.libvlc_get_version()).decode(errors="replace")


def avformat_opens(folder: Path) -> str:
    """Without this plugin VLC's own demuxers stand in; they seek wrongly (see vlc_deck)."""
    from app.player.vlc_deck import ERROR, VlcDeck
    from app.player.vlc_decks import SILENT_OUTPUT
    from app.player.vlc_instance import INSTANCE_OPTIONS, load_vlc, new_instance

    vlc = load_vlc()
    instance = new_instance(vlc, *INSTANCE_OPTIONS)
    deck = VlcDeck(vlc, instance, SILENT_OUTPUT)
    try:
        deck.open(_tone(folder), 0)
        until_s = time.monotonic() + PATIENCE_S
        while not deck.is_ready and time.monotonic() < until_s:
            if any(kind == ERROR for _, kind, _ in deck.take_notes()):
                break
            time.sleep(POLL_S)
    finally:
        is_ready = deck.is_ready
        deck.close()
        instance.release()
    if not is_ready:
        raise Problem(
            "VLC’s avformat demuxer is missing, so seeking lands seconds away in some files.",
            "",
            "Install VLC’s base plugins (“vlc-plugin-base” on Debian and Ubuntu).",
        )
    return "VLC opens files by avformat"


def tone_plays(folder: Path) -> str:
    """In silence, through the window's own player: the position must move as sound would."""
    from app.player.player import Player
    from app.player.records import PlayableTrack, PlaybackFault
    from app.player.vlc_backend import VlcBackend

    player = Player(VlcBackend(is_silent=True))
    began_s = time.monotonic()
    try:
        player.play_track(PlayableTrack(0, _tone(folder), 0))
        while player.position_ms < HEARD_MS and time.monotonic() - began_s < PATIENCE_S:
            for event in player.poll():
                if isinstance(event, PlaybackFault) and event.is_fatal:
                    raise event.problem
            time.sleep(POLL_S)
        reached_ms = player.position_ms
    finally:
        player.close()
    if reached_ms < HEARD_MS:
        raise Problem(
            f"A tone stood still at {reached_ms} ms.", "", "Try another version of VLC (3.0.x)."
        )
    took_ms = round((time.monotonic() - began_s) * 1000)
    return f"a tone moved on by {HEARD_MS} ms, {took_ms} ms after it was asked for"


# --- decoding -----------------------------------------------------------------------------------


def decodes(folder: Path, suffix: str, container: str, codec: str) -> str:
    import soundfile

    path = folder / f"tone{suffix}"
    try:
        soundfile.write(path, _samples(48_000), 48_000, codec, format=container)
    except (soundfile.LibsndfileError, ValueError) as fault:
        raise Problem(
            f"libsndfile {soundfile.__libsndfile_version__} doesn’t know this format.",
            "Its waveform can’t be drawn; playing it may still work.",
            "Install libsndfile 1.1 or newer, or the “soundfile” wheel that brings it.",
            repr(fault),
        ) from fault
    return f"libsndfile {soundfile.__libsndfile_version__} read {_decoded_ms(path)} ms"


def m4a_decodes() -> str:
    """libsndfile doesn't read it: VLC does, and writes it as WAV for the waveform."""
    from app.player.vlc_transcode import transcode

    return f"VLC read {_decoded_ms(M4A_SAMPLE, transcode)} ms"


def _decoded_ms(path: Path, transcoder: Callable[..., None] | None = None) -> int:
    import numpy as np

    from app.analysis.decode import open_sound

    loudest, frames = 0.0, 0
    with open_sound(path, transcoder) as reader:
        block = np.empty((1 << 14, reader.shape.channels), np.float32)
        while filled := reader.read_into(block):
            loudest = max(loudest, float(np.abs(block[:filled]).max()))
            frames += filled
        rate_hz = reader.shape.rate_hz
    if loudest < 0.05:
        raise AudioUnreadable(f"A tone in “{path.name}” came out silent.")
    return frames * 1000 // rate_hz


# --- the journal --------------------------------------------------------------------------------


def database_works(folder: Path) -> str:
    """A profile is made, written to, closed, opened again and searched by three letters."""
    import sqlite3

    from app.bootstrap import Services
    from app.journal.records import EntryDraft, JournalFilter
    from app.profile.settings import SettingsFile

    paths = Paths.for_profile(folder / "profile")
    services = Services(paths, SettingsFile(paths.settings_file))
    services.journal.write_entry(EntryDraft(title="Prologue", text="a lighthouse in the rain"))
    services.close()
    again = Services(paths, SettingsFile(paths.settings_file))
    try:
        found = again.journal.page(JournalFilter(text="ghthou")).items
    finally:
        again.close()
    if len(found) != 1:
        raise Problem(
            "Searching the journal’s words found nothing.",
            f"SQLite {sqlite3.sqlite_version} may lack FTS5 or its trigram words.",
            "Use a Python whose SQLite is 3.34 or newer.",
        )
    return f"SQLite {sqlite3.sqlite_version} keeps an entry and finds it by its words"


# --- small things -------------------------------------------------------------------------------


def _tone(folder: Path) -> Path:
    import soundfile

    path = folder / "tone.wav"
    soundfile.write(path, _samples(RATE_HZ, 2.0), RATE_HZ, "PCM_16", format="WAV")
    return path


def _samples(rate_hz: int, seconds: float = 0.5) -> object:
    import numpy as np

    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.4 * np.sin(2 * np.pi * 440.0 * t)).astype(np.float32)


def _in_brackets(details: str) -> str:
    return f" [{details}]" if details else ""
