"""libVLC's way in: the python-vlc module, an instance of the library, names of files."""

from __future__ import annotations

import os
import sys
import urllib.parse
from pathlib import Path
from typing import Any

from app.player.troubles import vlc_missing
from app.profile.version import VERSION

INSTANCE_OPTIONS = (
    "--intf=dummy",
    "--no-video",
    "--no-lua",
    "--no-spu",
    "--no-osd",
    "--no-video-title-show",
    "--no-metadata-network-access",
    "--no-auto-preparse",
    "--no-snapshot-preview",
    "--no-sub-autodetect-file",
    "--audio-time-stretch",  # scaletempo: the rate leaves the pitch alone
    # libavcodec where it can. Of VLC's own decoders mpg123 sounds 40 ms late, faad leaves out what
    # an edit list says, and both begin so that the output resamples for seconds (measured).
    # And none but these: VLC's own Speex decoder ends the process in most runs (3.0.24, measured).
    "--codec=avcodec,araw,lpcm,adpcm,g711,aes3,flac,vorbis,opus,mpg123,faad,none",
    "--quiet",
)
APP_NAME, APP_ID = "OST My Heart", "ost-my-heart"


def load_vlc() -> Any:
    """The python-vlc module, which is untyped. Raises VlcMissing when libVLC is not usable."""
    try:
        import vlc
    except SystemExit as fault:  # what python-vlc does about a wrong PYTHON_VLC_LIB_PATH
        raise vlc_missing("PYTHON_VLC_LIB_PATH or PYTHON_VLC_MODULE_PATH is wrong") from fault
    except (
        ImportError,
        OSError,
        NotImplementedError,
        AttributeError,
        NameError,
        KeyError,
    ) as fault:
        raise vlc_missing(repr(fault)) from fault
    except TypeError as fault:  # ctypes.CDLL(None\\name) on Windows without VLC
        raise vlc_missing(repr(fault)) from fault
    return vlc


def new_instance(vlc: Any, *options: str) -> Any:
    """A libVLC instance. Raises VlcMissing when libVLC makes none (plugins missing)."""
    instance = vlc.Instance(*options)
    if instance is None:
        raise vlc_missing(f"libvlc_new({' '.join(options)}) failed: are VLC's plugins installed?")
    return instance


def named_instance(vlc: Any) -> Any:
    """An instance that plays, under the program's name in the system's mixer."""
    instance = new_instance(vlc, *INSTANCE_OPTIONS)
    instance.set_user_agent(APP_NAME, f"{APP_ID}/{VERSION}")
    instance.set_app_id(APP_ID, VERSION, APP_ID)
    return instance


def file_uri(path: Path) -> str:
    """A file URI that keeps every byte of the name, valid UTF-8 or not."""
    if sys.platform == "win32":
        return path.absolute().as_uri()
    return "file://" + urllib.parse.quote(os.fsencode(path.absolute()))
