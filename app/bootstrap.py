"""Creates the services once; the window and the command line share them.

Every room is made when it is first wanted: SQLAlchemy and libVLC cost more than the whole rest of a
start, and the library is listed without them.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.core.lazy import made_once
from app.library.records import track_rows_of
from app.library.service import LibraryService
from app.transactions.changes import ENTRY, Change, ChangeFeed
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from pathlib import Path

    from app.afterlives.service import Afterlives
    from app.analysis.service import Analysis
    from app.archive.service import ExportService
    from app.capture.capturing import Capture
    from app.characters.service import CharacterStories
    from app.comfort.service import Comfort
    from app.core.jobs import JobContext
    from app.emotions.felt import Feelings
    from app.emotions.tagging import Tagging
    from app.emotions.vocabulary import Vocabulary
    from app.first_notes.service import FirstNotes
    from app.intensity.service import Intensity
    from app.intensity.summaries import IntensitySummaries
    from app.journal.same_moment import SameMoments
    from app.journal.service import JournalService
    from app.keepsake.service import Keepsakes
    from app.keepsake.sounds import PassageSounds
    from app.letters.service import Letters
    from app.library.importing import ImportService
    from app.library.lost_covers import LostCovers
    from app.library.role_suggestions import RoleSuggestions
    from app.library.same_tracks import SameTracks
    from app.listening.service import ListeningService
    from app.listening_through.service import HeardMusic
    from app.marks.carrying import Carrying
    from app.marks.inbox import Inbox
    from app.marks.navigation import MarkNavigation
    from app.marks.service import Marks
    from app.moments.service import Moments
    from app.player.vlc_metadata import FileMetadata
    from app.profile.paths import Paths
    from app.profile.pictures import Pictures
    from app.profile.settings import SettingsFile
    from app.returns.service import ThemeReturns
    from app.roles.service import TracksInRoles
    from app.story.alignments import Alignments
    from app.story.cues import Cues
    from app.story.echoes import Echoes
    from app.story.lyrics import LyricsOfTracks
    from app.story.progress import StoryProgress
    from app.story.sagas import Sagas
    from app.story.service import Scenes
    from app.story.subtitle_files import SubtitleFiles
    from app.story.subtitles import SubtitlesOfWorks
    from app.story_import.service import StoryImport
    from app.story_line.service import StoryLines
    from app.story_line.untold import UntoldLines
    from app.suggestions.service import EmotionSuggestions
    from app.theme_finding.service import ThemeFinding
    from app.themes.service import Themes
    from app.timeline.service import Timelines
    from app.timeline.words import WordsOfTracks
    from app.traces.service import Traces
    from app.unreadable.service import Unreadable
    from app.waiting.in_journal import WaitingInJournal
    from app.waiting.service import WaitingMarks
    from app.works.service import Works
    from app.years.lives import Lives
    from app.years.service import Years
    from db.file.foreign_commits import SeenVersion
    from db.store.engine import Store


def read_by_vlc(path: Path) -> FileMetadata | None:
    """`vlc_metadata.read_metadata`, imported only when a file needs it; other processes can be
    handed this function.
    """
    from app.player.vlc_metadata import read_metadata

    return read_metadata(path)


class Services:
    """All the services of one profile."""

    def __init__(self, paths: Paths, settings: SettingsFile) -> None:
        """Raises Problem if the profile's folders can't be used."""
        paths.make()
        self._making = threading.RLock()
        self.paths = paths
        self.settings = settings
        self.feed = ChangeFeed()
        self.ledger = Ledger(lambda: self.store, self.feed)
        self.library = LibraryService(self.ledger)
        self._seen: SeenVersion | None = None

    def look_first(self) -> None:
        """Lists the library without opening the database permanently, if that is possible.

        Raises Problem when the file is damaged, locked or newer than this program.
        """
        from db.plain.first_look import first_look

        with reworded("open"):
            seen = first_look(self.paths.database, track_rows_of)
        if seen is not None:
            self.library.know(seen.tracks)
            self._seen = seen.version

    def open(self) -> None:
        """Opens the database and everything that marking needs. Raises Problem if it can't."""
        _ = self.store, self.waiting, self.capture, self.marks, self.timelines, self.listening
        self.emotions.sets()
        if self.paths.incoming.exists():
            self.exports.settle()

    @made_once
    def store(self) -> Store:
        """The open database; one without emotions gets the shipped emotion sets."""
        from app.emotions.planting import plant
        from db.store.opening import open_store

        with reworded("open"):
            store = open_store(self.paths.database)
            try:
                plant(store)
            except BaseException:
                store.close()
                raise
        store.notice_others(self._seen)
        self._seen = None
        return store

    @made_once
    def emotions(self) -> Vocabulary:
        from app.emotions.vocabulary import Vocabulary

        return Vocabulary(self.ledger)

    @made_once
    def feelings(self) -> Feelings:
        from app.emotions.felt import Feelings

        return Feelings(self.ledger, self.emotions)

    @made_once
    def tagging(self) -> Tagging:
        from app.emotions.tagging import Tagging

        return Tagging(self.ledger, self.emotions)

    @made_once
    def moments(self) -> Moments:
        from app.moments.service import Moments

        return Moments(self.ledger)

    @made_once
    def scenes(self) -> Scenes:
        from app.story.service import Scenes

        return Scenes(self.ledger)

    @made_once
    def story_progress(self) -> StoryProgress:
        from app.story.progress import StoryProgress

        return StoryProgress(self.ledger)

    @made_once
    def sagas(self) -> Sagas:
        from app.story.sagas import Sagas

        return Sagas(self.ledger)

    @made_once
    def works(self) -> Works:
        from app.works.service import Works

        return Works(self.ledger, self.sagas, self.library.in_order, self.library.shelf)

    @made_once
    def echoes(self) -> Echoes:
        from app.story.echoes import Echoes

        return Echoes(self.ledger)

    @made_once
    def afterlives(self) -> Afterlives:
        from app.afterlives.service import Afterlives

        return Afterlives(self.ledger)

    @made_once
    def alignments(self) -> Alignments:
        from app.story.alignments import Alignments

        return Alignments(self.ledger)

    @made_once
    def carrying(self) -> Carrying:
        from app.marks.carrying import Carrying

        return Carrying(self.ledger)

    @made_once
    def lyrics(self) -> LyricsOfTracks:
        from app.story.lyrics import LyricsOfTracks

        return LyricsOfTracks(self.ledger)

    @made_once
    def subtitles(self) -> SubtitlesOfWorks:
        from app.story.subtitles import SubtitlesOfWorks

        return SubtitlesOfWorks(self.ledger)

    @made_once
    def story_import(self) -> StoryImport:
        from app.story_import.service import StoryImport

        return StoryImport(self.ledger, self.pictures)

    @made_once
    def subtitle_files(self) -> SubtitleFiles:
        from app.story.subtitle_files import SubtitleFiles

        return SubtitleFiles(self.subtitles, self.scenes.works)

    @made_once
    def words_of_tracks(self) -> WordsOfTracks:
        from app.timeline.words import WordsOfTracks

        return WordsOfTracks(self.lyrics, self.subtitles)

    @made_once
    def cues(self) -> Cues:
        from app.story.cues import Cues

        return Cues(self.ledger)

    @made_once
    def themes(self) -> Themes:
        from app.themes.service import Themes

        return Themes(self.ledger)

    @made_once
    def theme_returns(self) -> ThemeReturns:
        from app.returns.service import ThemeReturns

        return ThemeReturns(self.ledger, self.emotions, self.library.in_order)

    @made_once
    def first_notes(self) -> FirstNotes:
        from app.first_notes.service import FirstNotes

        return FirstNotes(self.ledger, self.library)

    @made_once
    def story_lines(self) -> StoryLines:
        from app.story_line.service import StoryLines

        return StoryLines(self.ledger, self.emotions)

    @made_once
    def character_stories(self) -> CharacterStories:
        from app.characters.service import CharacterStories

        return CharacterStories(self.ledger, self.story_lines)

    @made_once
    def role_suggestions(self) -> RoleSuggestions:
        from app.library.role_suggestions import RoleSuggestions

        return RoleSuggestions(self.ledger)

    @made_once
    def roles(self) -> TracksInRoles:
        from app.roles.service import TracksInRoles

        return TracksInRoles(
            self.ledger,
            self.library,
            self.timelines,
            self.theme_returns,
            self.story_lines,
            self.feelings,
            self.intensity,
            self.alignments,
            self.words_of_tracks,
            lambda key: self.analysis.cached_dynamics(key),
        )

    @made_once
    def untold_lines(self) -> UntoldLines:
        from app.story_line.untold import UntoldLines

        return UntoldLines(self.ledger, self.emotions)

    @made_once
    def intensity(self) -> Intensity:
        from app.intensity.service import Intensity

        return Intensity(self.ledger)

    @made_once
    def intensity_summaries(self) -> IntensitySummaries:
        from app.intensity.summaries import IntensitySummaries

        return IntensitySummaries(self.ledger, lambda key: self.analysis.cached_dynamics(key))

    @made_once
    def marks(self) -> Marks:
        from app.marks.service import Marks

        return Marks(self.ledger, self.emotions)

    @made_once
    def inbox(self) -> Inbox:
        from app.marks.inbox import Inbox

        return Inbox(self.ledger)

    @made_once
    def unreadable(self) -> Unreadable:
        from app.unreadable.service import Unreadable

        return Unreadable(self.ledger)

    @made_once
    def mark_navigation(self) -> MarkNavigation:
        from app.marks.navigation import MarkNavigation

        return MarkNavigation(self.ledger, self.library.in_order)

    @made_once
    def traces(self) -> Traces:
        from app.traces.service import Traces

        return Traces(self.ledger)

    @made_once
    def capture(self) -> Capture:
        from app.capture.capturing import Capture
        from app.capture.kept_or_waiting import KeptOrWaiting

        keeping = KeptOrWaiting(self.ledger, self.tagging, self.moments, self.marks, self.waiting)
        return Capture(keeping, self.waiting, self.settings)

    @made_once
    def waiting(self) -> WaitingMarks:
        """With what an earlier run left in its file; if that can't be read, `trouble` says so."""
        from app.waiting.file import PendingFile
        from app.waiting.service import WaitingMarks

        return WaitingMarks(self.ledger, self.emotions, PendingFile(self.paths.pending))

    @made_once
    def waiting_in_journal(self) -> WaitingInJournal:
        from app.waiting.in_journal import WaitingInJournal

        return WaitingInJournal(self.waiting)

    @made_once
    def timelines(self) -> Timelines:
        from app.timeline.service import Timelines

        return Timelines(self.ledger, self.emotions)

    @made_once
    def listening(self) -> ListeningService:
        from app.listening.service import ListeningService

        return ListeningService(self.ledger)

    @made_once
    def pictures(self) -> Pictures:
        from app.profile.pictures import Pictures

        return Pictures(self.paths.pictures)

    @made_once
    def importing(self) -> ImportService:
        from app.library.importing import ImportService

        return ImportService(
            self.ledger, self.paths.covers, read_by_vlc, database=self.paths.database
        )

    @made_once
    def same_tracks(self) -> SameTracks:
        from app.library.same_tracks import SameTracks

        return SameTracks(self.ledger, self.library, lambda: self.analysis, self.paths.database)

    @made_once
    def lost_covers(self) -> LostCovers:
        from app.library.lost_covers import LostCovers

        return LostCovers(self.ledger, self.paths.covers)

    @made_once
    def journal(self) -> JournalService:
        from app.journal.service import JournalService

        return JournalService(self.ledger)

    @made_once
    def letters(self) -> Letters:
        from app.letters.service import Letters

        return Letters(self.ledger)

    @made_once
    def comfort(self) -> Comfort:
        from app.comfort.service import Comfort

        return Comfort(
            self.ledger,
            self.emotions,
            self.library,
            lambda: self.analysis,
            lambda: self.settings.current.preroll_ms,
        )

    @made_once
    def same_moments(self) -> SameMoments:
        from app.journal.same_moment import SameMoments

        return SameMoments(self.ledger)

    @made_once
    def years(self) -> Years:
        from app.years.service import Years

        return Years(self.ledger, self.journal)

    @made_once
    def lives(self) -> Lives:
        from app.years.lives import Lives

        return Lives(self.ledger)

    @made_once
    def keepsakes(self) -> Keepsakes:
        from app.keepsake.gathering import Gathering
        from app.keepsake.service import Keepsakes

        gathering = Gathering(
            self.journal,
            self.scenes,
            self.story_lines,
            self.library,
            self.emotions,
            self.analysis,
            self.pictures,
        )
        return Keepsakes(gathering, self.pictures, self.paths, lambda: self._passage_sounds)

    @made_once
    def _passage_sounds(self) -> PassageSounds:
        from app.keepsake.sounds import PassageSounds
        from app.player.vlc_encode import encode_passage

        return PassageSounds(self.library, encode_passage)

    @made_once
    def analysis(self) -> Analysis:
        from app.analysis.service import Analysis
        from app.player.vlc_transcode import transcode

        return Analysis(self.paths.peaks, transcode)

    @made_once
    def heard_music(self) -> HeardMusic:
        from app.listening_through.service import HeardMusic

        return HeardMusic(self.ledger, self.library, self.analysis.features)

    @made_once
    def suggestions(self) -> EmotionSuggestions:
        from app.suggestions.service import EmotionSuggestions

        return EmotionSuggestions(self.ledger, self.library, self.emotions, self.analysis.features)

    @made_once
    def theme_finding(self) -> ThemeFinding:
        from app.theme_finding.service import ThemeFinding

        return ThemeFinding(
            self.ledger,
            self.library,
            self.themes,
            self.theme_returns,
            self.heard_music,
            self.paths.found_themes,
            self.sagas.beside,
        )

    @made_once
    def exports(self) -> ExportService:
        from app.archive.service import ExportService

        return ExportService(self.ledger, self.paths)

    def sweep(self) -> None:
        """Deletes what a killed program left half written. Can be done any time."""
        from app.core.atomic_file import sweep
        from app.core.atomic_folder import sweep_folders, sweep_noted, temporary

        sweep(self.paths.config, "settings.new")
        sweep(self.paths.pictures, "*.new")
        sweep(self.paths.backups, "*.part", "*.part-*")
        for folder in (self.paths.covers, self.paths.peaks, self.paths.found_themes):
            sweep(folder, ".new-*")
        sweep_noted(self.paths.unfinished)
        for folder in (self.paths.peaks, temporary()):
            sweep_folders(folder)

    def sweep_pictures(self) -> None:
        """Deletes pictures that nothing has named for long. Off the GUI thread, once a start."""
        from app.archive.unused_pictures import UnusedPictures

        UnusedPictures(self.ledger, self.paths).sweep()

    def prepare_search(self, job: JobContext) -> None:
        """Makes all that was written searchable as this version searches; there is something to do
        only after an update. Announces Change(ENTRY) then. Raises Problem.
        """
        from db.store.refolding import refold

        with reworded("write"):
            has_changed = refold(self.store, job.report)
        if has_changed:
            self.feed.announce(Change(frozenset({ENTRY})))

    def close(self) -> None:
        with self._making:
            if "analysis" in self.__dict__:
                self.analysis.close()
            if "store" in self.__dict__:
                self.store.close()
            if self._seen is not None:
                self._seen.close()
                self._seen = None
