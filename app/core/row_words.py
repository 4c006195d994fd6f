"""What the listener calls the rows of each table: one of them, several, so many."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.counting import counted

_WORDS = {
    "emotion_set": ("set of feelings", "sets of feelings"),
    "emotion": ("word for a feeling", "words for feelings"),
    "work": ("work", "works"),
    "episode": ("episode", "episodes"),
    "character": ("character", "characters"),
    "scene": ("scene", "scenes"),
    "scene_character": ("character in a scene", "characters in scenes"),
    "track": ("track", "tracks"),
    "audio_file": ("sound file", "sound files"),
    "cue": ("scene mark", "scene marks"),
    "theme": ("theme", "themes"),
    "occurrence": ("theme mark", "theme marks"),
    "listen": ("hearing", "hearings"),
    "heard_stretch": ("heard stretch", "heard stretches"),
    "emotional_tag": ("feeling", "feelings"),
    "favourite_moment": ("favourite moment", "favourite moments"),
    "trace": ("trace", "traces"),
    "echo": ("echo", "echoes"),
    "mark": ("mark", "marks"),  # of every kind together
    "journal_entry": ("journal entry", "journal entries"),
    "entry_track": ("track of an entry", "tracks of entries"),
    "entry_scene": ("scene of an entry", "scenes of entries"),
    "entry_moment": ("moment of an entry", "moments of entries"),
    "journal_line": ("line of the journal’s index", "lines of the journal’s index"),
}
_MARKS = ("emotional_tag", "favourite_moment", "cue", "occurrence")


def one(table: str) -> str:
    """“feeling”; a table that is no table of ours keeps its name."""
    return _words(table)[0]


def several(table: str) -> str:
    """“feelings”."""
    return _words(table)[1]


def rows_in_words(rows: Mapping[str, int]) -> str:
    """“1 work, 5 feelings”, of tables that have any; empty when none has."""
    return ", ".join(_counted(table, number) for table, number in rows.items() if number)


def in_brief(rows: Mapping[str, int]) -> str:
    """“31 tracks, 120 marks, 5 journal entries”: what a listener would look for in a journal."""
    marks = sum(rows.get(kind, 0) for kind in _MARKS)
    told = {"track": rows.get("track", 0), "mark": marks}
    return rows_in_words({**told, "journal_entry": rows.get("journal_entry", 0)})


def _counted(table: str, number: int) -> str:
    one, many = _words(table)
    return counted(number, f"1 {one}", f"{{n}} {many}")


def _words(table: str) -> tuple[str, str]:
    name = table.replace("_", " ")
    return _WORDS.get(table, (name, name))
