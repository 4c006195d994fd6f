"""Which demuxer libVLC may use for a file: only the one for the container it was recognised as.

Left to itself, libVLC goes by the content of a file. It fetches an HLS or DASH playlist called
`.mp3` over the network, listens on the network for SDP, and crashed on a DASH manifest called
`.wma`. Measured with 3.0.24: `:access=file` and avformat's whitelists don't prevent that; naming
the format does. But with a name it doesn't know, libavformat guesses. That is why
`sounds.recognised` declines lists of addresses in any container.
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
# Otherwise Matroska's linked segments are looked for in every file of the folder.
_KEEPING_TO_THE_FILE = (":no-mkv-preload-local-dir",)


def avformat_options(container: Container) -> tuple[str, ...] | None:
    """The options for reading with libavformat; None for what it may not open."""
    name = _BY_AVFORMAT.get(container)
    return (AVFORMAT, f":avformat-format={name}") if name else None


def own_options(container: Container) -> tuple[str, ...] | None:
    """The options for reading with VLC's own demuxer; None where there is none to name."""
    name = _BY_VLC.get(container)
    return (f":demux={name}", *_KEEPING_TO_THE_FILE) if name else None


def container_of(path: Path) -> Container:
    """What libVLC may open a file as; OTHER also for a file that can't be read."""
    try:
        return recognised(path)
    except OSError as fault:
        log.info("%r can't be read: %s", path, fault)
        return Container.OTHER
