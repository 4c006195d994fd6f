"""Which encoding a text file is in: what it says itself, else what gives the likeliest letters.

Subtitles and lyrics are decades old and come from everywhere; most that aren't UTF-8 are in the
encoding of the Windows that they were written on.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000  # bytes: as much as tells one encoding from another
_MOSTLY = 0.5
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CUT_SHORT = "unexpected end of data"  # not shown
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z]")
_KANA = re.compile("[\u3041-\u30fe]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
# The commonest letters of each, by how often they come; capitals are rare in any text.
_COMMON = {
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґ",
    "koi8-r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "cp1253": "αοιετσνηυρπκμλςωάίέόήδγχθύώβφξζψ",
    "cp1255": "יוהלארתבמשנעםדקפחגצזכטסןךףץ",
    "cp1256": "اليمونترببعدسفحكهقشصجخطةضءأغذثزظى",
    "cp874": "กานรอยเงมลวดทสตะปคหแจพชขใไบถซผศณธ่้ิีัู็์",
}
# Letters that tell the Windows of a country from others; where they are missing, nothing is lost.
_TELLING = {
    "cp1252": "äöüßéèêëàâçñáíóúîïôûåæøœÄÖÜÉÈÀÇÑÅØ¿¡’“”„…–—«»",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃŚŹŻčďěňřšťúůýžČŘŠŽőűŐŰáéíöüđ’“”„…–—",
    "cp1254": "ğışİĞŞçöüÇÖÜâî’“”…–—",
}


class NoText(ValueError):
    """These bytes are no text in any encoding."""


def decoded(data: bytes) -> str:
    """The text, with plain line ends. What no encoding has becomes “\N{REPLACEMENT CHARACTER}”.
    Raises NoText.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise NoText("it has zeros in it")  # not shown
    if 20 * len(_CONTROLS.findall(text)) > len(text):
        raise NoText("it has signs in it that nobody writes")  # not shown
    return text.removeprefix("\ufeff")


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    if b"\0" in data:
        raise NoText("it has zeros in it")  # not shown
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A file that is cut short, or has one bad byte among many good ones.
        text = data.decode("utf-8", "replace")
        high, bad = len(_HIGH.findall(data)), text.count("\N{REPLACEMENT CHARACTER}")
        if fault.reason == _CUT_SHORT or 20 * bad < high:
            return text
    return data.decode(_legacy(data[:_LOOKED_AT]), "replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of spaces and line ends is zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample):
        return ""
    if min(even, odd) * 20 > max(even, odd):
        return ""  # zeros everywhere: something else
    return "utf-16-le" if odd > even else "utf-16-be"


def _legacy(sample: bytes) -> str:
    high, letters = len(_HIGH.findall(sample)), len(_LETTERS.findall(sample))
    scores = {name: score(sample) for name, score in _EASTERN.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.75:
        return best
    if high > _MOSTLY * (high + letters):
        return max(_COMMON, key=lambda name: _commonness(sample, name))
    return max(_TELLING, key=lambda name: _likeness(sample, name))


def _commonness(sample: bytes, encoding: str) -> float:
    """How common its letters are in the language that this encoding is for."""
    ranks = {letter: 1 / (n + 8) for n, letter in enumerate(_COMMON[encoding])}
    text = sample.decode(encoding, "replace")
    foreign = [letter for letter in text if letter > "\x7f"]
    return sum(ranks.get(letter, -0.02) for letter in foreign) / max(1, len(foreign))


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of foreign signs that are letters of its languages."""
    text = sample.decode(encoding, "replace")
    foreign = [letter for letter in text if letter > "\x7f"]
    known = sum(letter in _TELLING[encoding] for letter in foreign)
    return known / max(1, len(foreign))


def _pairs(first: range, lead: range, encoding: str) -> Callable[[bytes], float]:
    """For encodings of two bytes a sign: the share of high bytes that are the first of a common
    sign. lead: of any sign, first: of a common one.
    """

    def score(sample: bytes) -> float:
        try:
            sample[: sample.rfind(b"\n") + 1 or None].decode(encoding)
        except UnicodeDecodeError:
            return 0.0
        at, common, signs = 0, 0, 0
        while at < len(sample) - 1:
            if sample[at] in lead:
                signs += 1
                common += sample[at] in first
                at += 2
            else:
                at += 1
        return common / signs if signs else 0.0

    return score


def _japanese(encoding: str) -> Callable[[bytes], float]:
    """Japanese is known by its kana, which no other text has so many of."""

    def score(sample: bytes) -> float:
        try:
            text = sample[: sample.rfind(b"\n") + 1 or None].decode(encoding)
        except UnicodeDecodeError:
            return 0.0
        foreign = sum(letter > "\x7f" for letter in text)
        kana, half = len(_KANA.findall(text)), len(_HALF_KANA.findall(text))
        return 0.8 + 0.2 * kana / foreign if kana > 0.25 * foreign and kana > 4 * half else 0.0

    return score


_LEAD = range(0x81, 0xFF)
_korean = _pairs(range(0xB0, 0xC9), _LEAD, "cp949")  # its signs are common ones of Chinese, too
# Most text is in the first of each set’s two levels.
_EASTERN: dict[str, Callable[[bytes], float]] = {
    "cp932": _japanese("cp932"),
    "euc_jp": _japanese("euc_jp"),
    "gb18030": _pairs(range(0xB0, 0xD8), _LEAD, "gb18030"),
    "big5": _pairs(range(0xA4, 0xC7), _LEAD, "big5"),
    "cp949": lambda sample: 1.1 * _korean(sample),
}
