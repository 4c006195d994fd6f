"""The vocabulary: shipped sets, the listener's own words, and which key drops which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.core.errors import Problem
from app.core.ids import EmotionId
from app.emotions.records import Emotion, EmotionSet
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import trimmed
from db.models.emotion import Emotion as EmotionRow
from db.queries import vocabulary as queries
from db.repositories import emotions

OWN_SET = "own"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN_COLOUR = "#8a6f9e"
EDITABLE = frozenset(
    ("name", "gloss", "colour", "icon", "pattern", "valence", "arousal", "shortcut", "is_retired")
)


class Vocabulary:
    """All emotion words. Announces Change(EMOTION); keeps what it read until one arrives."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._sets: tuple[EmotionSet, ...] | None = None
        ledger.feed.subscribe_first(self._on_change)

    def sets(self) -> tuple[EmotionSet, ...]:
        """Every set with all of its words, retired ones included."""
        if self._sets is None:
            self._sets = self._read()
        return self._sets

    def emotions(self, *, with_retired: bool = False) -> tuple[Emotion, ...]:
        found = (emotion for group in self.sets() for emotion in group.emotions)
        return tuple(emotion for emotion in found if with_retired or not emotion.is_retired)

    def emotion(self, emotion_id: int) -> Emotion:
        """Raises LookupError when there is no such word."""
        return _with_id(self.emotions(with_retired=True), emotion_id)

    def by_shortcut(self, shortcut: str) -> Emotion | None:
        return next((word for word in self.emotions() if word.shortcut == shortcut), None)

    def named(self, text: str) -> Emotion | None:
        """The word with this key or name, however it is written: “joyful activation”."""
        wanted, words = _key_of(text), self.emotions()
        by_name = (word for word in words if _key_of(word.name) == wanted)
        return next(by_name, None) or next((word for word in words if word.key == wanted), None)

    def add_word(
        self, name: str, colour: str, initiator: object = None, **values: Any
    ) -> EmotionId:
        """A word of the listener's own. Raises Problem when the name is empty or taken."""
        name = name.strip()
        if not name:
            raise Problem("A feeling needs a name.", "", "Type a word, then add it again.")
        self._check_free(name)
        with self._ledger.write(f"Add “{name}”", changes.EMOTION, initiator=initiator) as writing:
            group = self._own_set_id(writing.session)
            place = emotions.next_position(writing.session, group)
            values = {"position": place, "shortcut": None} | values
            self._free_shortcut(writing.session, values["shortcut"])
            row = emotions.add(
                writing.session, group, key=self._free_key(name), name=name, colour=colour, **values
            )
            writing.ids.add(row.id)
            return EmotionId(row.id)

    def adopt(self, writing: Writing, word: Mapping[str, Any]) -> EmotionId:
        """The word that is meant by another profile's, made one of the listener's own if need be.

        The same uid, name or key is the same word, in use or retired. word: fields of an Emotion,
        of which only the name must be there. Raises ValueError when it is empty.
        """
        name = str(word["name"]).strip()
        if not name:
            raise ValueError("a word without a name")
        found = self.meant_by(word)
        if found is not None:
            return found.id
        colour = str(word.get("colour", ""))
        row = emotions.add(
            writing.session,
            self._own_set_id(writing.session),
            key=self._free_key(name),
            name=name,
            gloss=str(word.get("gloss", "")),
            valence=min(1.0, max(-1.0, float(word.get("valence", 0)))),
            arousal=min(1.0, max(-1.0, float(word.get("arousal", 0)))),
            colour=colour if _COLOUR.fullmatch(colour) else _PLAIN_COLOUR,
            icon=str(word.get("icon", "heart")),
            pattern=str(word.get("pattern", "solid")),
            position=len(self.emotions(with_retired=True)),
            shortcut=None,
        )
        writing.kinds.add(changes.EMOTION)
        return EmotionId(row.id)

    def meant_by(self, word: Mapping[str, Any]) -> Emotion | None:
        """The word here that another profile’s is; by its uid, name or key."""
        words, name = self.emotions(with_retired=True), str(word["name"])
        same = (
            lambda known: known.uid == word.get("uid"),
            lambda known: _key_of(known.name) == _key_of(name),
            lambda known: known.key == word.get("key"),
        )
        return next((known for is_same in same for known in words if is_same(known)), None)

    def edit_word(self, emotion_id: int, initiator: object = None, **values: Any) -> None:
        """Changes any of EDITABLE. A key that another word had moves to this one.

        Raises TypeError for any other field, Problem for an empty or taken name.
        """
        if unknown := values.keys() - EDITABLE:
            raise TypeError(f"not a field of an emotion: {sorted(unknown)}")
        current = self.emotion(emotion_id)
        if "name" in values:
            values["name"] = trimmed(values["name"])
            if not values["name"]:
                raise Problem("A feeling needs a name.", "", "Type a word, then leave the field.")
            if _key_of(values["name"]) != _key_of(current.name):
                self._check_free(values["name"])
        with self._ledger.write(
            f"Edit “{current.name}”", changes.EMOTION, initiator=initiator
        ) as writing:
            if values.get("shortcut"):
                self._free_shortcut(writing.session, values["shortcut"], but=emotion_id)
            row = writing.unit.get(EmotionRow, emotion_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            for name, value in settled.items():
                setattr(row, name, value)
            writing.ids.add(emotion_id)

    def remove_word(self, emotion_id: int, initiator: object = None) -> bool:
        """Deletes a word that no tag uses; retires one that is used. True when it was deleted."""
        name = self.emotion(emotion_id).name
        with self._ledger.write(
            f"Remove “{name}”", changes.EMOTION, initiator=initiator
        ) as writing:
            row = writing.unit.get(EmotionRow, emotion_id)
            if emotions.is_used(writing.session, emotion_id):
                row.is_retired, row.shortcut = True, None
                return False
            writing.unit.remove(row)
            return True

    def _read(self) -> tuple[EmotionSet, ...]:
        with self._ledger.read() as connection:
            groups = queries.sets(connection)
            words = [_record(row) for row in queries.words(connection)]
        return tuple(
            EmotionSet(
                group.id,
                group.uid,
                group.key,
                group.name,
                tuple(w for w in words if w.set_id == group.id),
            )
            for group in groups
        )

    def _own_set_id(self, session: Any) -> int:
        own = next((group.id for group in self.sets() if group.key == OWN_SET), None)
        if own is not None:
            return own
        return emotions.add_set(session, OWN_SET, "My own words", len(self.sets())).id

    def _free_shortcut(self, session: Any, shortcut: str | None, but: int | None = None) -> None:
        if shortcut:
            for row in emotions.with_shortcut(session, shortcut):
                if row.id != but:
                    row.shortcut = None

    def _check_free(self, name: str) -> None:
        """Raises Problem when another word, in use or retired, is called so."""
        for word in self.emotions(with_retired=True):
            if _key_of(word.name) != _key_of(name):
                continue
            if word.is_retired:
                raise Problem(
                    f"“{word.name}” is one of your retired words.", "", "You can bring it back."
                )
            raise Problem(f"“{word.name}” is already in your vocabulary.", "", "Choose another.")

    def _free_key(self, name: str) -> str:
        """A key that no word has: a word that was renamed keeps the key it began with."""
        taken = {word.key for word in self.emotions(with_retired=True)}
        key = wanted = _key_of(name)
        number = 2
        while key in taken:
            key, number = f"{wanted}_{number}", number + 1
        return key

    def _on_change(self, change: Change) -> None:
        if change.touches(changes.EMOTION):
            self._sets = None


def _with_id(words: tuple[Emotion, ...], emotion_id: int) -> Emotion:
    for word in words:
        if word.id == emotion_id:
            return word
    raise LookupError(f"no emotion {emotion_id}")


def _key_of(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name.strip().casefold())


def _record(row: Any) -> Emotion:
    return Emotion(**{name: getattr(row, name) for name in Emotion.__slots__})
