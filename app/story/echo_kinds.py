"""The kinds of echoes, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from app.core.words import Text, ngettext


class EchoKind(StrEnum):
    COVER = "cover"
    REMIX = "remix"
    SAMPLE = "sample"
    LIVE = "live"
    FAN_VIDEO = "fan_video"
    ADVERTISEMENT = "advertisement"
    TRAILER = "trailer"
    FILM = "film"
    MEME = "meme"


KIND_WORDS: Mapping[EchoKind, Text] = {
    EchoKind.COVER: Text("Cover", "afterlife"),
    EchoKind.REMIX: Text("Remix", "afterlife"),
    EchoKind.SAMPLE: Text("Sample", "afterlife"),
    EchoKind.LIVE: Text("Live", "afterlife"),
    EchoKind.FAN_VIDEO: Text("Fan video", "afterlife"),
    EchoKind.ADVERTISEMENT: Text("Advertisement", "afterlife"),
    EchoKind.TRAILER: Text("Trailer", "afterlife"),
    EchoKind.FILM: Text("Film", "afterlife"),
    EchoKind.MEME: Text("Meme", "afterlife"),
}
KINDS_COUNTED: Mapping[EchoKind, Callable[[int], str]] = {
    EchoKind.COVER: lambda n: ngettext("{n} cover", "{n} covers", n),
    EchoKind.REMIX: lambda n: ngettext("{n} remix", "{n} remixes", n),
    EchoKind.SAMPLE: lambda n: ngettext("{n} sample", "{n} samples", n),
    EchoKind.LIVE: lambda n: ngettext("{n} live version", "{n} live versions", n),
    EchoKind.FAN_VIDEO: lambda n: ngettext("{n} fan video", "{n} fan videos", n),
    EchoKind.ADVERTISEMENT: lambda n: ngettext("{n} advertisement", "{n} advertisements", n),
    EchoKind.TRAILER: lambda n: ngettext("{n} trailer", "{n} trailers", n),
    EchoKind.FILM: lambda n: ngettext("{n} film", "{n} films", n),
    EchoKind.MEME: lambda n: ngettext("{n} meme", "{n} memes", n),
}


def afterlives_counted(n: int) -> str:
    return ngettext("1 afterlife", "{n} afterlives", n)
