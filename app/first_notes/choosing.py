"""Which piece comes next: what wasn't asked for long, and what is recognised slowly more often."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from random import Random

from app.first_notes.records import FEWEST_THEMES, Piece, PieceKey, Pieces, Recognition

_HOUR_MS = 3_600_000
_LONGEST_REST_MS = 30 * 24 * _HOUR_MS  # of what was known by its first second
_HALVES_EACH_MS = 1_000
DUE = 1.0  # the weight of what has rested long enough
_MOST, _LEAST = 4.0, 0.001
_TRIES = 64
_RESTS = 3  # so many of those asked last aren't asked again at once


def rest_ms(after_ms: int) -> float:
    """How long something rests that was known so soon: 30 days after the first second, half of it
    with each further one, an hour at least.
    """
    later = max(0, after_ms - _HALVES_EACH_MS) / _HALVES_EACH_MS
    return max(float(_HOUR_MS), _LONGEST_REST_MS / 2 ** min(later, 60.0))


def weight(last: Recognition, now_ms: int) -> float:
    """How much it is its turn. last: when it was recognised last."""
    rested = (now_ms - last.made.utc_ms) / rest_ms(last.after_ms)
    return min(_MOST, max(_LEAST, rested))


class Choosing:
    """Goes on through one game. Themes and tracks come by turns of chance, however many of either
    there are; a theme is first asked as it is stated, and once that was known, in its other forms.
    """

    def __init__(self, random: Random | None = None) -> None:
        self._random = random or Random()
        self._asked: list[PieceKey] = []
        self._missed: set[PieceKey] = set()

    def note_missed(self, piece: Piece) -> None:
        """It wasn't known: it is its turn again soon."""
        self._missed.add(piece.key)

    def note_known(self, piece: Piece) -> None:
        self._missed.discard(piece.key)

    def next(self, pieces: Pieces, now_ms: int, without: Collection[PieceKey] = ()) -> Piece | None:
        """None if there are too few. without: what can't be played."""
        if not pieces.are_enough:
            return None
        turn = _Turn(pieces, now_ms, frozenset(self._missed), {*self._asked[-_RESTS:], *without})
        of_theme = self._of(turn.themes, turn.known_themes, turn)
        of_track = self._of(tuple(pieces.tracks.values()), turn.known_tracks, turn)
        takes_theme = of_track is None or (of_theme is not None and self._flips())
        found = of_theme if takes_theme else of_track
        if found is not None:
            self._asked.append(found.key)
        return found

    def _of(self, pieces: Sequence[Piece], known: Sequence[Piece], turn: _Turn) -> Piece | None:
        """One that is new or, as often, one of the known ones that have rested long enough; if all
        are known, any of those.
        """
        new = self._new(pieces, turn)
        due = [one for one in known if turn.weigh(one) >= DUE]
        if due and (new is None or self._flips()):
            return self._heaviest(due, turn)
        return new or self._heaviest(known, turn)

    def _new(self, pieces: Sequence[Piece], turn: _Turn) -> Piece | None:
        """By trying: a library may have 100,000 tracks, nearly all of them new."""
        for _try in range(_TRIES if pieces else 0):
            piece = self._random.choice(pieces)
            if turn.is_new(piece):
                return piece
        left = [piece for piece in pieces if turn.is_new(piece)]
        return self._random.choice(left) if left else None

    def _heaviest(self, pieces: Sequence[Piece], turn: _Turn) -> Piece | None:
        """By chance, but likelier."""
        if not pieces:
            return None
        return self._random.choices(pieces, [turn.weigh(piece) for piece in pieces])[0]

    def _flips(self) -> bool:
        return self._random.random() < 0.5


class _Turn:
    """What may be asked this time. resting: what mustn't."""

    def __init__(
        self,
        pieces: Pieces,
        now_ms: int,
        missed: frozenset[PieceKey],
        resting: Collection[PieceKey],
    ) -> None:
        self._now_ms, self._missed, self._resting = now_ms, missed, resting
        self._last = {one.key: one for one in pieces.known}  # the oldest come first
        self._met = self._last.keys() | missed
        tracks = pieces.tracks
        of_tracks = (key.subject.track_id for key in self._met if key not in resting)
        self.known_tracks = [tracks[one] for one in of_tracks if one is not None and one in tracks]
        self.themes = self._forms(pieces)
        self.known_themes = [form for form in self.themes if form.key in self._met]

    def is_new(self, piece: Piece) -> bool:
        key = piece.key
        return key not in self._met and key not in self._resting

    def weigh(self, piece: Piece) -> float:
        if piece.key in self._missed:
            return _MOST
        return weight(self._last[piece.key], self._now_ms)

    def _forms(self, pieces: Pieces) -> list[Piece]:
        """Of themes; none while there are too few to choose from."""
        if len(pieces.themes) < FEWEST_THEMES:
            return []
        asked: list[Piece] = []
        for forms in pieces.themes:
            home = forms[0]
            open_to = forms if home.variant or home.key in self._last else forms[:1]
            asked += [form for form in open_to if form.key not in self._resting]
        return asked
