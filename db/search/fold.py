"""The form in which texts are searched: what is typed and what is written both go through `fold`.

Case, accents, compatibility forms, widths and composition don't count; nor do katakana against
hiragana, straight against curly quotes, and what isn't seen (soft hyphens, joiners, tatweel).
Letters that Unicode doesn't take apart are found by those of an English keyboard: ø as o, ß as ss.

Marks go by script: accents, Hebrew points and Arabic vowel signs are left out, as they are when
people type. Signs that make another letter stay: dakuten, and all of Indic, Thai and other scripts'
vowel signs; also й and its like. So do long marks and small kana: they are letters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

# To be raised when a text would be folded differently; what is stored is then folded again. With
# the version of Unicode: a newer one knows letters that are left as they are until then.
FOLD_VERSION = f"1/{unicodedata.unidata_version}"

_ACCENTS = (  # first and last
    (0x0300, 0x036F),
    (0x0483, 0x0489),  # Cyrillic
    (0x0591, 0x05C7),  # Hebrew
    (0x0610, 0x061A),  # Arabic, to 0x06ED, and from 0x0898
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x0711, 0x0711),  # Syriac
    (0x0730, 0x074A),
    (0x0898, 0x08FF),
    (0x180B, 0x180F),  # variants of Mongolian letters
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0x2DE0, 0x2DFF),  # Cyrillic
    (0xA66F, 0xA67D),
    (0xA69E, 0xA69F),
    (0xFB1E, 0xFB1E),  # Hebrew
    (0xFE00, 0xFE0F),  # variants of any sign
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
_LASTS = [last for _first, last in _ACCENTS]

_OTHERWISE = {
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ł": "l",
    "ŧ": "t",
    "ŋ": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ى": "ي",  # two ways of writing one Arabic letter, and those of Persian keyboards
    "ی": "ي",
    "ک": "ك",
    "ـ": "",
    **dict.fromkeys("‘’‚‛ʼʻ′", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‐‒–—−", "-"),
    "⁄": "/",
    "〜": "~",
}
_LETTERS_OF_THEIR_OWN = frozenset("йўїѓќ")
_KANA = frozenset(map(chr, (*range(0x3041, 0x3097), 0x309D, 0x309E, *range(0x30F7, 0x30FB))))
_KATAKANA = frozenset(map(chr, (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)))
_TO_HIRAGANA = 0x60


def fold(text: str) -> str:
    """Of texts in which the same is written, the same form."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def folded_places(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """`fold(text)`, and where in `text` the letter starts and ends that each character is of."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    bounds = [place for place, sign in enumerate(text) if not place or not _continues(sign)]
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True):
        part = fold(text[start:end])
        parts.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return "".join(parts), starts, ends


class _Folded(dict[int, str]):
    """For `str.translate`, filled in as letters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_letter(chr(code))
        return folded


_FOLDED = _Folded()


def _fold_letter(letter: str) -> str:
    """letter: as composed by NFKC."""
    if letter in _KANA:
        return letter
    if letter in _KATAKANA:
        return chr(ord(letter) - _TO_HIRAGANA)
    if letter.casefold() in _LETTERS_OF_THEIR_OWN:
        return letter.casefold()
    apart = unicodedata.normalize("NFKD", letter)
    bare = "".join(sign for sign in apart if not _is_left_out(sign)).casefold()
    return "".join(_OTHERWISE.get(sign, sign) for sign in bare)


def _is_left_out(sign: str) -> bool:  # not shown
    category = unicodedata.category(sign)
    if category not in ("Mn", "Me"):
        return category == "Cf"  # joiners, soft hyphens, directions
    place = bisect_left(_LASTS, ord(sign))
    return place < len(_ACCENTS) and _ACCENTS[place][0] <= ord(sign)


def _continues(sign: str) -> bool:
    """Whether it may join the letter before it: a mark, a vowel of Hangul, a halfwidth dakuten."""
    if sign < "\u0300":
        return False
    is_jamo = "\u1160" <= sign <= "\u11ff" or "\ud7b0" <= sign <= "\ud7fb"
    return is_jamo or sign in "\uff9e\uff9f" or unicodedata.category(sign).startswith("M")
