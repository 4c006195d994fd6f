"""What the names of files say: “My.Show.S01E03.pt-BR.forced.srt” is in Portuguese."""

from __future__ import annotations

import re

# The three-letter codes (ISO 639-2, both sets) that subtitles and tags use, as two letters.
_SHORT = dict(
    pair.split(":")
    for pair in [
        "ara:ar",
        "bul:bg",
        "cat:ca",
        "ces:cs",
        "cze:cs",
        "chi:zh",
        "zho:zh",
        "cym:cy",
        "wel:cy",
        "dan:da",
        "deu:de",
        "ger:de",
        "ell:el",
        "gre:el",
        "eng:en",
        "est:et",
        "eus:eu",
        "baq:eu",
        "fas:fa",
        "per:fa",
        "fin:fi",
        "fra:fr",
        "fre:fr",
        "gle:ga",
        "heb:he",
        "hin:hi",
        "hrv:hr",
        "hun:hu",
        "ind:id",
        "isl:is",
        "ice:is",
        "ita:it",
        "jpn:ja",
        "kor:ko",
        "lat:la",
        "lit:lt",
        "lav:lv",
        "nld:nl",
        "dut:nl",
        "nor:no",
        "nob:nb",
        "pol:pl",
        "por:pt",
        "ron:ro",
        "rum:ro",
        "rus:ru",
        "slk:sk",
        "slo:sk",
        "slv:sl",
        "spa:es",
        "srp:sr",
        "swe:sv",
        "tam:ta",
        "tel:te",
        "tha:th",
        "tur:tr",
        "ukr:uk",
        "urd:ur",
        "vie:vi",
    ]
)
LANGUAGES = frozenset(_SHORT.values())  # that are known here
_REGION = re.compile(r"([A-Za-z]{2,3})[-_]([A-Za-z]{2}|[A-Za-z]{4}|\d{3})")
_EPISODE = (
    re.compile(r"(?<![a-z0-9])s(\d{1,3})[ ._-]?e(\d{1,4})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![a-z0-9])(\d{1,2})x(\d{1,3})(?!\d)", re.IGNORECASE),
)


def episode_in(name: str) -> tuple[int, int] | None:
    """The season and episode: (1, 3) from “S01E03”, “s1e3” or “1x03”."""
    found = next((match for each in _EPISODE if (match := each.search(name))), None)
    return (int(found[1]), int(found[2])) if found else None


def language_in(name: str) -> str:
    """From the parts before the ending; empty if none is one."""
    for part in reversed(name.split(".")[1:-1]):
        if code := language_code(part):
            return code
    return ""


def language_code(word: str) -> str:
    """“en”, “eng” and “EN” are en, “pt_br” is pt-BR; empty for what is no language known here."""
    word = word.strip()
    region = _REGION.fullmatch(word)
    main = (region[1] if region else word).lower()
    code = _SHORT.get(main, main)
    if code not in LANGUAGES:
        return ""
    if region is None:
        return code
    second = region[2]
    return f"{code}-{second.title() if len(second) == 4 else second.upper()}"
