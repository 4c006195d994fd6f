"""What must work on this computer for the window to work: sound, decoding, the journal's file.

Each check is a function that says what it found, or raises Problem with what to do about it.
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
from app.core.words import Text, _, number
from app.profile.paths import Paths

Check = Callable[[], str]

RATE_HZ = 44_100
HEARD_MS = 300
PATIENCE_S = 10.0
POLL_S = 0.01
# Name on screen, suffix, libsndfile's names for container and codec.
FORMATS = (  # not shown
    ("MP3", ".mp3", "MP3", "MPEG_LAYER_III"),
    ("Ogg Vorbis", ".ogg", "OGG", "VORBIS"),
    ("Opus", ".opus", "OGG", "OPUS"),
    ("FLAC", ".flac", "FLAC", "PCM_16"),
    ("WAV", ".wav", "WAV", "PCM_16"),
    ("AIFF", ".aiff", "AIFF", "PCM_16"),
)
M4A_SAMPLE = RESOURCES / "self_test" / "tone.m4a"


# Translators: a line of the self-test, aligned by spaces: whether it passed, its name and result
_OK = Text("ok    {check}: {result}")
_FAILED = Text("FAIL  {check}: {result}")


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. text: what was found, or what is wrong and what to do."""

    name: str
    is_ok: bool
    text: str

    def __str__(self) -> str:
        said = _OK if self.is_ok else _FAILED
        return said.filled(check=self.name, result=self.text)


def tried(name: str, check: Check) -> Finding:
    """A bug in a check counts as failed; the other checks go on."""
    try:
        return Finding(name, True, check())
    except Problem as problem:
        return Finding(name, False, f"{problem}{_in_brackets(problem.details)}")
    except Exception as mistake:  # noqa: BLE001 - the finding tells it in full
        said = _("This check itself has an error: {error}. Please report it.", error=repr(mistake))
        return Finding(name, False, said)


def findings(profile: Path | None) -> Iterator[Finding]:
    """One after the other, as they become known. profile: whose journal is checked."""
    with tempfile.TemporaryDirectory(prefix="ost-my-heart-self-test-") as place:
        folder = Path(place)
        yield tried("libVLC", vlc_version)
        yield tried(_("Exact seeking"), lambda: avformat_opens(folder))
        yield tried(_("Playback"), lambda: tone_plays(folder))
        for name, suffix, container, codec in FORMATS:
            yield tried(
                _("Decoding {format}", format=name),
                lambda words=(suffix, container, codec): decodes(folder, *words),  # type: ignore[misc]
            )
        yield tried(_("Decoding {format}", format="M4A"), m4a_decodes)
        yield tried(_("Database"), lambda: database_works(folder))
        yield tried(_("Your journal"), lambda: journal_is_sound(Paths.for_profile(profile)))
        yield tried(
            _("Exporting your journal"), lambda: export_comes_back(Paths.for_profile(profile))
        )


def export_comes_back(paths: Paths) -> str:
    from app.archive import rehearsal  # loads SQLAlchemy

    return rehearsal.export_comes_back(paths)


# --- sound --------------------------------------------------------------------------------------


def vlc_version() -> str:
    from app.player.vlc_instance import INSTANCE_OPTIONS, load_vlc, new_instance

    vlc = load_vlc()
    new_instance(vlc, *INSTANCE_OPTIONS).release()
    return bytes(vlc.libvlc_get_version()).decode(errors="replace")


def avformat_opens(folder: Path) -> str:
    """Without this plugin VLC uses its own demuxers, which seek inexactly (see vlc_deck)."""
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
            if any(kind == ERROR for _at, kind, _ms in deck.take_notes()):
                break
            time.sleep(POLL_S)
    finally:
        is_ready = deck.is_ready
        deck.close()
        instance.release()
    if not is_ready:
        raise Problem(
            _("VLC’s avformat demuxer is missing, so seeking is off by seconds in some files."),
            "",
            _(
                "Install VLC’s base plugins (“{package}” on Debian and Ubuntu).",
                package="vlc-plugin-base",
            ),
        )
    return _("VLC opens files with avformat")


def tone_plays(folder: Path) -> str:
    """Plays silently with the window's own player: the position must advance."""
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
            # Translators: ms is a number of milliseconds
            _("Playback of a test tone stopped at {ms} ms.", ms=number(reached_ms)),
            "",
            _("Try another version of VLC ({version}).", version="3.0.x"),
        )
    took_ms = round((time.monotonic() - began_s) * 1000)
    return _(
        "{played} ms of a test tone were played within {took} ms",
        played=number(HEARD_MS),
        took=number(took_ms),
    )


# --- decoding -----------------------------------------------------------------------------------


def decodes(folder: Path, suffix: str, container: str, codec: str) -> str:
    import soundfile

    library = f"libsndfile {soundfile.__libsndfile_version__}"
    path = folder / f"tone{suffix}"
    try:
        soundfile.write(path, _samples(48_000), 48_000, codec, format=container)
    except (soundfile.LibsndfileError, ValueError) as fault:
        raise Problem(
            # Translators: library is a name and a version, such as “libsndfile 1.0.31”
            _("{library} doesn’t support this format.", library=library),
            _("Its waveform can’t be drawn; playback may still work."),
            _("Install libsndfile 1.1 or newer, or the “soundfile” wheel that contains it."),
            repr(fault),
        ) from fault
    return _read_by(library, path)


def m4a_decodes() -> str:
    """libsndfile can't read it: VLC converts it to WAV for the waveform."""
    from app.player.vlc_transcode import transcode

    return _read_by("VLC", M4A_SAMPLE, transcode)


def _read_by(library: str, path: Path, transcoder: Callable[..., None] | None = None) -> str:
    ms = _decoded_ms(path, transcoder)
    # Translators: library such as “VLC”; ms: how many milliseconds of sound
    return _("{library} read {ms} ms", library=library, ms=number(ms))


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
        raise AudioUnreadable(
            _("The test tone in “{file}” was decoded as silence.", file=path.name)
        )
    return frames * 1000 // rate_hz


# --- the journal --------------------------------------------------------------------------------


def database_works(folder: Path) -> str:
    """Creates a profile, writes to it, closes it, opens it again and searches it."""
    import sqlite3

    from app.bootstrap import Services
    from app.journal.records import EntryDraft, JournalFilter
    from app.profile.settings import SettingsFile

    paths = Paths.for_profile(folder / "profile")
    services = Services(paths, SettingsFile(paths.settings_file))
    services.journal.write_entry(EntryDraft(text="a lighthouse in the rain"))  # not shown
    services.close()
    again = Services(paths, SettingsFile(paths.settings_file))
    try:
        found = again.journal.page(JournalFilter(text="ghthou")).items
    finally:
        again.close()
    version = sqlite3.sqlite_version
    if len(found) != 1:
        raise Problem(
            _("Searching a journal found nothing."),
            # Translators: FTS5 and trigram are technical names
            _("SQLite {version} may lack FTS5 or its trigram tokenizer.", version=version),
            _("Use a Python with SQLite 3.34 or newer."),
        )
    return _("SQLite {version} saves a journal entry and finds it", version=version)


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
