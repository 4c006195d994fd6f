"""A short passage of any sound that libVLC can play, as Ogg Vorbis, which every browser plays."""

from __future__ import annotations

import logging
import shutil
import time
from pathlib import Path
from typing import Any

from app.core.atomic_folder import scratch_folder
from app.core.errors import AudioUnreadable
from app.core.jobs import JobContext
from app.core.path_names import display_name
from app.core.words import _
from app.player.troubles import NOT_A_SOUND
from app.player.vlc_demuxers import avformat_options, container_of
from app.player.vlc_instance import INSTANCE_OPTIONS, file_uri, load_vlc, new_instance

log = logging.getLogger(__name__)

_POLL_S = 0.02
_PATIENCE_S = 30.0
_LEAST_BYTES = 200  # a file of headers alone has more than none


def encode_passage(source: Path, start_ms: int, end_ms: int, target: Path, job: JobContext) -> None:
    """Raises AudioUnreadable if libVLC finds no sound or can't write Vorbis, VlcMissing without it,
    OSError from the disk, and JobCancelled.
    """
    options = avformat_options(container_of(source))
    if options is None:
        raise _unreadable(source, str(NOT_A_SOUND))
    vlc = load_vlc()
    instance = new_instance(vlc, *INSTANCE_OPTIONS, "--aout=adummy")
    # A name of our own: what the listener's folders are called may mean something to libVLC.
    with scratch_folder() as folder:
        written = folder / "passage.ogg"
        media = instance.media_new_location(file_uri(source))
        chain = (
            "#transcode{vcodec=none,scodec=none,acodec=vorb,ab=128,channels=2,samplerate=44100}"
            f":std{{access=file,mux=ogg,dst={written}}}"
        )
        for option in (
            *options,
            f":sout={chain}",
            ":no-sout-video",
            ":no-sout-spu",
            f":start-time={start_ms / 1000:.3f}",
            f":stop-time={end_ms / 1000:.3f}",
        ):
            media.add_option(option)
        player = instance.media_player_new()
        try:
            player.set_media(media)
            player.play()
            _wait(vlc, player, source, job)
        finally:
            player.stop()
            player.release()
            media.release()
            instance.release()
        if not written.exists() or written.stat().st_size < _LEAST_BYTES:
            raise _unreadable(source, _("VLC finds no sound in it."))
        shutil.copyfile(written, target)


def _wait(vlc: Any, player: Any, source: Path, job: JobContext) -> None:
    state = vlc.State
    until = time.monotonic() + _PATIENCE_S
    while True:
        job.checkpoint()
        now = player.get_state()
        if now == state.Ended:
            return
        if now == state.Error or time.monotonic() > until:
            raise _unreadable(source, _("VLC finds no sound in it."))
        time.sleep(_POLL_S)


def _unreadable(source: Path, why: str) -> AudioUnreadable:
    return AudioUnreadable(_("“{file}” couldn’t be read.", file=display_name(source)), why)
