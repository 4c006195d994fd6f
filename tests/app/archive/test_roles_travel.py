"""A role that was refused stays refused in another journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.ids import TrackId
from app.library.records import Role
from app.library.role_suggestions import RoleSuggestions
from app.library.service import LibraryService
from app.library.suggested_role import SuggestedRole
from tests.app.archive.conftest import Opened


def suggested(opened: Opened) -> list[Role]:
    ledger = opened.profile.ledger
    rows = LibraryService(ledger).tracks()
    return [one.role for one in RoleSuggestions(ledger).of(rows)]


def test_a_refused_role_is_not_suggested_where_the_journal_is_restored(
    open_profile: Callable[[str], Opened], tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    track = TrackId(one.profile.track(title="Opening", file="/m/opening.ogg"))
    assert suggested(one) == [Role.OPENING_THEME]
    no = SuggestedRole(Role.OPENING_THEME, (track,))
    RoleSuggestions(one.profile.ledger).refuse((no,))
    one.exports.export_json(tmp_path / "a.json")
    two.exports.restore_json(tmp_path / "a.json")
    assert suggested(two) == []
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes
