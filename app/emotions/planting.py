"""What makes a profile whole beside its tables: the vocabularies that every one is given."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.core.resources import VOCABULARIES
from db.file.errors import FaultKind, StorageFault
from db.queries import vocabulary as queries
from db.repositories import emotions

if TYPE_CHECKING:
    from db.store.engine import Store

log = logging.getLogger(__name__)

SHIPPED = ("gems", "soundtrack")
_FIELDS = ("key", "name", "gloss", "valence", "arousal", "colour", "icon", "pattern")


def plant(store: Store) -> None:
    """Puts the shipped sets into a profile without any; one that has words keeps its own.

    Called whenever a store is opened or its content is replaced, before anybody reads words: so it
    announces nothing. A journal that can't be written to stays as it is and can be read. Raises
    StorageFault.
    """
    with store.read() as connection:
        if queries.sets(connection):
            return
    try:
        _plant(store)
    except StorageFault as fault:
        if fault.kind is not FaultKind.READ_ONLY:
            raise
        log.info("no vocabulary was added: %s", fault.details)


def shipped() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The vocabularies that a new profile is given: columns of each set, and of its words."""
    for position, name in enumerate(SHIPPED):
        data = tomllib.loads((VOCABULARIES / f"{name}.toml").read_text(encoding="utf-8"))
        group = {"key": data["key"], "name": data["name"], "position": position}
        words = [{**_word(word), "position": n} for n, word in enumerate(data["emotion"])]
        yield group, words


def _plant(store: Store) -> None:
    with store.write() as unit:
        if queries.sets(unit.session.connection()):
            return  # another process was first
        for group, words in shipped():
            row = emotions.add_set(unit.session, **group)
            for word in words:
                emotions.add(unit.session, row.id, **word)
        unit.commit()


def _word(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in _FIELDS} | {"shortcut": data.get("shortcut")}
