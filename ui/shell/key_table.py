"""The table of all keys: what emotions, commands and gestures are done with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from app.core.words import Text, _
from ui.bridge.keys.layout import Layout
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.bridge.keys.reading import SHIFTED
from ui.shell.command import Command
from ui.shell.shortcuts import native_text

if TYPE_CHECKING:
    from app.emotions.records import Emotion

_UNSHIFTED = {shifted: plain for plain, shifted in SHIFTED.items()}


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something done by keys that aren't a command's shortcut.

    keys: Qt's portable text; are_together: all of them, not one or another. where: what is shown
    for them, with `{keys}` in it; by default the keys alone. command: the key of a command whose
    shortcut is `{shortcut}` in `does`.
    """

    keys: tuple[str, ...]
    does: Text
    where: Text | None = None
    command: str = ""
    are_together: bool = False


GESTURES = (
    Gesture((), Text("raise its intensity"), Text("an emotion’s key again within 2 seconds")),
    Gesture((), Text("mark a passage until you let go"), Text("hold an emotion’s key")),
    Gesture(
        ("Shift",),
        Text("what the music expresses, rather than what you feel"),
        Text("{keys} with an emotion’s key"),
    ),
    Gesture((FAVOURITE_KEY,), Text("mark a favourite moment; hold it to mark a passage")),
    Gesture(
        ("PgUp", "PgDown"),
        Text("scroll the lanes, if not all of them fit"),
        # Translators: keys stands for names of keys, such as “PgUp or PgDown”
        Text("{keys} on the timeline"),
    ),
    Gesture(("F2",), Text("edit the current cell"), Text("{keys} in the table of marks")),
    Gesture(
        ("Alt+Up", "Alt+Down"),
        Text("sort by the current column"),
        Text("{keys} in the table of marks"),
    ),
    Gesture(("Enter",), Text("save the note and go to the next mark"), Text("{keys} in the inbox")),
    Gesture(
        ("Alt+Enter",), Text("leave the mark without a note and go on"), Text("{keys} in the inbox")
    ),
    Gesture(("Alt+Down", "Alt+Up"), Text("next or previous mark"), Text("{keys} in the inbox")),
    Gesture(("Ctrl+H",), Text("hear the mark again"), Text("{keys} in the inbox")),
    Gesture(
        ("W", "A", "S", "D"),
        Text("move the dot"),
        # Translators: keys are four letters, such as “W A S D”
        Text("arrow keys or {keys} on the trace pad"),
        are_together=True,
    ),
    Gesture(
        ("Ctrl",), Text("open the theme, instead of going there"), Text("{keys} on a theme’s quote")
    ),
    Gesture(("Enter",), Text("keep what you wrote"), Text("{keys} in a note")),
    Gesture(("Shift+Enter",), Text("start a new line"), Text("{keys} in a note")),
    Gesture(("Enter", "Esc"), Text("record; close"), Text("{keys} on the trace pad")),
)
ON_MARKS = (
    Gesture(
        (),
        Text(
            "while paused: change the selected emotions to it; during playback: press "
            "{shortcut} first"
        ),
        Text("an emotion’s key"),
        command="reword",
    ),
    Gesture(("Ctrl+PgDown", "Ctrl+PgUp"), Text("select the next or previous mark")),
    Gesture(
        ("Ctrl+Tab", "Ctrl+Shift+Tab"),
        Text("move on to other marks, leaving the selection as it is"),
    ),
    Gesture(
        ("Ctrl+Enter", "Ctrl+Space"),
        Text("add the current mark to the selection, or remove it"),
    ),
    Gesture(("Up", "Down"), Text("go to the mark nearest in time in the lane above or below")),
    Gesture(
        ("Up", "Down", "Left", "Right"),
        Text("go from peak to peak of the ridges, and Enter zooms to one"),
        Text("with nothing selected: {keys}"),
    ),
    Gesture(("Alt+Down",), Text("list the marks in the same place, here or at the playhead")),
    Gesture(
        ("Shift+Up", "Shift+Down"), Text("add the lane’s previous or next mark to the selection")
    ),
    Gesture(("Left", "Right"), Text("move by 10 ms")),
    Gesture(("Shift+Left", "Shift+Right"), Text("move by 100 ms")),
    Gesture(("Ctrl+Left", "Ctrl+Right"), Text("move by 1 s")),
    Gesture(("Alt+Left", "Alt+Right"), Text("move only the end, by 10 ms")),
    Gesture(("Enter",), Text("hear it again")),
    Gesture(
        ("Y", "N", "?"),
        Text("a theme returns there: yes, no, not sure; Enter opens all answers"),
        Text("{keys} on a place that was found"),
    ),
    Gesture(
        ("Ctrl",), Text("add a mark to the selection, or remove it"), Text("click with {keys}")
    ),
    Gesture(("Shift",), Text("select all marks up to there"), Text("click with {keys}")),
    Gesture((), Text("select the marks it touches"), Text("drag over a lane")),
    Gesture(("Ctrl",), Text("leave a copy behind"), Text("drag with {keys}")),
    Gesture(("Alt",), Text("move without snapping"), Text("drag with {keys}")),
    Gesture(("Esc",), Text("cancel a drag; otherwise select nothing")),
)


ON_STAGE = (
    Gesture((), Text("open the Stage"), Text("double-click on the still of the companion card")),
    Gesture(("U",), Text("look at a covered scene until it is over")),
    Gesture(("Esc",), Text("back to where you were")),
)

ON_CHARACTERS = (
    Gesture(("Left", "Right"), Text("go along the ribbon")),
    Gesture(("P",), Text("play from here on")),
    Gesture(("Enter",), Text("open the return or the scene")),
    Gesture((), Text("play that place alone; pause it"), Text("click on a bead or its still")),
    Gesture(("U",), Text("look at what is covered, until you leave it")),
    Gesture(("Esc",), Text("select nothing")),
    Gesture(("Up", "Down"), Text("go from row to row"), Text("{keys} in the music")),
    Gesture(("P", "Enter"), Text("play the row; open its track"), Text("{keys} in the music")),
)

ON_ROLES = (
    Gesture(
        ("Left", "Right"),
        Text("go from mark to mark, from event to event, or along the ribbon"),
        Text("{keys} in a picture"),
    ),
    Gesture(("Up", "Down"), Text("the first impression, or the latest listens")),
    Gesture(("P",), Text("play from here on")),
    Gesture(("Enter",), Text("open the mark, the return or the track there")),
    Gesture(("U",), Text("look at what is covered, until you leave it")),
    Gesture(("A", "B"), Text("play that version; pause it")),
    Gesture(("X",), Text("change over to the other version")),
    Gesture(("Del",), Text("never suggest it again"), Text("{keys} on a suggested role")),
    Gesture(("Esc",), Text("select nothing; then: stop playing")),
)

ON_ROWS = (
    Gesture(("Space",), Text("play the mark; pause it")),
    Gesture(("Enter",), Text("open the mark on the timeline, or the entry")),
    Gesture(("Ctrl+Enter",), Text("open its day")),
    Gesture(("E", "F2"), Text("edit the note or the entry")),
    Gesture(("Del",), Text("delete it")),
)

ON_THEMES = (
    Gesture(("Enter",), Text("play the return; pause it")),
    Gesture(("P",), Text("play all returns from here on")),
    Gesture(("C",), Text("hear two selected returns in turn, each as a whole")),
    Gesture(("X",), Text("change over to the other one at the same moment of the music")),
    Gesture(("F2",), Text("write what is different; in the list of themes: the name")),
    Gesture(("Ctrl+Enter",), Text("show the return on the timeline")),
    Gesture(
        ("Y", "N", "?"), Text("under “Perhaps”: yes, it returns here; no, it doesn’t; not sure")
    ),
    Gesture(("Esc",), Text("select nothing; then: stop playing")),
    Gesture(
        ("Left", "Right"),
        Text("go from return to return"),
        Text("{keys} in the picture of its course"),
    ),
)

ON_THEME_SEARCH = (
    Gesture(("Up", "Down"), Text("walk the list")),
    Gesture(("Y", "N", "?"), Text("yes, it returns here; no, it doesn’t; not sure")),
    Gesture(("A", "B"), Text("play where the theme is stated; play the place, as Enter does")),
    Gesture(
        ("X",),
        Text("change over to the other one at the same moment; before that: hear both in turn"),
    ),
    Gesture(("Left", "Right"), Text("move the start of the place by a tenth of a second")),
    Gesture(("Del",), Text("take back the answer about a judged place")),
    Gesture(("Esc",), Text("stop playing; then: back to the theme")),
)

ON_FIRST_NOTES = (
    Gesture((), Text("name what sounds: your first letter stops the time"), Text("type")),
    Gesture(("Enter",), Text("answer; then: go on to the next")),
    Gesture(("Space",), Text("play it again; once it is named: hear on, or pause")),
    Gesture(("Esc",), Text("show what it is; then: back")),
)

ON_MISSING = (
    Gesture(("Enter",), Text("do what is proposed; without a proposal: choose")),
    Gesture(("Shift+Enter",), Text("choose another scene or track")),
    Gesture(("Down",), Text("go on, leaving it as it is")),
    Gesture(("P",), Text("play the track")),
    Gesture(("Esc",), Text("close the list")),
)

ON_STORY_LINE = (
    Gesture(("Left", "Right"), Text("go to the next or previous scene, cue or return")),
    Gesture(("Up", "Down"), Text("go to the lane above or below")),
    Gesture(("P",), Text("play from the selection on")),
    Gesture(("Enter",), Text("open the scene, track, character or theme; choose missing music")),
    Gesture(("U",), Text("look at a covered scene, until you leave it")),
    Gesture(("Ctrl++", "Ctrl+-", "Ctrl+0"), Text("zoom in, zoom out, show the whole story")),
    Gesture(("Shift+Left", "Shift+Right"), Text("select more scenes, or fewer")),
    Gesture(("Ctrl+Shift+Left", "Ctrl+Shift+Right"), Text("move the selected scenes")),
    Gesture((), Text("move scenes; put tracks into a scene"), Text("drag them there")),
    Gesture(("Esc",), Text("select nothing")),
)

ON_MELODIES = (
    Gesture(("Left", "Right"), Text("fold or unfold the places of a melody")),
    Gesture(("Enter",), Text("play a melody’s places one after another, or one place")),
    Gesture(("P",), Text("play all places from here on")),
    Gesture(("F2", "Y"), Text("name the melody: it becomes a theme")),
    Gesture(("N", "Del"), Text("not a theme; Y suggests a dismissed one again")),
    Gesture(("Esc",), Text("stop playing; then: back to the themes")),
)


ON_A_MOMENT = (
    Gesture(("Space",), Text("hear the row, or pause it")),
    Gesture(("Enter", "Ctrl+Enter"), Text("show it on the timeline; show its day")),
    Gesture(("L",), Text("loop the seconds that are asked about")),
    Gesture(("Alt+Left", "Alt+Right"), Text("ask about 100 ms more or less at the end")),
    Gesture(
        ("Alt+Shift+Left", "Alt+Shift+Right"), Text("ask about 100 ms more or less at the start")
    ),
    Gesture((), Text("add a mark of today to these seconds"), Text("an emotion’s key")),
    Gesture(("Esc",), Text("back to where you were")),
)
ON_THIS_DAY = (
    Gesture(("PgUp", "PgDown"), Text("the previous or the next one")),
    Gesture(("Space",), Text("hear its seconds, or pause them")),
    Gesture(("Enter",), Text("open its moment across the years")),
    Gesture(
        (),
        Text("add a mark of today to these seconds, once they have sounded"),
        Text("an emotion’s key"),
    ),
)
ON_AFTERLIVES = (
    Gesture(("Left", "Right"), Text("go from one to the next by year")),
    Gesture(("Enter",), Text("change it")),
    Gesture(("Del",), Text("delete it")),
    Gesture(("A", "B"), Text("in step: play the original; play the other version, as P does")),
    Gesture(("X",), Text("in step: change over at the same moment of the music")),
    Gesture(
        ("Left", "Right"),
        Text("move the playhead by a second, or the end of the chosen anchor by 10 ms"),
        Text("{keys} in the two waves"),
    ),
    Gesture(
        ("Ctrl+Left", "Ctrl+Right"),
        Text("choose the anchor before or behind; Up and Down its other end"),
        Text("{keys} in the two waves"),
    ),
    Gesture(("Esc",), Text("stop playing; then: back to the track or the work")),
)


class KeyNames:
    """Names of keys as they are on the listener's keyboard.

    layout: what it types, by the places of a keyboard from the US; without it, the names are those
    of the US.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._typed = {typed.casefold() for both in layout.values() for typed in both}

    def name(self, shortcut: str) -> str:
        """shortcut: Qt's portable text."""
        named = native_text(shortcut)
        own = self._own(named[-1:].casefold()) if len(shortcut.rpartition("+")[2]) <= 1 else ""
        return named[:-1] + own.upper() if own else named

    def either(self, shortcuts: Iterable[str]) -> str:
        """“Ctrl+Tab or Ctrl+Shift+Tab”; empty for none."""
        names = [self.name(each) for each in shortcuts]
        return reduce(_one_or_other, names) if names else ""

    def _own(self, key: str) -> str:
        """A key that the keyboard doesn't type is the one in its place, as it is read."""
        if key.isdigit() or key in self._typed:
            return key
        plain = _UNSHIFTED.get(key, key)
        return self._layout.get(plain, ("", ""))[plain != key]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """rows: keys, and what they do."""

    title: str
    rows: tuple[tuple[str, str], ...]


def key_groups(
    emotions: Sequence[Emotion], commands: Sequence[Command[Any]], names: KeyNames
) -> Iterator[KeyGroup]:
    """Those that have any keys, in the order in which they are shown."""
    yield from (group for group in _groups(emotions, commands, names) if group.rows)


def _groups(
    emotions: Sequence[Emotion], commands: Sequence[Command[Any]], names: KeyNames
) -> Iterator[KeyGroup]:
    by_key = {command.key: command for command in commands}
    yield KeyGroup(
        _("Emotions"),
        tuple(
            # Translators: an emotion and what it means
            (
                names.name(each.shortcut),
                _("{emotion}: {meaning}", emotion=each.name, meaning=each.gloss),
            )
            for each in emotions
            if each.shortcut
        ),
    )
    for title, gestures in (
        (_("Gestures"), GESTURES),
        (_("On selected marks"), ON_MARKS),
        (_("On the Stage"), ON_STAGE),
        (_("On the story line"), ON_STORY_LINE),
        (_("On the Characters page"), ON_CHARACTERS),
        (_("On the Roles page"), ON_ROLES),
        (_("On the Themes page"), ON_THEMES),
        (_("On the page “Find returns”"), ON_THEME_SEARCH),
        (_("Under “What returns in this soundtrack?”"), ON_MELODIES),
        (_("Under “What is missing” of a work"), ON_MISSING),
        (_("On the Afterlives page"), ON_AFTERLIVES),
        (_("In the list of the journal"), ON_ROWS),
        (_("On “On this day” in the journal"), ON_THIS_DAY),
        (_("On the page “This moment across the years”"), ON_A_MOMENT),
        (_("On the page “First notes”"), ON_FIRST_NOTES),
    ):
        yield KeyGroup(title, tuple(_row(each, by_key, names) for each in gestures))
    for menu in dict.fromkeys(command.menu for command in commands):
        rows = tuple(
            (names.either(command.shortcuts), str(command.text))
            for command in commands
            if command.menu is menu and command.shortcuts
        )
        yield KeyGroup(str(menu.value), rows)


def _row(
    gesture: Gesture, commands: Mapping[str, Command[Any]], names: KeyNames
) -> tuple[str, str]:
    keys = names.either(gesture.keys)
    if gesture.are_together:
        keys = " ".join(map(names.name, gesture.keys))
    where = keys if gesture.where is None else gesture.where.filled(keys=keys)
    if not gesture.command:
        return where, str(gesture.does)
    shortcut = names.either(commands[gesture.command].shortcuts[:1])
    return where, gesture.does.filled(shortcut=shortcut)


def _one_or_other(one: str, other: str) -> str:
    # Translators: names of keys
    return _("{one} or {other}", one=one, other=other)
