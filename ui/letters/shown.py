"""What is shown of an opened letter, gathered off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import POINT_LASTS_MS, Span
from app.journal.records import Entry
from ui.widgets.image_files import read_filling

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.bootstrap import Services
    from app.core.ids import MomentId, TrackId
    from app.emotions.felt import FeltStrip
    from app.letters.records import Letter, LetterBox
    from app.library.records import TrackRow
    from app.story.covering import Covering

PICTURE = QSize(1600, 392)  # twice as large as it is shown


@dataclass(frozen=True, slots=True, eq=False)
class LetterMusic:
    """span: the seconds it was written to; the whole track if no moment is linked. wave: of the
    track; None until it is known. felt: along the track.
    """

    row: TrackRow
    span: Span
    is_whole: bool
    wave: WaveSource | None
    felt: FeltStrip = ()

    @property
    def heard(self) -> Span:
        """A moment sounds for a while, too."""
        start_ms = self.span.start_ms
        return Span(start_ms, start_ms + POINT_LASTS_MS) if self.span.is_point else self.span


@dataclass(frozen=True, slots=True, eq=False)
class ShownLetter:
    """entry: what it says; None while it is sealed. picture: a still of its scene, or the cover."""

    letter: Letter
    entry: Entry | None = None
    music: LetterMusic | None = None
    picture: QImage | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ShownLetters:
    box: LetterBox
    letter: ShownLetter | None


def read_letters(services: Services, wanted: int | None, covering: Covering) -> ShownLetters:
    """wanted: the id of the letter to read; another if there is none. Raises Problem."""
    box = services.letters.box()
    letter = None if wanted is None else box.find(wanted)
    if letter is None:
        letter = next(iter((*box.opened, *box.sealed)), None)
    return ShownLetters(box, None if letter is None else _read(services, letter, covering))


def _read(services: Services, letter: Letter, covering: Covering) -> ShownLetter:
    if not letter.is_open:
        return ShownLetter(letter)
    entry = services.journal.entry(letter.id)
    music = _music(services, letter, entry)
    return ShownLetter(letter, entry, music, _picture(services, entry, music, covering))


def _music(services: Services, letter: Letter, entry: Entry) -> LetterMusic | None:
    """The first moment it links to, or what it waited for, or the first track."""
    moment = next(iter(entry.moment_ids), None)
    found = None if moment is None else _moment(services, moment)
    tracks = [letter.seal.track_id, *entry.track_ids]
    if found is None:
        track_id = next((one for one in tracks if one is not None), None)
        if track_id is None:
            return None
        found = track_id, None
    track_id, span = found
    row = services.library.track(track_id).row
    whole = Span(0, max(1, row.duration_ms))
    heard = whole if span is None else span
    felt = services.feelings.strips((track_id,))[track_id]
    return LetterMusic(row, heard, span is None, _wave(services, row), felt)


def _moment(services: Services, moment_id: MomentId) -> tuple[TrackId, Span | None] | None:
    ref = MarkRef(MarkKind.MOMENT, int(moment_id))
    track_id = services.marks.tracks_of([ref]).get(ref)
    if track_id is None:
        return None
    lane = services.timelines.timeline(track_id).lane(MarkKind.MOMENT)
    span = next((mark.span for mark in lane if mark.ref == ref), None)
    return None if span is None else (track_id, span)


def _wave(services: Services, row: TrackRow) -> WaveSource | None:
    from app.analysis.track_wave import on_track_time

    for held in services.library.track(row.id).files:
        peaks = services.analysis.cached_peaks(held.payload_hash)
        if peaks is not None:
            return on_track_time(peaks, held.source)
    return None


def _picture(
    services: Services, entry: Entry, music: LetterMusic | None, covering: Covering
) -> QImage | None:
    """Decoded here, not where it is painted."""
    for scene_id in entry.scene_ids:
        scene = services.scenes.scene(scene_id)
        if scene.still and not covering.covers(scene):
            found = services.pictures.path(scene.still)
            return None if found is None else read_filling(found, PICTURE, may_grow=False)
    cover = None if music is None else music.row.cover
    if not cover:
        return None
    return read_filling(services.paths.covers / cover, PICTURE, may_grow=False)
