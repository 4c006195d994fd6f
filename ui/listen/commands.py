"""What the Listen page offers: verbs on marks, and how they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.command import Command, Menu, When

if TYPE_CHECKING:
    from ui.listen.page import ListenPage

_EDIT, _PLAY, _MARK, _VIEW = Menu.EDIT, Menu.PLAY, Menu.MARK, Menu.VIEW
_HERE, _OPENING = When.IN_FRONT, When.OPENING

_SELECTION: tuple[Command[ListenPage], ...] = (
    Command("cut", "Cut the selected marks", ("Ctrl+X",), "scissors", _EDIT,
            lambda page: page.editing.cut(), _HERE, place=1),
    Command("copy", "Copy the selected marks", ("Ctrl+C",), "copy", _EDIT,
            lambda page: page.editing.copy(), _HERE, place=1),
    Command("paste", "Paste marks at the playhead", ("Ctrl+V",), "", _EDIT,
            lambda page: page.editing.paste(), _HERE, place=1),
    Command("duplicate", "Duplicate the selected marks", ("Ctrl+D",), "files", _EDIT,
            lambda page: page.editing.duplicate(), _HERE, place=1),
    Command("select_all", "Select the whole lane, then everything", ("Ctrl+A",), "", _EDIT,
            lambda page: page.timeline.marks.select_all(), _HERE, place=1),
    Command("delete", "Delete the selected marks", ("Delete",), "trash-2", _EDIT,
            lambda page: page.editing.delete(), _HERE, place=1),
    Command("loop", "Loop the selection", ("L",), "repeat", _PLAY,
            lambda page: page.loop_selection(), place=2),
)  # fmt: skip

_MARKS: tuple[Command[ListenPage], ...] = (
    Command("note", "Note on the newest mark", ("N",), "sticky-note", _MARK,
            lambda page: page.newest.write_note(), _OPENING),
    Command("remove_newest", "Remove the newest mark", ("Backspace",), "trash-2", _MARK,
            lambda page: page.newest.remove()),
    Command("scene", "Say which scene plays here", ("S",), "clapperboard", _MARK,
            lambda page: page.scenes.ask()),
    Command("scene_whole", "Say which scene the whole track belongs to", ("Shift+S",), "", _MARK,
            lambda page: page.scenes.ask_whole()),
    Command("next_mark", "Next mark", (".",), "chevron-right", _MARK,
            lambda page: page.replay.step_mark(1), repeats=True),
    Command("previous_mark", "Previous mark", (",",), "chevron-left", _MARK,
            lambda page: page.replay.step_mark(-1), repeats=True),
    Command("next_same", "Next mark of this feeling, in any track", (">",), "", _MARK,
            lambda page: page.mark_walk.go_same(1), _OPENING),
    Command("previous_same", "Previous mark of this feeling, in any track", ("<",), "", _MARK,
            lambda page: page.mark_walk.go_same(-1), _OPENING),
    Command("next_anywhere", "Next mark in any track", ("Alt+.",), "", _MARK,
            lambda page: page.mark_walk.go(1), _OPENING),
    Command("previous_anywhere", "Previous mark in any track", ("Alt+,",), "", _MARK,
            lambda page: page.mark_walk.go(-1), _OPENING),
    Command("go_feeling", "Go to a feeling…", ("G",), "telescope", _MARK,
            lambda page: page.mark_walk.ask(), _OPENING),
    Command("hear", "Hear the mark again", ("H",), "headphones", _MARK,
            lambda page: page.replay.hear_selection()),
    Command("inbox", "Inbox: marks without a note", ("I",), "notebook-pen", _MARK,
            lambda page: page.inbox.toggle(), _OPENING),
    Command("reword", "Change the feeling…", ("C",), "pencil", _MARK,
            lambda page: page.rewording.ask(), _HERE),
    Command("split", "Split at the playhead", ("Ctrl+I",), "separator-vertical", _MARK,
            lambda page: page.editing.split(), _HERE),
    Command("merge", "Merge with neighbours", ("Ctrl+J",), "link", _MARK,
            lambda page: page.editing.merge(), _HERE),
    Command("stretch_start", "The stretch begins at the playhead", ("B",), "", _MARK,
            lambda page: page.editing.begin_stretch(), _HERE),
    Command("stretch_end", "The stretch ends at the playhead", ("E",), "", _MARK,
            lambda page: page.editing.end_stretch(), _HERE),
    Command("mark_start", "Selected marks begin at the playhead", ("Shift+B",), "", _MARK,
            lambda page: page.editing.begin_here(), _HERE),
    Command("mark_end", "Selected marks end at the playhead", ("Shift+E",), "", _MARK,
            lambda page: page.editing.end_here(), _HERE),
    Command("theme", "Say which theme returns here", ("T",), "music-2", _MARK,
            lambda page: page.editing.ask_theme(), _HERE),
    Command("trace", "Trace how it feels", ("V",), "chart-line", _MARK,
            lambda page: page.trace.toggle(), _OPENING),
)  # fmt: skip

_LOOK: tuple[Command[ListenPage], ...] = (
    Command("zoom_in", "Zoom in", ("+", "="), "zoom-in", _VIEW,
            lambda page: page.timeline.viewport.zoom_in(), repeats=True),
    Command("zoom_out", "Zoom out", ("-",), "zoom-out", _VIEW,
            lambda page: page.timeline.viewport.zoom_out(), repeats=True),
    Command("zoom_all", "Whole track", ("0",), "maximize", _VIEW,
            lambda page: page.timeline.viewport.zoom_to_all()),
    Command("zoom_selection", "Zoom to the selection", ("Z",), "move-horizontal", _VIEW,
            lambda page: page.zoom_to_selection()),
    Command("follow", "Change how the view follows", ("Ctrl+L",), "locate", _VIEW,
            lambda page: page.seeing.toggle_follow()),
    Command("lanes", "Choose and arrange lanes…", ("Ctrl+Shift+L",), "sliders-horizontal", _VIEW,
            lambda page: page.seeing.choose_lanes(), _OPENING),
    Command("wave_colours", "Colour the waveform by feelings", ("Ctrl+Shift+C",), "palette", _VIEW,
            lambda page: page.seeing.toggle_wave_colours(), _OPENING),
    Command("loudness", "Loudness line", ("Ctrl+Shift+D",), "chart-line", _VIEW,
            lambda page: page.seeing.toggle_loudness(), _OPENING),
    Command("table", "Marks as a table", ("Ctrl+T",), "list", _VIEW,
            lambda page: page.toggle_table(), _OPENING),
)  # fmt: skip

COMMANDS: tuple[Command[ListenPage], ...] = (*_SELECTION, *_MARKS, *_LOOK)
