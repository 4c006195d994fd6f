"""What the columns of a table are called, in several languages and spellings."""

from __future__ import annotations

import re
from enum import Enum, auto

from app.story_import.cleaning import same


class Column(Enum):
    """What a column holds. EPISODE: a number, a code such as S1E3, or a title. TITLE: of the scene
    in a table with times and no other column for scenes, else of the episode.
    """

    WORK = auto()
    KIND = auto()
    YEAR = auto()
    SEASON = auto()
    EPISODE = auto()
    TITLE = auto()
    EPISODE_TITLE = auto()
    SCENE = auto()
    START = auto()
    END = auto()
    TIME = auto()
    LENGTH = auto()
    CHARACTERS = auto()
    SUMMARY = auto()
    PLOT = auto()
    IGNORED = auto()


_NAMES: dict[Column, str] = {  # not shown
    Column.WORK: "work, series title, show, show title, serie, werk, film, movie, game, spiel, "
    "série, œuvre, oeuvre, obra, opera, сериал, фильм, 作品, 作品名, 剧名, seriestitle",
    Column.KIND: "kind, type, art, genre, tipo, тип, 種類",
    Column.YEAR: "year, jahr, année, annee, año, anno, ano, jaar, год, 年",
    Column.SEASON: "season, season number, season no, s, staffel, saison, temporada, stagione, "
    "seizoen, сезон, シーズン, 季, 期, sæson, säsong, sezon",
    Column.EPISODE: "episode, ep, episode number, episode no, no in season, no inseason, number, "
    "no, nr, num, e, #, code, folge, folgennummer, nummer, épisode, numéro, episodio, episódio, "
    "capítulo, número, numero, puntata, aflevering, эпизод, серия, номер, №, 話, 話数, 集, 番号, "
    "エピソード, afsnit, avsnitt, odcinek, nr in der staffel, nº, n°",
    Column.TITLE: "title, name, titel, titre, título, titulo, titolo, название, タイトル, 題名, "
    "サブタイトル, 标题, 標題, 名前, tytuł",
    Column.EPISODE_TITLE: "episode title, episode name, folgentitel, titel der folge, "
    "episodentitel, titre de l'épisode, título del episodio, titolo episodio, original title, "
    "название серии, 話タイトル",
    Column.SCENE: "scene, scene title, scene name, szene, szenentitel, scène, escena, scena, cena, "
    "сцена, シーン, 場面, 场景, 場景",
    Column.START: "start, start time, begin, beginning, from, in, beginn, anfang, von, début, "
    "debut, inicio, inizio, início, dalle, begin time, начало, 開始, 开始",
    Column.END: "end, end time, to, until, out, ende, bis, fin, fine, fim, einde, конец, 終了, "
    "结束",
    Column.TIME: "time, timecode, time code, when, position, zeit, zeitangabe, temps, tiempo, "
    "tempo, tijd, время, 時間, 时间, span, timestamp",
    Column.LENGTH: "length, duration, runtime, running time, dauer, länge, laufzeit, durée, "
    "duración, durata, duração, duur, длительность, 長さ, 时长, minutes, min",
    Column.CHARACTERS: "characters, character, cast, people, who, with, figuren, personen, "
    "charaktere, figur, besetzung, wer, personnages, personajes, personaggi, personagens, "
    "personages, персонажи, 登場人物, キャラクター, 人物",
    Column.SUMMARY: "summary, description, what happens, notes, note, zusammenfassung, "
    "beschreibung, résumé, resumen, riassunto, descripción, descrizione, descrição, resumo, "
    "samenvatting, описание, 概要, 内容, 説明, notiz, notizen",
    Column.PLOT: "plot, synopsis, overview, episode plot, story, inhalt, handlung, intrigue, "
    "sinopsis, trama, sinopse, сюжет, あらすじ, 剧情",
    Column.IGNORED: "no overall, overall, total number, directed by, written by, director, writer, "
    "original air date, air date, date, regie, drehbuch, erstausstrahlung, prod code, "
    "production code, viewers, us viewers, rating, id, nr gesamt, nr ges, gesamt",
}
_REFERENCE = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_SIGNS = re.compile(r"[.:_\-–/\s]+")


def _bare(name: str) -> str:
    return _SIGNS.sub(" ", same(_REFERENCE.sub("", name))).strip()


_COLUMNS = {_bare(name): column for column, names in _NAMES.items() for name in names.split(", ")}


def column_of(heading: str) -> Column | None:
    """What a column of this heading holds; None if the heading isn't known."""
    return _COLUMNS.get(_bare(heading))
