"""The program's own pages by name, for the tour, tests and benches."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

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
    from ui.window.pages import Pages
    from ui.work.page import WorkPage
    from ui.years.page import YearsPage


class OwnPages:
    """Each is created when first used; only `show_…` brings it to the front."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    @property
    def listen(self) -> ListenPage:
        return cast("ListenPage", self._pages.page("listen"))

    @property
    def library(self) -> LibraryPage:
        return cast("LibraryPage", self._pages.page("library"))

    @property
    def story(self) -> StoryPage:
        return cast("StoryPage", self._pages.page("story"))

    @property
    def work(self) -> WorkPage:
        return cast("WorkPage", self._pages.page("work"))

    @property
    def afterlives(self) -> AfterlivesPage:
        return cast("AfterlivesPage", self._pages.page("afterlives"))

    @property
    def characters(self) -> CharactersPage:
        return cast("CharactersPage", self._pages.page("characters"))

    @property
    def roles(self) -> RolesPage:
        return cast("RolesPage", self._pages.page("roles"))

    @property
    def themes(self) -> ThemesPage:
        return cast("ThemesPage", self._pages.page("themes"))

    @property
    def theme_search(self) -> ThemeSearchPage:
        return cast("ThemeSearchPage", self._pages.page("theme_search"))

    @property
    def journal(self) -> JournalPage:
        return cast("JournalPage", self._pages.page("journal"))

    @property
    def letters(self) -> LettersPage:
        return cast("LettersPage", self._pages.page("letters"))

    @property
    def same_moment(self) -> SameMomentPage:
        return cast("SameMomentPage", self._pages.page("same_moment"))

    @property
    def years(self) -> YearsPage:
        return cast("YearsPage", self._pages.page("years"))

    @property
    def first_notes(self) -> FirstNotesPage:
        return cast("FirstNotesPage", self._pages.page("first_notes"))

    @property
    def settings(self) -> SettingsPage:
        return cast("SettingsPage", self._pages.page("settings"))

    @property
    def stage(self) -> StagePage:
        return cast("StagePage", self._pages.page("stage"))

    def show_listen(self) -> ListenPage:
        return cast("ListenPage", self._pages.show_page("listen"))

    def show_journal(self) -> JournalPage:
        return cast("JournalPage", self._pages.show_page("journal"))

    @property
    def comfort(self) -> ComfortPage:
        return cast("ComfortPage", self._pages.page("comfort"))
