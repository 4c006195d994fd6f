"""What a desktop calls the files that we play: one list for its menu entry and its media keys."""

from __future__ import annotations

from app.library.scan import AUDIO_EXTENSIONS

# By the shared MIME database of desktops, where it knows them. Left out are names that mean other
# things to it (.ay, .spc), and those of video, which a listener wants to see, too.
TYPE_OF: dict[str, str] = {
    **dict.fromkeys((".mp3", ".mpa"), "audio/mpeg"),
    **dict.fromkeys((".mp1", ".mp2"), "audio/mp2"),
    **dict.fromkeys((".ogg", ".oga", ".ogx"), "audio/ogg"),
    ".opus": "audio/x-opus+ogg",
    ".spx": "audio/x-speex+ogg",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4b": "audio/x-m4b",
    ".m4r": "audio/x-m4r",
    **dict.fromkeys((".aac", ".adts"), "audio/aac"),
    **dict.fromkeys((".wav", ".wave", ".w64", ".rf64", ".bwf", ".xwm"), "audio/x-wav"),
    **dict.fromkeys((".aiff", ".aif"), "audio/x-aiff"),
    ".aifc": "audio/x-aifc",
    **dict.fromkeys((".au", ".snd"), "audio/basic"),
    ".caf": "audio/x-caf",
    ".wma": "audio/x-ms-wma",
    ".wv": "audio/x-wavpack",
    ".ape": "audio/x-ape",
    ".tta": "audio/x-tta",
    ".tak": "audio/x-tak",
    ".shn": "application/x-shorten",
    **dict.fromkeys((".mpc", ".mpp", ".mp+"), "audio/x-musepack"),
    ".mka": "audio/x-matroska",
    ".weba": "audio/webm",
    ".dsf": "audio/x-dsf",
    ".dff": "audio/x-dff",
    ".ac3": "audio/ac3",
    **dict.fromkeys((".eac3", ".ec3"), "audio/eac3"),
    ".dts": "audio/vnd.dts",
    ".amr": "audio/AMR",
    ".voc": "audio/x-voc",
    ".mod": "audio/x-mod",
    ".xm": "audio/x-xm",
    ".it": "audio/x-it",
    ".s3m": "audio/x-s3m",
    ".vgm": "audio/x-vgm",
    **dict.fromkeys((".nsf", ".nsfe"), "audio/x-nsf"),
    ".gbs": "audio/x-gbs",
    ".gym": "audio/x-gym",
    ".hes": "audio/x-hes",
    ".kss": "audio/x-kss",
}
# What a desktop finds out by looking into an .ogg, and the newer name of WAV.
_ALSO = {"audio/x-vorbis+ogg", "audio/x-flac+ogg", "audio/vnd.wave"}

MEDIA_TYPES = tuple(
    sorted(_ALSO | {TYPE_OF[ending] for ending in AUDIO_EXTENSIONS & TYPE_OF.keys()})
)
