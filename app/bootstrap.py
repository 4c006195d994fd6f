"""Makes the services, once: what the window and the command line share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.capture import Capture
from app.changes import ChangeFeed
from app.emotions.tagging import Tagging
from app.emotions.vocabulary import Vocabulary
from app.ledger import Ledger
from app.library.service import LibraryService
from app.listening.service import ListeningService
from app.marks import Marks
from app.moments.service import Moments
from app.paths import Paths
from app.pictures import Pictures
from app.player.vlc_metadata import read_metadata
from app.scenes.cues import Cues
from app.scenes.service import Scenes
from app.settings import SettingsFile
from app.storage_problems import reworded
from app.themes.service import Themes
from app.timeline.service import Timelines
from db.opening import open_store

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.export.service import ExportService
    from app.journal.service import JournalService
    from app.library.importing import ImportService


class Services:
    """Every room of the program over one open profile. What is not needed at start comes later."""

    def __init__(self, paths: Paths, settings: SettingsFile) -> None:
        """Raises Problem when the profile's folders or database can't be used."""
        paths.make()
        self.paths = paths
        self.settings = settings
        self.feed = ChangeFeed()
        with reworded("open"):
            self.store = open_store(paths.database)
        self.ledger = Ledger(self.store, self.feed)
        self.pictures = Pictures(paths.pictures)
        self.emotions = Vocabulary(self.ledger)
        self.tagging = Tagging(self.ledger, self.emotions)
        self.moments = Moments(self.ledger)
        self.scenes = Scenes(self.ledger)
        self.cues = Cues(self.ledger)
        self.themes = Themes(self.ledger)
        self.marks = Marks(self.tagging, self.moments, self.cues, self.themes)
        self.timelines = Timelines(self.ledger, self.emotions)
        self.library = LibraryService(self.ledger, read_metadata)
        self.listening = ListeningService(self.ledger)
        self.capture = Capture(self.tagging, self.moments, settings)
        self.emotions.plant()

    @cached_property
    def importing(self) -> ImportService:
        from app.library.importing import ImportService

        return ImportService(self.ledger, self.paths.covers, read_metadata)

    @cached_property
    def journal(self) -> JournalService:
        from app.journal.service import JournalService

        return JournalService(self.ledger)

    @cached_property
    def analysis(self) -> Analysis:
        from app.analysis.service import Analysis
        from app.player.vlc_transcode import transcode

        return Analysis(self.paths.peaks, transcode)

    @cached_property
    def exports(self) -> ExportService:
        from app.export.service import ExportService

        return ExportService(self.ledger, self.paths)

    def close(self) -> None:
        self.store.close()
