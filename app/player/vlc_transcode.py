"""Any sound that libVLC can play, written as a WAV for the analysis.

libVLC's own WAV writer loses the timing: it writes what the decoder delivers from its first block
on, and decoders deliver nothing for the priming (measured: AAC in MP4 came out 23 ms early). So the
blocks are taken through `smem` with their time stamps and placed where the player would play them.
Those stamps count from an unknown point of the system clock; a second of silence, attached as an
input slave, begins at the file's zero and shows which point that was.

VLC's own packetizer for FLAC gives each block the stamp of the next one, which made every click
96 ms late; so FLAC goes through `copy`. What that holds back is played: see `vlc_last_packet`.

How true each format comes out, to the last block: docs/formats.md.
"""

from __future__ import annotations

import logging
import wave
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from app.core.atomic_folder import scratch_folder
from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.words import _
from app.player.troubles import NOT_A_SOUND
from app.player.vlc_demuxers import avformat_options, container_of, own_options
from app.player.vlc_instance import INSTANCE_OPTIONS, file_uri, load_vlc, new_instance
from app.player.vlc_last_packet import last_packet
from app.player.vlc_tap import Tap
from app.player.wav_placing import PULSE_RATE_HZ, Placing
from app.sounds.kinds import Container

log = logging.getLogger(__name__)

_STALLED_AFTER_S = 20.0
_PACKETIZERS = ":packetizer=mpeg4audio,mpegaudio,a52,dts,mlp,copy"
# The packetizers of these give up their last packet.
_COME_WHOLE = (b"mp4a", b"mpga", b"mp3 ", b"a52 ", b"eac3", b"dts ")
# Read with VLC's own demuxer: of 64 frames in a packet of avformat's, only one comes out.
_BY_OWN_DEMUXER = (Container.MUSEPACK, Container.MUSEPACK8)


_Track = tuple[bytes, int, int]  # its codec, its rate in Hz, its channels


class Job(Protocol):
    """What is used here of a job's context."""

    def checkpoint(self) -> None: ...


def transcode(source: Path, target: Path, job: Job) -> None:
    """Write the sound of `source` as 16-bit WAV at `target`, faster than real time.

    Raises AudioUnreadable if libVLC finds no sound, VlcMissing without libVLC, and whatever
    `job.checkpoint` raises to cancel.
    """
    demuxer = _demuxer(container_of(source))
    if demuxer is None:
        raise _unreadable(source, str(NOT_A_SOUND))
    vlc, instance = _engine()
    with Placing(target) as placing:
        track, length_s = _place_all_but_the_end(vlc, instance, source, demuxer, placing, job)
        if track is not None and track[0] not in _COME_WHOLE:
            shape, missing = placing.shape or track[1:], (placing.end_s, length_s)
            rest = last_packet(vlc, instance, source, demuxer, shape, missing, job.checkpoint)
            placing.append(rest, shape)
        if not placing.has_sound:
            raise _unreadable(source, _("VLC finds no sound in it."))


def _place_all_but_the_end(
    vlc: Any,
    instance: Any,
    source: Path,
    demuxer: tuple[str, ...],
    placing: Placing,
    job: Job,
) -> tuple[_Track | None, float]:
    """(the track that is played, the declared length in seconds)."""
    tap = Tap()
    player = instance.media_player_new()
    media = instance.media_new_location(file_uri(source))
    with scratch_folder() as folder:
        silence = folder / "zero.wav"
        _write_silence(silence)
        for option in (*demuxer, *tap.options(), *_options(silence)):
            media.add_option(option)
        try:
            player.set_media(media)
            player.play()
            _drain(vlc, player, tap, placing, job)
            tap.take_the_rest()
        except BaseException:
            tap.close()
            raise
        finally:
            player.stop()
            player.release()
            found = _first_track(vlc, media), media.get_duration() / 1000
            media.release()
    for block in tap.left_over():
        placing.add(block)
    placing.settle()
    return found


def _demuxer(container: Container) -> tuple[str, ...] | None:
    if container in _BY_OWN_DEMUXER:
        return own_options(container)
    return avformat_options(container)


def _first_track(vlc: Any, media: Any) -> _Track | None:
    for track in media.tracks_get() or ():
        if track.type == vlc.TrackType.audio and track.audio.contents.rate != PULSE_RATE_HZ:
            sound = track.audio.contents
            return track.codec.to_bytes(4, "little"), sound.rate, sound.channels
    return None


def _unreadable(source: Path, why: str) -> AudioUnreadable:
    return AudioUnreadable(_("“{file}” couldn’t be read.", file=display_name(source)), why)


@cache
def _engine() -> tuple[Any, Any]:
    vlc = load_vlc()
    return vlc, new_instance(vlc, *INSTANCE_OPTIONS, "--aout=adummy")


def _options(silence: Path) -> tuple[str, ...]:
    # `/wav`: the demuxer named for the sound doesn't apply to the silence
    zero = file_uri(silence).replace("file:", "file/wav:", 1)
    return (
        ":sout-all",
        ":no-sout-video",
        ":no-sout-spu",
        ":avcodec-threads=1",
        _PACKETIZERS,
        f":input-slave={zero}",
    )


def _write_silence(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(PULSE_RATE_HZ)
        file.writeframes(bytes(2 * PULSE_RATE_HZ))


def _drain(vlc: Any, player: Any, tap: Tap, placing: Placing, job: Job) -> None:
    """Move blocks to the file until the player ends."""
    silent_for_s = 0.0
    ended = (vlc.State.Ended, vlc.State.Error, vlc.State.Stopped)
    while True:
        job.checkpoint()
        block = tap.next(timeout_s=0.05)
        if block is not None:
            placing.add(block)
            silent_for_s = 0.0
        elif player.get_state() in ended:
            return
        else:
            silent_for_s += 0.05
            if silent_for_s > _STALLED_AFTER_S:
                log.warning("libVLC stopped delivering sound; using what came so far")
                return
