"""What a track probably does in its work, by the words of its title, in many languages.

Only ever a suggestion: nothing is set by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.library.records import Role

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.library.records import TrackRow

# Words that say it wherever they stand, in the order in which roles are asked. Of languages that
# write words apart, whole words; those with * at an end also begin or end longer words.
_WORDS: tuple[tuple[Role, str], ...] = (  # not shown
    (
        Role.LOVE_THEME,
        "love theme|theme of love|love motif|liebesthema*|liebesmotiv*|thème d['’ ]amour"
        "|thème de l['’ ]amour|tema de amor|tema d['’ ]amore|tema del amor|miłosny temat"
        "|temat miłosny|тема любви|любовная тема|тема кохання",
    ),
    (
        Role.ENDING_THEME,
        "end credits?|end titles?|ending (?:theme|song|credits|titles?)|closing (?:theme|credits"
        "|titles?)|end theme|staff ?roll|credits roll|roll credits|abspann*|endtitel|schlusstitel"
        "|schlusslied|générique de fin|générique final|créditos finales|créditos finais"
        "|títulos finales|tema de cierre|tema final|tema de encerramento|encerramento"
        "|titoli di coda|sigla finale|sigla di chiusura|napisy końcowe|eftertexter"
        "|финальные титры|конечные титры|заключительные титры|эндинг|финальная тема",
    ),
    (
        Role.OPENING_THEME,
        "main titles?|main theme|title theme|title screen|theme song|opening (?:theme|song|titles?"
        "|credits|sequence|movie)|op theme|vorspann*|titelmusik|titelmelodie|titelsong|titellied"
        "|titelthema|hauptthema|eröffnungsthema|anfangslied|générique(?: de début| d['’]ouverture)?"
        "|thème principal|tema principal|tema de apertura|tema de entrada|créditos iniciales"
        "|créditos iniciais|títulos iniciales|cabecera|sintonía|tema de abertura|abertura"
        "|sigla(?: iniziale| di apertura)?|titoli di testa|tema principale|czołówka|jenerik"
        "|заставка|начальная тема|главная тема|начальные титры|вступительные титры|опенинг",
    ),
    (
        Role.INSERT_SONG,
        "insert(?:ed)? song|image song|einlagelied|chanson insérée|canción insertada"
        "|canzone inserita|вставная песня",
    ),
    (
        Role.CHARACTER_THEME,
        r"[^\W\d_]+['’]s? theme|character (?:song|theme)|charakterthema|figurenthema"
        "|thème du personnage|tema del personaje|tema del personaggio|тема персонажа",
    ),
    (
        Role.ACTION_THEME,
        "battles?|boss(?: fight)?|fight|fighting|combat|chase|showdown|duel|ambush|pursuit"
        "|action theme|*kampf*|*schlacht|verfolgung|verfolgungsjagd|gefecht|duell|angriff"
        "|bataille|poursuite|affrontement|batalla|combate|pelea|persecución|lucha|duelo|batalha"
        "|perseguição|battaglia|combattimento|inseguimento|scontro|duello|walka|bitwa|pościg"
        "|битва|бой|сражение|погоня|схватка|дуэль|поединок",
    ),
)
# Scripts without spaces between words, or with endings: parts of a title are enough.
_PARTS: tuple[tuple[Role, str], ...] = (  # not shown
    (
        Role.LOVE_THEME,
        "愛のテーマ|恋のテーマ|ラブ・?テーマ|爱的主题|愛的主題|爱情主题|愛情主題|사랑의 ?테마"
        "|러브 ?테마",
    ),
    (
        Role.ENDING_THEME,
        "エンディング|エンドロール|エンド・?クレジット|スタッフ・?ロール|片尾曲|结尾曲|結尾曲|片尾"
        "|엔딩|스태프 ?롤",
    ),
    (Role.INSERT_SONG, "挿入歌|イメージソング|插曲|插入曲|삽입곡"),
    (
        Role.OPENING_THEME,
        "オープニング|主題歌|メイン・?テーマ|メイン・?タイトル|タイトル曲|片头曲|片頭曲|主题曲|主題曲"
        "|主题歌|开场曲|開場曲|오프닝|주제가|메인 ?테마|타이틀 ?곡",
    ),
    (
        Role.ACTION_THEME,
        "バトル|戦闘|決戦|ボス戦|激闘|死闘|追跡|战斗|戰鬥|决战|決戰|追逐|전투|배틀|결전|추격",
    ),
    (Role.CHARACTER_THEME, "キャラクター・?ソング|キャラソン|のテーマ|角色歌|의 ?테마"),
)
# “Opening” and the like are names of a role only where they stand for themselves.
_ALONE: tuple[tuple[Role, str], ...] = (  # not shown
    (Role.OPENING_THEME, "opening|intro theme|ouverture du générique|apertura|eröffnung"),
    (Role.ENDING_THEME, "ending|credits|cierre|schluss"),
)
# Where something that stands for itself begins and ends; the wide forms are narrow by then.
_BEGIN, _END = "(?:^|[(\\[「『])", "$|\\s*[:–—\\-)\\]」』~]"  # not shown
_ROMAN = "(?:X{1,3}|X{0,3}(?:IX|IV|VI{0,3}|I{1,3}))"  # not shown: 1 to 39
_SHORT = {Role.OPENING_THEME: "OP", Role.ENDING_THEME: "ED"}  # never “Op. 12” or “Ed”


@dataclass(frozen=True, slots=True)
class SuggestedRole:
    """tracks: those whose titles say so."""

    role: Role
    track_ids: tuple[TrackId, ...]


def suggested_role(title: str, refused: Collection[str] = ()) -> Role | None:
    """“Love Theme: The Letter” is a love theme; None where the title says nothing. refused: roles
    that it doesn't have, whatever its title says.
    """
    words = unicodedata.normalize("NFKC", title).strip()
    said = (role for role, pattern in _asked() if pattern.search(words))
    return next((role for role in said if role not in refused), None)


def suggested_roles(
    rows: Iterable[TrackRow], refused: Mapping[int, Collection[str]] | None = None
) -> tuple[SuggestedRole, ...]:
    """For tracks whose role nobody has chosen yet, in the order of the roles. refused: by track."""
    found: dict[Role, list[TrackId]] = defaultdict(list)
    for row in rows:
        noes = (refused or {}).get(int(row.id), ())
        role = suggested_role(row.title, noes) if row.role == Role.SCORE else None
        if role is not None and row.id not in found[role]:
            found[role].append(row.id)
    return tuple(SuggestedRole(role, tuple(found[role])) for role in Role if found.get(role))


@cache
def _asked() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """In the order in which they are asked."""
    return (*_whole_words(), *_alone(), *_short(), *_parts())


def _whole_words() -> list[tuple[Role, re.Pattern[str]]]:
    return [(role, _pattern(_bounded(words))) for role, words in _WORDS]


def _bounded(words: str) -> str:
    """Each word with its ends, unless a * leaves one open."""
    return "|".join(_ends(word) for word in _split(words))


def _split(words: str) -> list[str]:
    """At the bars outside of groups."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append(words[start:at])
            start = at + 1
    return [*found, words[start:]]


def _ends(word: str) -> str:
    begin = r"\w*" if word.startswith("*") else ""
    end = r"\w*" if word.endswith("*") else ""
    return rf"(?<!\w){begin}(?:{word.strip('*')}){end}(?!\w)"


def _alone() -> list[tuple[Role, re.Pattern[str]]]:
    number = f"(?: ?#?\\d+| {_ROMAN})?"  # not shown
    return [(role, _pattern(f"{_BEGIN}(?:{words}){number}(?:{_END})")) for role, words in _ALONE]


def _short() -> list[tuple[Role, re.Pattern[str]]]:
    number = f"(?: ?\\d{{0,2}}| {_ROMAN})"  # not shown
    return [
        (role, re.compile(rf"{_BEGIN}{word}{number}(?:{_END}|\s*テーマ)"))
        for role, word in _SHORT.items()
    ]


def _parts() -> list[tuple[Role, re.Pattern[str]]]:
    return [(role, _pattern(words)) for role, words in _PARTS]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
