"""The vocabulary: shipped sets, the listener's own emotions, and which key marks which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from app.core.blank import is_blank
from app.core.errors import Problem
from app.core.ids import EmotionId
from app.core.search_text import fold, name_key
from app.core.words import _
from app.emotions import shipped
from app.emotions.records import Emotion, EmotionSet
from app.emotions.shipped import OWN_SET
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger, Writing
from app.transactions.typed import trimmed
from db.models.emotion import Emotion as EmotionRow
from db.queries import vocabulary as queries
from db.repositories import emotions

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PLAIN_COLOUR = "#8a6f9e"
EDITABLE = frozenset(
    ("name", "gloss", "colour", "icon", "pattern", "valence", "arousal", "shortcut", "is_retired")
)


class Vocabulary:
    """All emotions. Announces Change(EMOTION); keeps what it read until one arrives."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._sets: tuple[EmotionSet, ...] | None = None
        ledger.feed.subscribe_first(self._on_change)

    def sets(self) -> tuple[EmotionSet, ...]:
        """Every set with all of its emotions, archived ones included."""
        if self._sets is None:
            self._sets = self._read()
        return self._sets

    def emotions(self, *, with_retired: bool = False) -> tuple[Emotion, ...]:
        found = (emotion for group in self.sets() for emotion in group.emotions)
        return tuple(emotion for emotion in found if with_retired or not emotion.is_retired)

    def emotion(self, emotion_id: int) -> Emotion:
        """Raises LookupError when there is no such emotion."""
        known = self._sets is not None
        try:
            return _with_id(self.emotions(with_retired=True), emotion_id)
        except LookupError:
            if not known:
                raise
        self._sets = None  # another process may have added it, and that wasn't noticed yet
        return _with_id(self.emotions(with_retired=True), emotion_id)

    def by_shortcut(self, shortcut: str) -> Emotion | None:
        return next((one for one in self.emotions() if one.shortcut == shortcut), None)

    def named(self, text: str) -> Emotion | None:
        """The emotion with this name or key, whatever its case and spaces: “joyful activation”; if
        there is none, one whose name differs by its accents alone.
        """
        wanted, known = _key_of(text), self.emotions()
        by_name = (one for one in known if _key_of(one.name) == wanted)
        by_key = (one for one in known if one.key == wanted)
        alike = (one for one in known if fold(_key_of(one.name)) == fold(wanted))
        return next(chain(by_name, by_key, alike), None)

    def add_word(
        self, name: str, colour: str, initiator: object = None, **values: Any
    ) -> EmotionId:
        """Adds an emotion of the listener's own. Raises Problem if the name is empty or taken."""
        name = name.strip()
        if is_blank(name):
            raise Problem(_("An emotion needs a name."), "", _("Type a name, then add it again."))
        self._check_free(name)
        label = _("Add “{emotion}”", emotion=name)
        with self._ledger.write(label, changes.EMOTION, initiator=initiator) as writing:
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
        """The emotion here that another profile's is; added to the listener's own if it's missing.

        The same uid, name or key is the same emotion, archived or not. word: fields of an Emotion;
        only the name is required. Raises ValueError if that is empty.
        """
        name = str(word["name"]).strip()
        if not name:
            raise ValueError("an emotion without a name")
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
        """The emotion here that another profile’s is; by its uid, name or key."""
        emotions, name = self.emotions(with_retired=True), str(word["name"])
        same = (
            lambda known: known.uid == word.get("uid"),
            lambda known: _key_of(known.name) == _key_of(name),
            lambda known: known.key == word.get("key"),
        )
        return next((known for is_same in same for known in emotions if is_same(known)), None)

    def edit_word(self, emotion_id: int, initiator: object = None, **values: Any) -> None:
        """Changes any of EDITABLE. A shortcut that another emotion had moves to this one.

        Raises TypeError for any other field, Problem for an empty or taken name.
        """
        if unknown := values.keys() - EDITABLE:
            raise TypeError(f"not a field of an emotion: {sorted(unknown)}")
        current = self.emotion(emotion_id)
        if "name" in values:
            values["name"] = trimmed(values["name"])
            if not values["name"]:
                raise Problem(
                    _("An emotion needs a name."), "", _("Type a name, then leave the field.")
                )
            if _key_of(values["name"]) != _key_of(current.name):
                self._check_free(values["name"])
        label = _("Edit “{emotion}”", emotion=current.name)
        with self._ledger.write(label, changes.EMOTION, initiator=initiator) as writing:
            if values.get("shortcut"):
                self._free_shortcut(writing.session, values["shortcut"], but=emotion_id)
            row = writing.unit.get(EmotionRow, emotion_id)
            settled = writing.settled(values, lambda name: _shown(row, name))
            for name, value in settled.items():
                if value != _shown(row, name):  # a shipped name stays the English one
                    setattr(row, name, value)
            writing.ids.add(emotion_id)

    def remove_word(self, emotion_id: int, initiator: object = None) -> bool:
        """Deletes an emotion that no mark has; archives any other. True when it was deleted."""
        label = _("Delete “{emotion}”", emotion=self.emotion(emotion_id).name)
        with self._ledger.write(label, changes.EMOTION, initiator=initiator) as writing:
            row = writing.unit.get(EmotionRow, emotion_id)
            if emotions.is_used(writing.session, emotion_id):
                row.is_retired, row.shortcut = True, None
                return False
            writing.unit.remove(row)
            return True

    def _read(self) -> tuple[EmotionSet, ...]:
        with self._ledger.read() as connection:
            groups = queries.sets(connection)
            found = [_record(row) for row in queries.words(connection)]
        return tuple(
            EmotionSet(
                group.id,
                group.uid,
                group.key,
                shipped.set_name(group.key, group.name),
                tuple(one for one in found if one.set_id == group.id),
            )
            for group in groups
        )

    def _own_set_id(self, session: Any) -> int:
        own = next((group.id for group in self.sets() if group.key == OWN_SET), None)
        if own is not None:
            return own
        return emotions.add_set(
            session, OWN_SET, shipped.SETS[OWN_SET].message, len(self.sets())
        ).id

    def _free_shortcut(self, session: Any, shortcut: str | None, but: int | None = None) -> None:
        if shortcut:
            for row in emotions.with_shortcut(session, shortcut):
                if row.id != but:
                    row.shortcut = None

    def _check_free(self, name: str) -> None:
        """Raises Problem when another emotion, archived or not, has this name."""
        for other in self.emotions(with_retired=True):
            if _key_of(other.name) != _key_of(name):
                continue
            if other.is_retired:
                raise Problem(
                    _("“{emotion}” is one of your archived emotions.", emotion=other.name),
                    "",
                    _("You can bring it back."),
                )
            raise Problem(
                _("There is already an emotion called “{emotion}”.", emotion=other.name),
                "",
                _("Choose another name."),
            )

    def _free_key(self, name: str) -> str:
        """A key that no emotion has: one that was renamed keeps its first key."""
        taken = {one.key for one in self.emotions(with_retired=True)}
        key = wanted = _key_of(name)
        number = 2
        while key in taken:
            key, number = f"{wanted}_{number}", number + 1
        return key

    def _on_change(self, change: Change) -> None:
        if change.touches(changes.EMOTION):
            self._sets = None


def _with_id(emotions: tuple[Emotion, ...], emotion_id: int) -> Emotion:
    for emotion in emotions:
        if emotion.id == emotion_id:
            return emotion
    raise LookupError(f"no emotion {emotion_id}")


def _key_of(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name_key(name))


def _record(row: Any) -> Emotion:
    return Emotion(**{field: _shown(row, field) for field in Emotion.__slots__})


def _shown(row: Any, field: str) -> Any:
    """A field as the listener sees it: shipped names and glosses in their language."""
    stored = getattr(row, field)
    if field == "name":
        return shipped.name(row.key, stored)
    return shipped.gloss(row.key, stored) if field == "gloss" else stored
