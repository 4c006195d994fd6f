"""Roles that titles suggest, and those that the listener said no to: never suggested again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.core.words import ngettext
from app.library.suggested_role import SuggestedRole, suggested_roles
from app.transactions import changes

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.transactions.ledger import Ledger


class RoleSuggestions:
    """A no is a refusal of one role for one track; it is one undo step for all that are refused at
    once, and announces Change(TRACK) for them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, rows: Iterable[TrackRow]) -> tuple[SuggestedRole, ...]:
        """For tracks whose role nobody has chosen yet, in the order of the roles."""
        tracks = list(rows)
        suggested = suggested_roles(tracks)
        if not suggested:  # mostly; nothing is read then
            return ()
        from db.queries.questions import refused_roles

        refused: dict[int, set[str]] = defaultdict(set)
        ids = [int(key) for one in suggested for key in one.track_ids]
        with self._ledger.read() as connection:
            for track_id, role in refused_roles(connection, ids):
                refused[track_id].add(role)
        return suggested_roles(tracks, refused)

    def refuse(self, suggested: Sequence[SuggestedRole], initiator: object = None) -> None:
        """Raises LookupError when a track is gone."""
        from db.models.question import ROLE, Refusal
        from db.models.track import Track
        from db.queries.questions import refused_roles
        from db.repositories import rows

        pairs = [(int(key), str(one.role)) for one in suggested for key in one.track_ids]
        # Translators: an undo step; a role that a title suggests was refused
        label = ngettext("Refuse a suggested role", "Refuse {n} suggested roles", len(pairs))
        with self._ledger.write(label, changes.TRACK, initiator=initiator) as writing:
            ids = [track_id for track_id, _role in pairs]
            known = refused_roles(writing.session.connection(), ids)
            for track_id, role in dict.fromkeys(pairs):
                writing.unit.get(Track, track_id)
                writing.track_ids.add(track_id)
                if (track_id, role) not in known:
                    rows.add(writing.session, Refusal, kind=ROLE, track_id=track_id, what=role)
