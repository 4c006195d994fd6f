"""The way in: what was learnt from the listener's marks, and what it suggests for a track."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import Problem
from app.core.instant import Instant
from app.core.user_files import reason
from app.core.words import _
from app.suggestions.learning import learn
from app.suggestions.learnt import LEARNT, Learnt
from app.suggestions.lessons import Teacher
from app.suggestions.places import suggested_places
from app.suggestions.records import HowFar, Suggestions
from app.suggestions.refusals import RefusedEmotions
from app.suggestions.textures import Textures

if TYPE_CHECKING:
    from app.analysis.feature_store import FeatureStore
    from app.core.ids import TrackId
    from app.core.jobs import JobContext
    from app.emotions.vocabulary import Vocabulary
    from app.library.service import LibraryService
    from app.transactions.ledger import Ledger

_OWNER = "listener"  # instead of a sound's hash: there is one of them in a profile


class EmotionSuggestions:
    """Thread-safe; everything here reads the disk, and raises Problem when the journal can't be
    read. Writes to the cache alone; `refusals` writes what the listener said.
    """

    def __init__(
        self, ledger: Ledger, library: LibraryService, vocabulary: Vocabulary, store: FeatureStore
    ) -> None:
        self._library = library
        self._vocabulary = vocabulary
        self._store = store
        self.textures = Textures(store)
        self._teacher = Teacher(ledger, library, self.textures)
        self.refusals = RefusedEmotions(ledger)

    def learnt(self, job: JobContext) -> Learnt | None:
        """From the cache, or learnt anew if the marks, the refusals or what was heard have changed;
        None with too few marks. Raises JobCancelled.
        """
        stamp = self._teacher.stamp()
        kept = self._store.find(_OWNER, LEARNT)
        if kept is not None and kept.stamp == stamp:
            return kept
        lessons = self._teacher.lessons(job)
        if lessons is None:
            return None
        job.checkpoint()
        model = learn(lessons.rows, lessons.felt, lessons.groups)
        # What the lessons read may have been heard before their stamp was taken, never after.
        at_ms = Instant.now().utc_ms
        learnt = Learnt(stamp, lessons.emotions, lessons.marks, model, at_ms)
        self._store.keep(_OWNER, LEARNT, learnt)
        return learnt

    def how_far(self, *, counts_marks: bool) -> HowFar:
        """counts_marks: also what could be learnt from now, which reads the journal."""
        kept = self._store.find(_OWNER, LEARNT)
        marks = self._teacher.marks() if counts_marks else None
        if kept is None:
            return HowFar(marks)
        return HowFar(marks, kept.marks, Instant.of(kept.at_ms))

    def forget(self) -> None:
        """Deletes what was learnt; the marks and the refusals stay. Raises Problem."""
        try:
            self._store.forget(_OWNER)
        except OSError as fault:
            raise Problem(
                _("What was learnt couldn’t be deleted."), reason(fault), details=repr(fault)
            ) from fault

    def on_track(self, track_id: TrackId, learnt: Learnt) -> Suggestions:
        """Nothing of a track that wasn't heard yet. Raises LookupError when it is gone."""
        track = self._library.track(track_id)
        held = next(iter(track.files), None)
        texture = None if held is None else self.textures.of(held.payload_hash)
        if held is None or texture is None:
            return Suggestions(track_id, learnt.marks)
        rows = texture.on_track(held.source, track.row.duration_ms)
        known = {one.key: one for one in self._vocabulary.emotions()}
        places = suggested_places(
            [known.get(key) for key in learnt.emotions],
            learnt.model.probabilities(rows),
            self.refusals.on_track(track_id),
        )
        return Suggestions(track_id, learnt.marks, places)
