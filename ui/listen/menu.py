"""The context menu of the selected marks, or of the empty timeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.core.marks import MarkKind, MarkRef
from app.core.words import Text, _, ngettext
from app.intensity.records import EventKind
from app.themes.records import Answer
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.words.intensity import placed_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.timeline.words import HeardLine
    from ui.bridge.context import Shortcuts
    from ui.listen.candidates import Candidates
    from ui.listen.editing import Editing
    from ui.listen.intensity_round import IntensityRound
    from ui.listen.lyrics_round import LyricsRound
    from ui.listen.moment_here import MomentHere
    from ui.listen.replay import Replay
    from ui.listen.rewording import Rewording
    from ui.listen.scene_question import SceneQuestion
    from ui.listen.theme_question import ThemeQuestion
    from ui.timeline.view import TimelineView


EVENT_ICONS = {
    EventKind.BUILD: "chart-area",
    EventKind.CLIMAX: "mountain",
    EventKind.DROP: "arrow-down",
    EventKind.BREAK: "pause",
}
ADD = {
    EventKind.BUILD: Text("Add build"),
    EventKind.CLIMAX: Text("Add climax"),
    EventKind.DROP: Text("Add drop"),
    EventKind.BREAK: Text("Add break"),
}


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the menu's items call."""

    timeline: TimelineView
    editing: Editing
    replay: Replay
    rewording: Rewording
    scenes: SceneQuestion
    themes: ThemeQuestion
    candidates: Candidates
    intensity: IntensityRound
    lyrics: LyricsRound
    moments: MomentHere
    open_theme: Callable[[MarkRef], None]
    edit_note: Callable[[], None]
    loop_selection: Callable[[], None]
    zoom_to_selection: Callable[[], None]
    list_events: Callable[[], object]


def build_menu(parent: QWidget, verbs: Verbs, ref: MarkRef | None, shortcuts: Shortcuts) -> QMenu:
    """The menu of a mark and all that are selected with it; without one, of the empty timeline."""
    menu = _Menu(parent, shortcuts)
    if verbs.intensity.chosen is not None:
        _offer_event(menu, verbs)
    elif ref is None:
        _offer_stretch(menu, verbs)
    elif len(verbs.timeline.marks.selected_marks) > 1:
        _offer_changes(menu, verbs)
    elif verbs.candidates.candidate(ref) is not None:
        _offer_answers(menu, verbs, ref)
    else:
        _offer_mark(menu, verbs, ref)
        _offer_changes(menu, verbs)
    return menu


def build_lyrics_menu(
    parent: QWidget, verbs: Verbs, line: HeardLine, shortcuts: Shortcuts
) -> QMenu:
    """The menu of a line that is sung."""
    menu, lyrics = _Menu(parent, shortcuts), verbs.lyrics
    menu.offer(_("Play from this line"), "play", "", partial(lyrics.play, line))
    menu.offer(_("Quote in an entry"), "quote", "quote_line", partial(lyrics.quote, line))
    menu.addSeparator()
    for other in lyrics.others():
        # Translators: which is a language, a file, or both: “Deutsch · Song.lrc”
        words = _("Show other lyrics: {which}", which=lyrics.name_of(other))
        menu.offer(words, "languages", "", partial(lyrics.show_other, other))
    menu.offer(_("Edit lyrics…"), "pencil", "lyrics", lyrics.edit)
    return menu


class _Menu(PopupMenu):
    """Items show the shortcut that does the same."""

    def __init__(self, parent: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts

    def offer(self, text: str, icon_name: str, command: str, verb: Callable[[], object]) -> None:
        keys = self._shortcuts.text(command) if command else ""
        words = f"{text}\t{keys}" if keys else text
        action = self.addAction(icon(icon_name, 16), words) if icon_name else self.addAction(words)
        action.triggered.connect(lambda _checked=False: verb())


def _offer_mark(menu: _Menu, verbs: Verbs, ref: MarkRef) -> None:
    menu.offer(_("Hear it again"), "headphones", "hear", lambda: verbs.replay.hear(ref))
    _offer_list(menu, verbs)
    _offer_years(menu, lambda: verbs.moments.open_mark(ref))
    if ref.kind is MarkKind.CUE:
        menu.offer(_("Change scene…"), "clapperboard", "", lambda: verbs.scenes.ask(ref))
    else:
        menu.offer(_("Write a note"), "sticky-note", "", verbs.edit_note)
    if verbs.candidates.is_left_open(ref):
        _offer_three_answers(menu, verbs, ref)
    if ref.kind is MarkKind.OCCURRENCE:
        menu.offer(_("Open its theme"), "music-2", "", lambda: verbs.open_theme(ref))
        menu.offer(_("Find where it returns"), "search", "find_returns", verbs.themes.find)


def _offer_list(menu: _Menu, verbs: Verbs) -> None:
    here = verbs.timeline.marks_here
    if (many := len(here.refs())) > 1:
        words = ngettext("Choose the mark here…", "Choose from {n} marks here…", many)
        menu.offer(f"{words}\t{native_text('Alt+Down')}", "list", "", here.open_list)


def _offer_years(menu: _Menu, verb: Callable[[], object]) -> None:
    menu.offer(_("Across the years"), "history", "page_same_moment", verb)


def _offer_three_answers(menu: _Menu, verbs: Verbs, ref: MarkRef) -> None:
    """Between lines."""
    candidates = verbs.candidates

    def offer(words: str, icon_name: str, key: str, answer: Answer) -> None:
        menu.offer(
            f"{words}\t{native_text(key)}", icon_name, "", lambda: candidates.answer((ref,), answer)
        )

    menu.addSeparator()
    offer(_("Yes, it returns here"), "check", "Y", Answer.YES)
    offer(_("No, it doesn’t"), "x", "N", Answer.NO)
    offer(_("Not sure"), "circle-help", "?", Answer.NOT_SURE)
    menu.addSeparator()


def _offer_answers(menu: _Menu, verbs: Verbs, ref: MarkRef) -> None:
    """For a place where a theme may return."""
    candidates = verbs.candidates
    menu.offer(_("Hear it again"), "headphones", "hear", lambda: verbs.replay.hear(ref))
    _offer_three_answers(menu, verbs, ref)
    if candidates.can_show_all:
        menu.offer(_("Show all found"), "search", "", lambda: candidates.show_all(ref))
    menu.offer(_("Open its theme"), "music-2", "", lambda: verbs.open_theme(ref))
    _offer_list(menu, verbs)


def build_event_list(parent: QWidget, verbs: Verbs, shortcuts: Shortcuts) -> QMenu:
    """All builds, climaxes, drops and breaks of the track as a list, and what else is heard."""
    menu, intensity = _Menu(parent, shortcuts), verbs.intensity
    for event in verbs.timeline.events.events:
        words = placed_in_words(event)
        menu.offer(words, EVENT_ICONS[event.kind], "", partial(intensity.go_to, event))
    if not menu.isEmpty():
        menu.addSeparator()
    _offer_adding(menu, verbs)
    if any(event.correction_id is not None for event in verbs.timeline.events.events):
        menu.addSeparator()
        menu.offer(_("Take back all corrections"), "rotate-ccw", "", intensity.take_back)
    return menu


def _offer_event(menu: _Menu, verbs: Verbs) -> None:
    intensity = verbs.intensity
    menu.offer(_("Play from the build"), "chart-area", "from_build", intensity.play_from_build)
    menu.addSeparator()
    _offer_adding(menu, verbs)
    menu.addSeparator()
    menu.offer(_("Remove"), "trash-2", "delete", intensity.remove)


def _offer_adding(menu: _Menu, verbs: Verbs) -> None:
    for kind, words in ADD.items():
        menu.offer(str(words), "", "", partial(verbs.intensity.add, kind))


def _offer_changes(menu: _Menu, verbs: Verbs) -> None:
    """For one mark and for several."""
    editing, refs = verbs.editing, verbs.timeline.marks.selected_marks
    if any(ref.kind is MarkKind.TAG for ref in refs):
        menu.offer(_("Change emotion…"), "pencil", "reword", verbs.rewording.ask)
    menu.offer(_("Loop"), "repeat-2", "loop", verbs.loop_selection)
    menu.offer(
        _("Zoom to the selection"), "move-horizontal", "zoom_selection", verbs.zoom_to_selection
    )
    menu.offer(_("Mark theme…"), "music-2", "theme", verbs.themes.ask)
    menu.addSeparator()
    menu.offer(_("Split at the playhead"), "separator-vertical", "split", editing.split)
    menu.offer(_("Merge with neighbours"), "link", "merge", editing.merge)
    menu.offer(_("Duplicate"), "files", "duplicate", editing.duplicate)
    menu.addSeparator()
    menu.offer(_("Cut"), "scissors", "cut", editing.cut)
    menu.offer(_("Copy"), "copy", "copy", editing.copy)
    words_for_delete = ngettext("Delete", "Delete {n} marks", max(1, len(refs)))
    menu.offer(words_for_delete, "trash-2", "delete", editing.delete)


def _offer_stretch(menu: _Menu, verbs: Verbs) -> None:
    editing, view = verbs.editing, verbs.timeline
    menu.offer(_("Assign scene…"), "clapperboard", "scene", verbs.scenes.ask)
    menu.offer(_("Mark theme…"), "music-2", "theme", verbs.themes.ask)
    menu.offer(_("Find where it returns"), "search", "find_returns", verbs.themes.find)
    menu.offer(_("Loop the selection"), "repeat-2", "loop", verbs.loop_selection)
    _offer_years(menu, verbs.moments.open)
    menu.addSeparator()
    menu.offer(_("Paste marks at the playhead"), "", "paste", editing.paste)
    menu.offer(_("Select all"), "", "select_all", view.marks.select_all)
    menu.offer(_("Builds and climaxes…"), "chart-area", "events", verbs.list_events)
    menu.addSeparator()
    menu.offer(_("Zoom in"), "zoom-in", "zoom_in", view.viewport.zoom_in)
    menu.offer(_("Zoom out"), "zoom-out", "zoom_out", view.viewport.zoom_out)
    menu.offer(_("Whole track"), "maximize", "zoom_all", view.viewport.zoom_to_all)
