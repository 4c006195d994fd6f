"""What was found and waits for an answer, in the cache: by theme, and by soundtrack.

Tracks are named by their uids there: after a restore, other tracks have their numbers. Losing a
file loses nothing; what somebody else wrote into one is believed only as far as it could be true.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.analysis.feature_store import Feature, FeatureStore
from app.analysis.theme_search.proposals import MOST_FAMILIES, Kind
from app.analysis.theme_search.search import VERSION
from app.core.timecode import MOST_MS, Span
from app.theme_finding.records import MOST_CANDIDATES

if TYPE_CHECKING:
    from pathlib import Path

MOST_FILE_BYTES = 1024 * 1024
_MOST_BYTES = 32 * 1024 * 1024
_MOST_SEMITONES = 127
_SLOWEST, _FASTEST = 0.01, 100.0
_LONGEST_UID = 200  # bytes


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A candidate, on a track that is named by its uid."""

    track_uid: str
    span: Span
    probability: float
    semitones: int | None
    tempo_ratio: float | None


@dataclass(frozen=True, slots=True)
class KeptFamily:
    kind: Kind
    places: tuple[KeptPlace, ...]


@dataclass(frozen=True, slots=True)
class KeptFamilies:
    """track_uids: what was looked through. So it is out of date once there are others."""

    track_uids: frozenset[str]
    families: tuple[KeptFamily, ...]


class KeptFinds:
    """Thread-safe. The folder belongs to it alone."""

    def __init__(self, folder: Path) -> None:
        self._store = FeatureStore(folder, _MOST_BYTES, MOST_FILE_BYTES)
        self._of_themes: dict[str, tuple[KeptPlace, ...]] = {}
        self._lock = threading.Lock()

    def of_theme(self, theme_uid: str) -> tuple[KeptPlace, ...]:
        """The most probable first. Read once: lanes ask for every theme."""
        with self._lock:
            if theme_uid not in self._of_themes:
                self._of_themes[theme_uid] = self._store.find(theme_uid, _PLACES) or ()
            return self._of_themes[theme_uid]

    def keep_theme(
        self,
        theme_uid: str,
        places: Iterable[KeptPlace],
        searched: Collection[str],
        is_answered: Callable[[KeptPlace], bool] = lambda _place: False,
    ) -> None:
        """searched: the uids of the tracks whose earlier places are replaced by these; but those
        that are answered stay, since an answer may be undone.
        """
        before = self.of_theme(theme_uid)
        answered = [one for one in before if is_answered(one)]
        others = [one for one in before if one.track_uid not in searched and one not in answered]
        ranked = sorted((*places, *others), key=_improbability)[:MOST_CANDIDATES]
        kept = tuple(sorted((*ranked, *answered[:MOST_CANDIDATES]), key=_improbability))
        with self._lock:
            self._of_themes[theme_uid] = kept
            self._store.keep(theme_uid, _PLACES, kept)

    def of_soundtrack(self, key: str) -> KeptFamilies | None:
        return self._store.find(key, _FAMILIES)

    def keep_soundtrack(self, key: str, found: KeptFamilies) -> None:
        self._store.keep(key, _FAMILIES, found)


def _improbability(place: KeptPlace) -> float:
    return -place.probability


def _plain_place(place: KeptPlace) -> list[Any]:
    span = place.span
    return [
        place.track_uid, span.start_ms, span.end_ms,
        place.probability, place.semitones, place.tempo_ratio,
    ]  # fmt: skip


def _place(plain: Any) -> KeptPlace:
    """Raises ValueError, TypeError, OverflowError."""
    track_uid, start_ms, end_ms, probability, semitones, tempo_ratio = plain
    _expect(isinstance(track_uid, str) and 0 < len(track_uid.encode()) <= _LONGEST_UID)
    _expect(_is_whole(start_ms) and _is_whole(end_ms) and 0 <= start_ms < end_ms <= MOST_MS)
    _expect(_is_real(probability) and 0 <= probability <= 1)
    _expect(semitones is None or (_is_whole(semitones) and abs(semitones) <= _MOST_SEMITONES))
    _expect(tempo_ratio is None or (_is_real(tempo_ratio) and _SLOWEST <= tempo_ratio <= _FASTEST))
    return KeptPlace(track_uid, Span(start_ms, end_ms), float(probability), semitones, tempo_ratio)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_real(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)  # type: ignore[arg-type]


def _expect(is_so: bool) -> None:
    if not is_so:
        raise ValueError("nothing that was kept here")


def _few(plain: Any, most: int) -> Iterator[Any]:
    _expect(isinstance(plain, list) and len(plain) <= most)
    return iter(plain)


def _plain_families(kept: KeptFamilies) -> Mapping[str, Any]:
    families = [
        [family.kind.value, [_plain_place(place) for place in family.places]]
        for family in kept.families
    ]
    return {"tracks": sorted(kept.track_uids), "families": families}


def _families(plain: Any) -> KeptFamilies:
    _expect(isinstance(plain, dict))
    uids = list(plain["tracks"])
    _expect(all(isinstance(uid, str) for uid in uids))
    return KeptFamilies(
        frozenset(uids),
        tuple(
            KeptFamily(
                Kind(kind), tuple(_place(each) for each in _few(places, MOST_CANDIDATES + 1))
            )
            for kind, places in _few(plain["families"], MOST_FAMILIES)
        ),
    )


def _places(plain: Any) -> tuple[KeptPlace, ...]:
    return tuple(_place(each) for each in _few(plain, 2 * MOST_CANDIDATES))


def _encoded(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False).encode()


def _decoded(read: Callable[[Any], Any]) -> Callable[[bytes], Any]:
    def decode(data: bytes) -> Any:
        try:
            return read(json.loads(data))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None

    return decode


_PLACES: Feature[tuple[KeptPlace, ...]] = Feature(
    "returns", VERSION, lambda places: _encoded([*map(_plain_place, places)]), _decoded(_places)
)
_FAMILIES: Feature[KeptFamilies] = Feature(
    "families", VERSION, lambda kept: _encoded(_plain_families(kept)), _decoded(_families)
)
