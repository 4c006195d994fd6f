"""The pages of the window, each a row. Rail, shortcuts, menu, memory, tour and contract read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.bridge.places import CurrentTrack, EntryPlace, NewMusic, ScenePlace, TrackPlace
from ui.journal import commands as journal
from ui.library import commands as library
from ui.listen import commands as listen
from ui.settings import commands as settings
from ui.shell.page_spec import PageParts, PageSpec

if TYPE_CHECKING:
    from ui.journal.page import JournalPage
    from ui.library.page import LibraryPage
    from ui.listen.page import ListenPage
    from ui.settings.page import SettingsPage
    from ui.story.page import StoryPage


# Pages are imported when they are first wanted: the first screen waits for one of them only.


def _listen(parts: PageParts) -> ListenPage:
    from ui.listen.page import ListenPage

    return ListenPage(parts.context, parts.marking, parts.track_view, parts.memory)


def _library(parts: PageParts) -> LibraryPage:
    from ui.library.page import LibraryPage

    return LibraryPage(parts.context)


def _story(parts: PageParts) -> StoryPage:
    from ui.story.page import StoryPage

    return StoryPage(parts.context)


def _journal(parts: PageParts) -> JournalPage:
    from ui.journal.page import JournalPage

    return JournalPage(parts.context)


def _settings(parts: PageParts) -> SettingsPage:
    from ui.settings.page import SettingsPage

    return SettingsPage(parts.context, parts.archiving)


# Each by itself, so that what it is handed is checked against its page.
LISTEN = PageSpec(
    "listen", "Listen", "audio-lines", "Alt+1", _listen, listen.COMMANDS,
    shows={
        CurrentTrack: lambda _page, _place: None,
        TrackPlace: lambda page, place: page.replay.go_to(place),
    },
    focus=lambda page: page.focus_marks(),
    commit=lambda page: page.commit(),
)  # fmt: skip
LIBRARY = PageSpec(
    "library", "Library", "library", "Alt+2", _library, library.COMMANDS,
    shows={NewMusic: lambda page, music: page.take_in(music)},
    find=lambda page: page.focus_search(),
)  # fmt: skip
STORY = PageSpec(
    "story", "Story", "clapperboard", "Alt+3", _story,
    shows={ScenePlace: lambda page, place: page.show_scene(place.scene_id)},
)  # fmt: skip
JOURNAL = PageSpec(
    "journal", "Journal", "book-open", "Alt+4", _journal, journal.COMMANDS,
    shows={EntryPlace: lambda page, place: page.open_entry(place.entry_id)},
    find=lambda page: page.focus_search(),
)  # fmt: skip
SETTINGS = PageSpec(
    "settings", "Settings", "settings", "Alt+5", _settings, settings.COMMANDS, at_foot=True
)
PAGES: tuple[PageSpec[Any], ...] = (LISTEN, LIBRARY, STORY, JOURNAL, SETTINGS)

FIRST_PAGE = "library"  # where a new listener begins, and music is asked for
