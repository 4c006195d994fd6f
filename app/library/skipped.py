"""Sound and video that an import skips: which kinds there are, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.words import Text, _, ngettext


class SkippedKind(StrEnum):
    """A kind of file that isn't imported."""

    SILENT_VIDEO = "silent_video"
    VIDEO = "video"
    SPEEX = "speex"
    MIDI = "midi"
    NO_LENGTH = "no_length"
    OTHER_AUDIO = "other_audio"

    @property
    def why(self) -> str:
        """In one sentence."""
        return str(_WHY[self])


_WHY = {
    SkippedKind.SILENT_VIDEO: Text("It is a video without sound."),
    SkippedKind.VIDEO: Text("Videos of this kind can’t be played here."),
    SkippedKind.SPEEX: Text("It is Speex, which VLC can’t play reliably."),
    SkippedKind.MIDI: Text("It has notes, but no sound: MIDI can’t be played here."),
    SkippedKind.NO_LENGTH: Text("VLC doesn’t say how long it is."),
    SkippedKind.OTHER_AUDIO: Text("Audio of this kind can’t be played here."),
}
# What libVLC isn't allowed to open here, by the ends of names.
_BY_SUFFIX = {
    **dict.fromkeys((".mid", ".midi", ".kar", ".rmi", ".xmi"), SkippedKind.MIDI),
    **dict.fromkeys(
        (
            *(".avi", ".mpg", ".mpeg", ".mpe", ".m2v", ".vob", ".m2ts", ".mts", ".flv"),
            *(".divx", ".rmvb", ".h264", ".hevc", ".y4m"),
        ),
        SkippedKind.VIDEO,
    ),
    **dict.fromkeys(
        (
            *(".ra", ".rm", ".ram", ".ofr", ".ofs", ".vqf", ".aa"),
            *(".aax", ".atrac", ".at3", ".oma", ".omg", ".psf", ".psf2", ".minipsf", ".usf"),
            *(".miniusf", ".gsf", ".minigsf", ".2sf", ".mini2sf", ".ssf", ".sid"),
            *(".vgz", ".adx", ".hca", ".brstm", ".bcstm", ".bfstm", ".fsb", ".xma"),
            *(".mo3", ".umx", ".rsn"),
        ),
        SkippedKind.OTHER_AUDIO,
    ),
}


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """One such file."""

    path: Path
    kind: SkippedKind


class NoMusic(AudioUnreadable):
    """The file is whole, but of a kind that isn't imported."""

    def __init__(self, path: Path, kind: SkippedKind) -> None:
        super().__init__(_("“{file}” wasn’t imported.", file=display_name(path)), kind.why)
        self.kind = kind


def skipped_by_name(suffix: str) -> SkippedKind | None:
    """suffix: in lower case, with its dot."""
    return _BY_SUFFIX.get(suffix)


def kinds_in_words(files: Iterable[SkippedFile]) -> list[str]:
    """“2 videos without sound”, “1 Speex file”…, in the order of SkippedKind."""
    counts: dict[SkippedKind, int] = {}
    for file in files:
        counts[file.kind] = counts.get(file.kind, 0) + 1
    return [_counted(kind, counts[kind]) for kind in SkippedKind if kind in counts]


def _counted(kind: SkippedKind, count: int) -> str:
    match kind:
        case SkippedKind.SILENT_VIDEO:
            return ngettext("{n} video without sound", "{n} videos without sound", count)
        case SkippedKind.VIDEO:
            return ngettext("{n} unplayable video", "{n} unplayable videos", count)
        case SkippedKind.SPEEX:
            return ngettext("{n} Speex file", "{n} Speex files", count)
        case SkippedKind.MIDI:
            return ngettext("{n} MIDI file", "{n} MIDI files", count)
        case SkippedKind.NO_LENGTH:
            return ngettext("{n} file of unknown length", "{n} files of unknown length", count)
        case SkippedKind.OTHER_AUDIO:
            return ngettext("{n} unplayable audio file", "{n} unplayable audio files", count)
