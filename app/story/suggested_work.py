"""The title of the work that an album's music is probably from."""

from __future__ import annotations

import re

_KIND = (  # not shown
    r"(?:the |complete |full |official |expanded |deluxe |video )*"
    r"(?:(?:original|game|anime|tv|television|series|film|movie|motion picture|music)[ -]*)*"
    r"(?:sound ?tracks?|score|o\.?s\.?t\.?|recording|edition)"
)
_PART = r"(?:[ ,:–-]*(?:vol(?:ume|\.)?|disc|disk|cd|part|season)?[ .]*\d{1,2})?"
_MORE = r"(?: (?:album|collection))?"
_IN_BRACKETS = re.compile(rf" *[(\[][^()\[\]]*\b{_KIND}\b[^()\[\]]*[)\]]{_PART} *$", re.IGNORECASE)
_A_WORD = r" +(?!(?:score|recording|edition)\b)"  # alone, part of a title
_AT_THE_END = re.compile(rf"(?: *[:–—-] *|{_A_WORD}){_KIND}{_MORE}{_PART} *$", re.IGNORECASE)
_JAPANESE = re.compile(r"[ ・]*(?:オリジナル・?)?サウンド・?トラック[ \d]*$")
_NUMBERED = re.compile(r"[ ,:–-]+(?:vol(?:ume|\.)?|disc|disk|cd)[ .]*\d{1,2} *$", re.IGNORECASE)
_MUSIC_FROM = re.compile(
    r"^(?:original )?(?:music|songs|score)(?: from| inspired by| of)+ (?:the )?"
    r"(?:(?:motion picture|film|series|game)[: ]+)?",
    re.IGNORECASE,
)


def suggested_work(album: str) -> str:
    """“Tidewatch (Original Soundtrack), Vol. 2” is from “Tidewatch”; empty for no album."""
    title = album.strip()
    for pattern in (_NUMBERED, _IN_BRACKETS, _AT_THE_END, _JAPANESE, _NUMBERED, _MUSIC_FROM):
        shorter = pattern.sub("", title).strip(" ,:–—-")
        title = shorter or title
    return title
