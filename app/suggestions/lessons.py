"""What there is to learn from: the sound at each mark, and what was felt or refused there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.timecode import Span
from app.suggestions.records import LEAST_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from app.core.jobs import JobContext
    from app.library.records import HeldFile
    from app.library.service import LibraryService
    from app.suggestions.textures import Textures
    from app.transactions.ledger import Ledger

MOST_MARKS = 3000  # the newest; what was felt years ago counts as long as there are fewer


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """rows: float32, (places, figures). felt: float, (places, emotions), each row adds up to 1: one
    emotion, or after a refusal all the others. groups: the track of each. marks: how many of the
    places were felt.
    """

    emotions: tuple[str, ...]
    rows: npt.NDArray[np.float32]
    felt: npt.NDArray[np.float64]
    groups: tuple[int, ...]
    marks: int


class Teacher:
    """Reads the journal and the cache."""

    def __init__(self, ledger: Ledger, library: LibraryService, textures: Textures) -> None:
        self._ledger = ledger
        self._library = library
        self._textures = textures

    def stamp(self) -> str:
        """Another one once there is something else to learn from. Raises Problem."""
        from db.queries import felt_places

        with self._ledger.read() as connection:
            rows = felt_places.stamp(connection)
            track_ids = felt_places.tracks(connection)
        files, heard = self._library.first_files(track_ids), self._textures.heard()
        count = sum(file.payload_hash in heard for file in files.values())
        told = "-".join(map(str, (*rows, count)))
        return hashlib.sha256(told.encode()).hexdigest()  # when something was marked is nobody’s

    def marks(self) -> int:
        """How many there are in music that was heard. Raises Problem."""
        from db.queries import felt_places

        with self._ledger.read() as connection:
            felt = felt_places.felt_by_track(connection)
        files, heard = self._library.first_files(felt), self._textures.heard()
        of_heard = (felt[track] for track, file in files.items() if file.payload_hash in heard)
        return min(MOST_MARKS, sum(of_heard))

    def lessons(self, job: JobContext) -> Lessons | None:
        """None with too few marks in music that was heard. Raises Problem, JobCancelled."""
        from db.queries import felt_places

        with self._ledger.read() as connection:
            felt = felt_places.latest_felt(connection, MOST_MARKS)
            refused = felt_places.refused(connection)
        if len(felt) < LEAST_MARKS:
            return None
        rows = self._rows([*felt, *refused], job)
        taught = [(place, row) for place, row in zip(felt, rows, strict=False) if row is not None]
        if len(taught) < LEAST_MARKS:
            return None
        emotions = tuple(sorted({place[3] for place, _row in taught}))
        not_felt = [
            (place, row)
            for place, row in zip(refused, rows[len(felt) :], strict=True)
            if row is not None and place[3] in emotions and len(emotions) > 1
        ]
        return _lessons(emotions, taught, not_felt)

    def _rows(self, places: Sequence[Any], job: JobContext) -> list[npt.NDArray[np.float32] | None]:
        """The sound at each place; None where it wasn't heard. One track's after another's, so that
        each file is read once.
        """
        files = self._library.first_files({place[0] for place in places})
        found: list[npt.NDArray[np.float32] | None] = [None] * len(places)
        by_track: dict[int, list[int]] = {}
        for number, place in enumerate(places):
            by_track.setdefault(place[0], []).append(number)
        for track_id, numbers in by_track.items():
            job.checkpoint()
            self._fill(found, files, track_id, [(number, places[number]) for number in numbers])
        return found

    def _fill(
        self,
        found: list[npt.NDArray[np.float32] | None],
        files: Mapping[Any, HeldFile],
        track_id: int,
        places: Sequence[tuple[int, Any]],
    ) -> None:
        held = files.get(track_id)
        texture = None if held is None else self._textures.of(held.payload_hash)
        if held is None or texture is None:
            return
        for number, (_track, start_ms, end_ms, _key) in places:
            found[number] = texture.between(held.source, Span.between(start_ms, end_ms))


def _lessons(
    emotions: tuple[str, ...],
    taught: Sequence[tuple[Any, npt.NDArray[np.float32]]],
    not_felt: Sequence[tuple[Any, npt.NDArray[np.float32]]],
) -> Lessons:
    """What was refused is one of the others there, as often as each is felt at all."""
    import numpy as np

    every = [*taught, *not_felt]
    felt = np.eye(len(emotions))[[emotions.index(place[3]) for place, _row in every]]
    shares = felt[: len(taught)].mean(axis=0)
    others = shares * (1 - felt[len(taught) :])
    felt[len(taught) :] = others / others.sum(axis=1, keepdims=True)
    return Lessons(
        emotions,
        np.stack([row for _place, row in every]),
        felt,
        tuple(int(place[0]) for place, _row in every),
        len(taught),
    )
