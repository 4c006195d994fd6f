"""The commands of the Listen page: on marks, and on how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text
from ui.shell.command import Command, Menu, When

if TYPE_CHECKING:
    from ui.listen.page import ListenPage

_EDIT, _PLAY, _MARK, _VIEW = Menu.EDIT, Menu.PLAY, Menu.MARK, Menu.VIEW
_HERE, _OPENING = When.IN_FRONT, When.OPENING

_SELECTION: tuple[Command[ListenPage], ...] = (
    Command("cut", Text("Cut the selected marks"), ("Ctrl+X",), "scissors", _EDIT,
            lambda page: page.editing.cut(), _HERE, place=1),
    Command("copy", Text("Copy the selected marks"), ("Ctrl+C",), "copy", _EDIT,
            lambda page: page.editing.copy(), _HERE, place=1),
    Command("paste", Text("Paste marks at the playhead"), ("Ctrl+V",), "", _EDIT,
            lambda page: page.editing.paste(), _HERE, place=1),
    Command("duplicate", Text("Duplicate the selected marks"), ("Ctrl+D",), "files", _EDIT,
            lambda page: page.editing.duplicate(), _HERE, place=1),
    Command("select_all", Text("Select the whole lane, then everything"), ("Ctrl+A",), "", _EDIT,
            lambda page: page.timeline.marks.select_all(), _HERE, place=1),
    Command("delete", Text("Delete the selected marks"), ("Delete",), "trash-2", _EDIT,
            lambda page: page.delete(), _HERE, place=1),
    Command("loop", Text("Loop the selection"), ("L",), "repeat-2", _PLAY,
            lambda page: page.loop_selection(), place=2),
    Command("next_climax", Text("Next climax"), ("Alt+K",), "chevron-right", _PLAY,
            lambda page: page.intensity.go(1), _OPENING, place=2, repeats=True),
    Command("previous_climax", Text("Previous climax"), ("Alt+Shift+K",), "chevron-left", _PLAY,
            lambda page: page.intensity.go(-1), _OPENING, place=2, repeats=True),
    Command("from_build", Text("Play from the build"), ("Ctrl+B",), "chart-area", _PLAY,
            lambda page: page.intensity.play_from_build(), _OPENING, place=2),
)  # fmt: skip

_MARKS: tuple[Command[ListenPage], ...] = (
    Command("note", Text("Note on the newest mark"), ("N",), "sticky-note", _MARK,
            lambda page: page.newest.write_note(), _OPENING),
    Command("remove_newest", Text("Delete the newest mark"), ("Backspace",), "trash-2", _MARK,
            lambda page: page.newest.remove()),
    Command("scene", Text("Assign scene…"), ("S",), "clapperboard", _MARK,
            lambda page: page.scenes.ask()),
    Command("scene_whole", Text("Assign scene to the whole track…"), ("Shift+S",), "",
            _MARK, lambda page: page.scenes.ask_whole()),
    Command("next_mark", Text("Next mark"), (".",), "chevron-right", _MARK,
            lambda page: page.replay.step_mark(1), repeats=True),
    Command("previous_mark", Text("Previous mark"), (",",), "chevron-left", _MARK,
            lambda page: page.replay.step_mark(-1), repeats=True),
    Command("next_same", Text("Next mark of this emotion, in any track"), (">",), "", _MARK,
            lambda page: page.mark_walk.go_same(1), _OPENING),
    Command("previous_same", Text("Previous mark of this emotion, in any track"), ("<",), "", _MARK,
            lambda page: page.mark_walk.go_same(-1), _OPENING),
    Command("next_anywhere", Text("Next mark in any track"), ("Alt+.",), "", _MARK,
            lambda page: page.mark_walk.go(1), _OPENING),
    Command("previous_anywhere", Text("Previous mark in any track"), ("Alt+,",), "", _MARK,
            lambda page: page.mark_walk.go(-1), _OPENING),
    Command("go_feeling", Text("Go to an emotion…"), ("G",), "telescope", _MARK,
            lambda page: page.mark_walk.ask(), _OPENING),
    Command("hear", Text("Hear the mark again"), ("H",), "headphones", _MARK,
            lambda page: page.replay.hear_selection()),
    Command("inbox", Text("Inbox: marks without a note"), ("I",), "notebook-pen", _MARK,
            lambda page: page.inbox.toggle(), _OPENING),
    Command("reword", Text("Change emotion…"), ("C",), "pencil", _MARK,
            lambda page: page.rewording.ask(), _HERE),
    Command("take_suggestion", Text("Mark the emotion that is suggested"), ("Y",), "check", _MARK,
            lambda page: page.suggested.accept(), _HERE),
    Command("refuse_suggestion", Text("Refuse the emotion that is suggested"), ("X",), "x", _MARK,
            lambda page: page.suggested.refuse(), _HERE),
    Command("split", Text("Split at the playhead"), ("Ctrl+I",), "separator-vertical", _MARK,
            lambda page: page.editing.split(), _HERE),
    Command("merge", Text("Merge with neighbours"), ("Ctrl+J",), "link", _MARK,
            lambda page: page.editing.merge(), _HERE),
    Command("stretch_start", Text("Start the selection at the playhead"), ("B",), "", _MARK,
            lambda page: page.editing.begin_stretch(), _HERE),
    Command("stretch_end", Text("End the selection at the playhead"), ("E",), "", _MARK,
            lambda page: page.editing.end_stretch(), _HERE),
    Command("mark_start", Text("Start the selected marks at the playhead"), ("Shift+B",), "", _MARK,
            lambda page: page.editing.begin_here(), _HERE),
    Command("mark_end", Text("End the selected marks at the playhead"), ("Shift+E",), "", _MARK,
            lambda page: page.editing.end_here(), _HERE),
    Command("theme", Text("Mark theme…"), ("T",), "music-2", _MARK,
            lambda page: page.themes.ask(), _HERE),
    Command("find_returns", Text("Find where it returns"), ("Shift+T",), "search", _MARK,
            lambda page: page.themes.find(), _HERE),
    Command("events", Text("Builds and climaxes…"), ("Ctrl+Shift+B",), "chart-area", _MARK,
            lambda page: page.list_events(), _OPENING),
    Command("lyrics", Text("Lyrics…"), ("Alt+L",), "mic-vocal", _MARK,
            lambda page: page.lyrics.edit(), _OPENING),
    Command("quote_line", Text("Quote the line that is sung in an entry"), ("Alt+Q",), "quote",
            _MARK, lambda page: page.lyrics.quote_current(), _OPENING),
    Command("next_line", Text("Next line of the lyrics"), ("Alt+PgDown",), "", _PLAY,
            lambda page: page.lyrics.step(1), _OPENING, place=2, repeats=True),
    Command("previous_line", Text("Previous line of the lyrics"), ("Alt+PgUp",), "", _PLAY,
            lambda page: page.lyrics.step(-1), _OPENING, place=2, repeats=True),
    Command("trace", Text("Trace pad"), ("V",), "chart-line", _MARK,
            lambda page: page.trace.toggle(), _OPENING),
)  # fmt: skip

_LOOK: tuple[Command[ListenPage], ...] = (
    Command("zoom_in", Text("Zoom in"), ("+", "="), "zoom-in", _VIEW,
            lambda page: page.timeline.viewport.zoom_in(), repeats=True),
    Command("zoom_out", Text("Zoom out"), ("-",), "zoom-out", _VIEW,
            lambda page: page.timeline.viewport.zoom_out(), repeats=True),
    Command("zoom_all", Text("Whole track"), ("0",), "maximize", _VIEW,
            lambda page: page.timeline.viewport.zoom_to_all()),
    Command("zoom_selection", Text("Zoom to the selection"), ("Z",), "move-horizontal", _VIEW,
            lambda page: page.zoom_to_selection()),
    Command("follow", Text("Follow mode"), ("Ctrl+L",), "locate", _VIEW,
            lambda page: page.seeing.toggle_follow()),
    Command("lanes", Text("Lanes…"), ("Ctrl+Shift+L",), "sliders-horizontal",
            _VIEW, lambda page: page.seeing.choose_lanes(), _OPENING),
    Command("wave_colours", Text("Colour the waveform by emotion"), ("Ctrl+Shift+C",), "palette",
            _VIEW, lambda page: page.seeing.toggle_wave_colours(), _OPENING),
    Command("loudness", Text("Loudness line"), ("Ctrl+Shift+D",), "chart-line", _VIEW,
            lambda page: page.seeing.toggle_loudness(), _OPENING),
    Command("table", Text("Show marks as a table"), ("Ctrl+T",), "list", _VIEW,
            lambda page: page.toggle_table(), _OPENING),
)  # fmt: skip

COMMANDS: tuple[Command[ListenPage], ...] = (*_SELECTION, *_MARKS, *_LOOK)
