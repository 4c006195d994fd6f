"""The window's pages, one row each. Rail, shortcuts, menu, memory, tour and contract read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.words import Text
from ui.bridge.places import (
    Afterlives,
    ComfortPlace,
    CurrentTrack,
    DayPlace,
    EntryPlace,
    ImportStory,
    LetterPlace,
    LifePlace,
    MarksPlace,
    MomentPlace,
    NewEntry,
    NewMusic,
    PairPlace,
    PasteStory,
    PersonForm,
    PersonPlace,
    RolePlace,
    ScenePlace,
    StagePlace,
    StoryLinePlace,
    ThemePlace,
    ThemeSearch,
    TrackPlace,
    WhatReturns,
    WorkForm,
    WorkPlace,
    YearPlace,
)
from ui.journal import commands as journal
from ui.library import commands as library
from ui.listen import commands as listen
from ui.settings import commands as settings
from ui.shell.page_spec import PageParts, PageSpec

if TYPE_CHECKING:
    from ui.afterlives.page import AfterlivesPage
    from ui.characters.page import CharactersPage
    from ui.comfort.page import ComfortPage
    from ui.first_notes.page import FirstNotesPage
    from ui.journal.page import JournalPage
    from ui.letters.page import LettersPage
    from ui.library.page import LibraryPage
    from ui.listen.page import ListenPage
    from ui.roles.page import RolesPage
    from ui.same_moment.page import SameMomentPage
    from ui.settings.page import SettingsPage
    from ui.stage.page import StagePage
    from ui.story.page import StoryPage
    from ui.theme_search.page import ThemeSearchPage
    from ui.themes.page import ThemesPage
    from ui.work.page import WorkPage
    from ui.years.page import YearsPage


# Pages are imported when they are first needed: the first screen waits for only one of them.


def _listen(parts: PageParts) -> ListenPage:
    from ui.listen.page import ListenPage

    return ListenPage(parts.context, parts.marking, parts.track_view, parts.words_now, parts.memory)


def _stage(parts: PageParts) -> StagePage:
    from ui.stage.page import StagePage

    return StagePage(parts.context, parts.marking, parts.track_view, parts.words_now)


def _library(parts: PageParts) -> LibraryPage:
    from ui.library.page import LibraryPage

    return LibraryPage(parts.context, parts.memory, run=parts.run)


def _story(parts: PageParts) -> StoryPage:
    from ui.story.page import StoryPage

    return StoryPage(parts.context)


def _story_leads_to(parts: PageParts) -> str:
    """The work that was opened last; the list of all of them while there is none."""
    from ui.shell.last_work import last_opened

    is_there = last_opened(parts.context.services.works, parts.memory) is not None
    return WORK.key if is_there else ""


def _work(parts: PageParts) -> WorkPage:
    from ui.work.page import WorkPage

    return WorkPage(parts.context, parts.memory)


def _characters(parts: PageParts) -> CharactersPage:
    from ui.characters.page import CharactersPage

    return CharactersPage(parts.context, parts.memory)


def _roles(parts: PageParts) -> RolesPage:
    from ui.roles.page import RolesPage

    return RolesPage(parts.context, parts.memory)


def _themes(parts: PageParts) -> ThemesPage:
    from ui.themes.page import ThemesPage

    return ThemesPage(parts.context, parts.memory)


def _theme_search(parts: PageParts) -> ThemeSearchPage:
    from ui.theme_search.page import ThemeSearchPage

    return ThemeSearchPage(parts.context, parts.memory)


def _afterlives(parts: PageParts) -> AfterlivesPage:
    from ui.afterlives.page import AfterlivesPage

    return AfterlivesPage(parts.context, parts.memory)


def _journal(parts: PageParts) -> JournalPage:
    from ui.journal.page import JournalPage

    return JournalPage(parts.context)


def _letters(parts: PageParts) -> LettersPage:
    from ui.letters.page import LettersPage

    return LettersPage(parts.context)


def _comfort(parts: PageParts) -> ComfortPage:
    from ui.comfort.page import ComfortPage

    return ComfortPage(parts.context, parts.memory)


def _same_moment(parts: PageParts) -> SameMomentPage:
    from ui.same_moment.page import SameMomentPage

    return SameMomentPage(parts.context, parts.memory)


def _years(parts: PageParts) -> YearsPage:
    from ui.years.page import YearsPage

    return YearsPage(parts.context)


def _first_notes(parts: PageParts) -> FirstNotesPage:
    from ui.first_notes.page import FirstNotesPage

    return FirstNotesPage(parts.context)


def _settings(parts: PageParts) -> SettingsPage:
    from ui.settings.page import SettingsPage

    return SettingsPage(parts.context, parts.archiving, parts.run)


# Each a name of its own, so that its functions are type-checked against its page.
LISTEN = PageSpec(
    "listen", Text("Listen", "page"), "audio-lines", "Alt+1", _listen, listen.COMMANDS,
    shows={
        CurrentTrack: lambda _page, _place: None,
        TrackPlace: lambda page, place: page.replay.go_to(place),
    },
    focus=lambda page: page.focus_marks(),
    commit=lambda page: page.commit(),
    takes_marks=True,
    keep_clear=lambda page: page.keep_clear(),
    hands_on={"same_moment": lambda page: page.moments.place},
    foremost=("note", "scene", "theme", "hear", "inbox", "loop", "lyrics"),
)  # fmt: skip
STAGE = PageSpec(
    "stage", Text("Stage", "page"), "maximize", "F11", _stage, within="listen",
    shows={StagePlace: lambda _page, _place: None},
    focus=lambda page: page.setFocus(),
    takes_marks=True,
    keep_clear=lambda page: page.keep_clear(),
    fills_window=True,
    hands_on={"same_moment": lambda page: page.moment_place},
    borrows=frozenset(("remove_newest", "next_mark", "previous_mark", "hear")),
)  # fmt: skip
LIBRARY = PageSpec(
    "library", Text("Library"), "library", "Alt+2", _library, library.COMMANDS,
    shows={NewMusic: lambda page, music: page.take_in(music)},
    focus=lambda page: page.focus_tracks(),
    find=lambda page: page.focus_search(),
    keep_clear=lambda page: page.keep_clear(),
)  # fmt: skip
STORY = PageSpec(
    "story", Text("Story"), "clapperboard", "Alt+3", _story,
    shows={
        WorkForm: lambda page, place: page.edit_work(place.work_id),
        ScenePlace: lambda page, place: page.show_scene(place.scene_id),
        PersonForm: lambda page, place: page.show_person(place.character_id, place.scene_id),
        PasteStory: lambda page, place: page.paste_list(place.work_id),
        ImportStory: lambda page, place: page.import_files(place.paths, place.work_id),
    },
    focus=lambda page: page.focus_tree(),
    instead=_story_leads_to,
)  # fmt: skip
WORK = PageSpec(
    "work", Text("Story line"), "waves", "Alt+W", _work, within="story",
    shows={
        WorkPlace: lambda page, place: page.open_work(place.work_id),
        StoryLinePlace: lambda page, place: page.open(place),
    },
    focus=lambda page: page.focus_line(),
    takes_marks=True,
)  # fmt: skip
CHARACTERS = PageSpec(
    "characters", Text("Characters"), "users", "Alt+C", _characters, within="story",
    shows={
        PersonPlace: lambda page, place: page.open_person(place.character_id, place.scene_id),
        PairPlace: lambda page, place: page.open_pair(place.character_id, place.other_id),
    },
    focus=lambda page: page.focus_ribbon(),
    takes_marks=True,
)  # fmt: skip
ROLES = PageSpec(
    "roles", Text("Roles"), "sunrise", "Alt+P", _roles, within="story",
    shows={RolePlace: lambda page, place: page.open(place)},
    focus=lambda page: page.focus_picture(),
    takes_marks=True,
)  # fmt: skip
THEMES = PageSpec(
    "themes", Text("Themes"), "music-2", "Alt+T", _themes, within="story",
    shows={
        ThemePlace: lambda page, place: page.open_theme(place.theme_id, place.occurrence_id),
        WhatReturns: lambda page, place: page.open_melodies(place),
    },
    focus=lambda page: page.focus_list(),
    commit=lambda page: page.commit(),
    hands_on={"theme_search": lambda page: page.to_search()},
)  # fmt: skip
THEME_SEARCH = PageSpec(
    "theme_search", Text("Find returns"), "search", "Alt+R", _theme_search, within="story",
    shows={ThemeSearch: lambda page, place: page.open(place.theme_id, place.occurrence_id)},
    focus=lambda page: page.focus_list(),
    keep_clear=lambda page: page.keep_clear(),
)  # fmt: skip
AFTERLIVES = PageSpec(
    "afterlives", Text("Afterlives"), "heart", "Alt+A", _afterlives, within="story",
    shows={Afterlives: lambda page, place: page.open(place)},
    focus=lambda page: page.focus(),
)  # fmt: skip
JOURNAL = PageSpec(
    "journal", Text("Journal"), "book-open", "Alt+4", _journal, journal.COMMANDS,
    shows={
        EntryPlace: lambda page, place: page.open_entry(place.entry_id),
        NewEntry: lambda page, place: page.begin_entry(place),
        DayPlace: lambda page, place: page.show_day(place.day, place.uid),
        MarksPlace: lambda page, place: page.show_marks(place.wanted),
    },
    shows_over=frozenset({NewEntry}),
    focus=lambda page: page.focus_view(),
    find=lambda page: page.focus_search(),
    hands_on={"same_moment": lambda page: page.moment_place},
)  # fmt: skip
SAME_MOMENT = PageSpec(
    "same_moment", Text("This moment across the years"), "history", "Alt+M", _same_moment,
    shows={MomentPlace: lambda page, place: page.open(place)},
    focus=lambda page: page.focus_rows(),
    keep_clear=lambda page: page.keep_clear(),
    within="journal",
    leads_back=True,
    own_verbs={"keepsake": lambda page: page.make_keepsake()},
)  # fmt: skip
YEARS = PageSpec(
    "years", Text("Years"), "chart-area", "Alt+Y", _years, within="journal",
    shows={
        YearPlace: lambda page, place: page.open(place),
        LifePlace: lambda page, place: page.open_life(place),
    },
    focus=lambda page: page.focus_picture(),
    leads_back=True,
    stands_for=YearPlace(),
    own_verbs={"keepsake": lambda page: page.make_keepsake()},
)  # fmt: skip
COMFORT = PageSpec(
    "comfort", Text("Comfort", "page"), "hand-heart", "Alt+O", _comfort, within="journal",
    shows={ComfortPlace: lambda _page, _place: None},
    focus=lambda page: page.focus(),
    takes_marks=True,
    leads_back=True,
)  # fmt: skip
LETTERS = PageSpec(
    "letters", Text("Letters"), "mail", "Alt+E", _letters, within="journal",
    shows={LetterPlace: lambda page, place: page.open(place)},
    focus=lambda page: page.focus(),
    leads_back=True,
)  # fmt: skip
FIRST_NOTES = PageSpec(
    "first_notes", Text("First notes"), "music", "Alt+F", _first_notes, within="journal",
    focus=lambda page: page.focus_game(),
    keep_clear=lambda page: page.keep_clear(),
    leads_back=True,
)  # fmt: skip
SETTINGS = PageSpec(
    "settings", Text("Settings"), "settings", "Alt+5", _settings, settings.COMMANDS, at_foot=True,
    focus=lambda page: page.area.setFocus(),
)  # fmt: skip
PAGES: tuple[PageSpec[Any], ...] = (
    LISTEN, STAGE, LIBRARY, STORY, WORK, CHARACTERS, ROLES, THEMES, THEME_SEARCH, AFTERLIVES,
    JOURNAL, SAME_MOMENT, YEARS, COMFORT, LETTERS, FIRST_NOTES, SETTINGS,
)  # fmt: skip

FIRST_PAGE = "library"  # where a new listener starts, by adding music
