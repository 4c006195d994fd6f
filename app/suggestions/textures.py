"""What tracks sound like, from what was heard of them; worked out once, and kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.dynamics.feature import DYNAMICS
from app.analysis.pitch.pitches import PITCHES
from app.analysis.texture.feature import TEXTURE
from app.analysis.texture.figures import texture_of

if TYPE_CHECKING:
    from app.analysis.feature_store import FeatureStore, KnownSounds
    from app.analysis.texture.figures import Texture


class Textures:
    """By the payload of a file. Thread-safe; everything here reads the disk."""

    def __init__(self, store: FeatureStore) -> None:
        self._store = store

    def heard(self) -> KnownSounds:
        """What was listened through, by one look at the folder."""
        return self._store.known((PITCHES, DYNAMICS))

    def of(self, payload_hash: str) -> Texture | None:
        """None until the file was listened through. The first time takes some milliseconds for
        each minute.
        """
        kept = self._store.find(payload_hash, TEXTURE)
        if kept is not None:
            return kept
        pitches = self._store.find(payload_hash, PITCHES)
        dynamics = self._store.find(payload_hash, DYNAMICS)
        if pitches is None or dynamics is None:
            return None
        texture = texture_of(pitches, dynamics.measured)
        self._store.keep(payload_hash, TEXTURE, texture)
        return texture
