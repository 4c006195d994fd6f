"""What episodes and seasons are called at the start of a line, in the languages of soundtracks."""

from __future__ import annotations

import re
from typing import NamedTuple

_SEASONS = (
    "season|series|staffel|saison|temporada|stagione|seizoen|säsong|sæson|sesong|kausi|sezona|"
    "sezon|série|évad|сезон|シーズン|시즌|sezonul"
)
_EPISODES = (
    "episode|ep|folge|épisode|episodio|episódio|capítulo|capitulo|chapter|puntata|aflevering|"
    "avsnitt|afsnit|jakso|odcinek|díl|epizoda|epizód|bölüm|part|эпизод|серия|эп|エピソード|"
    "에피소드|tập"
)
_NO = r"(?:\s*(?:no|nr|nº|n°|№|#)\.?)?"
# What may stand between a number and a title; or nothing follows.
_END = r"(?=[\s:.,;–—|·\-/)\]\"“„«「『]|$)"
_KANJI = "〇一二三四五六七八九"
_COUNT = rf"([0-9０-９]{{1,4}}|[{_KANJI}十百]{{1,5}})"  # noqa: RUF001
_FLAGS = re.IGNORECASE

_CODES = tuple(
    re.compile(form + _END, _FLAGS)
    for form in (
        r"s(?:eason)?\s*(\d{1,3})[\s.,·:/_–-]*e(?:p(?:isode)?)?[\s.]*(\d{1,4})"
        r"(?:\s?[-–&+]?\s?ep?(\d{1,4})|-(\d{1,4}))?",
        r"(\d{1,3})\s?[x×]\s?(\d{1,4})(?:\s?[-–]\s?\d{1,3}[x×](\d{1,4}))?()",
        rf"(?:{_SEASONS}){_NO}\s*(\d{{1,3}})[\s.,;:·/–-]*(?:{_EPISODES})\.?{_NO}\s*(\d{{1,4}})()()",
        rf"(\d{{1,3}})\.\s*(?:{_SEASONS})[\s.,;:·/–-]*(\d{{1,4}})\.\s*(?:{_EPISODES})()()",
        r"第?\s*([0-9０-９]{1,3})\s*(?:シーズン|期|季|シリーズ)\s*第?\s*([0-9０-９]{1,4})"  # noqa: RUF001
        r"\s*(?:話|集|回|话)()()",
    )
)
_ALONE = tuple(
    re.compile(form, _FLAGS)
    for form in (
        rf"(?:{_EPISODES})\.?{_NO}\s*(\d{{1,4}}){_END}",
        rf"e\s?(\d{{1,4}}){_END}",
        rf"#\s?(\d{{1,4}}){_END}",
        rf"(\d{{1,4}})\.\s*(?:{_EPISODES}){_END}",
        rf"第\s*{_COUNT}\s*(?:話|集|回|话|話目){_END}",
        rf"제?\s*(\d{{1,4}})\s*(?:화|회){_END}",
    )
)
_SEASON_LINES = tuple(
    re.compile(form + r"\s*[:.–—-]*\s*(?:\(\s*[\d–-]+\s*\))?", _FLAGS)
    for form in (
        rf"(?:{_SEASONS}){_NO}\s*(\d{{1,3}})",
        rf"(\d{{1,3}})(?:\.|st|nd|rd|th|ª|a)?\s*(?:{_SEASONS})",
        r"第?\s*([0-9０-９]{1,3})\s*(?:シーズン|期|季|シリーズ)",  # noqa: RUF001
    )
)
_SPECIALS = re.compile(
    r"(?:specials?|spezials?|extras?|スペシャル|спецвыпуски|spéciaux|especiales)\s*:?", _FLAGS
)
_MOST_IN_A_LINE = 12


class Numbers(NamedTuple):
    """Of an episode. season: None where the line doesn't say. last: of several episodes in one."""

    season: int | None
    first: int
    last: int


def season_of(text: str) -> int | None:
    """The number of a season that a whole line names, 0 for the specials; None for others."""
    if _SPECIALS.fullmatch(text):
        return 0
    for form in _SEASON_LINES:
        if found := form.fullmatch(text):
            return int(found[1])
    return None


def numbers_at_start(text: str) -> tuple[Numbers | None, str]:
    """The episode that a line begins with, and the rest, which is its title."""
    for form in _CODES:
        if found := form.match(text):
            first = int(found[2])
            last = int(found[3] or found[4] or first)
            if not first <= last < first + _MOST_IN_A_LINE:
                last = first
            return Numbers(int(found[1]), first, last), _title(text[found.end() :])
    for form in _ALONE:
        if (found := form.match(text)) and (number := _number(found[1])) is not None:
            return Numbers(None, number, number), _title(text[found.end() :])
    return None, text


def unquoted(text: str) -> str:
    """Without the quotation marks around it."""
    bare = text.strip()
    for pair in ("“”", '""', "„“", "„”", "«»", "»«", "「」", "『』", "‘’", "‚‘"):  # noqa: RUF001
        inside = bare[1:-1]
        is_around = len(bare) > 2 and bare[0] == pair[0] and bare[-1] == pair[1]
        if is_around and not any(mark in inside for mark in pair):
            return inside.strip()
    return bare


def _title(rest: str) -> str:
    return unquoted(re.sub(r"^(?:[\s:–—|·,;/)\]-]+|\.(?=\s|$))*", "", rest))


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _KANJI:
            digit = _KANJI.index(sign)
        else:
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
    return total + digit
