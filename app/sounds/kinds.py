"""The kinds of audio file that are distinguished, and the bytes that each begins with."""

from __future__ import annotations

from enum import Enum, auto


class Container(Enum):
    """The container of a file's sound. OTHER: not known here as sound."""

    MP3 = auto()
    FLAC = auto()
    OGG = auto()
    MP4 = auto()
    QUICKTIME = auto()
    WAV = auto()
    WAV_BIG_ENDIAN = auto()
    WAVE64 = auto()
    AIFF = auto()
    ASF = auto()
    ADTS = auto()
    APE = auto()
    WAVPACK = auto()
    MATROSKA = auto()
    TTA = auto()
    TAK = auto()
    MUSEPACK = auto()
    MUSEPACK8 = auto()
    AC3 = auto()
    EAC3 = auto()
    DTS = auto()
    AU = auto()
    CAF = auto()
    DSF = auto()
    DSDIFF = auto()
    AMR = auto()
    VOC = auto()
    SHORTEN = auto()
    XWMA = auto()
    MODULE = auto()
    CHIP_MUSIC = auto()
    OTHER = auto()


_RIFF = {b"WAVE": Container.WAV, b"XWMA": Container.XWMA}
_FORM = {b"AIFF": Container.AIFF, b"AIFC": Container.AIFF}
_BY_FORM: dict[bytes, dict[bytes, Container]] = {
    b"RIFF": _RIFF,
    b"RF64": _RIFF,
    b"BW64": _RIFF,
    b"RIFX": {b"WAVE": Container.WAV_BIG_ENDIAN},
    b"FORM": _FORM,
}
_BY_MAGIC: tuple[tuple[bytes, Container], ...] = (
    (b"fLaC", Container.FLAC),
    (b"OggS", Container.OGG),
    (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), Container.ASF),
    (b"wvpk", Container.WAVPACK),
    (b"MAC ", Container.APE),
    (bytes.fromhex("1a45dfa3"), Container.MATROSKA),
    (b"TTA1", Container.TTA),
    (b"tBaK", Container.TAK),
    (b"MP+", Container.MUSEPACK),
    (b"MPCK", Container.MUSEPACK8),
    (bytes.fromhex("7ffe8001"), Container.DTS),
    (b".snd", Container.AU),
    (b"caff\0\1", Container.CAF),
    (bytes.fromhex("726966662e91cf11a5d628db04c10000"), Container.WAVE64),
    (b"DSD ", Container.DSF),
    (b"FRM8", Container.DSDIFF),
    (b"#!AMR", Container.AMR),
    (b"Creative Voice File\x1a", Container.VOC),
    (b"ajkg", Container.SHORTEN),
    (b"IMPM", Container.MODULE),
    (b"Extended Module: ", Container.MODULE),
    (b"SNES-SPC700 Sound File Data", Container.CHIP_MUSIC),
    (b"NESM\x1a", Container.CHIP_MUSIC),
    (b"NSFE", Container.CHIP_MUSIC),
    (b"Vgm ", Container.CHIP_MUSIC),
    (b"GBS\x01", Container.CHIP_MUSIC),
    (b"GYMX", Container.CHIP_MUSIC),
    (b"ZXAYEMUL", Container.CHIP_MUSIC),
    (b"HESM", Container.CHIP_MUSIC),
    (b"KSCC", Container.CHIP_MUSIC),
    (b"KSSX", Container.CHIP_MUSIC),
)
# QuickTime from before `ftyp` begins with one of these.
_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
# ProTracker and its relatives have their signature far behind the title.
_MODULE_MARKS = {
    44: (b"SCRM",),
    1080: (b"M.K.", b"M!K!", b"FLT4", b"FLT8", b"4CHN", b"6CHN", b"8CHN"),
}


def by_magic(head: bytes) -> Container:
    """head: the bytes after any ID3v2 tag; the first 1,100 are enough."""
    if forms := _BY_FORM.get(head[:4]):
        return forms.get(head[8:12], Container.OTHER)
    if head[4:8] == b"ftyp":
        return Container.MP4
    for magic, container in _BY_MAGIC:
        if head.startswith(magic):
            return container
    return Container.OTHER


def by_later_marks(head: bytes) -> Container:
    """Containers that may begin with anything and have their signature further on."""
    if head[4:8] in _QUICKTIME:
        return Container.QUICKTIME
    for at, marks in _MODULE_MARKS.items():
        if head[at : at + 4] in marks:
            return Container.MODULE
    return Container.OTHER
