"""Reads what goes into a keepsake."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.ids import TrackId, WorkId
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.user_files import is_plain_file
from app.core.words import _
from app.journal.records import ENTRY, Cursor, JournalItem
from app.keepsake.choosing import Choice, Ticks, under
from app.keepsake.lines import LineMaking
from app.keepsake.records import Counts, Keepsake, KeptLine, KeptStory, KeptTrack, KeptWave
from app.keepsake.stories import StoryMaking
from app.keepsake.waves import kept_wave
from app.library.records import UNTOLD_ROLES, HeldFile, TrackFilter, TrackRow, role_label
from app.marks.kinds import KINDS

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.emotions.records import Emotion
    from app.emotions.vocabulary import Vocabulary
    from app.journal.service import JournalService
    from app.library.service import LibraryService
    from app.profile.pictures import Pictures
    from app.story.service import Scenes
    from app.story_line.service import StoryLines

log = logging.getLogger(__name__)

_AT_ONCE = 500
_KINDS = frozenset((*(kind for kind, spec in KINDS.items() if spec.is_pressed), ENTRY))


@dataclass(frozen=True)
class Gathering:
    journal: JournalService
    scenes: Scenes
    story_lines: StoryLines
    library: LibraryService
    emotions: Vocabulary
    analysis: Analysis
    pictures: Pictures

    def gather(
        self, choice: Choice, ticks: Ticks, job: JobContext, *, with_waves: bool
    ) -> Keepsake:
        """with_waves: not for a preview; those that were never drawn are drawn now.

        Raises Problem and JobCancelled.
        """
        made, making = Instant.now(), LineMaking(self.emotions.emotion, self._has_picture, ticks)
        lines, left_out = [], Counts()
        for item in self._items(choice, ticks, job):
            if item.is_sealed:
                left_out = replace(left_out, sealed=left_out.sealed + 1)
                continue
            if making.is_private_letter(item):
                left_out = replace(left_out, letters=left_out.letters + 1)
                continue
            if making.is_covered(item):
                left_out = replace(left_out, spoilers=left_out.spoilers + 1)
                continue
            line = making.line(item)
            lines.append(line)
            if item.memory and not line.memory:
                left_out = replace(left_out, memories=left_out.memories + 1)
        lines.reverse()
        keepsake = Keepsake(
            choice, made, tuple(lines), (), (), self._felt(lines), Counts(), left_out
        )
        rows = self._rows(choice, lines)
        keepsake = replace(keepsake, tracks=tuple(map(_track, rows)))
        keepsake = self._with_stories(keepsake, rows, ticks, job)
        if with_waves:
            keepsake = replace(keepsake, tracks=self._drawn(keepsake, job))
        return replace(keepsake, inside=_counted(keepsake))

    # --- marks and entries ----------------------------------------------------------------------

    def _items(self, choice: Choice, ticks: Ticks, job: JobContext) -> Iterator[JournalItem]:
        """Newest first."""
        wanted = under(choice, ticks)
        wanted = replace(wanted, kinds=wanted.kinds or _KINDS)
        before: Cursor | None = None
        read = 0
        while True:
            # Translators: progress of making a keepsake
            job.report(read, 0, _("Reading your journal"))
            page = self.journal.page(wanted, before, _AT_ONCE)
            read += len(page.items)
            yield from page.items
            before = page.next_cursor
            if before is None:
                return

    def _felt(self, lines: Iterable[KeptLine]) -> tuple[Emotion, ...]:
        """In the vocabulary's order, and then those that were deleted since the lines were read."""
        felt = {line.emotion.id: line.emotion for line in lines if line.emotion is not None}
        known = [one.id for one in self.emotions.emotions(with_retired=True) if one.id in felt]
        return tuple(felt[key] for key in dict.fromkeys((*known, *felt)))

    def _has_picture(self, name: str) -> bool:
        return self.pictures.path(name) is not None

    # --- music ----------------------------------------------------------------------------------

    def _rows(self, choice: Choice, lines: Iterable[KeptLine]) -> list[TrackRow]:
        """In the library's order."""
        wanted = {int(line.track_id) for line in lines if line.track_id is not None}
        if choice.work_id is not None:
            found = self.library.tracks(TrackFilter(work_id=choice.work_id))
            wanted |= {int(row.id) for row in found}
        return [row for row in self.library.tracks() if int(row.id) in wanted]

    def _drawn(self, keepsake: Keepsake, job: JobContext) -> tuple[KeptTrack, ...]:
        files = self.library.first_files([track.id for track in keepsake.tracks])
        drawn = []
        for number, track in enumerate(keepsake.tracks):
            # Translators: progress of making a keepsake
            job.report(number, len(keepsake.tracks), _("Drawing waveforms"))
            wave = self._wave(track, files, keepsake.of_track(track.id), keepsake.emotions, job)
            drawn.append(replace(track, wave=wave))
        return tuple(drawn)

    def _wave(
        self,
        track: KeptTrack,
        files: Mapping[TrackId, HeldFile],
        lines: Sequence[KeptLine],
        emotions: Sequence[Emotion],
        job: JobContext,
    ) -> KeptWave | None:
        from app.analysis.track_wave import on_track_time

        held = files.get(track.id)
        if held is None:
            return None
        peaks = self.analysis.cached_peaks(held.payload_hash)
        if peaks is None and is_plain_file(held.path):
            try:
                quiet = JobContext(whole=job)
                peaks = self.analysis.peaks(held.path, held.payload_hash, quiet, source=held.source)
            except Problem:  # its marks are shown without one
                return None
        if peaks is None:
            return None
        return kept_wave(on_track_time(peaks, held.source), track.duration_ms, lines, emotions)

    # --- the story ------------------------------------------------------------------------------

    def _with_stories(
        self, keepsake: Keepsake, rows: Sequence[TrackRow], ticks: Ticks, job: JobContext
    ) -> Keepsake:
        stories: list[KeptStory] = []
        hidden = 0
        by_id = {work.id: work for work in self.scenes.works()}
        of_one = keepsake.choice.work_id
        ids = [row.work_id for row in rows if row.work_id is not None and of_one is None]
        for work_id in dict.fromkeys([of_one] if of_one is not None else ids):
            job.checkpoint()
            if work_id not in by_id:
                continue
            try:
                line = self.story_lines.read(work_id, ticks.covering)
            except LookupError as error:
                log.info("it was deleted meanwhile: %s", error)
                continue
            hidden += line.counts.covered + line.characters_later + line.themes_later
            lines = {track.id: keepsake.of_track(track.id) for track in keepsake.tracks}
            is_whole = work_id == of_one
            making = StoryMaking(by_id[work_id], line, lines, is_whole)
            story = making.story(self.scenes.characters(WorkId(work_id)), ticks.covering)
            if story is not None:
                stories.append(story)
        left_out = replace(keepsake.left_out, spoilers=keepsake.left_out.spoilers + hidden)
        return replace(keepsake, stories=tuple(stories), left_out=left_out)


def _track(row: TrackRow) -> KeptTrack:
    return KeptTrack(
        id=row.id,
        title=row.title,
        artist=row.artist,
        album=row.album,
        role="" if row.role in UNTOLD_ROLES else role_label(row.role),
        duration_ms=row.duration_ms,
        cover=row.cover,
        is_hearable=row.is_available,
    )


def _counted(keepsake: Keepsake) -> Counts:
    lines = keepsake.lines
    entries = sum(line.is_entry for line in lines)
    return Counts(
        marks=len(lines) - entries,
        entries=entries,
        letters=sum(line.is_letter for line in lines),
        memories=sum(bool(line.memory) for line in lines),
        tracks=len(keepsake.tracks),
        scenes=sum(1 for story in keepsake.stories for _scene in story.scenes),
        pictures=len(keepsake.pictures) + len(keepsake.covers),
    )
