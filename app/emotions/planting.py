"""What a new profile gets besides its tables: the shipped emotion sets."""

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
    """Puts the shipped sets into a profile that has none; one that has sets keeps its own.

    Called whenever a store is opened or its content is replaced, before any emotion is read, so it
    announces nothing. A read-only journal stays as it is and can be read. Raises StorageFault.
    """
    with store.read() as connection:
        if queries.sets(connection):
            return
    try:
        _plant(store)
    except StorageFault as fault:
        if fault.kind is not FaultKind.READ_ONLY:
            raise
        log.info("no emotion sets were added: %s", fault.details)


def shipped() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The sets that a new profile gets: the columns of each set, and of its emotions."""
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
