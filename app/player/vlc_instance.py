"""The way into libVLC: the python-vlc module, an instance of the library, file URIs."""

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
    "--audio-time-stretch",  # scaletempo: the rate doesn't change the pitch
    # libavcodec where possible. Of VLC's own decoders mpg123 is 40 ms late, faad ignores edit
    # lists, and both start in a way that makes the output resample for seconds (measured).
    # And no others: VLC's own Speex decoder crashes the process in most runs (3.0.24, measured).
    "--codec=avcodec,araw,lpcm,adpcm,g711,aes3,flac,vorbis,opus,mpg123,faad,none",
    "--quiet",
)
APP_NAME, APP_ID = "OST My Heart", "ost-my-heart"


def load_vlc() -> Any:
    """The python-vlc module, which is untyped. Raises VlcMissing if libVLC can't be used."""
    try:
        import vlc
    except SystemExit as fault:  # python-vlc's answer to a wrong PYTHON_VLC_LIB_PATH
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
    """A libVLC instance. Raises VlcMissing if libVLC makes none (plugins missing)."""
    instance = vlc.Instance(*options)
    if instance is None:
        raise vlc_missing(f"libvlc_new({' '.join(options)}) failed: are VLC's plugins installed?")
    return instance


def named_instance(vlc: Any) -> Any:
    """An instance for playing, under the program's name in the system's mixer."""
    instance = new_instance(vlc, *INSTANCE_OPTIONS)
    instance.set_user_agent(APP_NAME, f"{APP_ID}/{VERSION}")
    instance.set_app_id(APP_ID, VERSION, APP_ID)
    return instance


def file_uri(path: Path) -> str:
    """A file URI that preserves every byte of the name, valid UTF-8 or not."""
    if sys.platform == "win32":
        return path.absolute().as_uri()
    return "file://" + urllib.parse.quote(os.fsencode(path.absolute()))
