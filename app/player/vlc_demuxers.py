"""By which demuxer libVLC may open a file: the one for what the file was recognised as, by name.

Left to itself, libVLC opens whatever a file's content says. An HLS or DASH playlist called `.mp3`
is fetched over the network, SDP listens for it, a DASH manifest called `.wma` ended the process.
Measured on 3.0.24: `:access=file` and avformat's whitelists change nothing about that; a format
named outright does. A name that libavformat does not know is worth nothing, though: it guesses
then. That is why `sounds.recognised` declines lists of addresses in whatever wrapping.
"""

from __future__ import annotations

import logging
from pathlib import Path

from app.sounds.kinds import Container
from app.sounds.sniff import recognised

log = logging.getLogger(__name__)

# VLC's own demuxers seek wrongly and misreport it (measured).
AVFORMAT = ":demux=avformat"
_BY_AVFORMAT = {
    Container.MP3: "mp3",
    Container.FLAC: "flac",
    Container.OGG: "ogg",
    Container.MP4: "mov",
    Container.QUICKTIME: "mov",
    Container.WAV: "wav",
    Container.WAV_BIG_ENDIAN: "wav",
    Container.WAVE64: "w64",
    Container.AIFF: "aiff",
    Container.ASF: "asf",
    Container.ADTS: "aac",
    Container.APE: "ape",
    Container.WAVPACK: "wv",
    Container.MATROSKA: "matroska",
    Container.TTA: "tta",
    Container.TAK: "tak",
    Container.MUSEPACK: "mpc",
    Container.MUSEPACK8: "mpc8",
    Container.AC3: "ac3",
    Container.EAC3: "eac3",
    Container.DTS: "dts",
    Container.AU: "au",
    Container.CAF: "caf",
    Container.DSF: "dsf",
    Container.DSDIFF: "iff",
    Container.AMR: "amr",
    Container.VOC: "voc",
    Container.SHORTEN: "shn",
    Container.XWMA: "xwma",
    Container.MODULE: "libopenmpt",
    Container.CHIP_MUSIC: "libgme",
}
_BY_VLC = {
    Container.MP3: "mp3",
    Container.FLAC: "flac",
    Container.OGG: "ogg",
    Container.MP4: "mp4",
    Container.WAV: "wav",
    Container.WAVE64: "wav",
    Container.AIFF: "aiff",
    Container.ASF: "asf",
    Container.ADTS: "aac",
    Container.MATROSKA: "mkv",
    Container.TTA: "tta",
    Container.MUSEPACK: "mpc",
    Container.MUSEPACK8: "mpc",
    Container.AC3: "ac3",
    Container.EAC3: "eac3",
    Container.DTS: "dts",
    Container.AU: "au",
    Container.CAF: "caf",
    Container.VOC: "voc",
    Container.MODULE: "mod",
    Container.CHIP_MUSIC: "gme",
}
# Matroska's linked segments are looked for in every file of the folder.
_KEEPING_TO_THE_FILE = (":no-mkv-preload-local-dir",)


def avformat_options(container: Container) -> tuple[str, ...] | None:
    """The options of a medium that is read by libavformat; None for what it may not open."""
    name = _BY_AVFORMAT.get(container)
    return (AVFORMAT, f":avformat-format={name}") if name else None


def own_options(container: Container) -> tuple[str, ...] | None:
    """The same by VLC's own demuxers, where there is one for it and no other may be tried."""
    name = _BY_VLC.get(container)
    return (f":demux={name}", *_KEEPING_TO_THE_FILE) if name else None


def container_of(path: Path) -> Container:
    """What libVLC may take a file for; OTHER also for a file that can't be read."""
    try:
        return recognised(path)
    except OSError as fault:
        log.info("%r can't be read: %s", path, fault)
        return Container.OTHER
