"""Which piece comes next: what wasn't asked for long, and what is recognised slowly more often."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from random import Random

from app.first_notes.records import FEWEST_THEMES, Piece, PieceKey, Pieces, Recognition

_HOUR_MS = 3_600_000
_LONGEST_REST_MS = 30 * 24 * _HOUR_MS  # of what was known by its first second
_HALVES_EACH_MS = 1_000
_MOST, _NEW, _LEAST = 4.0, 1.0, 0.001  # weights
_RESTS = 3  # so many of those asked last aren't asked again at once


def rest_ms(after_ms: int) -> float:
    """How long something rests that was known so soon: 30 days after the first second, half of it
    with each further one, an hour at least.
    """
    later = max(0, after_ms - _HALVES_EACH_MS) / _HALVES_EACH_MS
    return max(float(_HOUR_MS), _LONGEST_REST_MS / 2 ** min(later, 60.0))


def weight(last: Recognition | None, now_ms: int) -> float:
    """How much it is its turn. last: when it was recognised last."""
    if last is None:
        return _NEW
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
        last = {one.key: one for one in pieces.known}  # the oldest come first
        resting = {*self._asked[-_RESTS:], *without}
        tracks = [one for one in pieces.tracks if one.key not in resting]
        themes = self._themes(pieces, last, resting)
        weigh = self._weigh(last, now_ms)
        found = self._of(themes if themes and (not tracks or self._flips()) else tracks, weigh)
        if found is not None:
            self._asked.append(found.key)
        return found

    def _themes(
        self, pieces: Pieces, last: Mapping[PieceKey, Recognition], resting: Collection[PieceKey]
    ) -> list[Piece]:
        """The forms of themes that may be asked; none while there are too few to choose from."""
        if len(pieces.themes) < FEWEST_THEMES:
            return []
        asked: list[Piece] = []
        for forms in pieces.themes:
            home = forms[0]
            open_to = forms if home.variant or home.key in last else forms[:1]
            asked += [form for form in open_to if form.key not in resting]
        return asked

    def _weigh(self, last: Mapping[PieceKey, Recognition], now_ms: int) -> Callable[[Piece], float]:
        def weigh(piece: Piece) -> float:
            return _MOST if piece.key in self._missed else weight(last.get(piece.key), now_ms)

        return weigh

    def _flips(self) -> bool:
        return self._random.random() < 0.5

    def _of(self, pieces: Sequence[Piece], weigh: Callable[[Piece], float]) -> Piece | None:
        if not pieces:
            return None
        return self._random.choices(pieces, [weigh(piece) for piece in pieces])[0]
