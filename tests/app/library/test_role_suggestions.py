"""A role that was refused is never suggested again, until that is undone."""

from __future__ import annotations

from app.library.records import Role, TrackFilter
from app.library.suggested_role import suggested_role
from tests.support.opened_profile import OpenedProfile


def said(opened: OpenedProfile) -> dict[Role, list[str]]:
    rows = opened.services.library.tracks(TrackFilter(role="score"))
    titles = {row.id: row.title for row in rows}
    return {
        one.role: sorted(titles[key] for key in one.track_ids)
        for one in opened.services.role_suggestions.of(rows)
    }


def test_a_no_is_kept_for_its_track_alone_and_undone(opened: OpenedProfile) -> None:
    opened.track("Opening")
    opened.track("OP2")
    suggestions = opened.services.role_suggestions
    (both,) = suggestions.of(opened.services.library.tracks())
    assert said(opened) == {Role.OPENING_THEME: ["OP2", "Opening"]}
    suggestions.refuse((both,))
    assert said(opened) == {}
    opened.track("Opening 3")
    assert said(opened) == {Role.OPENING_THEME: ["Opening 3"]}
    before = opened.tables()
    suggestions.refuse((both,))
    assert opened.tables() == before, "a second no adds nothing"
    steps = opened.steps()
    assert steps[0].label == "Refuse 2 suggested roles"
    opened.services.ledger.undo(steps[0])
    assert said(opened) == {Role.OPENING_THEME: ["OP2", "Opening", "Opening 3"]}


def test_after_a_no_the_next_thing_that_a_title_says_is_suggested() -> None:
    title = "Love Theme from the Opening Credits"
    assert suggested_role(title) is Role.LOVE_THEME
    assert suggested_role(title, {"love_theme"}) is Role.OPENING_THEME
    assert suggested_role(title, {"love_theme", "opening_theme"}) is None
