"""What the rows of each table are called: one, several, a number of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.words import Text, listed, ngettext


@dataclass(frozen=True, slots=True)
class RowWords:
    """one, several: as at the start of a label. counted: as in a list of counts."""

    one: Text
    several: Text
    counted: Callable[[int], str]


_WORDS = {
    "emotion_set": RowWords(
        Text("Emotion set"),
        Text("Emotion sets"),
        lambda n: ngettext("1 emotion set", "{n} emotion sets", n),
    ),
    "emotion": RowWords(
        Text("Emotion"),
        Text("Emotions"),
        lambda n: ngettext("1 emotion", "{n} emotions", n),
    ),
    "saga": RowWords(
        Text("Saga"),
        Text("Sagas"),
        # Translators: a saga is several works of one world, such as films and their series
        lambda n: ngettext("1 saga", "{n} sagas", n),
    ),
    "work": RowWords(
        Text("Work"),
        Text("Works"),
        # Translators: works are films, series and games
        lambda n: ngettext("1 work", "{n} works", n),
    ),
    "episode": RowWords(
        Text("Episode"),
        Text("Episodes"),
        lambda n: ngettext("1 episode", "{n} episodes", n),
    ),
    "character": RowWords(
        Text("Character"),
        Text("Characters"),
        lambda n: ngettext("1 character", "{n} characters", n),
    ),
    "scene": RowWords(
        Text("Scene"),
        Text("Scenes"),
        lambda n: ngettext("1 scene", "{n} scenes", n),
    ),
    "scene_character": RowWords(
        Text("Character in a scene"),
        Text("Characters in scenes"),
        lambda n: ngettext("1 character in a scene", "{n} characters in scenes", n),
    ),
    "track": RowWords(
        Text("Track"),
        Text("Tracks"),
        lambda n: ngettext("1 track", "{n} tracks", n),
    ),
    "track_source": RowWords(
        Text("Source of a track"),
        Text("Sources of tracks"),
        # Translators: a source is a file's sound, or a part of it, as that of a track
        lambda n: ngettext("1 source of a track", "{n} sources of tracks", n),
    ),
    "album_entry": RowWords(
        Text("Further album of a track"),
        Text("Further albums of tracks"),
        lambda n: ngettext("1 further album of a track", "{n} further albums of tracks", n),
    ),
    "open_question": RowWords(
        Text("Open question"),
        Text("Open questions"),
        lambda n: ngettext("1 open question", "{n} open questions", n),
    ),
    "refusal": RowWords(
        Text("Refused suggestion"),
        Text("Refused suggestions"),
        lambda n: ngettext("1 refused suggestion", "{n} refused suggestions", n),
    ),
    "audio_file": RowWords(
        Text("Audio file"),
        Text("Audio files"),
        lambda n: ngettext("1 audio file", "{n} audio files", n),
    ),
    "cue": RowWords(
        Text("Scene mark"),
        Text("Scene marks"),
        lambda n: ngettext("1 scene mark", "{n} scene marks", n),
    ),
    "theme": RowWords(
        Text("Theme"),
        Text("Themes"),
        lambda n: ngettext("1 theme", "{n} themes", n),
    ),
    "theme_character": RowWords(
        Text("Character of a theme"),
        Text("Characters of themes"),
        lambda n: ngettext("1 character of a theme", "{n} characters of themes", n),
    ),
    "occurrence": RowWords(
        Text("Theme mark"),
        Text("Theme marks"),
        lambda n: ngettext("1 theme mark", "{n} theme marks", n),
    ),
    "listen": RowWords(
        Text("Listen"),
        Text("Listens"),
        # Translators: a listen is one playing of a track
        lambda n: ngettext("1 listen", "{n} listens", n),
    ),
    "heard_stretch": RowWords(
        Text("Passage of a listen"),
        Text("Passages of listens"),
        lambda n: ngettext("1 passage of a listen", "{n} passages of listens", n),
    ),
    "emotional_tag": RowWords(
        Text("Emotion mark"),
        Text("Emotion marks"),
        lambda n: ngettext("1 emotion mark", "{n} emotion marks", n),
    ),
    "favourite_moment": RowWords(
        Text("Favourite moment"),
        Text("Favourite moments"),
        lambda n: ngettext("1 favourite moment", "{n} favourite moments", n),
    ),
    "trace": RowWords(
        Text("Trace"),
        Text("Traces"),
        lambda n: ngettext("1 trace", "{n} traces", n),
    ),
    "intensity_event": RowWords(
        Text("Intensity correction"),
        Text("Intensity corrections"),
        # Translators: what the listener changed about builds, climaxes, drops and breaks
        lambda n: ngettext("1 intensity correction", "{n} intensity corrections", n),
    ),
    "echo": RowWords(
        Text("Afterlife"),
        Text("Afterlives"),
        lambda n: ngettext("1 afterlife", "{n} afterlives", n),
    ),
    "alignment": RowWords(
        Text("Alignment"),
        Text("Alignments"),
        # Translators: an alignment says where the same moment is in two versions of a track
        lambda n: ngettext("1 alignment", "{n} alignments", n),
    ),
    "subtitle": RowWords(
        Text("Set of subtitles"),
        Text("Sets of subtitles"),
        # Translators: n counts whole sets of subtitles, each of an episode or a film
        lambda n: ngettext("1 set of subtitles", "{n} sets of subtitles", n),
    ),
    "lyrics": RowWords(
        Text("Lyrics of a track"),
        Text("Lyrics of tracks"),
        # Translators: n counts the lyrics of whole tracks, not lines
        lambda n: ngettext("1 song’s lyrics", "{n} songs’ lyrics", n),
    ),
    "mark": RowWords(  # of every kind together
        Text("Mark"),
        Text("Marks"),
        lambda n: ngettext("1 mark", "{n} marks", n),
    ),
    "journal_entry": RowWords(
        Text("Journal entry"),
        Text("Journal entries"),
        lambda n: ngettext("1 journal entry", "{n} journal entries", n),
    ),
    "entry_track": RowWords(
        Text("Track of an entry"),
        Text("Tracks of entries"),
        lambda n: ngettext("1 track of an entry", "{n} tracks of entries", n),
    ),
    "entry_scene": RowWords(
        Text("Scene of an entry"),
        Text("Scenes of entries"),
        lambda n: ngettext("1 scene of an entry", "{n} scenes of entries", n),
    ),
    "entry_moment": RowWords(
        Text("Favourite moment of an entry"),
        Text("Favourite moments of entries"),
        lambda n: ngettext("1 favourite moment of an entry", "{n} favourite moments of entries", n),
    ),
    "entry_picture": RowWords(
        Text("Picture of an entry"),
        Text("Pictures of entries"),
        lambda n: ngettext("1 picture of an entry", "{n} pictures of entries", n),
    ),
    "entry_person": RowWords(
        Text("Person of an entry"),
        Text("People of entries"),
        # Translators: somebody whom an entry names as having listened, too
        lambda n: ngettext("1 person of an entry", "{n} people of entries", n),
    ),
    "recognition": RowWords(
        Text("Recognition"),
        Text("Recognitions"),
        # Translators: how soon the listener knew a track or a theme by ear
        lambda n: ngettext("1 recognition", "{n} recognitions", n),
    ),
    "journal_line": RowWords(
        Text("Line of the journal’s index"),
        Text("Lines of the journal’s index"),
        lambda n: ngettext("1 line of the journal’s index", "{n} lines of the journal’s index", n),
    ),
}
_MARKS = ("emotional_tag", "favourite_moment", "cue", "occurrence")
# What a listener knows as a thing of its own; the other tables hold parts of these.
_THINGS = (
    "track", "mark", "journal_entry", "work", "episode", "scene", "character", "theme", "emotion",
    "trace", "echo", "lyrics", "subtitle", "saga", "alignment", "listen",
    "recognition",
)  # fmt: skip


def one(table: str) -> str:
    """“Emotion mark”; a table that isn't the program's keeps its name."""
    return str(_WORDS[table].one) if table in _WORDS else table


def several(table: str) -> str:
    """“Emotion marks”."""
    return str(_WORDS[table].several) if table in _WORDS else table


def rows_in_words(rows: Mapping[str, int]) -> str:
    """“1 work, 5 scenes”, without tables that have none; empty when all have none."""
    return listed(_counted(table, number) for table, number in rows.items() if number)


def in_brief(rows: Mapping[str, int]) -> str:
    """“31 tracks, 120 marks, 5 journal entries”: what a listener would look for in a journal."""
    return rows_in_words({table: _number_of(table, rows) for table in _THINGS[:3]})


def things_in_words(rows: Mapping[str, int]) -> str:
    """“31 tracks, 120 marks, 5 scenes”: without what belongs to them, such as their sources.

    Where nothing but such parts is there: “3 details”; empty when all have none.
    """
    things = rows_in_words({table: _number_of(table, rows) for table in _THINGS})
    parts = sum(rows.values())
    # Translators: small parts of a journal that have no everyday name, such as a file’s place
    return things or (ngettext("1 detail", "{n} details", parts) if parts else "")


def _number_of(thing: str, rows: Mapping[str, int]) -> int:
    return sum(rows.get(kind, 0) for kind in _MARKS) if thing == "mark" else rows.get(thing, 0)


def _counted(table: str, number: int) -> str:
    known = _WORDS.get(table)
    return known.counted(number) if known else f"{table}: {number}"
